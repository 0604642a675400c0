import Type from 'typebox';
import { law, plan } from './basis.ts';
import { bounds } from './bounds.ts';
import {
  called,
  choices,
  DateField,
  DeadlineField,
  List,
  Maybe,
  oneOf,
  PersonId,
  record,
  Some,
  stated,
} from './fields.ts';
import { node } from './node.ts';
import { caseBound, caseRoles, delegable, deskNames, staffIds, staffRoles } from './roles.ts';

const GONE = '接管时本院已无此人，或者此人不再担任该角色：只留姓名，不再承办。由系统在接管时写明，不能自行填写';

const CaseRole = Type.Enum([...caseBound], { ...called('角色'), ...stated(choices(caseRoles)) });
const orNobody = (zh: string) => Type.Union([PersonId(zh), Type.Null()], called(`${zh}；无人时为 null`));

/** Who answers for what in a record (责任到人): 武法〔2022〕11号 第三章, engine.md 20. */
export const peopleNodes = {
  'case.assigned': node({
    zh: '确定承办人',
    in: ['case', 'objection-case'],
    basis: law('法发〔2006〕35号 2'),
    by: ['command', 'director'],
    payload: record({
      officer: Type.Optional(PersonId('承办人；各项不写的，仍为原来的人')),
      clerk: Type.Optional(PersonId('书记员')),
      teamLeader: Type.Optional(PersonId('团队负责人')),
      panel: Type.Optional(List(PersonId('合议庭成员'), '合议庭成员', 9)),
      reason: Maybe('指定、变更的理由'),
      former: Type.Optional(
        List(record({ person: PersonId('姓名或编号'), role: Type.Optional(CaseRole) }), `原承办人员：${GONE}`, 12),
      ),
    }),
    example: { officer: 'p-officer-1', clerk: 'p-clerk-1', teamLeader: 'p-leader-1' },
    names: ({ officer, clerk, teamLeader, panel = [] }) => [
      ...(officer === undefined ? [] : [{ person: officer, role: 'officer' as const }]),
      ...(clerk === undefined ? [] : [{ person: clerk, role: 'clerk' as const }]),
      ...(teamLeader === undefined ? [] : [{ person: teamLeader, role: 'team-leader' as const }]),
      ...panel.map((person) => ({ person, role: 'panel' as const })),
    ],
    without: (p, former) => ({ ...p, former: [...former] }),
    afterClosing: true,
    sealed: true, // it says who decides in the case
    disclose: 'parties',
  }),
  'desk.assigned': node({
    zh: '指定集约岗位责任人',
    in: 'every',
    basis: plan('三·一'),
    by: ['command', 'director'],
    payload: record({
      role: oneOf(deskNames, '岗位'),
      person: PersonId('责任人，须担任该岗位'),
      reason: Maybe('指定、变更的理由'),
      former: Type.Optional(Type.Literal(true, called(GONE))),
    }),
    example: { role: 'property-control', person: 'p-control-1' },
    names: ({ role, person }) => [{ person, role }],
    without: (p) => ({ ...p, former: true as const }),
    afterClosing: true,
    sealed: true, // it says who answers
    disclose: 'nobody',
  }),
  'delegation.given': node({
    zh: '委托代行职责',
    in: 'every',
    basis: plan('第二章'),
    by: staffIds,
    hereOnly: true,
    payload: record({
      from: PersonId('委托人：本人'),
      to: PersonId('代行人'),
      roles: Some(oneOf(delegable, '职责'), '代行的职责：委托人在本案担任的', 24),
      until: DateField('代行至（含当日）'),
    }),
    example: { from: 'p-officer-1', to: 'p-officer-2', roles: ['officer'], until: '2026-02-06' },
    names: ({ from, to, until }) => [from, to].map((person) => ({ person, from: 'court' as const, until })),
    afterClosing: true,
    sealed: true, // it says who decides
    disclose: 'nobody',
  }),
  'case.handed-over': node({
    zh: '期限移交',
    in: 'every',
    basis: plan('四·一'),
    by: [],
    payload: record({
      role: oneOf(staffRoles, '角色'),
      from: orNobody('原责任人'),
      to: orNobody('现责任人'),
      deadlines: Some(DeadlineField, '所移交的未办结期限', bounds.facts),
    }),
    example: { role: 'officer', from: 'p-officer-1', to: 'p-officer-2', deadlines: ['payout:r-7@12'] },
    afterClosing: true,
    disclose: 'nobody',
  }),
};
