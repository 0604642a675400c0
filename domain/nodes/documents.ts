import Type from 'typebox';
import { plan } from './basis.ts';
import { bounds } from './bounds.ts';
import { Flag, Maybe, rowNames, oneOf, record, Some, Text } from './fields.ts';
import { node } from './node.ts';

interface DocumentKindRow {
  readonly zh: string;
  /** Each respondent gets it at the beginning (plan 三·一(三)2): any other kind is no part of `initial-documents`. */
  readonly initial?: true;
}

/** The documents of plan 三·一(三)2–3. */
export const documentKinds = {
  'enforcement-notice': { zh: '执行通知书', initial: true },
  'property-report-order': { zh: '报告财产令', initial: true },
  summons: { zh: '传票', initial: true },
} as const satisfies Record<string, DocumentKindRow>;

/** The kinds of a table that each respondent gets at the beginning. */
export const initialOf = <K extends string>(table: Readonly<Record<K, DocumentKindRow>>): readonly K[] =>
  (Object.keys(table) as K[]).filter((kind) => table[kind].initial); // the keys of a constant record are exactly its type

/** The names of the kinds, by id. */
export const documentNames = rowNames(documentKinds);

/** Documents and service: 武法〔2022〕11号 三·一(三). */
export const documentNodes = {
  'trial-service.recorded': node({
    zh: '登记审理阶段到庭、送达及生效情况',
    basis: plan('三·一(三)1'),
    by: ['documents'],
    payload: record({
      party: Type.Optional(Text('所登记的被执行人的编号；不写为当时的全部被执行人')),
      appeared: Flag('被执行人审理时是否到庭'),
      byNotice: Flag('是否公告送达'),
      howServed: Text('执行依据的送达方式'),
      effective: Flag('执行依据是否生效'),
    }),
    example: { appeared: true, byNotice: false, howServed: '直接送达', effective: true },
    disclose: 'nobody',
  }),
  'documents.issued': node({
    zh: '制作并发出文书',
    basis: plan('三·一(三)2'),
    by: ['documents', 'officer'],
    payload: record({
      kind: oneOf(documentNames, '文书'),
      recipients: Some(Text('当事人编号，如 respondent-1'), '受送达人：本案当事人的编号', bounds.parties),
      channel: oneOf({ post: '邮寄', electronic: '电子送达', direct: '直接送达', notice: '公告' }, '送达方式'),
      account: Maybe('一案一账户：案款账户（执行通知书必填）'),
      reference: Maybe('邮单号或回执号'),
    }),
    example: {
      kind: 'enforcement-notice',
      recipients: ['respondent-1'],
      channel: 'post',
      account: '6217000000000000001',
    },
    afterClosing: true,
    disclose: 'parties',
  }),
};
