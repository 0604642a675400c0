import { deadlineRow } from '../plan/deadlines.ts';
import { type Rung, rungs, type StepAt, type Told, toldBy } from '../plan/ladder.ts';
import { holders } from '../record/parties.ts';
import { caseBound, type Role, roles } from '../nodes/roles.ts';
import type { Case } from '../record/case.ts';
import { recordName } from '../record/title.ts';
import type { Fact } from '../record/fact.ts';
import { announcedBy } from '../plan/supervision/announced.ts';
import type { Derived } from '../plan/derived.ts';
import { type Change, dueText } from './settle.ts';

/** Somebody a notice goes to: a role, and its person where the case names one. */
export interface Recipient {
  readonly role: Role;
  readonly person: string | null;
}

/** A message to the court's own people about deadlines. */
export interface Notice {
  readonly kind: 'rung' | 'taken-over' | 'moved' | 'announced';
  /** What it is about: it is sent once. */
  readonly key: string;
  readonly caseNo: string;
  readonly rung: Rung | null;
  readonly deadline: string | null;
  readonly to: readonly Recipient[];
  readonly text: string;
}

/** A role's holders in a case; a case-bound role that nobody holds is the command centre's to fill (plan §1). */
function recipients(c: Case, role: Role): readonly Recipient[] {
  if (!caseBound.has(role)) return [{ role, person: null }];
  const held = holders(c, role);
  if (held.length > 0) return held.map((person) => ({ role, person }));
  return [{ role: 'command', person: null }];
}

/** Whom a step reaches: by the table of rungs, and always `review` (plan §3). */
function addressed(c: Case, d: Derived, { rung, at }: StepAt): readonly Recipient[] {
  const isBeyondLaw = d.legalDueAt !== null && d.legalDueAt <= at;
  const to = [...toldBy(rung, isBeyondLaw).map((told) => roleTold(told, d.owner)), 'review' as const];
  const all = [...new Set(to)].flatMap((role) => recipients(c, role));
  return [...new Map(all.map((r) => [`${r.role}/${r.person ?? ''}`, r])).values()];
}

/** The role that a step means when it tells the holder of a deadline or the leader of that role. */
function roleTold(told: Told, owner: Role): Role {
  if (told === 'holder') return owner;
  return told === 'leader' ? 'team-leader' : told;
}

/** What a step's notice is headed: criticism is asked for here, and published by the director (plan §3). */
const heading = (rung: Rung): string => (rung === 'criticise' ? '提请通报批评' : rungs[rung].zh);

/** The notices that changes call for: one for the highest rung of each deadline, one summary of what was taken over. */
export function noticesFor(c: Case, changes: readonly Change[], atFiling: boolean): readonly Notice[] {
  const caseNo = recordName(c);
  const found: Notice[] = [];
  for (const change of changes) {
    if (change.type !== 'rung' || !change.notify) continue;
    const { deadline: d, step } = change;
    found.push({
      kind: 'rung',
      key: `${d.id}/${step.step}/${d.dueAt ?? ''}`,
      caseNo,
      rung: step.rung,
      deadline: d.id,
      to: addressed(c, d, step),
      text: `【${heading(step.rung)}】${caseNo} ${d.name}，${dueText(d)}届满，责任人：${roles[d.owner]}（${deadlineRow(d.rule).basis.zh}）`,
    });
  }
  const old = changes.flatMap((change) => (change.type === 'taken-over' ? change.deadline : []));
  if (atFiling && old.length > 0) found.push(takeoverSummary(c, caseNo, old));
  return found;
}

/** One summary to the officer and to `review` of what had already fallen due before the case came in (plan §3: taken over). */
function takeoverSummary(c: Case, caseNo: string, overdue: readonly Derived[]): Notice {
  const lines = [...new Set(overdue)].map((d) => `${d.name}：${dueText(d)}`);
  return {
    kind: 'taken-over',
    key: 'taken-over',
    caseNo,
    rung: null,
    deadline: null,
    to: [...recipients(c, 'officer'), ...recipients(c, 'review')],
    text: [`【接管提示】${caseNo} 接管时下列事项预警时点已过：`, ...listed(lines)].join('\n'),
  };
}

const MOST_LINES = 200;

/** Lines of a message: the first, and how many more there are. */
const listed = (lines: readonly string[]): readonly string[] =>
  lines.length > MOST_LINES
    ? [...lines.slice(0, MOST_LINES), `另有${lines.length - MOST_LINES}项，见本案的期限表`]
    : lines;

/** What new facts tell the court's own people: whole roles, by the table (plan §3). */
export function announcements(c: Case, facts: readonly Fact[], derived: readonly Derived[]): readonly Notice[] {
  const caseNo = recordName(c);
  return facts.flatMap((fact): Notice[] => {
    const row = announcedBy(fact.node);
    if (row === undefined) return [];
    const { deadline, text } = row.says(fact.payload);
    const name = derived.find((d) => d.id === deadline)?.name ?? deadline;
    return [
      {
        kind: 'announced',
        key: `announced/${fact.seq}`,
        caseNo,
        rung: null,
        deadline,
        to: row.to.map((role) => ({ role, person: null })),
        text: `【${row.heading}】${caseNo} ${name}：${text}`,
      },
    ];
  });
}

/** One notice to each owner of dates that a new law moved; `seq` is the fact that brought it. */
export function movedNotices(c: Case, changes: readonly Change[], seq: number): readonly Notice[] {
  const caseNo = recordName(c);
  const moved = changes.flatMap((x) => (x.type === 'moved' ? { d: x.deadline, from: x.from } : []));
  return [...Map.groupBy(moved, ({ d }) => d.owner)].map(([owner, shifts]) => ({
    kind: 'moved',
    key: `moved/${seq}/${owner}`,
    caseNo,
    rung: null,
    deadline: null,
    to: recipients(c, owner),
    text: [
      `【期限变动】${caseNo} 因日历或规则更新，下列期限变动：`,
      ...listed(shifts.map(({ d, from }) => `${d.name}：${dueText(from)} → ${dueText(d)}`)),
    ].join('\n'),
  }));
}

/** Who hears of a record in place of those that it is kept from, where nobody else of their role is left. */
const instead: readonly Role[] = ['president', 'supervising-leader'];

/**
 * A notice as it is delivered where persons may not know of the record (docs/decisions/023): a role that one of them holds
 * goes to its other holders by name; where it has none, to the president. `holdersOf`: who holds a role now.
 */
export function keptFrom(
  notice: Notice,
  barred: readonly string[],
  holdersOf: (role: Role) => readonly string[],
): Notice {
  const left = ({ role, person }: Recipient): readonly Recipient[] => {
    if (person !== null) return barred.includes(person) ? [] : [{ role, person }];
    const held = holdersOf(role);
    if (!held.some((id) => barred.includes(id))) return [{ role, person }];
    return held.filter((id) => !barred.includes(id)).map((id) => ({ role, person: id }));
  };
  const others = instead.map((role) => left({ role, person: null })).find((found) => found.length > 0) ?? [];
  const to = notice.to.flatMap((recipient) => {
    const found = left(recipient);
    return found.length > 0 ? found : others;
  });
  return { ...notice, to: [...new Map(to.map((r) => [`${r.role}/${r.person ?? ''}`, r])).values()] };
}
