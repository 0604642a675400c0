import type { Case } from '../record/case.ts';
import type { Fact, FactOf } from '../record/fact.ts';
import { reading } from '../record/reading.ts';
import type { Instant } from '../time/instant.ts';
import { expiries, passages } from './control/losses.ts';

/** The nodes that come about without anybody's word, when their time has come (plan §9, by `sys`). */
type OwnNode = 'asset.expired' | 'asset.passed-on';

/** Something that follows from the record at an instant, which may lie ahead, and that the engine records then. */
export type Becoming<N extends OwnNode = OwnNode> = N extends OwnNode
  ? Pick<FactOf<N>, 'node' | 'subject' | 'payload'> & { readonly at: Instant }
  : never;

/** THE TABLE of what the engine records by itself: what has not been recorded yet. No clock is asked (engine.md 7). */
const rows: readonly ((c: Case) => readonly Becoming[])[] = [expiries, passages];

/** What a record will have recorded by itself, the earliest first. */
export const becoming = reading((c): readonly Becoming[] =>
  c.kind === 'case' ? rows.flatMap((find) => find(c)).toSorted((a, b) => a.at - b.at) : [],
);

/** Whether a fact is one of those. */
export const isOwn = ({ node }: Fact): boolean => node === 'asset.expired' || node === 'asset.passed-on';
