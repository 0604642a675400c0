// What a party knows of its case: who is in it, what it was told or may be by now (plan §6), and its own word.
import { type NodeId, nodeRow } from '../nodes/index.ts';
import { tellings } from '../plan/disclosure/readings.ts';
import { type Case, indexed } from '../record/case.ts';
import type { Fact } from '../record/fact.ts';
import { partiesSpokenFor } from '../record/parties.ts';
import { type Asker, isOpenToParties } from './heard.ts';
import { speakers } from './own-party.ts';

/** Who is in the case, whose account speaks for whom, under which law: without these nobody is heard at all. */
const always: ReadonlySet<NodeId> = new Set<NodeId>(['party.joined', 'party.left', 'party.identified', 'law.applied']);

/** The case with no fact in it that somebody who speaks for a party has not heard of. */
export function caseAsTold(c: Case, { actor, now }: Asker): Case {
  const own = new Set(partiesSpokenFor(c, actor.id, now).map(({ id }) => id));
  const isOwnWord = (f: Fact) => isOpenToParties(f.node) && speakers(nodeRow(f.node), f).some((who) => own.has(who));
  const told = new Set(
    [...tellings(c).values()].flatMap(({ fact, to }) =>
      to.some(({ party, from }) => own.has(party) && from !== undefined && from <= now) ? [fact.seq] : [],
    ),
  );
  const isKnown = (f: Fact) =>
    f.seq === c.founding.seq || always.has(f.node) || f.by === actor.id || told.has(f.seq) || isOwnWord(f);
  return indexed(c.record, c.facts.filter(isKnown));
}
