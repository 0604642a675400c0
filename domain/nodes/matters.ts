import Type from 'typebox';
import { law } from './basis.ts';
import { personal } from './field-classes.ts';
import { CaseNamed, DateField, oneOf, PersonId, record, Some, Text } from './fields.ts';
import { node } from './node.ts';

/** How a petition comes. */
const channels = { letter: '来信', visit: '来访', call: '来电', online: '网上', referred: '转办' } as const;

const basis = law('法〔2021〕227号 4–5');

/** Registered matters: records of their own (plan.md §10). */
export const matterNodes = {
  'petition.received': node({
    zh: '收到信访',
    basis,
    in: 'petition',
    by: ['review', 'reception', 'applicant', 'respondent'],
    payload: record({
      from: Text('信访人', personal('name')),
      about: Text('反映的事项'),
      against: Type.Optional(Some(PersonId('被反映人的人员编号'), '被反映人')),
      channel: oneOf(channels, '来访方式'),
      case: Type.Optional(CaseNamed('所涉的案件')),
    }),
    example: { from: '王秀英', about: '反映案款到账后未发放', against: ['p-officer-2'], channel: 'visit' },
    names: ({ against = [] }) => against.map((person) => ({ person, from: 'house' as const })),
    once: true,
    disclose: 'nobody',
  }),
  'petition.registered': node({
    zh: '信访登记',
    basis,
    in: 'petition',
    by: ['review', 'president'], // one against all of review is the president's
    payload: record({ handler: PersonId('经办人') }),
    example: { handler: 'p-review-1' },
    names: ({ handler }) => [{ person: handler, from: 'court' }],
    disclose: 'nobody',
  }),
  'petition.concluded': node({
    zh: '信访办结',
    basis,
    in: 'petition',
    by: ['handler'],
    payload: record({ result: Text('办理结果'), toldOn: DateField('告知信访人的日期') }),
    example: { result: '案款已发放，信访人表示满意', toldOn: '2026-02-10' },
    once: true,
    decision: true,
    disclose: 'nobody',
  }),
};
