import Type from 'typebox';
import { plan } from './basis.ts';
import { CaseNamed, List, oneOf, PersonId, record, Some, Text } from './fields.ts';
import { node } from './node.ts';

/** What a dual check comes of (plan §6). */
export const checkSources = {
  petition: '信访',
  supervision: '督办审查',
  data: '数据监管',
  evaluation: '案件评查',
  'spot-check': '抽查',
  inspection: '巡查',
} as const;

/** The dual check 一案双查: 武法〔2022〕11号 四·三. */
export const dualCheckNodes = {
  'dual-check.opened': node({
    zh: '一案双查',
    basis: plan('四·三'),
    in: 'dual-check',
    by: ['director', 'president', 'system'],
    payload: record({
      source: oneOf(checkSources, '线索来源'),
      persons: Some(PersonId('被查人员'), '被查人员', 20),
      lead: PersonId('牵头人：执行局长；执行局长被查的，院长'),
      members: List(PersonId('成员'), '成员', 20),
      case: Type.Optional(CaseNamed('所查的案件')),
    }),
    example: { source: 'evaluation', persons: ['p-officer-2'], lead: 'p-director', members: ['p-review'] },
    names: ({ persons, lead, members }) => [
      ...persons.map((person) => ({ person, from: 'court' as const })),
      ...[lead, ...members].map((person) => ({ person, from: 'court' as const })),
    ],
    once: true,
    sealed: true,
    // whoever is examined would read it under another's name
    keeps: { fields: ['persons'], zh: '被查人员不能更正：请以另一件双查登记' },
    disclose: 'nobody',
  }),
  'dual-check.concluded': node({
    zh: '双查结论',
    basis: plan('四·三'),
    in: 'dual-check',
    by: ['handler'],
    payload: record({
      findings: Text('查明的情况'),
      accountability: List(
        record({ person: PersonId('人员'), measure: Text('处理意见') }),
        '责任追究；不予追究的为空',
        20,
      ),
    }),
    example: { findings: '案件办理拖延属实，未发现违纪违法', accountability: [] },
    names: ({ accountability }) => accountability.map(({ person }) => ({ person })),
    once: true,
    sealed: true,
    decision: true,
    disclose: 'nobody',
  }),
};
