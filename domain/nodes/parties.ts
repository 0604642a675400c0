import Type from 'typebox';
import { law, plan } from './basis.ts';
import { DateField, Maybe, oneOf, PersonId, record, Some, Text, IdOf } from './fields.ts';
import { node } from './node.ts';
import { partyFields, sides } from './party.ts';

const by = ['officer', 'panel'] as const;
const subject = 'party';

/** Who joins a case, who leaves it, whose account speaks for a party (plan §0 D1, §9). */
export const partyNodes = {
  'party.joined': node({
    zh: '变更、追加当事人',
    basis: law('变更追加规定1'),
    by,
    subject,
    introduces: true,
    afterClosing: 'no-property',
    numbered: ({ side }) => side,
    payload: record({
      side: oneOf(sides, '哪一方'),
      ...partyFields,
      ruling: Text('裁定书文号'),
      liability: Maybe('责任范围'),
      inPlaceOf: Type.Optional(IdOf('party', '所替代的当事人；其退出另以 party.left 登记')),
    }),
    example: {
      side: 'respondent',
      name: '王秀英',
      kind: 'person',
      ruling: '（2026）豫0823执异12号',
      liability: '在未缴出资八十万元范围内承担补充赔偿责任',
    },
    identities: (party) => [{ field: '', zh: '该当事人', party }],
    sealed: true, // it says against whom the case is carried out
    keeps: { fields: ['side', 'inPlaceOf'], zh: '加入哪一方、替代何人不能更正：请撤回后另编号重新登记' },
    disclose: 'parties',
  }),
  'party.left': node({
    zh: '当事人退出',
    basis: law('变更追加规定1'),
    by,
    subject,
    payload: record({ ground: Text('事由'), ruling: Text('裁定书文号') }),
    example: { ground: '债权已全部转让，由受让人继续申请执行', ruling: '（2026）豫0823执异13号' },
    once: true,
    sealed: true,
    disclose: 'parties',
  }),
  'party.identified': node({
    zh: '当事人身份绑定',
    basis: plan('四·二'),
    by: ['reception', 'review'],
    subject,
    hereOnly: true,
    payload: record({
      person: PersonId('人员编号：其账号从此代表该当事人'),
      evidence: Text('核验的证件或委托手续'),
      as: Type.Optional(oneOf({ self: '本人', agent: '代理人' }, '以何身份')),
      scope: Type.Optional(
        Some(Text('节点，如 application.received'), '代理权限：代理人可以登记的节点；不写则凡当事人可以登记的都可以'),
      ),
      until: Type.Optional(DateField('有效至，含当日；不写则至其退出本案')),
    }),
    example: { person: 'p-respondent-1', evidence: '居民身份证原件，人像比对一致', as: 'self' },
    names: ({ person }) => [{ person, from: 'outside' }],
    afterClosing: true,
    sealed: true, // it says whose word counts as a party's
    disclose: 'own',
  }),
};
