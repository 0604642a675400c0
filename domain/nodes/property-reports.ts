import Type from 'typebox';
import { law } from './basis.ts';
import { DateField, Flag, List, Maybe, oneOf, record, Text } from './fields.ts';
import { node } from './node.ts';

const subject = 'party';

/** A respondent's report of its property, and its check (财产调查规定3–9). */
export const propertyReportNodes = {
  'property-report.received': node({
    zh: '收到财产报告',
    basis: law('财产调查规定3–7'),
    by: ['officer', 'reception', 'respondent'],
    subject,
    payload: record({
      on: DateField('报告之日'),
      items: List(Text('报告的财产'), '报告的财产；报告没有财产的为空'),
      supplement: Type.Optional(Flag('是否补充报告')),
    }),
    example: { on: '2026-01-20', items: ['木城街道东大街8号住房一套'] },
    afterClosing: 'no-property',
    disclose: 'applicant',
  }),
  'property-report.checked': node({
    zh: '核查财产报告',
    basis: law('财产调查规定8、9'),
    by: ['officer'],
    subject,
    payload: record({
      outcome: oneOf({ truthful: '属实', late: '逾期报告', refused: '拒绝报告', false: '虚假报告' }, '核查结果'),
      findings: Text('核查情况'),
      reason: Maybe('不予处罚的理由'),
    }),
    example: { outcome: 'refused', findings: '期限届满未报告，未说明理由', reason: '被执行人住院' },
    disclose: 'nobody',
  }),
};
