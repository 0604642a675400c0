/** Which row of plan §2 clocks the control of an asset (三·一(二)1–2 and the passage on 传统查控). */
export type ControlRule = 'freeze-online' | 'seal-vehicle' | 'seal-real-property';

/** The measures of control, named as their nodes are (`asset.frozen` …). */
export const measures = { frozen: '冻结', sealed: '查封', seized: '扣押' } as const;
export type Measure = keyof typeof measures;

interface AssetKindRow {
  readonly zh: string;
  readonly control: ControlRule;
  /** The measures that fit it: no other is accepted. */
  readonly measures: readonly [Measure, ...Measure[]];
  /** For how many years at most a measure holds (民诉解释485). */
  readonly years: 1 | 2 | 3;
  /** Deposits and online funds: triage criterion `fast` 1 (plan §4). */
  readonly cash?: true;
  /** Has to be disposed of before it pays anyone: triage criterion `ordinary` 2 (plan §4). */
  readonly disposal?: true;
  /** It has a register of titles. */
  readonly titled?: true;
}

const cash = { control: 'freeze-online', measures: ['frozen'], years: 1, cash: true } as const;
const rights = { control: 'freeze-online', measures: ['frozen'], years: 3 } as const;
const vehicle = {
  control: 'seal-vehicle',
  measures: ['sealed', 'seized'],
  years: 2,
  disposal: true,
  titled: true,
} as const;
const realty = { control: 'seal-real-property', measures: ['sealed'], years: 3, disposal: true, titled: true } as const;
const movable = { control: 'seal-real-property', measures: ['sealed', 'seized'], years: 2, disposal: true } as const;
const claim = { control: 'seal-real-property', measures: ['frozen'], years: 3 } as const;

/** The kinds of asset: plan §0 D3. */
export const assetKinds = {
  'bank-account': { zh: '银行账户', ...cash },
  'e-wallet': { zh: '微信、支付宝账户', ...cash },
  securities: { zh: '证券', ...rights, disposal: true },
  shares: { zh: '股权', ...rights, disposal: true },
  insurance: { zh: '保险', ...rights },
  vehicle: { zh: '车辆', ...vehicle },
  vessel: { zh: '船舶', ...vehicle },
  house: { zh: '房屋', ...realty },
  plant: { zh: '厂房', ...realty },
  land: { zh: '土地使用权', ...realty },
  machinery: { zh: '机器设备', ...movable },
  'cash-in-kind': { zh: '现金、贵重物品', ...movable, measures: ['seized'] },
  'housing-fund': { zh: '住房公积金', ...claim },
  income: { zh: '收入', ...claim },
  receivable: { zh: '到期债权', ...claim },
  other: { zh: '其他财产', ...movable },
} as const satisfies Record<string, AssetKindRow>;

export type AssetKind = keyof typeof assetKinds;

/** The row of one kind, with its optional marks. */
export const assetKind = (kind: AssetKind): AssetKindRow => assetKinds[kind];
