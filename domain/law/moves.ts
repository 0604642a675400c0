import { readCase } from '../record/case.ts';
import { derive } from '../engine/derive.ts';
import type { Derived } from '../plan/derived.ts';
import type { Fact } from '../record/fact.ts';
import { type Laws, lawsMet, type RuleVersion } from '../plan/law.ts';
import type { RuleId } from '../plan/deadlines.ts';
import type { Publication } from './publication.ts';

/** Why a date moved or became certain: a publication of the calendar, a version of the rule, or something recorded. */
export type Why =
  | { readonly kind: 'calendar'; readonly publication: Publication }
  | { readonly kind: 'rule'; readonly version: RuleVersion }
  | { readonly kind: 'fact'; readonly fact: Fact };

/** What a move is explained from. */
export interface Moved {
  readonly record: readonly Fact[];
  /** The fact that was being recorded when it moved. */
  readonly seq: number;
  /** The date that it had before; null while it stood still. */
  readonly from: string | null;
  readonly id: string;
  readonly rule: RuleId;
  /** Must know every law that the record names. */
  readonly laws: Laws;
  readonly publications: readonly Publication[];
  /** The years that the deadline ran through, as text of its dates: other years' notices did not move it. */
  readonly years: readonly [from: number, to: number];
}

/** Why a deadline's date changed when a fact was recorded. */
export function whyMoved(moved: Moved): readonly Why[] {
  const { law, fact } = causes(moved);
  return [...(law ? lawChanges(moved, law) : []), ...(fact ? [{ kind: 'fact' as const, fact }] : [])];
}

/**
 * A command that met newer law recorded that first (engine.md 4): which of the two moved the date is seen by deriving
 * with and without. Where the case had just woken under that law, the date had moved before, in a line of its own.
 */
function causes({ record, seq, id, laws, from }: Moved): { readonly law?: Fact; readonly fact?: Fact } {
  const [before, cause] = [record[seq - 2], record[seq - 1]];
  if (cause === undefined) return {};
  if (cause.node === 'law.applied') return { law: cause };
  if (before?.node !== 'law.applied' || before.recordedAt !== cause.recordedAt) return { fact: cause };
  const after = (facts: number) => derive(readCase(record.slice(0, facts)), laws).find((x) => x.id === id);
  const [was, met, is] = [after(seq - 2), after(seq - 1), after(seq)];
  const byLaw = differ(was, met) && from === (was?.targetDue ?? null);
  return { ...(byLaw && { law: before }), ...(differ(met, is) && { fact: cause }) };
}

const differ = (a: Derived | undefined, b: Derived | undefined): boolean =>
  a?.targetDue !== b?.targetDue || a?.provisional !== b?.provisional;

/** What was published between the law that the case had met and the one that it met now, of this rule and these years. */
function lawChanges({ record, rule, laws, publications, years: [from, to] }: Moved, law: Fact): readonly Why[] {
  const met = lawsMet(record);
  const now = met.find((l) => l.seq === law.seq);
  const before = met.findLast((l) => l.seq < law.seq);
  if (now === undefined || before === undefined) return [];
  const versions = (laws(now).book.get(rule) ?? []).filter((v) => v.version > before.rules && v.version <= now.rules);
  const published = publications.filter((p) => p.version > before.calendar && p.version <= now.calendar);
  const near = published.filter((p) => p.year >= from && p.year <= to);
  const others = versions.length > 0 ? [] : published;
  const told = near.length > 0 ? near : others;
  return [
    ...versions.map((version) => ({ kind: 'rule' as const, version })),
    ...told.map((publication) => ({
      kind: 'calendar' as const,
      publication,
    })),
  ];
}
