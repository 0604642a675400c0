import Type from 'typebox';
import { plan } from './basis.ts';
import { bounds } from './bounds.ts';
import { Maybe, oneOf, record, Text } from './fields.ts';
import { node } from './node.ts';

/** The documents of plan 三·一(三)2–3. */
export const documentKinds = {
  'enforcement-notice': '执行通知书',
  'property-report-order': '报告财产令',
  summons: '传票',
} as const;

/** Documents and service: 武法〔2022〕11号 三·一(三). */
export const documentNodes = {
  'trial-service.recorded': node({
    zh: '登记审理阶段到庭、送达及生效情况',
    basis: plan('三·一(三)1'),
    by: ['documents'],
    payload: record({
      appeared: Type.Boolean({ description: '被执行人审理时是否到庭' }),
      byNotice: Type.Boolean({ description: '是否公告送达' }),
      howServed: Text('执行依据的送达方式'),
      effective: Type.Boolean({ description: '执行依据是否生效' }),
    }),
    example: { appeared: true, byNotice: false, howServed: '直接送达', effective: true },
    disclose: 'nobody',
  }),
  'documents.issued': node({
    zh: '制作并发出文书',
    basis: plan('三·一(三)2'),
    by: ['documents', 'officer'],
    payload: record({
      kind: oneOf(documentKinds, '文书'),
      recipients: Type.Array(Text('受送达人：respondent-1 …'), { minItems: 1, maxItems: bounds.parties }),
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
    disclose: 'parties',
  }),
};
