import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify from 'fastify';
import { randomUUID } from 'node:crypto';
import { type LawLibrary, lawLibrary } from '../db/law/library.ts';
import type { App, ApiDeps } from './app-types.ts';
import { forLog, logTime } from '../process/error-for-log.ts';
import { bounded } from '../gateway/busy.ts';
import { requestForLog, RequestLog } from './http/request-log.ts';
import { ApiProblem } from './http/errors.ts';
import { installAskedFor } from './http/plugins/asked-for.ts';
import { installAuth } from './http/plugins/auth.ts';
import { installCaseNumbers } from './http/plugins/case-numbers.ts';
import { installConditional } from './http/plugins/conditional.ts';
import { installDocs } from './http/plugins/docs.ts';
import { installHeaders } from './http/plugins/headers.ts';
import { installHealth } from './http/plugins/health.ts';
import { installJson } from './http/plugins/json.ts';
import { installLimits } from './http/plugins/limits.ts';
import { installMetrics } from './http/plugins/metrics.ts';
import { installOwnHost } from './http/plugins/own-host.ts';
import { BARE_HEADERS, installProblems, sendProblem } from './http/plugins/problems.ts';
import { installBodyless, installQueryText } from './http/plugins/not-wanted.ts';
import { answerOnSocket, installSocketErrors } from './http/plugins/socket-errors.ts';
import { actionRoutes } from './cases/action-routes.ts';
import { approvalRoutes } from './cases/approval-routes.ts';
import { batchRoutes } from './cases/batch-routes.ts';
import { assignmentRoutes } from './people/assignment-routes.ts';
import { deskRoutes } from './people/desk-routes.ts';
import { leaveRoutes } from './people/leave-routes.ts';
import { meRoutes } from './people/me-routes.ts';
import { peopleRoutes, personChangeRoutes } from './people/people-routes.ts';
import { rotationRoutes } from './people/rotation-routes.ts';
import { calendarTableRoutes } from './law/calendar-table.ts';
import { calendarRoutes } from './law/calendar-routes.ts';
import { caseListRoutes } from './cases/list-routes.ts';
import { caseArea, matterArea } from './cases/areas.ts';
import { caseAssetRoutes, caseRoutes, deadlineRoutes } from './cases/case-routes.ts';
import { closingRoutes } from './cases/closing-routes.ts';
import { explanationRoutes } from './cases/explanation-routes.ts';
import { filingRoutes } from './cases/filing-routes.ts';
import { goRoutes } from './cases/go-routes.ts';
import { draftStepRoutes, lawDraftRoutes } from './law/draft-routes.ts';
import { logRoutes } from './cases/log-routes.ts';
import { matterFoundingRoutes, matterRoutes } from './matters/matter-routes.ts';
import { partyPageRoutes, partyRoutes } from './party/party-routes.ts';
import { insertAccess } from '../db/access/log.ts';
import { accessLogOver } from './access/access-log.ts';
import { accessLogRoutes } from './access/access-log-routes.ts';
import { installAccess } from './access/install.ts';
import { revealRoutes } from './access/reveal-routes.ts';
import { createDoor } from './cases/door.ts';
import { nodeRoutes } from './cases/node-routes.ts';
import { periodRoutes } from './law/period-routes.ts';
import { accountingRoutes } from './money/accounting-routes.ts';
import { moneyRoutes } from './money/money-routes.ts';
import { calculationRoutes } from './money/calculation-routes.ts';
import { importRoutes } from './money/import-routes.ts';
import { monthRoutes } from './money/month-routes.ts';
import { paperRoutes } from './money/paper-routes.ts';
import { paymentRoutes } from './money/payment-routes.ts';
import { statementRoutes } from './money/statement-routes.ts';
import { unidentifiedRoutes } from './money/unidentified-routes.ts';
import { codecRoutes } from './temporal/codec-routes.ts';
import { rolloutRoutes } from './law/rollout-routes.ts';
import { ruleRoutes } from './law/rule-routes.ts';
import { settingsRoutes } from './law/settings-routes.ts';
import { tableRoutes } from './tables/table-routes.ts';
import { terminatedRoutes } from './cases/terminated-routes.ts';
import { toldRoutes } from './cases/told-routes.ts';
import { statisticsRoutes } from './statistics/statistics-routes.ts';
import { staffRoutes } from './people/staff-routes.ts';
import { calendarFeedRoutes } from './calendar/feed-routes.ts';
import { eventRoutes } from './inbox/event-routes.ts';
import { deliveryRoutes } from './inbox/delivery-routes.ts';
import { inboxRoutes } from './inbox/inbox-routes.ts';
import { smsReportRoutes } from './sms/report-routes.ts';
import { loginRoutes } from './session/login-routes.ts';
import { sessionListRoutes, sessionRoutes } from './session/session-routes.ts';
import { trialSessionRoutes } from './trial/session-routes.ts';
import { trialRoutes } from './trial/trial-routes.ts';
import { controlRoutes } from './cases/control-routes.ts';
import { worklistRoutes } from './cases/worklist-routes.ts';
import { webhookDeliveryRoutes } from './webhooks/delivery-routes.ts';
import { webhookChangeRoutes } from './webhooks/webhook-change-routes.ts';
import { webhookRoutes } from './webhooks/webhook-routes.ts';
import { buildSerializer } from './http/serializers.ts';
import { validatorCompiler } from './http/validation.ts';

const BODY_LIMIT = 1024 * 1024; // Temporal takes messages up to 2 MB

/** Builds the API over what it works with. Nothing is contacted before the first request. */
export async function buildApp(given: ApiDeps): Promise<App> {
  const { gateway, load } = bounded(given.gateway);
  const deps: ApiDeps = { ...given, gateway };
  const laws = lawLibrary();
  const app = bareApp(deps);
  app.setValidatorCompiler(validatorCompiler);
  await installHeaders(app, deps);
  installProblems(app);
  installSocketErrors(app);
  if (deps.trial !== undefined) installOwnHost(app, deps.sessions.origin);
  installQueryText(app);
  installBodyless(app);
  installJson(app);
  const access = accessLogOver({ insert: (noted) => insertAccess(deps.store.db, noted), log: app.log });
  installAccess(app, deps, access);
  await installDocs(app);
  installAskedFor(app);
  installAuth(app, deps, await installLimits(app, deps.limits));
  installCaseNumbers(app);
  installConditional(app);
  const metrics = installMetrics(app, deps, load);
  const door = createDoor(deps.store.db);
  installHealth(app, deps, load);
  filingRoutes(app, { ...deps, laws });
  caseListRoutes(app, deps);
  caseRoutes(app, deps);
  caseAssetRoutes(app, deps);
  closingRoutes(app, deps);
  terminatedRoutes(app, deps);
  toldRoutes(app, deps);
  matterFoundingRoutes(app, { ...deps, laws });
  matterRoutes(app, deps);
  for (const area of [caseArea, matterArea]) {
    deadlineRoutes(app, deps, area);
    actionRoutes(app, deps, area);
    revealRoutes(app, deps, area);
    logRoutes(app, deps, area);
    nodeRoutes(app, { ...deps, laws, metrics, door }, area);
  }
  batchRoutes(app, { ...deps, metrics, door });
  worklistRoutes(app, deps);
  moneyRoutes(app, deps);
  accountingRoutes(app, deps);
  controlRoutes(app, deps);
  approvalRoutes(app, { ...deps, laws });
  paymentRoutes(app, { ...deps, metrics, door });
  importRoutes(app, deps);
  statementRoutes(app, deps);
  unidentifiedRoutes(app, deps);
  monthRoutes(app, deps);
  paperRoutes(app, deps);
  statisticsRoutes(app, deps);
  partyRoutes(app, deps);
  partyPageRoutes(app, deps);
  smsReportRoutes(app, deps);
  ownRoutes(app, deps);
  allPeopleRoutes(app, deps);
  tableRoutes(app);
  lawRoutes(app, deps, laws);
  goRoutes(app, deps);
  codecRoutes(app, deps, access);
  accessLogRoutes(app, deps);
  allWebhookRoutes(app, deps);
  if (deps.trial !== undefined) trialRoutes(app, deps, deps.trial);
  if (deps.trial !== undefined) trialSessionRoutes(app, deps);
  return app;
}

/** What Fastify calls a part of an address that is longer than any of ours. */
const tooLong: ReadonlySet<string> = new Set(['FST_ERR_MAX_PARAM_LENGTH']);

const bareApp = ({ logLevel, limits: { requestMs }, trustProxy }: ApiDeps): App =>
  Fastify({
    logger: { level: logLevel, timestamp: logTime, serializers: { req: requestForLog, err: errorForLog } },
    logController: new RequestLog(),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT,
    ...(trustProxy !== undefined && { trustProxy }),
    requestTimeout: requestMs,
    // Node looks for late requests every thirty seconds by itself: then thirty would be sixty
    http: {
      requireHostHeader: false,
      headersTimeout: requestMs,
      connectionsCheckingInterval: Math.min(requestMs, 1_000),
    },
    clientErrorHandler: answerOnSocket,
    schemaController: { compilersFactory: { buildSerializer } },
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: ({ code }, request, reply) =>
      void sendProblem(
        request,
        reply.headers(BARE_HEADERS),
        new ApiProblem(tooLong.has(code) ? 'url-too-long' : 'bad-url'),
      ),
  }).withTypeProvider<TypeBoxTypeProvider>();

/** What somebody has of their own: a session, an inbox, a calendar. */
function ownRoutes(app: App, deps: ApiDeps): void {
  calendarFeedRoutes(app, deps);
  inboxRoutes(app, deps);
  deliveryRoutes(app, deps);
  eventRoutes(app, deps);
  loginRoutes(app, deps);
  sessionRoutes(app, deps);
  sessionListRoutes(app, deps);
  meRoutes(app);
}

/** What neighbouring systems are told. */
function allWebhookRoutes(app: App, deps: ApiDeps): void {
  webhookRoutes(app, deps);
  webhookChangeRoutes(app, deps);
  webhookDeliveryRoutes(app, deps);
}

/** The court's people, and what they hold. */
function allPeopleRoutes(app: App, deps: ApiDeps): void {
  peopleRoutes(app, deps);
  personChangeRoutes(app, deps);
  assignmentRoutes(app, deps);
  deskRoutes(app, deps);
  rotationRoutes(app, deps);
  leaveRoutes(app, deps);
  staffRoutes(app, deps);
}

/** Periods, the calendar, the rules, and how they change. */
function lawRoutes(app: App, deps: ApiDeps, laws: LawLibrary): void {
  periodRoutes(app, deps, laws);
  calculationRoutes(app);
  calendarRoutes(app, deps);
  ruleRoutes(app, deps);
  settingsRoutes(app, deps);
  for (const area of [caseArea, matterArea]) explanationRoutes(app, deps, laws, area);
  const parts = { ...deps, laws };
  lawDraftRoutes(app, parts);
  draftStepRoutes(app, parts);
  calendarTableRoutes(app, parts);
  rolloutRoutes(app, deps);
}

/** In the form that the logger's types ask for. */
const errorForLog = (error: Error) => ({ type: error.name, message: '', stack: '', ...forLog(error) });
