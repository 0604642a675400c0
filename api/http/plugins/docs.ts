import { HTTP } from '../errors.ts';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { TSchema } from 'typebox';
import type { App } from '../../app-types.ts';
import { CalendarPublication, CalendarYearView } from '../../law/calendar-schema.ts';
import { TriageSchema } from '../../cases/triage-view.ts';
import { CaseAsset, CaseLine, CaseDocument } from '../../cases/case-schema.ts';
import { ClosingChecklist } from '../../cases/closing-schema.ts';
import { BecauseSchema, DeadlineSchema, DeadlineBrief } from '../../cases/deadline-schema.ts';
import { Explanation } from '../../cases/explanation-schema.ts';
import { LawDraftLine, LawDraftView, Rollout } from '../../law/law-schemas.ts';
import { MatterDocument, MatterLine, MatterReceipt } from '../../matters/matter-schema.ts';
import { SettingsVersion } from '../../law/settings-schema.ts';
import { NodePreview } from '../../cases/node-preview-schema.ts';
import { LogItem } from '../../cases/log-schema.ts';
import { PartyCase, PartyCaseLine, PartySubmission, PartyToldItem } from '../../party/party-schema.ts';
import { withGeneralAnswers } from '../general-answers.ts';
import { chapterTags, withNodePaths } from '../../cases/node-document.ts';
import { formats } from '../../../domain/nodes/formats.ts';
import { docsPage } from './docs-page.ts';
import { ProblemSchema } from '../problem.ts';
import { operationId } from '../operation-id.ts';
import { withStated } from '../stated.ts';
import { CaseMoney, TrialBalanceDocument } from '../../money/case-money-schema.ts';
import { AccountingPreview, ClaimOwed } from '../../money/accounting-schema.ts';
import { NodeInfo, RuleInfo } from '../../tables/table-schemas.ts';
import { ApprovalItem } from '../../cases/approval-schema.ts';
import { ControlItem } from '../../cases/control-schema.ts';
import { TerminatedCase } from '../../cases/terminated-schema.ts';
import { ToldItem } from '../../cases/told-routes.ts';
import { WorklistItem } from '../../cases/worklist-schema.ts';
import { ImportProgressView, StatementLineView, StatementView } from '../../money/statement-schemas.ts';
import { MoneyMonth } from '../../money/month-schema.ts';
import { PaymentBatchDone, PaymentList } from '../../money/payment-schema.ts';
import { UnidentifiedList } from '../../money/unidentified-schema.ts';
import {
  AssignmentView,
  PeopleAnswer,
  PeopleChangeLine,
  PeopleChangeView,
  PersonView,
} from '../../people/people-schema.ts';
import { InboxLine } from '../../inbox/inbox-view.ts';
import { SessionEventLine, SessionHere, SessionLine } from '../../session/session-schema.ts';
import { DesksDocument } from '../../people/desk-routes.ts';
import { EndAnswer, HoldingView, LeaveAnswer } from '../../people/holding-schema.ts';
import { RotationPreview, RotationView } from '../../people/rotation-schema.ts';
import { StaffAnswer } from '../../people/staff-routes.ts';
import {
  WebhookAnswer,
  WebhookChangeLine,
  WebhookDelivery,
  WebhookKept,
  WebhookView,
} from '../../webhooks/webhook-schema.ts';
import { StatisticsDocument, StatisticsItem } from '../../statistics/statistics-schema.ts';

const UI = '/docs';

/** The areas in the order in which a court person meets them: who am I, what is to be done, the record, its nodes, then the law behind it. */
const tags = [
  { name: '登录', description: '本次登录、会话及其结束' },
  { name: '人员', description: '我是谁，在哪些案件中担任什么；人员、角色及其变更' },
  { name: '待办', description: '到期、临期的事项，按人、按岗位' },
  { name: '案件', description: '立案、查阅、期限及其理由、日志、结案条件' },
  { name: '登记事项', description: '不是案件的记录：信访等' },
  { name: '当事人', description: '当事人及其代理人看自己的案件：走到哪一步、接下来办什么、案款在哪里、可以提交什么' },
  ...chapterTags,
  { name: '消息推送', description: '把案件中发生的事告知院内外的其他系统（Standard Webhooks）' },
  { name: '查阅日志', description: '谁查阅了什么，供审计' },
  { name: '统计', description: '质效指标，及其逐项清单' },
  { name: '期间', description: '期间的计算，不涉及案件' },
  { name: '规则', description: '期限规则及其各版本' },
  { name: '日历', description: '法院的工作日历' },
  { name: '规则和日历的变动', description: '草案、预览、公布、逐案适用' },
  { name: 'Temporal 页面', description: '转到 Temporal 界面中的列表' },
  { name: '试用', description: '仅试用环境：令牌、拨快时间' },
  { name: '运行', description: '健康检查' },
];

const shared: readonly (TSchema & { $id: string })[] = [
  ProblemSchema,
  BecauseSchema,
  DeadlineSchema,
  DeadlineBrief,
  CaseDocument,
  CaseAsset,
  TriageSchema,
  CaseLine,
  ClosingChecklist,
  TerminatedCase,
  ToldItem,
  MatterDocument,
  MatterLine,
  MatterReceipt,
  InboxLine,
  SessionHere,
  SessionLine,
  SessionEventLine,
  AssignmentView,
  PersonView,
  DesksDocument,
  PeopleChangeView,
  HoldingView,
  LeaveAnswer,
  EndAnswer,
  RotationPreview,
  RotationView,
  StaffAnswer,
  PeopleAnswer,
  PeopleChangeLine,
  WebhookView,
  WebhookAnswer,
  WebhookKept,
  WebhookChangeLine,
  WebhookDelivery,
  LogItem,
  PartyCaseLine,
  PartyCase,
  PartyToldItem,
  PartySubmission,
  NodePreview,
  StatisticsDocument,
  StatisticsItem,
  StatementLineView,
  ImportProgressView,
  StatementView,
  UnidentifiedList,
  MoneyMonth,
  PaymentList,
  PaymentBatchDone,
  NodeInfo,
  RuleInfo,
  SettingsVersion,
  ApprovalItem,
  WorklistItem,
  ControlItem,
  CalendarPublication,
  CalendarYearView,
  LawDraftLine,
  LawDraftView,
  Rollout,
  Explanation,
  AccountingPreview,
  CaseMoney,
  ClaimOwed,
  TrialBalanceDocument,
];

const about = `执行案件的每一法定期限都是一个持久的计时器。先在试用环境取得令牌（\`POST /api/trial/tokens\`），
再以 \`Authorization: Bearer …\` 调用。浏览器也可登录（\`GET /api/session/login\`）后以会话 cookie 调用，二者只带一个。
新来的通知见 \`GET /api/events\`（\`text/event-stream\`，断线后以 \`Last-Event-ID\` 接续），不在下列。
登记节点时请带 \`Idempotency-Key\`：没有得到答复就原样再发一次，不会重复登记。
错误一律是 \`application/problem+json\`，\`code\` 不变，\`detail\` 说明应当怎么做。

每个节点有自己的地址，如 \`POST /api/cases/{id}/nodes/asset.frozen\`，按章列在“节点·…”之下；全部节点也见 \`GET /api/nodes\`。
案件现状不允许的答 422，\`missing\` 列出还缺什么，日志里留有一行。
一案至多5000项财产、20000条记录、800万字内容；已满的，仍可更正、撤回、发放案款、了结事项和结案。

| 格式（format） | 写法 |
|---|---|
${Object.entries(formats)
  .map(([id, zh]) => `| \`${id}\` | ${zh} |`)
  .join('\n')}`;

/** OpenAPI 3.1 from the routes and tables, Swagger UI at /docs; both also over plain http, and without any other server. */
export async function installDocs(app: App): Promise<void> {
  for (const schema of shared) app.addSchema(schema);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '执行 zhixing', version: '1', description: about, license: { name: 'MIT', identifier: 'MIT' } },
      servers: [{ url: '/', description: '本服务' }],
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
      security: [{ bearer: [] }],
      tags,
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, i) => (typeof json['$id'] === 'string' ? json['$id'] : `def-${i}`),
    },
    transform: ({ schema, url, route }) => ({
      url,
      schema: {
        ...schema,
        operationId: operationId(route),
        response: withGeneralAnswers(route),
        ...(route.config?.access === 'public' && { security: [] }),
      },
    }),
    transformObject: (document) =>
      'openapiObject' in document ? (withStated(withNodePaths(document.openapiObject)) as object) : {}, // the same, with more keywords
  });
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith(UI)) route.config = { ...route.config, access: 'public' };
  });
  await app.register(swaggerUi, {
    routePrefix: UI,
    uiConfig: docsPage as object, // typed as JSON there; functions are sent as their text
  });
  // the first address that a person is told leads somewhere
  const config = { access: 'public' } as const;
  app.get('/', { config, schema: { hide: true } }, (_, reply) => reply.redirect(UI, HTTP.found));
}
