import Type from 'typebox';
import { law, plan } from './basis.ts';
import { bounds } from './bounds.ts';
import { summoned } from './document-kinds.ts';
import { personal, secret, names } from './field-classes.ts';
import {
  Affirmed,
  DateField,
  Flag,
  InstantText,
  List,
  Maybe,
  oneOf,
  onRequest,
  record,
  Some,
  Text,
  Texts,
  IdOf,
  FactNo,
} from './fields.ts';
import { node } from './node.ts';
import { system } from './systems.ts';

const subject = 'party';
const person = Text('到案的人', { maxLength: 200, ...personal('name') });

/** Who is asked on the spot (三·七1): each of the three, or a reason. */
export const askedOnSite = { grassroots: '基层组织', unit: '所在单位', neighbour: '邻里' } as const;

/** The persons of a party, and where they are: summoned, found, brought in, searched (三·七1, 4, 5; L60). */
export const fieldNodes = {
  'respondent.appeared': node({
    zh: '被执行人到案',
    basis: plan('三·七5'),
    by: ['officer', 'reception', 'bailiff'],
    subject,
    payload: record({ on: DateField('到案之日'), person }),
    example: { on: '2026-02-03', person: '李卫东' },
    disclose: 'applicant',
  }),
  'summons.excused': node({
    zh: '经传唤未到有正当理由',
    basis: plan('三·七5'),
    by: ['officer'],
    subject,
    payload: record({ reason: Text('正当理由') }),
    example: { reason: '住院治疗，有住院证明' },
    decision: true,
    disclose: 'applicant',
  }),
  'respondent.questioned': node({
    zh: '询问被执行人',
    basis: plan('三·七5'),
    by: ['officer'],
    subject,
    payload: record({ person, as: oneOf(summoned, '以何身份'), record: Text('询问笔录') }),
    example: { person: '李卫东', as: 'party', record: '2026年2月3日询问笔录' },
    disclose: 'nobody',
  }),
  'warrant.issued': node({
    zh: '签发拘传票、搜查令等',
    basis: law('民诉解释482'),
    by: ['president'],
    payload: record({
      kind: oneOf({ compel: '拘传票', search: '搜查令', eviction: '强制迁出公告' }, '令状'),
      party: Type.Optional(IdOf('party', '对何当事人：拘传必填')),
      place: Maybe('处所：搜查、迁出必填', secret),
      ...onRequest,
    }),
    example: { kind: 'compel', party: 'respondent-1' },
    sealed: true,
    decision: true,
    disclose: 'nobody',
  }),
  'respondent.compelled': node({
    zh: '拘传到案',
    basis: plan('三·七5'),
    by: ['officer', 'bailiff'],
    subject,
    payload: record({
      person,
      warrant: Text('拘传票文号'),
      arrivedAt: InstantText('到达法院的时刻，询问时限由此起算'),
      complex: Maybe('情况复杂、依法可能采取拘留措施的理由：写明的，询问至多24小时（民诉解释482）'),
    }),
    example: { person: '李卫东', warrant: '（2026）豫0823执123号拘传票', arrivedAt: '2026-02-03T09:00:00+08:00' },
    disclose: 'applicant',
  }),
  'inquiry.ended': node({
    zh: '拘传询问结束',
    basis: law('民诉解释482'),
    by: ['officer', 'bailiff'],
    subject,
    payload: record({ endedAt: InstantText('询问结束的时刻'), record: Text('询问笔录') }),
    example: { endedAt: '2026-02-03T15:00:00+08:00', record: '2026年2月3日拘传询问笔录' },
    disclose: 'nobody',
  }),
  'field.investigated': node({
    zh: '实地调查',
    basis: plan('三·七4'),
    by: ['officer'],
    payload: record({
      asked: List(
        record({ who: Text('被询问的人或单位', { maxLength: 200, ...names }), kind: oneOf(askedOnSite, '何种') }),
        '所询问的人：基层组织、所在单位、邻里各至少一人，缺的写明理由',
      ),
      reason: Maybe('三者未能都询问的理由'),
      place: Text('地点'),
      record: Text('调查笔录'),
      camera: record(
        { throughout: Affirmed('执法记录仪全程开启'), media: Text('视听资料的编号') },
        { title: '执法记录', description: '执法记录' },
      ),
    }),
    example: {
      asked: [
        { who: '木城街道东大街社区居委会', kind: 'grassroots' },
        { who: '武陟县某某公司', kind: 'unit' },
        { who: '赵邻居', kind: 'neighbour' },
      ],
      place: '木城街道东大街8号',
      record: '2026年2月3日调查笔录',
      camera: { throughout: true, media: 'SP-2026-031' },
    },
    disclose: 'applicant',
  }),
  'search.conducted': node({
    zh: '搜查',
    basis: law('民诉解释496'),
    by: ['officer', 'bailiff'],
    subject,
    payload: record({ warrant: Text('搜查令文号'), place: Text('地点'), findings: Text('搜查结果') }),
    example: { warrant: '（2026）豫0823执123号搜查令', place: '木城街道东大街8号', findings: '未发现财物' },
    disclose: 'applicant',
  }),
  'whereabouts.unknown': node({
    zh: '下落不明',
    basis: plan('三·七5'),
    by: ['officer'],
    subject,
    payload: record({ tried: Texts('已经查找的方式'), evidence: Text('证明') }),
    example: { tried: ['住所地', '户籍地', '电话'], evidence: '社区居委会证明' },
    disclose: 'applicant',
  }),
  'whereabouts.found': node({
    zh: '查明下落',
    basis: plan('三·七5'),
    by: ['officer', 'bailiff'],
    subject,
    payload: record({ where: Text('在何处', secret), source: Text('来源', secret) }),
    example: { where: '郑州市金水区', source: '公安机关协查反馈' },
    disclose: 'nobody',
  }),
  'address.confirmed': node({
    zh: '确认送达地址',
    basis: plan('三·一(一)2'),
    by: ['reception', 'applicant', 'respondent'],
    subject,
    payload: record({
      address: Text('送达地址', personal('address')),
      phone: Text('电话', { maxLength: 64, ...personal('digits') }),
      email: Maybe('电子邮箱'),
      channels: Some(
        oneOf({ electronic: '电子送达', post: '邮寄', direct: '直接送达' }, '送达方式'),
        '送达方式，先后为序',
        3,
      ),
      consentsToElectronic: Type.Optional(Flag('是否同意电子送达')),
    }),
    example: {
      address: '武陟县木城街道东大街8号',
      phone: '13800000000',
      channels: ['electronic', 'post'],
      consentsToElectronic: true,
    },
    afterClosing: true,
    disclose: 'own',
  }),
  'detention.started': node({
    zh: '拘留执行',
    basis: law('民诉法第118条'),
    by: ['officer', 'bailiff'],
    subject: 'sanction',
    payload: record({ takenAt: InstantText('收押的时刻'), place: Text('拘留所') }),
    example: { takenAt: '2026-02-03T15:00:00+08:00', place: '武陟县拘留所' },
    once: true,
    afterClosing: true,
    disclose: 'own',
  }),
  'detention.family-notified': node({
    zh: '通知被拘留人家属',
    basis: law('民诉解释180'),
    by: ['officer', 'bailiff'],
    subject: 'sanction',
    payload: record({ who: Text('通知了何人', names), how: Text('如何通知') }),
    example: { who: '其妻王秀英', how: '电话，并邮寄通知书' },
    afterClosing: true,
    disclose: 'nobody',
  }),
  'delivery.failed': node({
    zh: '公开未送达',
    basis: plan('四·二'),
    by: [system('disclosure')],
    hereOnly: true,
    payload: record({
      facts: Some(FactNo('记录的序号'), '未送达的记录', bounds.facts),
      party: IdOf('party', '当事人的编号'),
      channel: Text('方式', { maxLength: 64 }),
      reason: Text('原因'),
    }),
    example: { facts: [2], party: 'applicant-1', channel: '短信', reason: '号码停机' },
    afterClosing: true,
    disclose: 'nobody',
  }),
};
