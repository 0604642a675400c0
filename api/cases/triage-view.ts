import Type, { type Static } from 'typebox';
import { namedValues, oneOf, rowNames, stated } from '../../domain/nodes/fields.ts';
import { type Team, teams } from '../../domain/nodes/roles.ts';
import { criterionRow, triageCriteria } from '../../domain/nodes/triage-criteria.ts';
import type { CourtSettings } from '../../domain/plan/court-settings.ts';
import { proposalFor } from '../../domain/plan/triage/proposal.ts';
import { lastSpan } from '../../domain/plan/triage/teams.ts';
import type { Case } from '../../domain/record/case.ts';
import { orNull } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';

const teamOrNull = (description: string, none: string) =>
  Type.Unsafe<Team | null>({
    enum: [...Object.keys(teams), null],
    description,
    ...stated({
      type: ['string', 'null'],
      enum: undefined,
      oneOf: [...namedValues(teams), { const: null, title: none }],
    }),
  });

/** How a case was sorted, and how it would be now (plan §4). */
export const TriageSchema = namedSchema(
  'Triage',
  Type.Object(
    {
      proposal: teamOrNull('按现有记录所建议的团队', '没有相符的标准，由执行局长决定'),
      proposalZh: orNull(Type.String()),
      criteria: Type.Array(
        Type.Object({
          id: oneOf(rowNames(triageCriteria), '标准'),
          no: Type.String({ description: '方案中的序号', examples: ['三·二1'] }),
          zh: Type.String({ description: '标准' }),
          team: oneOf(teams, '所指向的团队'),
          because: Type.String({ description: '据以认定的情况' }),
        }),
        { description: '现有记录符合的全部标准，起决定作用的在前' },
      ),
      decidedBy: orNull(oneOf(rowNames(triageCriteria), '起决定作用的标准')),
      team: teamOrNull('所分流到的团队', '尚未分流'),
      teamZh: orNull(Type.String()),
      differs: Type.Boolean({ description: '已经分流，而现在建议另一团队' }),
      override: Type.Optional(Type.String({ description: '分流时未按建议的理由' })),
    },
    { description: '繁简分流' },
  ),
);

/** The same of a case whose asset schedule has been filed; null before. */
export function triageView(
  c: Case,
  { triageOrder }: Pick<CourtSettings, 'triageOrder'>,
): Static<typeof TriageSchema> | null {
  if (c.first('asset-schedule.filed') === undefined) return null;
  const { team: proposal, criteria } = proposalFor(c, triageOrder);
  const { team } = lastSpan(c);
  const override = c.last('triage.decided')?.payload.override;
  return {
    proposal,
    proposalZh: proposal && teams[proposal],
    criteria: criteria.map(({ id, because }) => ({ id, ...criterionRow(id), because })),
    decidedBy: criteria[0]?.id ?? null,
    team,
    teamZh: team && teams[team],
    differs: team !== null && team !== proposal,
    ...(override !== undefined && { override }),
  };
}
