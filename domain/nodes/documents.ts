import Type from 'typebox';
import { plan } from './basis.ts';
import { bounds } from './bounds.ts';
import { documentNames, rulingParts, summoned } from './document-kinds.ts';
import {
  DateField,
  Flag,
  Id,
  InstantText,
  Maybe,
  oneOf,
  PersonId,
  record,
  Some,
  Text,
  Texts,
  refers,
  IdOf,
} from './fields.ts';
import { type Brought, node } from './node.ts';
import { staff } from './roles.ts';
import { names } from './field-classes.ts';

/** Whom something is addressed to: a party by its id, anybody else by an id of the sender's and a name. */
export const Addressee = Type.Union([
  Text('当事人编号，如 respondent-1', { maxLength: 64 }),
  record({ id: Id('受送达人编号'), name: Text('姓名或名称', { maxLength: 200, ...names }) }),
]);
type Addressed = string | { readonly id: string; readonly name: string };

/** The id of somebody addressed. */
export const addressee = (recipient: Addressed): string => (typeof recipient === 'string' ? recipient : recipient.id);

/** The delivery of a document to one of its recipients (plan §0). */
export const deliveryOf = (document: string, recipient: string): string => `${document}.${recipient}`;

interface Document {
  readonly id?: string;
  readonly kind: keyof typeof documentNames;
  readonly recipients: readonly Addressed[];
}

/** A document, and a delivery for each recipient; one recorded before documents had ids brings nothing. */
const broughtBy = ({ id, recipients }: Document): readonly Brought[] =>
  id === undefined
    ? []
    : [
        { id, of: 'document' },
        ...recipients.map((recipient): Brought => ({ id: deliveryOf(id, addressee(recipient)), of: 'delivery' })),
      ];

const Days = (zh: string) => Type.Optional(Type.Integer({ minimum: 1, maximum: 365, title: zh, description: zh }));

const channel = oneOf({ post: '邮寄', electronic: '电子送达', direct: '直接送达', notice: '公告' }, '送达方式');
const reference = Maybe('邮单号或回执号');
const recipients = Some(Addressee, '受送达人：本案当事人写其编号，其他人写编号和名称', bounds.parties);

const document = {
  id: Type.Optional(Id('文书编号；不写则由系统编号')),
  kind: oneOf(documentNames, '文书'),
  recipients,
  signedBy: Type.Optional(PersonId('签发的院长：限制消费令、失信决定书、制裁决定书必填')),
  account: Maybe('一案一账户：案款账户（执行通知书必填）'),
  performBy: Type.Optional(DateField('履行期限届满日（执行通知书）')),
  performWithin: Days('送达后的履行天数（执行通知书：与 performBy 择一）'),
  reportBy: Type.Optional(DateField('报告财产的期限（报告财产令）')),
  reportWithin: Days('送达后报告财产的天数（报告财产令：与 reportBy 择一）'),
  appearOn: Type.Optional(
    record(
      {
        instant: InstantText('应到时刻'),
        place: Text('应到处所'),
        persons: Some(oneOf(summoned, '被传唤人'), '被传唤人'),
      },
      { title: '应到时间、地点和人员', description: '应到时间、地点和人员（传票必填）' },
    ),
  ),
  asset: Type.Optional(IdOf('asset', '所涉的财产：定价报告、成交抵债裁定、过户通知的；不写的，为全部财产')),
  parts: Type.Optional(
    Type.Array(oneOf(rulingParts, '裁定书内容'), {
      minItems: 5,
      maxItems: 5,
      uniqueItems: true,
      title: '裁定书内容',
      description: '裁定书内容：五项俱全（终本裁定必填）',
    }),
  ),
};

const example = {
  kind: 'enforcement-notice' as const,
  recipients: ['respondent-1'],
  account: '6217000000000000001',
  performWithin: 10,
};

const made = {
  withId: <P extends Document>(payload: P, isGiven: (id: string) => boolean): P => {
    if (payload.id !== undefined) return payload;
    for (let n = 1; ; n++) {
      const id = `${payload.kind}-${n}`;
      if (!isGiven(id)) return { ...payload, id };
    }
  },
  brings: broughtBy,
  names: ({ signedBy }: { readonly signedBy?: string }) =>
    signedBy === undefined ? [] : [{ person: signedBy, role: 'president' as const }],
};

const serving = { subject: 'delivery', afterClosing: true } as const;

/** Documents and service: 武法〔2022〕11号 三·一(三). */
export const documentNodes = {
  'trial-service.recorded': node({
    zh: '登记审理阶段到庭、送达及生效情况',
    basis: plan('三·一(三)1'),
    by: ['documents'],
    payload: record({
      party: Type.Optional(Text('所登记的被执行人的编号；不写为当时的全部被执行人', refers('party', 'respondent'))),
      appeared: Flag('被执行人审理时是否到庭'),
      summonsByNotice: Flag('传票是否公告送达'),
      judgmentByNotice: Flag('裁判文书是否公告送达'),
      howServed: Text('执行依据的送达方式'),
      effective: Flag('执行依据是否生效'),
    }),
    example: {
      appeared: true,
      summonsByNotice: false,
      judgmentByNotice: false,
      howServed: '直接送达',
      effective: true,
    },
    disclose: 'nobody',
  }),
  'documents.issued': node({
    zh: '制作并发出文书',
    basis: plan('三·一(三)2'),
    by: ['documents', 'officer'],
    payload: record({ ...document, channel, reference }),
    example: { ...example, channel: 'post' },
    ...made,
    afterClosing: true,
    disclose: 'own',
  }),
  'document.ready': node({
    zh: '文书待送',
    basis: plan('三·一(三)4'),
    by: staff,
    payload: record(document),
    example: { kind: 'assistance-notice', recipients: [{ id: 'bank-1', name: '建设银行武陟支行' }] },
    ...made,
    afterClosing: true,
    disclose: 'nobody',
  }),
  'document.sent': node({
    zh: '文书寄出',
    basis: plan('三·一(三)4'),
    by: ['documents', 'officer'],
    subject: 'document',
    payload: record({
      recipients: Some(Id('受送达人编号'), '寄往的受送达人：该文书的受送达人', bounds.parties),
      channel,
      reference,
    }),
    example: { recipients: ['bank-1'], channel: 'post', reference: 'EMS-1' },
    afterClosing: true,
    disclose: 'own',
  }),
  'service.recorded': node({
    zh: '登记送达结果',
    basis: plan('三·一(三)5'),
    by: ['documents', 'officer'],
    ...serving,
    payload: record({
      outcome: oneOf({ served: '送达', left: '留置送达', refused: '拒收', returned: '退回' }, '送达结果'),
      on: DateField('送达或退回之日'),
      receipt: Text('送达回证'),
    }),
    example: { outcome: 'served', on: '2026-01-22', receipt: '送达回证第12号' },
    disclose: 'nobody',
  }),
  'service.exhausted': node({
    zh: '无法送达',
    basis: plan('三·一(三)5'),
    by: ['documents'],
    ...serving,
    payload: record({
      attempts: Texts('已经采用的送达方式及结果'),
      ground: oneOf({ whereabouts: '受送达人下落不明', 'other-ways-failed': '其他方式无法送达' }, '公告送达的事由'),
    }),
    example: { attempts: ['邮寄被退回', '上门无人'], ground: 'whereabouts' },
    disclose: 'nobody',
  }),
  'notice.published': node({
    zh: '公告送达',
    basis: plan('三·一(三)5'),
    by: ['documents'],
    ...serving,
    payload: record({ where: Texts('公告的载体'), on: DateField('公告之日'), reference: Text('公告编号') }),
    example: { where: ['人民法院报'], on: '2026-01-22', reference: '（2026）豫0823执123号公告' },
    disclose: 'parties',
  }),
};
