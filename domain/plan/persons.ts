import { type NodeId, nodeRow } from '../nodes/index.ts';
import type { Case } from '../record/case.ts';
import { personsOf } from '../record/delegations.ts';
import type { Draft, DraftOf, Fact } from '../record/fact.ts';
import { refuse } from '../record/refusal.ts';
import type { Instant } from '../time/instant.ts';
import { changesOf } from './disclosure/readings.ts';
import type { AskGuard, DeadlinesOpened } from './guard.ts';

/** What a takeover brought stands under whoever filed it: nobody says who did it then, and it is believed (engine.md 5). */
export const isBrought = ({ founding }: Case, { by, recordedAt }: Pick<Fact, 'by' | 'recordedAt'>): boolean =>
  by === founding.by && recordedAt === founding.recordedAt;

/** The same of what asks to be recorded: as it comes with a takeover, and whenever it is looked at again. */
export const isTakenOver = (c: Case, { by, now }: Pick<Draft, 'by' | 'now'>, standing: DeadlinesOpened): boolean =>
  standing.believed === true || (standing.isRecorded === true && isBrought(c, { by, recordedAt: now }));

/**
 * Whose word a fact is, as it reads at an instant: who recorded it, in whose place, and whoever has put it right by then. Else somebody
 * could write what another said, and then approve it (engine.md 21).
 */
export const personsBehind = (c: Case, fact: Fact, now: Instant): readonly string[] => [
  ...personsOf(c, fact),
  ...(changesOf(c).get(fact.seq) ?? [])
    .filter(({ node, recordedAt }) => node === 'fact.corrected' && recordedAt <= now)
    .flatMap((change) => personsBehind(c, change, now)),
];

/** Whether two words have a person in common: whoever acts in another's place counts as both (engine.md 21). */
export function isOfOne(c: Case, fact: Fact, { by, as, now }: Pick<Draft, 'by' | 'as' | 'now'>): boolean {
  const persons = personsBehind(c, fact, now);
  return personsOf(c, { by, as, recordedAt: now }).some((person) => persons.includes(person));
}

/**
 * Who asks never approves, who handles never confirms, who approves never carries out (engine.md 21): this is for somebody
 * else than recorded those facts. Whoever brought a history vouches for what stands in it: to what rests on it later they
 * are who did it. `did`: what they did, in a word.
 */
export const byAnother =
  <N extends NodeId>(
    did: string,
    earlier: (c: Case, draft: DraftOf<N>) => readonly (Fact | undefined)[],
  ): AskGuard<N> =>
  (c, draft, standing) => {
    if (isTakenOver(c, draft, standing)) return undefined;
    const own = earlier(c, draft).find((f) => f && isOfOne(c, f, draft));
    if (own === undefined) return undefined;
    const { zh, basis } = nodeRow(draft.node);
    return refuse('same-person', `${did}的人不能办理“${zh}”，须由另一人办理`, basis, [
      { id: String(own.seq), zh: `第${own.seq}号记录由你办理：${nodeRow(own.node).zh}` },
    ]);
  };
