import { roles, type StaffRole } from '../nodes/roles.ts';
import type { Derived } from '../plan/derived.ts';
import type { Case } from '../record/case.ts';
import { bySystem } from '../record/by-system.ts';
import type { FactOf } from '../record/fact.ts';
import { dueText } from '../words/deadline.ts';
import { personMark } from '../words/persons.ts';
import { recordName } from '../words/titles.ts';
import type { Instant } from '../time/instant.ts';
import type { Holders } from './holding.ts';
import { holding, listed, type Notice, unheld } from './notice.ts';
import { type Change, type Kept, standsOpen } from './settle.ts';

/** Open deadlines that pass from one holder of their role to another. */
export type Handover = FactOf<'case.handed-over'>['payload'];

/**
 * The open deadlines for which somebody else answers than before, whatever brought that: an assignment, one taken back or
 * dated anew, another lead of a desk (engine.md 20). What has just opened was nobody's before.
 */
export function handovers(before: ReadonlyMap<string, Kept>, after: Iterable<Kept>): readonly Handover[] {
  const passed = [...after].flatMap((is) => {
    const was = before.get(is.id);
    const passes = was !== undefined && was.owner === is.owner && was.holder !== is.holder;
    return passes && standsOpen(was) && standsOpen(is) ? [{ was, is }] : [];
  });
  const sides = Map.groupBy(passed, ({ was, is }) => JSON.stringify([is.owner, was.holder, is.holder]));
  return [...sides.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const role = first.is.owner as StaffRole; // rows name roles of staff: a test looks at the table
    return [{ role, from: first.was.holder, to: first.is.holder, deadlines: all.map(({ is }) => is.id) }];
  });
}

/** The engine's own fact of a handover: nobody else can say it. */
export const handedOver = (payload: Handover, seq: number, now: Instant): FactOf<'case.handed-over'> =>
  bySystem({ seq, node: 'case.handed-over', subject: null, payload, at: now, recordedAt: now });

/** One notice to whoever gives and one to whoever takes; where that is nobody, to the desk or the command centre. */
export function handoverNotices(c: Case, facts: readonly FactOf<'case.handed-over'>[], derived: readonly Derived[]) {
  const names = new Map(facts.length === 0 ? [] : derived.map((d) => [d.id, d.name]));
  return facts.flatMap(({ seq, payload: { role, from, to, deadlines } }): readonly Notice[] => {
    const nobody = unheld(role) === role ? '未指定个人' : `暂无${roles[role]}`;
    const called = (person: string | null) => (person === null ? nobody : personMark(person));
    const lines = listed(deadlines.map((id) => names.get(id) ?? '期限'));
    const one = (side: 'from' | 'to', person: string | null, zh: string): Notice => ({
      effect: 'notice',
      kind: 'handed-over',
      key: `handed-over/${seq}/${side}`,
      caseNo: recordName(c),
      rung: null,
      deadline: null,
      to: [person === null ? { role: unheld(role), person } : { role, person }],
      text: [`【期限移交】${recordName(c)} ${zh}（${roles[role]}）：`, ...lines].join('\n'),
    });
    return [
      one('from', from, `下列期限移出，接办：${called(to)}`),
      one('to', to, `下列期限移入，原责任人：${called(from)}`),
    ];
  });
}

/** What time has taken from one office and put to another: one notice to each, of what still runs there. */
export function passedOnNotices(c: Case, changes: readonly Change[], who: Holders): readonly Notice[] {
  const opened = changes.flatMap((x) => (x.type === 'opened' && standsOpen(x.deadline) ? [x.deadline] : []));
  return changes.flatMap((change): readonly Notice[] => {
    if (change.type !== 'void' || change.deadline.endsByTime === undefined) return [];
    const { rule, subject, endedAt, owner: from } = change.deadline;
    const next = opened.find((d) => d.rule === rule && d.subject === subject && d.openedAt === endedAt);
    if (next === undefined) return [];
    const text = `【期限移交】${recordName(c)} ${next.name}：由${roles[from]}改由${roles[next.owner]}办理，${dueText(next)}届满`;
    return [from, next.owner].map((role) => ({
      ...{ effect: 'notice', kind: 'handed-over', key: `passed-on/${next.id}/${role}`, caseNo: recordName(c) },
      ...{ rung: null, deadline: next.id, to: holding(who, role, next.openedAt), text },
    }));
  });
}
