import { deadlineRow } from '../plan/deadlines.ts';
import { type Rung, rungs } from '../plan/ladder.ts';
import { holders } from '../record/parties.ts';
import { caseBound, type Role, roles } from '../nodes/roles.ts';
import type { Case } from '../record/case.ts';
import { recordName } from '../record/title.ts';
import type { Derived } from '../plan/derived.ts';
import { type Change, deadlineName, dueText } from './settle.ts';

/** Somebody a notice goes to: a role, and its person where the case names one. */
export interface Recipient {
  readonly role: Role;
  readonly person: string | null;
}

/** A message to the court's own people about deadlines. */
export interface Notice {
  readonly kind: 'rung' | 'taken-over' | 'moved';
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

/** Every rung reaches the owner's own side and, always, `review` (plan §3). */
function addressed(c: Case, d: Derived, rung: Rung): readonly Recipient[] {
  const to = [...rungs[rung].to.map((r) => (r === 'owner' ? d.owner : r)), 'review' as const];
  const all = [...new Set(to)].flatMap((role) => recipients(c, role));
  return [...new Map(all.map((r) => [`${r.role}/${r.person ?? ''}`, r])).values()];
}

/** The notices that changes call for: one for the highest rung of each deadline, one summary of what was taken over. */
export function noticesFor(c: Case, changes: readonly Change[], atFiling: boolean): readonly Notice[] {
  const caseNo = recordName(c);
  const found: Notice[] = [];
  for (const change of changes) {
    if (change.type !== 'rung' || !change.notify) continue;
    const { deadline: d, rung } = change;
    found.push({
      kind: 'rung',
      key: `${d.id}/${rung}/${d.dueAt ?? ''}`,
      caseNo,
      rung,
      deadline: d.id,
      to: addressed(c, d, rung),
      text: `【${rungs[rung].zh}】${caseNo} ${deadlineName(d)}，${dueText(d)}届满，责任人：${roles[d.owner]}（${deadlineRow(d.rule).basis.zh}）`,
    });
  }
  const old = changes.flatMap((change) => (change.type === 'taken-over' ? change.deadline : []));
  if (atFiling && old.length > 0) found.push(takeoverSummary(c, caseNo, old));
  return found;
}

/** One summary to the officer of what had already fallen due before the case came in (plan §3: taken over). */
function takeoverSummary(c: Case, caseNo: string, overdue: readonly Derived[]): Notice {
  const lines = [...new Set(overdue)].map((d) => `${deadlineName(d)}：${dueText(d)}`);
  return {
    kind: 'taken-over',
    key: 'taken-over',
    caseNo,
    rung: null,
    deadline: null,
    to: recipients(c, 'officer'),
    text: [`【接管提示】${caseNo} 接管时下列事项预警时点已过：`, ...listed(lines)].join('\n'),
  };
}

const MOST_LINES = 200;

/** Lines of a message: the first, and how many more there are. */
const listed = (lines: readonly string[]): readonly string[] =>
  lines.length > MOST_LINES
    ? [...lines.slice(0, MOST_LINES), `另有${lines.length - MOST_LINES}项，见本案的期限表`]
    : lines;

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
      ...listed(shifts.map(({ d, from }) => `${deadlineName(d)}：${dueText(from)} → ${dueText(d)}`)),
    ].join('\n'),
  }));
}
