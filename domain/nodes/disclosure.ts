import Type from 'typebox';
import { plan } from './basis.ts';
import { bounds } from './bounds.ts';
import { oneOf, record, Some, Text, IdOf, FactNo, PersonId } from './fields.ts';
import { node } from './node.ts';
import { system } from './systems.ts';

/** What parties have been told of a case: 武法〔2022〕11号 四·二. */
export const disclosureNodes = {
  'node.disclosed': node({
    zh: '流程信息公开',
    basis: plan('四·二'),
    by: ['officer', system('disclosure')],
    payload: record({
      facts: Some(FactNo('记录的序号'), '所公开的记录', bounds.facts),
      deliveries: Some(
        record({
          party: IdOf('party', '当事人的编号'),
          channel: Text('方式', { maxLength: 64 }),
          outcome: oneOf({ told: '已告知', delivered: '已送达', read: '已阅看' }, '结果'),
          person: Type.Optional(PersonId('由何人阅看')),
        }),
        '告知了何人：对每一人，为所公开的记录中应当向其公开的各项',
        2 * bounds.parties,
      ),
    }),
    example: { facts: [2], deliveries: [{ party: 'applicant-1', channel: '电话', outcome: 'told' }] },
    afterClosing: true,
    disclose: 'nobody',
  }),
};
