import Type from 'typebox';
import { law } from './basis.ts';
import { DateField, Fen, InstantText, List, Maybe, oneOf, onRequest, record, Text, Texts, IdOf } from './fields.ts';
import { node } from './node.ts';
import { system } from './systems.ts';
import { names } from './field-classes.ts';

const online = law('网拍规定10、12');
const subject = 'asset';
const platform = ['disposal', system('auction')] as const;

/** The rounds in which a thing is offered (网拍规定12、26). */
export const rounds = { first: '第一次拍卖', second: '第二次拍卖', sale: '变卖' } as const;
const round = oneOf(rounds, '轮次');

/** Why a thing in force cannot be turned into money (plan §5, Z9). */
const impossible = {
  unsold: '流拍而无人接受抵债',
  'not-seized': '未能实际扣押',
  waiting: '轮候查封',
  exempt: '依法豁免执行',
  'below-cost': '价值不足以支付处置费用',
  'no-surplus': '清偿优先债权后无剩余',
} as const;

/** Auction, sale, handing over: 武法〔2022〕11号 三·一(四). */
export const saleNodes = {
  'auction.terms-set': node({
    zh: '合议起拍价、降价幅度、保证金',
    basis: law('网拍规定10'),
    by: ['panel'],
    subject,
    payload: record({
      round,
      reserveFen: Fen('起拍价'),
      cut: Type.Number({ minimum: 0, maximum: 20, title: '降价幅度', description: '再次拍卖的降价幅度（%），至多20' }),
      depositFen: Fen('保证金'),
      priority: List(Text('优先购买权人', names), '优先购买权人；没有的为空'),
      members: Texts('成员：本案合议庭（case.assigned 的 panel）成员的编号或者姓名'),
      ...onRequest,
    }),
    example: {
      ...{ round: 'first', reserveFen: 5_600_000, cut: 20, depositFen: 560_000, priority: [] },
      members: ['p-panel-1', 'p-officer-2', 'p-leader-1'],
    },
    sealed: true,
    decision: true,
    disclose: 'nobody',
  }),
  'auction.announced': node({
    zh: '发布拍卖、变卖公告',
    basis: online,
    by: platform,
    subject,
    payload: record({
      round,
      startsAt: InstantText('开始竞价的时刻'),
      endsAt: InstantText('竞价结束的时刻'),
      url: Text('公告网址'),
      toldOn: Type.Optional(DateField('通知当事人和已知优先购买权人之日：公告发布三日以前（网拍规定16）')),
      lateReason: Maybe('第二次拍卖在第一次流拍三十日后才开始的理由'),
    }),
    example: {
      round: 'first',
      startsAt: '2026-03-20T10:00:00+08:00',
      endsAt: '2026-03-21T10:00:00+08:00',
      url: 'https://auction.example/item/1',
    },
    disclose: 'parties',
  }),
  'auction.held': node({
    zh: '拍卖、变卖结果',
    basis: online,
    by: platform,
    subject,
    payload: record({
      round,
      outcome: oneOf({ sold: '成交', failed: '流拍' }, '结果'),
      buyer: Maybe('买受人；成交的必填', names),
      priceFen: Type.Optional(Fen('成交价；成交的必填')),
    }),
    example: { round: 'first', outcome: 'sold', buyer: '王秀英', priceFen: 6_000_000 },
    disclose: 'parties',
  }),
  'in-kind.asked': node({
    zh: '征询以物抵债',
    basis: law('拍卖变卖规定16'),
    by: ['disposal', 'officer'],
    subject,
    payload: record({
      by: IdOf('party', '被征询的当事人编号'),
      answer: oneOf({ accepts: '接受', declines: '不接受' }, '答复'),
      priceFen: Type.Optional(Fen('抵债金额；接受的必填')),
    }),
    example: { by: 'applicant-1', answer: 'accepts', priceFen: 4_480_000 },
    disclose: 'parties',
  }),
  'sale.price-paid': node({
    zh: '价款付清',
    basis: law('拍卖变卖规定21'),
    by: ['finance', 'disposal'],
    subject,
    payload: record({ receipt: Type.Optional(IdOf('receipt', '价款到账的案款编号')) }),
    example: {},
    disclose: 'parties',
  }),
  'asset.disposed': node({
    zh: '成交、抵债裁定',
    basis: law('拍卖变卖规定20'),
    by: ['officer'],
    subject,
    payload: record({
      way: oneOf({ auction: '拍卖', sale: '变卖', 'in-kind': '以物抵债' }, '处置方式'),
      priceFen: Fen('成交价、抵债金额'),
      to: Text('买受人、接受抵债的人', names),
      ruling: Text('裁定书文号'),
    }),
    example: { way: 'auction', priceFen: 6_000_000, to: '王秀英', ruling: '（2026）豫0823执123号之九' },
    sealed: true,
    decision: true,
    disclose: 'parties',
  }),
  'asset.handed-over': node({
    zh: '交付财产',
    basis: law('拍卖变卖规定27'),
    by: ['officer', 'bailiff'],
    subject,
    payload: record({ to: Text('接收人', names), record: Text('交接记录') }),
    example: { to: '王秀英', record: '交接笔录，双方签字' },
    afterClosing: true,
    disclose: 'parties',
  }),
  'disposal.impossible': node({
    zh: '财产不能处置',
    basis: law('法〔2016〕373号 4'),
    by: ['officer'],
    subject,
    payload: record({ reason: oneOf(impossible, '不能处置的理由'), evidence: Text('依据') }),
    example: { reason: 'unsold', evidence: '两次拍卖流拍，申请执行人不接受抵债' },
    disclose: 'applicant',
  }),
};
