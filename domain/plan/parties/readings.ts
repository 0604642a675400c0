import type { NodeId } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { parties, type Party, respondents } from '../../record/parties.ts';
import type { Done, Opening } from '../deadline.ts';
import { discharged, opening, together, when } from '../opens.ts';

/** One deadline for the respondents of the filing together, then one for each who joins, from then on, for it alone. */
export const eachRespondent = when(
  '执行立案；追加、变更被执行人的，自其加入起另就其本人起算',
  ['case.filed', 'party.joined'],
  (c): readonly Opening[] => [{ ...opening(c.filed), ...untilAllLeft(c) }, ...joinedLater(c).map(forItAlone)],
);

/** One deadline for the respondents of the filing together; who joins later has no part in it. */
export const thoseFiled = when('执行立案', ['case.filed'], (c): readonly Opening[] => [
  { ...opening(c.filed), ...untilAllLeft(c) },
]);

/** Nobody of the filing is left to ask for: it ends as void, never as met (plan D7). */
function untilAllLeft(c: Case): Pick<Opening, 'until'> {
  const left = parties(c).flatMap((p) => (p.side === 'respondent' && !isLater(p) ? [p.left] : []));
  const last = left.includes(undefined) ? undefined : together(left);
  return last === undefined ? {} : { until: { at: last.at, seq: last.seq, zh: '立案时的被执行人均已退出本案' } };
}

const isLater = ({ joined }: Party): boolean => joined.node === 'party.joined';

const joinedLater = (c: Case) => parties(c).filter((party) => party.side === 'respondent' && isLater(party));

/** It ends when the party leaves: nobody is left to ask for it. */
const forItAlone = ({ id, joined, left }: Party): Opening => ({
  at: joined.at,
  seq: joined.seq,
  subject: id,
  ...(left && { until: { at: left.at, seq: left.seq, zh: `${id}已退出本案` } }),
});

/** What was done for one respondent: all that it takes, undefined for what is missing. */
type DoneFor = (c: Case, respondent: string) => readonly (Fact | undefined)[];

/**
 * Ended when something has been done for each respondent whom a deadline is about: those of the filing, or the one who
 * joined. The time is the last one's; who left in between is asked for no more from that day on (engine.md 8, 22).
 */
export const forEachRespondent = (zh: string, nodes: readonly NodeId[], doneFor: DoneFor): Done =>
  discharged(zh, nodes, (c, { subject }) => {
    const about = parties(c).filter((p) =>
      subject === null ? p.side === 'respondent' && !isLater(p) : p.id === subject,
    );
    const done = about.map(({ id, left }) => ({ facts: doneFor(c, id), left }));
    if (done.every(({ facts }) => facts.every((f) => f === undefined))) return undefined; // only left, never done
    return together(done.flatMap(({ facts, left }) => facts.map((f) => f ?? (subject === null ? left : f))));
  });

/** The first of facts, in order, about each respondent: one that names nobody is about all who were party then. */
export function firstAbout<F extends Fact>(
  c: Case,
  facts: readonly F[],
  named: (fact: F) => readonly string[] | undefined,
): ReadonlyMap<string, F> {
  const found = new Map<string, F>();
  const all = parties(c).filter(({ side }) => side === 'respondent').length;
  for (const fact of facts) {
    if (found.size === all) break;
    const about = named(fact) ?? respondents(c, fact.at).map(({ id }) => id);
    for (const id of about) if (!found.has(id)) found.set(id, fact);
  }
  return found;
}
