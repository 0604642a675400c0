import Type from 'typebox';
import { law, plan } from './basis.ts';
import { DateField, Fen, Flag, Maybe, oneOf, record, Text, Texts } from './fields.ts';
import { node } from './node.ts';
import { system } from './systems.ts';
import { names } from './field-classes.ts';

const basis = plan('三·一(四)2');
const subject = 'asset';
const platform = ['disposal', system('auction')] as const;

/** How a price comes about (参考价规定2). */
export const priceWays = {
  agreed: '当事人议价',
  'directed-inquiry': '定向询价',
  'online-inquiry': '网络询价',
  appraisal: '委托评估',
} as const;

/** What is to be turned into money, and at what price: 武法〔2022〕11号 三·一(四). */
export const disposalNodes = {
  'disposal.registered': node({
    zh: '登记处置材料',
    basis: plan('三·一(四)1'),
    by: ['disposal'],
    subject,
    payload: record({ material: Texts('收到的材料'), from: Text('移交人', names) }),
    example: { material: ['查封裁定书', '权属档案'], from: '财产查控组' },
    disclose: 'applicant',
  }),
  'auction.decided': node({
    zh: '决定拍卖',
    basis: plan('三·一(四)1'),
    by: ['officer'],
    subject,
    payload: record({
      ruling: Text('拍卖裁定书文号'),
      dwelling: Type.Optional(oneOf({ none: '不是唯一住房', provided: '已保障居住' }, '被执行人及所扶养家属的居住')),
    }),
    example: { ruling: '（2026）豫0823执123号之七', dwelling: 'none' },
    sealed: true,
    decision: true,
    disclose: 'parties',
  }),
  'auction.handed-over': node({
    zh: '移交辅拍机构',
    basis: plan('三·一(四)1'),
    by: ['disposal'],
    subject,
    payload: record({ agency: Text('辅拍机构', names) }),
    example: { agency: '焦作辅拍服务有限公司' },
    disclose: 'nobody',
  }),
  'auction.withdrawn': node({
    zh: '撤回拍卖',
    basis: law('拍卖变卖规定17'),
    by: ['officer'],
    subject,
    payload: record({ reason: Text('撤回的理由'), ruling: Text('裁定书文号') }),
    example: { reason: '被执行人已筹款清偿', ruling: '（2026）豫0823执123号之八' },
    sealed: true,
    decision: true,
    disclose: 'parties',
  }),
  'price.started': node({
    zh: '启动定价',
    basis,
    by: ['disposal'],
    subject,
    payload: record({
      way: oneOf(priceWays, '定价方式'),
      by: Text('承办定价的机构或者当事人', names),
      on: DateField('启动之日'),
    }),
    example: { way: 'online-inquiry', by: '网络询价平台', on: '2026-01-26' },
    disclose: 'parties',
  }),
  'price.report-received': node({
    zh: '收到定价报告',
    basis: law('参考价规定21'),
    by: platform,
    subject,
    payload: record({ priceFen: Fen('报告的价格'), validUntil: DateField('报告有效期届满日') }),
    example: { priceFen: 8_000_000, validUntil: '2027-01-25' },
    disclose: 'nobody',
  }),
  'price.set': node({
    zh: '确定参考价',
    basis,
    by: ['disposal'],
    subject,
    payload: record({
      way: oneOf(priceWays, '定价方式'),
      priceFen: Fen('参考价'),
      report: Maybe('报告编号'),
      inspected: Flag('是否已经现场查勘'),
      objectionsOver: Flag('对定价的异议是否已经处理完毕'),
    }),
    example: {
      way: 'online-inquiry',
      priceFen: 8_000_000,
      report: 'XJ-2026-0012',
      inspected: true,
      objectionsOver: true,
    },
    disclose: 'parties',
  }),
};
