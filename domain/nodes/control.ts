import Type from 'typebox';
import { bringsAssets, controllers, Returned } from './assets.ts';
import { plan } from './basis.ts';
import { bounds } from './bounds.ts';
import {
  Affirmed,
  DateField,
  Fen,
  FenOrNull,
  Flag,
  InstantText,
  List,
  Maybe,
  oneOf,
  Ordinal,
  record,
  Some,
  Text,
  Texts,
  IdOf,
  FactNo,
  refers,
} from './fields.ts';
import { node } from './node.ts';
import { lifting, orders } from './measures.ts';
import { names } from './field-classes.ts';

const Order = {
  order: oneOf(orders, '查控顺位'),
  rank: Type.Optional(Ordinal('轮候位次')),
  ruling: Text('裁定书文号'),
  effectiveAt: Type.Optional(InstantText('控制生效时刻；不写的，为发生时刻')),
  until: DateField('控制期限届满日，自生效起不超过该种财产的最长期限'),
};
const basis = plan('三·一(二)');
const by = controllers;

/** Query, freeze, seal: 武法〔2022〕11号 三·一(二). */
export const controlNodes = {
  'query.started': node({
    zh: '发起网络执行查询',
    basis,
    by,
    payload: record({
      systems: Texts('查询系统'),
      respondents: Type.Optional(
        Some(
          Text('被执行人编号，如 respondent-1', refers('party', 'respondent')),
          '所查询的被执行人；不写为当时的全部被执行人',
          bounds.parties,
        ),
      ),
      reference: Maybe('查询单号'),
    }),
    example: { systems: ['总对总', '点对点'], reference: 'CX-2026-0123' },
    disclose: 'applicant',
  }),
  'query.returned': node({
    zh: '网络查询反馈',
    basis,
    by,
    payload: Returned,
    brings: bringsAssets,
    example: {
      complete: true,
      source: '中国银行',
      assets: [
        { id: 'a-1', kind: 'bank-account', holder: '李卫东', description: '中国银行尾号6217', valueFen: 18_000_000 },
      ],
    },
    disclose: 'applicant',
  }),
  'query.failed': node({
    zh: '查询失败或逾时未反馈',
    basis,
    by,
    payload: record({ round: oneOf({ network: '网络查询', traditional: '传统查控' }, '轮次'), reason: Text('原因') }),
    example: { round: 'network', reason: '不动产登记系统连续三日无反馈' },
    disclose: 'nobody',
  }),
  'traditional-query.started': node({
    zh: '启动传统查控',
    basis,
    by,
    payload: record({ targets: Some(Text('查询单位', names), '查询单位') }),
    example: { targets: ['县不动产登记中心', '住房公积金管理中心'] },
    disclose: 'applicant',
  }),
  'traditional-query.returned': node({
    zh: '传统查控反馈',
    basis,
    by,
    payload: Returned,
    brings: bringsAssets,
    example: {
      complete: true,
      source: '县不动产登记中心',
      assets: [
        { id: 'a-3', kind: 'house', holder: '李卫东', description: '木城街道东大街8号住房', valueFen: 60_000_000 },
      ],
    },
    disclose: 'applicant',
  }),
  'asset.frozen': node({
    zh: '冻结财产',
    basis: plan('三·一(二)1'),
    by,
    subject: 'asset',
    payload: record({ ...Order, amountFen: Type.Optional(Fen('实际冻结金额')) }),
    example: {
      order: 'first',
      ruling: '（2026）豫0823执123号之一',
      amountFen: 18_000_000,
      until: '2027-01-20',
    },
    afterClosing: 'no-property',
    disclose: 'held',
  }),
  'asset.sealed': node({
    zh: '查封财产',
    basis: plan('三·一(二)2'),
    by,
    subject: 'asset',
    payload: record({
      ...Order,
      registered: Maybe('登记机关回执'),
      seized: Type.Optional(Flag('查封时是否同时扣押')),
    }),
    example: { order: 'first', ruling: '（2026）豫0823执123号之二', until: '2028-01-20' },
    afterClosing: 'no-property',
    disclose: 'held',
  }),
  'asset.seized': node({
    zh: '扣押财产',
    basis: plan('三·一(二)2'),
    by: [...by, 'bailiff'],
    subject: 'asset',
    payload: record({ ...Order, where: Text('存放地点') }),
    example: {
      order: 'first',
      ruling: '（2026）豫0823执123号之三',
      until: '2028-01-20',
      where: '本院停车场',
    },
    afterClosing: 'no-property',
    disclose: 'held',
  }),
  'asset.skipped': node({
    zh: '不予控制（说明理由）',
    basis,
    by: ['property-control', 'officer'],
    subject: 'asset',
    payload: record({ reason: Text('理由') }),
    example: { reason: '余额不足十元，无冻结必要' },
    afterClosing: 'no-property',
    disclose: 'applicant',
  }),
  'asset.released': node({
    zh: '解除控制',
    basis: plan('三·七8'),
    by,
    subject: 'asset',
    payload: record({
      ruling: Text('裁定书文号'),
      ground: oneOf(lifting, '解除事由'),
      decision: Type.Optional(FactNo('所依据的决定的序号：事由为 decided、ruling 的必填')),
      note: Maybe('解除事由的说明'),
      assisted: Affirmed('解除已经办妥，解除裁定和协助执行通知书已经送达协助单位'),
    }),
    example: { ruling: '（2026）豫0823执123号之四', ground: 'claim-met', assisted: true },
    afterClosing: true,
    disclose: 'parties',
  }),
  'asset-schedule.filed': node({
    zh: '制作财产明细并附卷',
    basis: plan('三·一(二)6–7'),
    by: ['property-control'],
    payload: record({
      items: List(
        record({ asset: IdOf('asset', '财产编号'), valueFen: FenOrNull('价值'), note: Maybe('说明') }),
        '逐项明细；未查到财产时为空',
        bounds.assets,
      ),
      note: Maybe('说明'),
    }),
    example: { items: [{ asset: 'a-1', valueFen: 18_000_000 }], note: '首轮查控结束' },
    disclose: 'nobody',
  }),
};
