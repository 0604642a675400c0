import { plan } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import { type SubjectKind, subjectKinds } from '../../nodes/node.ts';
import { partyRoles } from '../../nodes/roles.ts';
import type { DraftOf } from '../../record/fact.ts';
import { named, refuse } from '../../record/refusal.ts';
import { dateOf } from '../../time/instant.ts';
import { byOthers, notItsOfficer } from '../carried-out.ts';
import { type AskGuard, type Conditions, type FactGuard, lacking, notAgain, subjectOf } from '../guard.ts';
import { isTakenOver } from '../persons.ts';
import { extendedWithin, objectedToPriceInTime } from '../disposal/price-conditions.ts';
import { applicationOf, notRefused } from './readings.ts';

const basis = plan('三·七7');

/** What an application of a kind can be about; left out: anything of the case. */
const aboutKinds: { readonly [K in DraftOf<'application.received'>['payload']['kind']]?: readonly SubjectKind[] } = {
  correction: ['restriction'],
  release: ['asset', 'restriction'],
  renewal: ['asset'],
  price: ['asset'],
  extension: ['asset'],
};

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
  const first = dateOf(c.founding.at);
  if (on < first || on > dateOf(at))
    return refuse('dates-out-of-order', `收到申请之日 on 应在${first}至${dateOf(at)}之间`, basis);
  // a party is not told what another has applied for: of two the officer answers both
  const isKnown = (applicant: string) => as.some((role) => !partyRoles.has(role)) || applicant === by;
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

export const applicationConditions = {
  'application.received': { check: [wellFounded, objectedToPriceInTime] },
  'application.decided': { asks: [joinder], check: [extendedWithin] },
  'reward.published': { check: [granted('reward')] },
  'audit.reported': { asks: [notAgain], check: [granted('audit')] },
} satisfies Conditions;
