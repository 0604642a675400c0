import type { Team } from '../../nodes/roles.ts';
import { type CriterionId, criterionRow } from '../../nodes/triage-criteria.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { upTo } from '../../record/history.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { reading } from '../../record/reading.ts';
import type { Earlier } from '../deadline.ts';
import { sortedBefore } from './proposal.ts';

/** A stretch of a case in the hands of one team, from the fact that put it there. */
export interface TeamSpan {
  readonly team: Team | null;
  readonly from: Fact;
  /** What was named for it, the deciding criterion first. */
  readonly by: readonly CriterionId[];
}

const start = (c: Case): TeamSpan => ({ team: null, from: c.filed, by: [] });

/** The teams that people have put a case with: none until triage is decided (plan §4). */
const decided = reading((c): readonly TeamSpan[] => {
  const changed = c.all('team.changed').map((from) => ({ team: from.payload.team, from, by: [] }));
  const triaged = c.all('triage.decided').map((from) => ({ team: from.payload.team, from, by: from.payload.criteria }));
  return [start(c), ...[...triaged, ...changed].toSorted((a, b) => inOrder(a.from, b.from))];
});

/** The team that the schedule of a case put it with before anybody had to decide on it. */
const sorted = reading((c): readonly TeamSpan[] => {
  const from = c.first('asset-schedule.filed');
  if (from === undefined) return [start(c)];
  const by = sortedBefore(upTo(c, from));
  const [first] = by;
  return [start(c), { team: first === undefined ? null : criterionRow(first).team, from, by }];
});

const isUndecided = (c: Case): boolean => c.first('case.closed') !== undefined && c.first('triage.decided') === undefined; // prettier-ignore

/**
 * The teams a case has been with, as its limits count. One that was closed before it knew of triage stays as it was settled
 * then: a release leaves alone what is over (docs/decisions/051).
 */
export function teamSpans(c: Case, earlier: Earlier): readonly TeamSpan[] {
  const closed = c.first('case.closed');
  if (closed === undefined || !isUndecided(c)) return decided(c);
  const asked = earlier('triage');
  const knew = asked.some(({ metAt }) => metAt === null || metAt <= closed.recordedAt);
  return knew ? decided(c) : sorted(c);
}

/** The team that a case is with; one closed before anybody decided counts to that of its schedule. */
export const lastSpan = (c: Case): TeamSpan => (isUndecided(c) ? sorted(c) : decided(c)).at(-1) ?? start(c);
