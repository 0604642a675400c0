import Type, { type TSchema } from 'typebox';
import { orNull } from '../http/common.ts';
import { dayKinds } from './calendar-schema.ts';
import { rollNames } from '../../domain/words/time.ts';
import type { LawAsked } from '../../domain/law/check-draft.ts';
import { warningCodes } from '../../domain/law/draft-warnings.ts';
import { datePattern, oneOf, record, stated } from '../../domain/nodes/fields.ts';
import { rateTableNames } from '../../domain/money/lpr.ts';
import { RateEntry } from '../../domain/nodes/claims.ts';
import { desks, leading, type Role, roles, staff } from '../../domain/nodes/roles.ts';
import { triageGroups } from '../../domain/nodes/triage-criteria.ts';
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
      kind: oneOf(dayKinds, '休息或上班'),
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
  roll: Type.Optional(oneOf(rollNames, '届满日遇休息日的处理；不写则不变')),
  ladder: Type.Optional(LadderForm),
  basis: Type.Optional(Type.String({ maxLength: 200, description: '本院据以设定的文件，必填' })),
  reachesOpen: Type.Optional(Type.Boolean({ description: '也适用于已经起算的期限（须自公布之日起施行）；不写为否' })),
});

const Person = Type.String({ minLength: 1, maxLength: 64, description: '人员编号', examples: ['p-control-1'] });
const Leading = Type.Union([record({ role: Type.Enum([...leading]) }), record({ person: Person })], {
  description: '担任某一角色的人（role），或者指定的人员（person）',
});
const Days = (description: string) => Type.Optional(Type.Integer({ minimum: 0, maximum: 30, description }));
/** One optional field for each of some roles, described by its name. */
const byRole = <T extends TSchema>(ids: readonly Role[], each: T) =>
  record(Object.fromEntries(ids.map((id) => [id, Type.Optional({ ...each, title: roles[id] })])));

/** A change of the court's settings, as it is sent. */
export const SettingsDraftBody = record({
  kind: Type.Literal('settings'),
  lead: Type.Optional({
    ...byRole(desks, orNull(Person)),
    description: '各集约岗位的责任人；null 则不再指定，不写则不变',
  }),
  leaderOf: Type.Optional({ ...byRole(staff, Leading), description: '各角色的负责人，自催办起通知；不写则不变' }),
  lateEntry: Type.Optional({
    ...record({
      days: Days('发生后超过若干日才登记的，为补录'),
      decisions: Days('决定、付款和结案超过若干日才登记的，为补录'),
    }),
    description: '补录：认可以前按登记时刻认定是否按期',
  }),
  publicAccounts: Type.Optional(
    Type.Array(
      record({
        to: Type.Enum(['court-fee', 'treasury'], { description: 'court-fee 执行费，treasury 国库' }),
        payee: Type.String({ minLength: 1, maxLength: 200, description: '户名，与审批表的收款人一致' }),
        account: Type.String({ minLength: 1, maxLength: 200, description: '账号，与审批表的收款账户一致' }),
      }),
      { maxItems: 20, description: '执行费、国库的收款账户，整体替换；付往其他账户的须先由合议庭决定。不写则不变' },
    ),
  ),
  triageOrder: Type.Optional(
    Type.Array(oneOf(triageGroups, '一组标准'), {
      maxItems: 20,
      description: '几个团队的标准都相符时，起决定作用的先后：各组各列一次，速执在应急之前；整体替换，不写则不变',
    }),
  ),
  confirmed: Type.Optional(
    Type.Array(Type.String({ maxLength: 60 }), {
      maxItems: 100,
      description: '本院已经核对原文、予以确认的期限规则：未确认的只提醒，不催办、不督办；整体替换，不写则不变',
    }),
  ),
  rates: Type.Optional({
    ...record(
      Object.fromEntries(
        Object.entries(rateTableNames).map(([name, title]) => [
          name,
          Type.Optional(Type.Array(RateEntry, { maxItems: 500, title })),
        ]),
      ),
    ),
    description: '此后公布的贷款市场报价利率，接在系统内置的各行之后；各表整体替换，不写则不变',
  }),
  feeRank: Type.Optional(oneOf({ first: '先于债权', last: '后于债权' }, '执行费先于还是后于债权扣收；不写则不变')),
  bounceWait: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 30, description: '退票后多少个工作日内不归档；不写则不变' }),
  ),
  payeeAccounts: Type.Optional({
    ...record({
      coolingHours: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 720, description: '变更的收款账户自决定起经过若干小时才能使用' }),
      ),
      apartDays: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 365,
          description: '提出、决定收款账户的人若干日内不得批准、支付往该账户的款项',
        }),
      ),
    }),
    description: '收款账户的冷静期和职务分离；不写则不变',
  }),
  basis: Type.Optional(Type.String({ maxLength: 200, description: '本院据以设定的文件，必填' })),
});

/** The kinds of draft by their `kind`. */
export const draftBodies = { calendar: CalendarDraftBody, rule: RuleDraftBody, settings: SettingsDraftBody };

/** Any kind, for the description; what came is checked against its own kind's schema. */
export const DraftBody = Type.Unsafe<LawAsked>(
  Type.Union([
    { ...CalendarDraftBody, ...stated({ required: [...CalendarDraftBody.required, 'source', 'notice'] }) },
    { ...RuleDraftBody, ...stated({ required: [...RuleDraftBody.required, 'basis'] }) },
    { ...SettingsDraftBody, ...stated({ required: [...SettingsDraftBody.required, 'basis'] }) },
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

const warningIds = `^(${Object.keys(warningCodes).join('|')})(:.+)?$`;

/** What may go with applying: nothing, if nothing is odd about the draft. */
export const ApplyBody = orNull(
  record({
    acknowledge: Type.Optional(
      Type.Array(Type.String({ maxLength: 5_000, pattern: warningIds, description: '疑点的编号' }), {
        maxItems: 100,
        description: '已经核对、确属无误的疑点（草案的 warnings 各项的 id），逐一写明；只写种类不算确认',
        examples: [['weekday-worked:2027-03-02']],
      }),
    ),
  }),
);
