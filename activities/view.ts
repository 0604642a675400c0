import { isOverdue } from '../domain/plan/light.ts';
import { advance } from '../domain/engine/advance.ts';
import type { Derived } from '../domain/plan/derived.ts';
import { type NextWake, standingRung } from '../domain/engine/settle.ts';
import { rungs } from '../domain/plan/ladder.ts';
import { answerable, stageIn, stageNames, teamIn } from '../domain/engine/snapshot.ts';
import { endOf } from '../domain/record/case.ts';
import { deadlineName, dueOn, dueText, dueTimer, ownTimer, rungTimer } from '../domain/words/deadline.ts';
import { isPreservation } from '../domain/record/preservation.ts';
import { headingOf, NO_TEAM, answerableZh } from '../domain/words/headings.ts';
import { recordTitle } from '../domain/words/titles.ts';
import { recordKindRow } from '../domain/nodes/record-kinds.ts';
import { roles, teams } from '../domain/nodes/roles.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Db } from '../db/client.ts';
import { countUnsent } from '../db/outbox/read.ts';
import { readPeople } from '../db/people/read.ts';
import type { CaseView, DeadlineView } from '../workflows/messages.ts';
import type { Left } from './load-case.ts';
import { unnamed } from './unnamed.ts';

/** Deadlines of a view: it travels with every answer and lies in every history; details may have 20,000 bytes. */
const MOST_SHOWN = 60;

/** The case as its workflow has to know it. `unsent`: how much waits to be sent, or `count` to look. */
export async function viewOf(tx: Db, standing: Left, now: Instant, unsent: number | 'count'): Promise<CaseView> {
  const { caseId, caseNo, court } = standing;
  // nothing is written here: a case that had nothing due is only read again
  const { c, derived, kept, nextWake, record } =
    standing.advanced ?? advance(standing, [], { now, laws: standing.laws });
  const isCase = c.kind === 'case';
  const officerId = answerable(c);
  const open = derived.filter((d) => d.openedAt <= now && (d.status === 'open' || d.status === 'suspended'));
  const [stage, team] = [stageIn(c), teamIn(c)];
  const sorted = open.toSorted(byDue);
  const shown = sorted.slice(0, MOST_SHOWN).map((d) => ({ d, state: kept.get(d.id) }));
  const people = await known(tx, standing, [officerId, ...shown.map(({ state }) => state?.holder)]);
  const officer = people.get(officerId ?? '');
  const [stageZh, teamZh] = [stageNames[stage], team === null ? null : teams[team]];
  const upcoming = sorted.find((d) => d.dueAt !== null && d.dueAt > now);
  const view: CaseView = {
    caseId,
    caseNo,
    title: recordTitle(c),
    court,
    version: record.length,
    stage,
    stageZh,
    team,
    teamZh: isCase ? (teamZh ?? NO_TEAM) : null,
    heading: headingOf(isPreservation(c) ? 'preservation' : c.kind, {
      stage: stageZh,
      team: teamZh,
      person: officer?.name,
    }),
    officer: officer === undefined ? null : { id: officer.id, name: officer.name },
    nextWake: earlierOf(nextWake && { at: nextWake.at, summary: timerOf(nextWake) }, upcoming),
    deadlines: shown.map(({ d, state }) =>
      deadlineView(d, standingRung(state ?? { fired: [], dueAt: null }), people.get(state?.holder ?? '')?.name),
    ),
    open: open.length,
    overdue: open.filter((d) => isOverdue(d, now)).length,
    upcoming: upcoming === undefined ? null : dueOn(upcoming),
    unsent: unsent === 'count' ? await countUnsent(tx, caseId) : unsent,
    ended: endOf(c) !== undefined && open.length === 0 && nextWake === null,
  };
  return recordKindRow(c.kind).unnamed === true ? unnamed(view) : view;
}

/** What the timer to the next wake is called. */
function timerOf({ at, rung, deadline, records }: NextWake): string {
  if (deadline === null) return ownTimer(records?.node, records?.subject);
  return rung === null && deadline.endsByTime === at ? dueTimer(deadline) : rungTimer(rung, deadline, at);
}

/** Those of some persons who are known, by id: whom the case was read with, and others. */
async function known(tx: Db, { people }: Left, ids: readonly (string | null | undefined)[]) {
  const others = [...new Set(ids.flatMap((id) => (typeof id !== 'string' || people.has(id) ? [] : [id])))];
  return new Map([...people, ...(others.length === 0 ? [] : await readPeople(tx, others))]);
}

/** The same; null where nothing has happened since the workflow saw it: deriving it only to tell nothing new costs most. */
export async function viewUnlessSeen(
  tx: Db,
  standing: Left,
  { now, seen }: { readonly now: Instant; readonly seen: number | null },
): Promise<CaseView | null> {
  const { advanced, record } = standing;
  if (advanced !== undefined) return viewOf(tx, standing, now, advanced.effects.length);
  return seen === record.length ? null : viewOf(tx, standing, now, 'count');
}

const byDue = (a: Derived, b: Derived): number => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity);

/** Where no rung falls at a due, the case wakes for it all the same: it is overdue from then on, and shown as such. */
function earlierOf(wake: CaseView['nextWake'], upcoming: Derived | undefined): CaseView['nextWake'] {
  const at = upcoming?.dueAt ?? null;
  if (upcoming === undefined || at === null || (wake !== null && wake.at <= at)) return wake;
  return { at, summary: dueTimer(upcoming) };
}

const deadlineView = (d: Derived, rung: keyof typeof rungs | null, holder: string | undefined): DeadlineView => ({
  id: d.id,
  rule: d.rule,
  zh: deadlineName(d),
  owner: answerableZh(roles[d.owner], holder),
  due: dueText(d),
  dueOn: dueOn(d),
  dueAt: d.dueAt,
  provisional: d.provisional,
  rung: rung === null ? null : rungs[rung].zh,
});
