import Type from 'typebox';
import { law, plan } from './basis.ts';
import { closingKinds } from './closing-kinds.ts';
import { DateField, List, oneOf, record, Text, IdOf } from './fields.ts';
import { node } from './node.ts';
import { names } from './field-classes.ts';

const subject = 'party';
const by = ['officer'] as const;

/** Parties that end, who comes after them, and the cases that belong to this one (plan §9). */
export const successionNodes = {
  'party.ceased': node({
    zh: '当事人死亡、终止',
    basis: law('民诉法第267条'),
    by,
    subject,
    payload: record({
      how: oneOf({ died: '死亡', dissolved: '终止', merged: '合并' }, '情形'),
      on: DateField('死亡、终止之日'),
      evidence: Text('证据'),
    }),
    example: { how: 'died', on: '2026-01-20', evidence: '死亡医学证明' },
    afterClosing: 'no-property',
    disclose: 'parties',
  }),
  'succession.established': node({
    zh: '查明权利义务承受人',
    basis: law('变更追加规定10'),
    by,
    subject,
    payload: record({
      successors: List(Text('姓名、名称', names), '权利义务承受人；没有或者均放弃继承的为空'),
      result: oneOf({ found: '有承受人', none: '没有承受人', declined: '均放弃继承' }, '结果'),
      record: Text('查明的经过'),
    }),
    example: { successors: ['李小东'], result: 'found', record: '户籍、继承公证' },
    afterClosing: 'no-property',
    disclose: 'parties',
  }),
  'case.linked': node({
    zh: '关联案件登记',
    basis: plan('三·二'),
    by: ['officer', 'review', 'system'],
    payload: record({
      caseNo: Text('关联案件的案号'),
      as: oneOf(
        { joint: '同案', series: '系列案', distribution: '参与分配', restored: '恢复执行', previous: '前案' },
        '何种关联',
      ),
      party: Type.Optional(IdOf('party', '所涉当事人')),
      kind: Type.Optional(oneOf(closingKinds, '其结案方式')),
      closedOn: Type.Optional(DateField('其结案之日')),
    }),
    example: { caseNo: '（2025）豫0823执87号', as: 'previous', party: 'respondent-1', kind: 'no-property', closedOn: '2025-11-03' }, // prettier-ignore
    afterClosing: true,
    disclose: 'nobody',
  }),
};
