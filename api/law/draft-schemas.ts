import Type from 'typebox';
import { orNull } from '../http/common.ts';
import type { LawAsked } from '../../domain/law/check-draft.ts';
import { warningCodes } from '../../domain/law/calendar-warnings.ts';
import { datePattern, oneOf, record, stated } from '../../domain/nodes/fields.ts';
import { rungNames } from '../../domain/plan/ladder.ts';

const Source = Type.Optional(
  Type.String({ maxLength: 100, description: '发布机关，必填', examples: ['国务院办公厅'] }),
);
const Notice = Type.Optional(
  Type.String({ maxLength: 200, description: '通知文号，必填', examples: ['国办发明电〔2026〕7号'] }),
);
const Year = Type.Integer({ minimum: 1990, maximum: 2100, description: '年份' });
const Local = Type.Optional(
  Type.Boolean({ description: '本院自定日（如大雪停止办公）：加在该年之上，不代替放假安排；不写为否' }),
);

/** A year of the calendar, as it is sent. */
export const CalendarDraftBody = record({
  kind: Type.Literal('calendar'),
  year: Year,
  local: Local,
  source: Source,
  notice: Notice,
  days: Type.Array(
    record({
      date: Type.String({ maxLength: 10, description: '日期', examples: ['2027-02-06'], ...datePattern }),
      kind: Type.Enum(['rest', 'work'], { description: 'rest 休息，work 调休上班' }),
      name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S', description: '名称', examples: ['春节'] }),
    }),
    { minItems: 1, maxItems: 400, description: '全年的放假日和调休上班日；修订时也写全年' },
  ),
});

const Span = (zh: string) => Type.String({ maxLength: 6, description: `${zh}，如 24h、90d` });
const StepForm = record({
  id: Type.String({ maxLength: 40, description: '步骤编号，在本规则内不重复', examples: ['remind'] }),
  rung: oneOf(rungNames, '预警级别'),
  when: Type.Union(
    [
      record({ before: Span('届满前多久') }),
      record({ share: Type.Number({ description: '届满前，剩余期限的几分之几，0至1' }), atLeast: Span('至少多久') }),
      record({ after: Span('届满后多久') }),
      record({ at: Type.Literal('legalDue', { description: '法定期限届满时' }) }),
    ],
    { description: '何时', examples: [{ after: '24h' }] },
  ),
});
const LadderForm = Type.Union([Type.Array(StepForm, { maxItems: 20 }), Type.Null()], {
  description: '预警各步，按先后排列，整体替换；null 则不预警',
});

/** A rule's new version, as it is sent. */
export const RuleDraftBody = record({
  kind: Type.Literal('rule'),
  rule: Type.String({ maxLength: 64, description: '规则，见 GET /api/deadline-rules', examples: ['payout'] }),
  effectiveFrom: Type.Optional(
    orNull(
      Type.String({
        maxLength: 10,
        description: '自哪一日起施行；不写或者 null 则自公布之日',
        examples: ['2026-10-01'],
        ...datePattern,
      }),
    ),
  ),
  within: Type.Optional(Type.String({ maxLength: 20, description: '期限；不写则不变', examples: ['8d'] })),
  roll: Type.Optional(
    Type.Enum(['next-working-day', 'previous-working-day', 'none'], {
      description: '届满日遇休息日的处理；不写则不变',
    }),
  ),
  ladder: Type.Optional(LadderForm),
  basis: Type.Optional(Type.String({ maxLength: 200, description: '本院据以设定的文件，必填' })),
  reachesOpen: Type.Optional(Type.Boolean({ description: '也适用于已经起算的期限（须自公布之日起施行）；不写为否' })),
});

/** The two kinds of draft by their `kind`. */
export const draftBodies = { calendar: CalendarDraftBody, rule: RuleDraftBody };

/** Either kind, for the description; what came is checked against its own kind's schema. */
export const DraftBody = Type.Unsafe<LawAsked>(
  Type.Union([
    { ...CalendarDraftBody, ...stated({ required: [...CalendarDraftBody.required, 'source', 'notice'] }) },
    { ...RuleDraftBody, ...stated({ required: [...RuleDraftBody.required, 'basis'] }) },
  ]),
);

/** What goes with a table. */
export const TableQuery = record({
  year: Year,
  source: Type.Optional({ ...Source, ...stated({ required: true }) }),
  notice: Type.Optional({ ...Notice, ...stated({ required: true }) }),
  local: Local,
});

export const DraftId = Type.Object({ id: Type.String({ description: '草案编号' }) });

/** What may go with applying: nothing, if nothing is odd about the draft. */
export const ApplyBody = orNull(
  record({
    acknowledge: Type.Optional(
      Type.Array(oneOf(warningCodes, '疑点'), {
        maxItems: 20,
        description: '已经核对、确属无误的疑点（草案的 warnings）',
        examples: [['weekday-worked']],
      }),
    ),
  }),
);
