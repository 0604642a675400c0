import Type, { type Static } from 'typebox';
import { DescribedAsset, bringsAssets, controllers, Returned } from './assets.ts';
import { plan } from './basis.ts';
import { bounds } from './bounds.ts';
import { called, DateField, Fen, Id, List, oneOf, record, Some, Text, Texts, IdOf } from './fields.ts';
import { type Brought, node } from './node.ts';
import { system } from './systems.ts';
import { names } from './field-classes.ts';

const RelatedCases = record({
  scope: Type.Literal('province', called('查询范围：全省')),
  leads: List(
    record({
      id: Id('线索编号'),
      caseNo: Text('关联案号'),
      respondent: IdOf('party', '所涉被执行人', 'respondent'),
      finding: Text('财产线索'),
      asset: Type.Optional(DescribedAsset),
    }),
    '关联案件中的财产线索',
    bounds.returned,
  ),
});
const bringsLeads = ({ leads }: Static<typeof RelatedCases>): readonly Brought[] => [
  ...leads.map(({ id }) => ({ id, of: 'lead' as const })),
  ...bringsAssets({ assets: leads.flatMap(({ asset }) => asset ?? []) }),
];
const checkers = [...controllers, system('related-cases')] as const;
const last = plan('三·七10');

/** The categories in which property is looked for before a closing (法〔2016〕373号 3). */
export const finalCategories = {
  deposits: '银行存款',
  'online-funds': '网络资金账户',
  vehicles: '车辆、船舶',
  'real-property': '不动产',
  securities: '证券、股权',
  insurance: '保险',
  other: '其他财产',
} as const;

/** What the courts of the province know of a respondent, and what is asked once more before a closing (三·一(二)4, 三·七10). */
export const relatedCaseNodes = {
  'related-cases.checked': node({
    zh: '全省关联案件查询',
    basis: plan('三·一(二)4'),
    by: checkers,
    payload: RelatedCases,
    brings: bringsLeads,
    example: { scope: 'province', leads: [] },
    disclose: 'nobody',
  }),
  'lead.dismissed': node({
    zh: '排除关联案件线索',
    basis: plan('三·一(二)4'),
    by: ['property-control', 'officer'],
    subject: 'lead',
    payload: record({ reason: Text('理由') }),
    example: { reason: '该房产已由首封法院拍卖，无剩余价款' },
    disclose: 'nobody',
  }),
  'debt.notified': node({
    zh: '通知第三人履行到期债务',
    basis: plan('三·一(二)'),
    by: ['officer', 'property-control'],
    subject: 'debt',
    introduces: true,
    payload: record({
      debtor: Text('次债务人', names),
      party: IdOf('party', '对其享有债权的被执行人', 'respondent'),
      amountFen: Fen('通知履行的金额'),
      asset: Type.Optional(IdOf('asset', '所控制的到期债权的财产编号')),
    }),
    example: { debtor: '武陟县建安公司', party: 'respondent-1', amountFen: 6_000_000 },
    afterClosing: 'no-property',
    disclose: 'applicant',
  }),
  'debt.answered': node({
    zh: '第三人答复到期债务通知',
    basis: plan('三·一(二)'),
    by: ['officer'],
    subject: 'debt',
    payload: record({
      outcome: oneOf({ objected: '提出异议', paid: '已经履行', acknowledged: '认可债务' }, '答复'),
      on: DateField('答复之日'),
      amountFen: Type.Optional(Fen('认可或者履行的金额')),
    }),
    example: { outcome: 'acknowledged', on: '2026-01-21', amountFen: 6_000_000 },
    afterClosing: 'no-property',
    disclose: 'applicant',
  }),
  'final-query.started': node({
    zh: '结案前再次启动网络查控',
    basis: last,
    by: controllers,
    payload: record({
      systems: Texts('查询系统'),
      respondents: Some(IdOf('party', '被执行人编号', 'respondent'), '所查询的被执行人', bounds.parties),
    }),
    example: { systems: ['总对总', '点对点'], respondents: ['respondent-1'] },
    disclose: 'nobody',
  }),
  'final-query.returned': node({
    zh: '结案前再次查控反馈',
    basis: last,
    by: controllers,
    payload: Returned,
    brings: bringsAssets,
    example: { complete: true, source: '中国银行', assets: [] },
    disclose: 'nobody',
  }),
  'final-query.done': node({
    zh: '结案前再次查控完毕',
    basis: last,
    by: controllers,
    payload: record({
      categories: Some(
        record({ kind: oneOf(finalCategories, '财产类别'), result: Text('查询结果') }),
        '各类财产的结果',
      ),
    }),
    example: { categories: [{ kind: 'deposits', result: '无存款' }] },
    disclose: 'nobody',
  }),
  'final-related-cases.checked': node({
    zh: '结案前再次全省关联案件查询',
    basis: last,
    by: checkers,
    payload: RelatedCases,
    brings: bringsLeads,
    example: { scope: 'province', leads: [] },
    disclose: 'nobody',
  }),
  'final-recheck.analysed': node({
    zh: '分析再次查询的结果',
    basis: last,
    by: ['officer'],
    payload: record({
      findings: Text('分析结果'),
      obstruction: Type.Optional(Text('妨害执行的情形：没有的写 none，已处罚的写 sanctioned，未处罚的写明理由')),
    }),
    example: { findings: '再次查询仍无可供执行财产', obstruction: 'none' },
    disclose: 'nobody',
  }),
};
