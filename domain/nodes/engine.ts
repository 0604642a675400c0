import Type from 'typebox';
import { plan } from './basis.ts';
import { ClaimItem, RateEntry } from './claims.ts';
import {
  called,
  DateField,
  FenOrNull,
  Flag,
  InstantText,
  onRequest,
  Ordinal,
  PersonId,
  record,
  Some,
  Text,
  FactNo,
} from './fields.ts';
import { node } from './node.ts';
import { administrators, partyRoles, roleIds } from './roles.ts';

const Seq = FactNo('事实序号');
const basis = plan('三·七11');
const askedBy = Type.Optional(PersonId('提出的人，不是登记人自己；已有的逾期因此消失、减轻或者改由他人承担的，必填'));
const namesAsker = (p: { readonly askedBy?: string }) =>
  p.askedBy === undefined ? [] : [{ person: p.askedBy, from: 'court' as const }];
/** The court's own people and the systems: no party, nobody who runs the house (plan §9). */
const anyone = roleIds.filter((role) => !partyRoles.has(role) && !administrators.some((one) => one === role));

/** Facts about facts, and about the law a case runs under (engine.md 3, 4). */
export const recordNodes = {
  'fact.withdrawn': node({
    zh: '撤回记录',
    in: 'every',
    basis,
    by: anyone,
    payload: record({ fact: Seq, reason: Text('理由'), askedBy, ...onRequest }),
    example: { fact: 7, reason: '误录到本案', askedBy: 'p-officer-1' },
    names: namesAsker,
    afterClosing: true,
    disclose: 'nobody',
  }),
  'fact.corrected': node({
    zh: '更正记录',
    in: 'every',
    basis,
    by: anyone,
    payload: record({
      fact: Seq,
      at: Type.Optional(InstantText('更正后的发生时刻')),
      payload: Type.Optional(Type.Record(Type.String(), Type.Unknown(), called('更正后的内容，整体替换'))),
      reason: Text('理由'),
      askedBy,
    }),
    example: { fact: 7, at: '2026-01-22T09:30:00+08:00', reason: '时间录入有误', askedBy: 'p-officer-1' },
    names: namesAsker,
    afterClosing: true,
    disclose: 'nobody',
  }),
  'filing.corrected': node({
    zh: '更正立案信息',
    basis,
    by: ['review'],
    payload: record({
      fields: record(
        {
          at: Type.Optional(InstantText('更正后的立案时刻')),
          claimFen: Type.Optional(FenOrNull('更正后的申请执行标的', 1)),
          claims: Type.Optional(Some(ClaimItem, '更正后的申请执行内容')),
          applicationOn: Type.Optional(DateField('更正后的收到执行申请之日')),
          nonLitigation: Type.Optional(Flag('是否非诉执行')),
          urgent: Type.Optional(Flag('执保案件：情况是否紧急')),
        },
        called('所更正的各项'),
      ),
      askedBy: PersonId('提出更正的立案人员'),
      evidence: Text('依据'),
      ...onRequest,
    }),
    example: {
      fields: { at: '2026-01-19T10:05:00+08:00' },
      askedBy: 'p-filing-1',
      evidence: '立案登记簿第12号',
    },
    names: ({ askedBy }) => [{ person: askedBy, role: 'filing' }],
    decision: true,
    sealed: true,
    disclose: 'parties',
  }),
  'entry.accepted': node({
    zh: '认可补录',
    basis,
    by: ['review'],
    hereOnly: true,
    payload: record({ fact: Seq, evidence: Text('据以认可发生时刻的材料') }),
    example: { fact: 7, evidence: '接待登记簿第15页原件' },
    decision: true,
    sealed: true,
    afterClosing: true,
    disclose: 'nobody',
  }),
  'law.applied': node({
    zh: '适用规则、日历与设置版本',
    in: 'every',
    basis: plan('第五章'),
    by: [],
    payload: record({
      rules: Ordinal('规则版本'),
      calendar: Ordinal('日历版本'),
      settings: Ordinal('设置版本'),
      rollout: Type.Optional(Text('逐案适用的草案；不写的，为本案自行遇到')),
      rates: Type.Optional(
        Type.Record(
          Type.String({ maxLength: 40 }),
          Type.Array(RateEntry),
          called('系统内置以后公布的利率，本院公布过的才写'),
        ),
      ),
    }),
    example: { rules: 1, calendar: 20, settings: 1 },
    afterClosing: true,
    disclose: 'nobody',
  }),
};
