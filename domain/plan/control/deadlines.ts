import type { Case } from '../../record/case.ts';
import { assetKind, type ControlRule } from '../../nodes/asset-kinds.ts';
import { plan } from '../../nodes/basis.ts';
import { deadline, type Opening, type Opens } from '../deadline.ts';
import { hourLadder } from '../ladder.ts';
import { any, anySince, discharged, earliest, on, opening, when } from '../opens.ts';
import { whenGroundHolds } from '../closing/grounds.ts';
import { eachRespondent, forEachRespondent } from '../parties/readings.ts';
import { type Asset, assets, broughtBy, returnNodes } from './assets.ts';
import { debtNotices } from './debts.ts';
import { isHeldBefore } from './readings.ts';
import { firstQuery } from './queries.ts';
import { firstRound, roundNodes, type Stretch } from './rounds.ts';

/** One deadline for each asset whose kind this rule clocks, from the return that brought it in. */
const eachAsset = (rule: ControlRule, zh: string): Opens =>
  when(zh, returnNodes, (c) =>
    [...assets(c).values()]
      .filter((asset) => assetKind(asset.kind).control === rule && isReturned(c, asset))
      .map(({ id, at, seq }) => ({ at, seq, subject: id })),
  );

/** Whether a return brought an asset in, and nothing was in force on it then (plan §0 D4). */
const isReturned = (c: Case, asset: Asset): boolean => {
  const fact = c.fact(asset.seq);
  const isOf = returnNodes.some((node) => node === broughtBy(c, asset));
  return isOf && fact !== undefined && !isHeldBefore(c, asset.id, fact);
};

/** A control, the decision to take none, or the notice to the debtor of a receivable (plan §0 D3). */
const controlledOrNotified = discharged(
  '冻结、查封、扣押，不予控制；到期债权也可以是履行到期债务通知',
  ['asset.frozen', 'asset.sealed', 'asset.seized', 'asset.skipped', 'debt.notified'],
  (c, { subject }) =>
    earliest([
      ...sealing.flatMap((node) => c.first(node, subject) ?? []),
      ...debtNotices(c, subject ?? '').slice(0, 1),
    ]),
);
const sealing = ['asset.frozen', 'asset.sealed', 'asset.seized', 'asset.skipped'] as const;

/** A deadline that is asked for while something is true, and void once it is no longer, for the reason given. */
const during =
  (zh: string) =>
  ({ from, to }: Stretch): Opening => ({
    ...opening(from),
    subject: null,
    ...(to && { until: { at: to.at, seq: to.seq, zh } }),
  });

/** Query, freeze, seal: 武法〔2022〕11号 三·一(二). */
export const controlDeadlines = {
  'network-query': deadline({
    zh: '发起网络执行查询',
    basis: plan('三·一(二)'),
    about: 'party',
    opens: eachRespondent,
    within: '24h',
    ladder: hourLadder,
    done: forEachRespondent('已对每一被执行人发起网络查询', ['query.started'], (c, id) => [firstQuery(c, id)]),
    voidWhen: whenGroundHolds,
    required: ['no-property'],
    owner: 'property-control',
  }),
  'freeze-online': deadline({
    zh: '冻结网络查询到的财产',
    basis: plan('三·一(二)1'),
    about: 'asset',
    opens: eachAsset('freeze-online', '反馈的每一银行账户、微信支付宝账户、证券、股权、保险'),
    within: '24h',
    ladder: hourLadder,
    done: any('asset.frozen', 'asset.skipped'),
    voidWhen: whenGroundHolds,
    required: ['no-property'],
    owner: 'property-control',
  }),
  'seal-vehicle': deadline({
    zh: '查封车辆、船舶',
    basis: plan('三·一(二)2'),
    about: 'asset',
    opens: eachAsset('seal-vehicle', '反馈的每一车辆、船舶'),
    within: '2d',
    done: any('asset.sealed', 'asset.seized', 'asset.skipped'),
    voidWhen: whenGroundHolds,
    required: ['no-property'],
    owner: 'property-control',
  }),
  'traditional-query': deadline({
    zh: '启动传统查控',
    basis: plan('三·一(二)'),
    opens: when('网络查询结束或失败，可实际控制的财产不足以清偿', roundNodes, (c) =>
      firstRound(c).short.map(during('可实际控制的财产已经足额')),
    ),
    within: '0d',
    done: any('traditional-query.started'),
    voidWhen: whenGroundHolds,
    required: ['no-property'],
    owner: 'property-control',
  }),
  'seal-real-property': deadline({
    zh: '公积金、不动产等制作文书并实施控制，记录查控顺位',
    basis: plan('三·一(二)'),
    about: 'asset',
    opens: eachAsset('seal-real-property', '反馈的每一公积金、房产、厂房、土地等财产'),
    within: '2d',
    done: controlledOrNotified,
    voidWhen: whenGroundHolds,
    required: ['no-property'],
    owner: 'property-control',
  }),
  'related-cases': deadline({
    zh: '全省关联案件查询',
    basis: plan('三·一(二)4'),
    opens: on('case.filed'),
    within: '2d',
    done: any('related-cases.checked'),
    voidWhen: whenGroundHolds,
    required: ['no-property'],
    owner: 'property-control',
  }),
  'asset-schedule': deadline({
    zh: '财产登记汇总，制作明细附卷',
    basis: plan('三·一(二)6–7'),
    opens: when('首轮查控结束：反馈齐全，每项财产已控制或说明不予控制', roundNodes, (c) =>
      firstRound(c).ended.map(during('首轮查控又有未完成的事项')),
    ),
    within: '2d',
    courtsOwn: true,
    done: anySince('asset-schedule.filed'),
    voidWhen: whenGroundHolds,
    required: ['no-property'],
    owner: 'property-control',
  }),
};
