import { rowNames } from './fields.ts';

/** What a document says besides whom it is for, each by the field of its payload. */
export const documentFields = {
  account: '案款账户（account）',
  performBy: '履行期限届满日（performBy）',
  performWithin: '送达后的履行天数（performWithin）',
  reportBy: '报告财产的期限（reportBy）',
  reportWithin: '送达后报告财产的天数（reportWithin）',
  appearOn: '应到时间、地点和人员（appearOn）',
  signedBy: '签发的院长（signedBy）',
  parts: '裁定书的五项内容（parts）',
} as const;
export type DocumentField = keyof typeof documentFields;

interface DocumentKindRow {
  readonly zh: string;
  /** Each respondent gets it at the beginning (plan 三·一(三)2): any other kind is no part of `initial-documents`. */
  readonly initial?: true;
  /** It goes to respondents alone. */
  readonly toRespondents?: true;
  /** What it has to say: one field of each group, and no more. */
  readonly says?: readonly (readonly DocumentField[])[];
}

const signed = { says: [['signedBy']] } as const;

/** The kinds of document: plan §0 D6. */
export const documentKinds = {
  'enforcement-notice': {
    zh: '执行通知书',
    initial: true,
    toRespondents: true,
    says: [['account'], ['performBy', 'performWithin']],
  },
  'property-report-order': {
    zh: '报告财产令',
    initial: true,
    toRespondents: true,
    says: [['reportBy', 'reportWithin']],
  },
  summons: { zh: '传票', initial: true, says: [['appearOn']] },
  'consumption-limit': { zh: '限制消费令', ...signed },
  'dishonesty-decision': { zh: '失信决定书', ...signed },
  'sanction-decision': { zh: '制裁决定书', ...signed },
  'assistance-notice': { zh: '协助执行通知书' },
  'title-transfer-notice': { zh: '过户协助执行通知书' },
  'debt-notice': { zh: '履行到期债务通知' },
  'clue-invitation': { zh: '提供财产线索通知' },
  'price-report': { zh: '定价报告' },
  'sale-ruling': { zh: '成交、抵债裁定' },
  'distribution-plan': { zh: '分配方案' },
  'objection-ruling': { zh: '异议裁定' },
  'termination-ruling': { zh: '终本裁定', says: [['parts']] },
  'closing-document': { zh: '结案文书' },
  'court-transfer-notice': { zh: '移送他院通知' },
  other: { zh: '其他文书' },
} as const satisfies Record<string, DocumentKindRow>;

export type DocumentKind = keyof typeof documentKinds;

/** The row of one kind, with its optional marks. */
export const documentKind = (kind: DocumentKind): DocumentKindRow => documentKinds[kind];

/** The kinds of a table that each respondent gets at the beginning. */
export const initialOf = <K extends string>(table: Readonly<Record<K, DocumentKindRow>>): readonly K[] =>
  (Object.keys(table) as K[]).filter((kind) => table[kind].initial); // the keys of a constant record are exactly its type

/** The names of the kinds, by id. */
export const documentNames = rowNames(documentKinds);

/** Who is called by a summons (plan §0 D6). */
export const summoned = {
  party: '本人',
  'legal-rep': '法定代表人',
  'in-charge': '主要负责人',
  controller: '实际控制人',
  'directly-responsible': '影响债务履行的直接责任人员',
} as const;

/** What a ruling of 终本 has to contain (法〔2016〕373号6). */
export const rulingParts = {
  claim: '申请执行的债权情况',
  measures: '执行经过及采取的执行措施、强制措施',
  property: '查明的被执行人财产情况',
  realised: '实现的债权情况',
  rights: '申请执行人享有要求继续清偿及申请恢复执行的权利，被执行人负有继续履行的义务',
} as const;
