import { law, plan } from '../../nodes/basis.ts';
import { applicationKinds } from '../../nodes/applications.ts';
import { nodeRow } from '../../nodes/index.ts';
import { type SubjectKind, subjectKinds } from '../../nodes/node.ts';
import { partyRoles, type Role, roles } from '../../nodes/roles.ts';
import type { DraftOf } from '../../record/fact.ts';
import { named, refuse } from '../../record/refusal.ts';
import { dateOf } from '../../time/instant.ts';
import { byOthers, notItsOfficer } from '../carried-out.ts';
import { type AskGuard, type Conditions, type FactGuard, lacking, notAgain, subjectOf } from '../guard.ts';
import { isTakenOver } from '../persons.ts';
import { extendedWithin, objectedToPriceInTime } from '../disposal/price-conditions.ts';
import { applicationOf, joinderExtended, notRefused } from './readings.ts';

const basis = plan('三·七7');

/** What an application of a kind can be about; left out: anything of the case. */
type Kind = DraftOf<'application.received'>['payload']['kind'];
const aboutKinds: { readonly [K in Kind]?: readonly SubjectKind[] } = {
  correction: ['restriction'],
  release: ['asset', 'restriction'],
  renewal: ['asset'],
  price: ['asset'],
  extension: ['asset', 'application'],
};

/** What the court sees to of its own accord, at the word of whoever reports to it (参考价规定19). */
const ofItself: ReadonlySet<Kind> = new Set<Kind>(['extension']);

/** A party applies, in writing, on a day of the case that is not ahead; for one reward or audit at a time. */
const wellFounded: FactGuard<'application.received'> = (c, { payload: { kind, by, about, on }, at, as }) => {
  const of = about === undefined ? undefined : c.subjects.get(about)?.of;
  const right = aboutKinds[kind];
  if (about !== undefined && (of === undefined || right?.includes(of) === false)) {
    const own = [...c.subjects.values()].filter((each) => right?.includes(each.of) ?? true).map(({ id }) => id);
    const what = right === undefined ? '对象：about 写财产、限制措施等的编号' : right.map((each) => subjectKinds[each]).join('、'); // prettier-ignore
    const zh = `本案没有编号为 ${about} 的${what}，其他的写入 text；现有：${named(own) || '无'}`;
    return refuse('unknown-subject', zh, basis, [{ id: about, zh: '没有' }]);
  }
  if (by === undefined && (!ofItself.has(kind) || as.every((role) => partyRoles.has(role))))
    return refuse('missing-field', '请在 by 写明申请的当事人的编号', basis, [{ id: 'by', zh: '申请的当事人' }]);
  const first = dateOf(c.founding.at);
  if (on < first || on > dateOf(at))
    return refuse('dates-out-of-order', `收到申请之日 on 应在${first}至${dateOf(at)}之间`, basis);
  // a party is not told what another has applied for: of two the officer answers both
  const isKnown = (applicant: string | undefined) => as.some((role) => !partyRoles.has(role)) || applicant === by;
  const other = kind === 'reward' ? notRefused(c, kind).find(({ payload }) => isKnown(payload.by)) : undefined;
  if (other === undefined) return undefined;
  return refuse('already-recorded', `${other.subject} 尚在办理，不另行收取悬赏申请`, basis, [
    { id: other.subject ?? '', zh: '尚未答复或者正在悬赏' },
  ]);
};

/** Only what was granted is carried out, and as what it was applied for. */
const granted =
  (kind: 'reward' | 'audit'): FactGuard<'reward.published' | 'audit.reported'> =>
  (c, draft) => {
    const id = subjectOf(draft);
    const wrong = applicationOf(c, id)?.payload.kind !== kind;
    if (!wrong && c.first('application.decided', id)?.payload.granted === true) return undefined;
    return wrong
      ? refuse('unknown-subject', `${id} 不是${kind === 'reward' ? '悬赏' : '审计'}申请`, basis, [
          { id, zh: '另一种申请' },
        ])
      : lacking('application.decided', `${id} 未经准许：`);
  };

/** Whether somebody joins is the panel's to rule, and of its members none who carried out (plan §5, 异议复议规定11). */
const joinder: AskGuard<'application.decided'> = (c, draft, standing) => {
  const asked = applicationOf(c, subjectOf(draft))?.payload.kind;
  if (asked !== 'joinder' || standing.isRecorded === true || isTakenOver(c, draft, standing)) return undefined;
  if (!draft.as.includes('panel'))
    return refuse('wrong-role', '变更、追加当事人由合议庭裁定，请由合议庭成员登记', nodeRow(draft.node).basis);
  return byOthers(c, draft, standing) ?? notItsOfficer(c, draft, standing);
};

/** What of a price is applied for the disposal desk answers too; anything else, whether somebody joins aside, the officer (plan §9). */
const rightDesk: AskGuard<'application.decided'> = (c, draft, standing) => {
  const id = subjectOf(draft);
  const kind = applicationOf(c, id)?.payload.kind;
  if (kind === undefined || kind === 'joinder' || joinderExtended(c, id) !== undefined) return undefined;
  if (standing.isRecorded === true || isTakenOver(c, draft, standing)) return undefined;
  const right: readonly Role[] = kind === 'price' || kind === 'extension' ? ['officer', 'disposal'] : ['officer'];
  if (draft.as.some((role) => right.includes(role))) return undefined;
  const zh = `“${applicationKinds[kind]}”由${right.map((role) => roles[role]).join('、')}答复`;
  return refuse('wrong-role', zh, nodeRow(draft.node).basis);
};

/** More time for a joinder is the president's to give, and nothing else here is (变更追加规定28). */
const presidents: AskGuard<'application.decided'> = (c, draft, standing) => {
  if (standing.isRecorded === true || isTakenOver(c, draft, standing)) return undefined;
  const isTheirs = joinderExtended(c, subjectOf(draft)) !== undefined;
  if (isTheirs === draft.as.includes('president')) return undefined;
  const zh = isTheirs ? '变更、追加当事人审查期限的延长由院长批准' : '院长只批准变更、追加当事人审查期限的延长';
  return refuse('wrong-role', zh, law('变更追加规定 28'));
};

/** It is given before the time is over, in days, for an application that nobody has decided. */
const joinderInTime: FactGuard<'application.decided'> = (c, draft, { deadlines, believed, isRecorded }) => {
  const about = joinderExtended(c, subjectOf(draft));
  if (about === undefined || !draft.payload.granted || believed === true || isRecorded === true) return undefined;
  const of = law('变更追加规定 28');
  if (draft.payload.days === undefined)
    return refuse('missing-field', '请写明延长的天数（days）', of, [{ id: 'days', zh: '缺少' }]);
  const due = deadlines().find((d) => d.rule === 'joinder-decide' && d.subject === about && d.status === 'open');
  return due?.dueAt != null && draft.at < due.dueAt
    ? undefined
    : refuse('dates-out-of-order', `${about} 的审查期限已经届满，或者已经裁定，不能再延长`, of, [{ id: about, zh: '不在审查期限内' }]); // prettier-ignore
};

export const applicationConditions = {
  'application.received': { check: [wellFounded, objectedToPriceInTime] },
  'application.decided': { asks: [joinder, presidents, rightDesk], check: [extendedWithin, joinderInTime] },
  'reward.published': { check: [granted('reward')] },
  'audit.reported': { asks: [notAgain], check: [granted('audit')] },
} satisfies Conditions;
