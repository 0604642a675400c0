import Type from 'typebox';
import { assetFields, controllers } from './assets.ts';
import { measures } from './asset-kinds.ts';
import { law, plan } from './basis.ts';
import { bounds } from './bounds.ts';
import {
  DateField,
  Fen,
  Flag,
  Id,
  InstantText,
  List,
  Maybe,
  oneOf,
  onRequest,
  record,
  Some,
  Text,
  IdOf,
} from './fields.ts';
import { node } from './node.ts';
import { names } from './field-classes.ts';

const subject = 'asset';
const term = law('民诉解释485');
/** Who comes first where several courts control the same thing. */
export const orders = { first: '首封', waiting: '轮候' } as const;

/** For what a control is given up before the claim is met (plan §9). */
const releaseGrounds = {
  'over-seizure': '超标的查封',
  exempt: '依法豁免执行',
  agreement: '申请执行人同意',
  application: '当事人、利害关系人申请',
} as const;

/** On what a control is lifted (plan §5: a release is due). */
export const lifting = {
  'claim-met': '债权已经受偿',
  ending: '终结执行、驳回申请、不予执行、销案的事由成立',
  ruling: '异议、复议、诉讼成立',
  disposed: '财产已经处置',
  decided: '合议庭同意后决定解除',
} as const;
export type Lifting = keyof typeof lifting;

/** What becomes of a control: promoted, renewed, taken over, given up, paid out (plan §0 D2, 三·七6, 8, 9). */
export const measureNodes = {
  'asset.promoted': node({
    zh: '轮候转为首封',
    basis: law('查封规定26'),
    by: controllers,
    subject,
    payload: record({
      effectiveAt: InstantText('转为首封的生效时刻'),
      until: DateField('控制期限届满日，自生效起不超过该种财产的最长期限'),
      earlier: Text('在先控制如何了结'),
    }),
    example: {
      effectiveAt: '2026-01-21T10:30:00+08:00',
      until: '2026-12-31',
      earlier: '在先查封法院已于当日解除（协助执行通知书回执）',
    },
    afterClosing: true,
    disclose: 'parties',
  }),
  'asset.renewed': node({
    zh: '续行控制',
    basis: term,
    by: controllers,
    subject,
    payload: record({ until: DateField('续行后的届满日'), ruling: Text('续行裁定书文号') }),
    example: { until: '2027-06-30', ruling: '（2026）豫0823执123号之五' },
    afterClosing: true,
    disclose: 'parties',
  }),
  'asset.expired': node({
    zh: '控制期限届满',
    basis: law('查封规定27'),
    by: [],
    subject,
    payload: record({ until: DateField('控制的最后一日') }),
    example: { until: '2027-01-21' },
    afterClosing: true,
    disclose: 'applicant',
  }),
  'asset.passed-on': node({
    zh: '控制转入他案',
    basis: law('委托执行规定6'),
    by: [],
    subject,
    payload: record({ to: Text('转入的案件的案号') }),
    example: { to: '（2026）豫08执45号' },
    afterClosing: true,
    disclose: 'parties',
  }),
  'asset.taken-over': node({
    zh: '承接在先案件的控制',
    basis: plan('三·一(二)'),
    by: [...controllers, 'system'],
    payload: record({
      ...assetFields,
      measure: oneOf(measures, '已采取的措施'),
      from: Text('在先案件的案号'),
      fromAsset: Type.Optional(Id('在先案件为本院案件的，该项财产在该案中的编号；同号的不写')),
      order: oneOf(orders, '查控顺位'),
      ruling: Text('裁定书文号'),
      effectiveAt: InstantText('控制生效时刻，可以早于本案立案'),
      until: DateField('控制期限届满日，自生效起不超过该种财产的最长期限'),
    }),
    brings: ({ id }) => [{ id, of: 'asset' }],
    example: {
      ...{ id: 'a-9', kind: 'vehicle', holder: '李卫东', description: '豫H00001号小型轿车', valueFen: 8_000_000 },
      measure: 'sealed',
      from: '（2025）豫0823财保18号',
      order: 'first',
      ruling: '（2025）豫0823财保18号之一',
      effectiveAt: '2025-11-03T09:00:00+08:00',
      until: '2027-11-03',
    },
    disclose: 'held',
  }),
  'release.decided': node({
    zh: '决定解除控制',
    basis: plan('三·七8'),
    by: ['officer'],
    payload: record({
      assets: Some(IdOf('asset', '财产编号'), '所决定的财产', bounds.assets),
      ground: oneOf(releaseGrounds, '事由'),
      granted: Flag('是否解除'),
      ...onRequest,
    }),
    example: { assets: ['a-1'], ground: 'over-seizure', granted: true },
    afterClosing: true,
    sealed: true,
    decision: true,
    disclose: 'parties',
  }),
  'asset.deducted': node({
    zh: '扣划',
    basis: plan('三·七9'),
    by: controllers,
    subject,
    payload: record({ amountFen: Fen('扣划金额'), ruling: Text('裁定书文号') }),
    example: { amountFen: 18_000_000, ruling: '（2026）豫0823执123号之六' },
    sealed: true, // it moves a party's money
    disclose: 'parties',
  }),
  'title-records.retrieved': node({
    zh: '调取权属档案',
    basis: plan('三·一(二)5'),
    by: ['property-control'],
    subject,
    payload: record({
      records: Some(
        record({
          kind: oneOf({ title: '权属登记', mortgage: '抵押登记', lease: '租赁备案', seals: '查封登记' }, '档案种类'),
          authority: Text('登记机关'),
          on: DateField('调取日'),
        }),
        '调取的档案',
      ),
      mortgages: List(Text('抵押情况'), '抵押情况；没有的为空'),
      occupant: Maybe('占有、使用人', names),
    }),
    example: {
      records: [{ kind: 'title', authority: '县不动产登记中心', on: '2026-01-26' }],
      mortgages: ['中国农业银行，最高额三十万元'],
    },
    disclose: 'nobody',
  }),
  'asset.surrender-ordered': node({
    zh: '责令交回车辆、船舶',
    basis: plan('三·七6'),
    by: ['officer'],
    subject,
    payload: record({ party: IdOf('party', '被责令的当事人'), by: DateField('交回的期限') }),
    example: { party: 'respondent-1', by: '2026-02-06' },
    disclose: 'own',
  }),
  'asset.applicant-told': node({
    zh: '告知申请执行人协助查找',
    basis: plan('三·七6'),
    by: ['officer'],
    subject,
    payload: record({ on: DateField('告知之日'), how: Text('告知方式') }),
    example: { on: '2026-01-28', how: '电话告知，记录在卷' },
    disclose: 'applicant',
  }),
};
