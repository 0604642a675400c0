import { applicants } from '../../record/parties.ts';
import { panelOn } from '../limits/readings.ts';
import { law, plan } from '../../nodes/basis.ts';
import { refuse } from '../../record/refusal.ts';
import { addMonths } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import { byOthers, notItsOfficer } from '../carried-out.ts';
import { assetsInForce, holdOf } from '../control/measures.ts';
import { after, type AskGuard, type CaseGuard, type Conditions, type FactGuard, lacking } from '../guard.ts';
import { panelLacking } from '../panel.ts';
import { objectionOf } from '../objections/readings.ts';
import { byAnother } from '../persons.ts';
import { ofNoProperty } from './after-closing.ts';

const ending = plan('三·七11');
const termination = law('民诉解释517');
const transfer = law('委托执行规定');

const agreed =
  (about: 'ending' | 'termination', what: string): CaseGuard =>
  (c) =>
    panelLacking(c, { about, what, basis: about === 'ending' ? ending : termination });

const rulings = { when: [agreed('ending', '终结、驳回、不予执行')], asks: [byOthers, notItsOfficer] };

/** An applicant who takes its application back has said so in writing (民诉法268(1)). */
const withdrawn: AskGuard<'enforcement.terminated'> = (c, { payload: { ground } }) =>
  ground !== '268-1' ||
  c
    .all('application.received')
    .some((f) => f.payload.kind === 'withdrawal' && applicants(c).some(({ id }) => id === f.payload.by))
    ? undefined
    : lacking('application.received', '申请执行人撤回申请（kind 写 withdrawal，by 写申请执行人）：');

/** What was transferred is cancelled once it was (委托执行规定2). */
const transferred: AskGuard<'case.cancelled'> = (c, { payload: { ground } }) =>
  ground === 'transferred' ? after('case.transferred')(c) : undefined;

/** A court that has none jurisdiction says so on an objection (执行程序解释3). */
const withoutJurisdiction: AskGuard<'case.cancelled'> = (c, { payload: { ground } }, { believed, isRecorded }) => {
  if (ground !== 'jurisdiction' || believed === true || isRecorded === true) return undefined;
  const upheld = c
    .all('objection.decided')
    .some((f) => f.payload.outcome === 'upheld' && objectionOf(c, f.subject ?? '')?.payload.kind === 'jurisdiction');
  return upheld ? undefined : lacking('objection.decided', '管辖异议（kind 写 jurisdiction）成立：');
};

/** Nothing expires on the way: what has less than a month left is renewed first (L81). */
const nothingExpires: AskGuard<'case.transferred'> = (c, { at }) => {
  const soon = addMonths(dateOf(at), 1);
  const expiring = assetsInForce(c).flatMap(({ id }) => {
    const { until } = holdOf(c, id);
    return until !== undefined && until < soon ? [{ id, until }] : [];
  });
  if (expiring.length === 0) return undefined;
  return refuse(
    'node-missing',
    `移送前应先办理续行控制（asset.renewed）：剩余期限不足一个月的有${expiring.length}项`,
    law('委托执行规定6'),
    expiring.map(({ id, until }) => ({ id: 'asset.renewed', zh: `${id}，${until}届满` })),
  );
};

/** The other court filed it after it was sent, once, and not tomorrow. */
const filedThere: FactGuard<'transfer.accepted'> = (c, { payload: { on }, at }) => {
  const first = dateOf(c.last('case.transferred')?.at ?? at);
  if (on >= first && on <= dateOf(at)) return undefined;
  return refuse('dates-out-of-order', `他院立案之日应在${first}至${dateOf(at)}之间`, transfer);
};

const acceptedOnce: AskGuard<'transfer.accepted'> = (c) => {
  const before = c.last('transfer.accepted');
  return before && refuse('already-recorded', `他院立案已登记（第${before.seq}号记录）`, transfer);
};

/** The president approves what the panel has verified, and is none of those who asked or decided. */
const byPresident = byAnother<'termination.approved'>('约谈或者登记合议庭决定', (c) => [
  c.last('termination.interviewed'),
  panelOn(c, 'termination').at(-1),
]);

/** What ends a case otherwise than by performance (plan §5). */
export const endingConditions = {
  'enforcement.terminated': {
    ...rulings,
    asks: [...rulings.asks, withdrawn],
    among: () => [{ ground: '268-6' }, { ground: '268-1' }],
  },
  'enforcement.dismissed': rulings,
  'enforcement.refused': rulings,
  'case.cancelled': {
    asks: [transferred, withoutJurisdiction],
    among: () => [{ ground: 'filed-elsewhere' }, { ground: 'transferred' }, { ground: 'jurisdiction' }],
  },
  'case.transferred': { asks: [nothingExpires] },
  'transfer.accepted': { when: [after('case.transferred')], asks: [acceptedOnce], check: [filedThere] },
  'termination.interviewed': { when: [after('final-recheck.analysed')] },
  'termination.approved': { when: [agreed('termination', '终结本次执行程序')], asks: [byPresident] },
  'termination.published': { when: [ofNoProperty] },
} satisfies Conditions;
