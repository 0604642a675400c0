import Type from 'typebox';

/** Which row of plan §2 clocks the control of an asset (三·一(二)1–2 and the passage on 传统查控). */
export type ControlRule = 'freeze-online' | 'seal-vehicle' | 'seal-real-property';

interface AssetKindRow {
  readonly zh: string;
  readonly control: ControlRule;
  /** Deposits and online funds: triage criterion `fast` 1 (plan §4). */
  readonly cash?: true;
  /** Has to be disposed of before it pays anyone: triage criterion `ordinary` 2 (plan §4). */
  readonly disposal?: true;
}

export const assetKinds = {
  'bank-account': { zh: '银行账户', control: 'freeze-online', cash: true },
  'e-wallet': { zh: '微信、支付宝账户', control: 'freeze-online', cash: true },
  securities: { zh: '证券', control: 'freeze-online', disposal: true },
  shares: { zh: '股权', control: 'freeze-online', disposal: true },
  insurance: { zh: '保险', control: 'freeze-online' },
  vehicle: { zh: '车辆', control: 'seal-vehicle', disposal: true },
  'housing-fund': { zh: '住房公积金', control: 'seal-real-property' },
  house: { zh: '房屋', control: 'seal-real-property', disposal: true },
  plant: { zh: '厂房', control: 'seal-real-property', disposal: true },
  land: { zh: '土地使用权', control: 'seal-real-property', disposal: true },
  machinery: { zh: '机器设备', control: 'seal-real-property', disposal: true },
  other: { zh: '其他财产', control: 'seal-real-property' },
} as const satisfies Record<string, AssetKindRow>;

export type AssetKind = keyof typeof assetKinds;

/** The row of one kind, with its optional marks. */
export const assetKind = (kind: AssetKind): AssetKindRow => assetKinds[kind];

export const AssetKindSchema = Type.Enum(Object.keys(assetKinds) as AssetKind[], {
  description:
    '财产种类：' +
    Object.entries(assetKinds)
      .map(([id, k]) => `${id} ${k.zh}`)
      .join('，'),
});
