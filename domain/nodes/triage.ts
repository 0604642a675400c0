import Type from 'typebox';
import { plan } from './basis.ts';
import { called, Flag, List, oneOf, onRequest, PersonId, record, rowNames, Text } from './fields.ts';
import { node } from './node.ts';
import { orHigher, teamNames } from './roles.ts';
import { triageCriteria } from './triage-criteria.ts';

const yes = (zh: string) => Type.Optional(Flag(zh));
const Team = oneOf(teamNames, '团队');

/** What was said of a respondent's readiness, and of the application itself. */
export const willingness = { willing: '愿意主动履行', performed: '已主动履行', 'settlement-likely': '有较大和解可能' };
export const doubts = { reject: '不予受理', dismiss: '驳回申请' };

/** What a case is like, and into which team's hands it goes: 武法〔2022〕11号 三·二–六, plan §4. */
export const triageNodes = {
  'traits.recorded': node({
    zh: '登记案件特征',
    basis: plan('三·二'),
    by: ['review', 'officer', 'reception', 'property-control'],
    payload: record({
      simple: yes('其他简单易执、易结'),
      legacy: yes('掺杂历史遗留问题较多'),
      complex: yes('较为复杂、疑难'),
      sensitive: yes('敏感'),
      influential: yes('影响较大'),
      conflict: yes('家事、劳资、相邻关系等纠纷，双方对立严重'),
      willingness: Type.Optional(oneOf(willingness, '履行意愿')),
      doubt: Type.Optional(oneOf(doubts, '查控组的初步判断，由财产查控组登记')),
      note: Text('说明；不写的各项仍如先前登记，写否的不再如此'),
    }),
    example: { complex: true, note: '涉及多名购房人，矛盾交织' },
    disclose: 'nobody',
  }),
  'triage.decided': node({
    zh: '繁简分流',
    basis: plan('三·一(二)7'),
    by: ['review', 'director'],
    payload: record({
      team: Team,
      criteria: List(oneOf(rowNames(triageCriteria), '标准'), '相符的标准，起决定作用的在前；没有相符的为空'),
      override: Type.Optional(Text('与建议的团队不同的理由；相同的不写')),
      officer: Type.Optional(PersonId('承办人；写明的，即由其承办')),
      former: Type.Optional(
        Type.Literal(true, called('接管时本院已无此承办人：只留姓名，不再承办。由系统在接管时写明，不能自行填写')),
      ),
    }),
    example: { team: 'fast', criteria: ['fast-1', 'ordinary-1'] },
    names: ({ officer }) => (officer === undefined ? [] : [{ person: officer, role: 'officer' as const }]),
    without: (p) => ({ ...p, former: true as const }),
    decision: true,
    sealed: true,
    disclose: 'applicant',
  }),
  'team.changed': node({
    zh: '变更团队',
    basis: plan('三·二–六'),
    by: orHigher('director'),
    payload: record({ team: Team, reason: Text('理由'), ...onRequest }),
    example: { team: 'large', reason: '查明系列案件众多，影响较大' },
    decision: true,
    sealed: true,
    disclose: 'applicant',
  }),
};
