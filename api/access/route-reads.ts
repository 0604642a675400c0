/**
 * What a route lets somebody read: nothing of a record; one record, which its address names; several, each line saying which; the court's
 * money, which is read as its reconciliation is; or a file, made of a record or of the court's money.
 */
export type RouteReads = 'nothing' | 'record' | 'records' | 'money' | 'record-file' | 'money-file';

type Routes = Readonly<Record<string, RouteReads>>;

/** The routes of cases and of matters alike. */
const inArea = (path: '/api/cases' | '/api/matters'): Routes => ({
  [`GET ${path}/:id`]: 'record',
  [`GET ${path}/:id/deadlines`]: 'record',
  [`GET ${path}/:id/deadlines/:deadline/explanation`]: 'record',
  [`GET ${path}/:id/actions`]: 'record',
  [`GET ${path}/:id/log`]: 'record',
  [`POST ${path}/:id/nodes/:node`]: 'nothing',
  [`POST ${path}/:id/reveal`]: 'record', // written down by the route itself
  [`POST ${path.replace('/api', '/api/trial')}/:id/clock`]: 'record',
});

/**
 * THE TABLE OF ROUTES beside the reading table (domain/access/sights.ts). Each answer goes through it: a route without a row does not start,
 * and where a row says `nothing`, neither does one whose answer holds a field that is not for everybody.
 */
const routes: Routes = {
  ...inArea('/api/cases'),
  ...inArea('/api/matters'),
  'GET /': 'nothing',
  'GET /healthz/live': 'nothing',
  'GET /healthz/ready': 'nothing',
  'POST /api/cases': 'records',
  'GET /api/cases': 'records',
  'GET /api/cases/:id/assets': 'record',
  'GET /api/cases/:id/closing': 'record',
  'GET /api/cases/:id/told': 'record',
  'GET /api/cases/:id/money': 'record',
  'GET /api/cases/:id/money/claim': 'record',
  'POST /api/cases/:id/money/accounting': 'record',
  'GET /api/cases/:id/money/ledger.xlsx': 'record-file',
  'GET /api/cases/:id/money/forms/:form/form.xlsx': 'record-file',
  'GET /api/terminated-cases': 'records',
  'POST /api/matters': 'records',
  'GET /api/matters': 'records',
  'POST /api/batch/nodes': 'nothing',
  'GET /api/worklist': 'records',
  'GET /api/worklist/summary': 'records',
  'GET /api/assets': 'records',
  'GET /api/approvals': 'records',
  'GET /api/statistics': 'records',
  'GET /api/statistics/lines': 'records',
  'GET /api/money/trial-balance': 'money',
  'GET /api/money/payments': 'records',
  'POST /api/money/payments': 'nothing',
  'GET /api/money/statements': 'money',
  'POST /api/money/statements': 'money',
  'GET /api/money/statements/:id': 'money',
  'GET /api/money/statements/:id/lines': 'money',
  'POST /api/money/statements/:id/pause': 'money',
  'POST /api/money/statements/:id/resume': 'money',
  'GET /api/money/unidentified': 'money',
  'GET /api/money/months/:month': 'money',
  'GET /api/money/months/:month/reconciliation.xlsx': 'money-file',
  'GET /api/money/days/:day/ledger.xlsx': 'money-file',
  'GET /api/money/ageing.xlsx': 'money-file',
  'POST /api/money/calculations': 'nothing',
  // a party reads what it was told, and of no other case (docs/decisions/147)
  'GET /api/party/cases': 'nothing',
  'GET /api/party/cases/:id': 'nothing',
  'GET /api/party/cases/:id/told': 'nothing',
  'GET /api/party/cases/:id/submissions': 'nothing',
  'POST /api/sms/reports/:id': 'nothing',
  // one's own log-in, and what one was sent: numbers of cases and names of items, no party (SECURITY.md)
  'GET /api/session/login': 'nothing',
  'GET /api/session/callback': 'nothing',
  'GET /api/session': 'nothing',
  'POST /api/session/logout': 'nothing',
  'GET /api/sessions': 'nothing',
  'DELETE /api/sessions': 'nothing',
  'DELETE /api/sessions/:id': 'nothing',
  'GET /api/sessions/log': 'nothing',
  'GET /api/inbox': 'nothing',
  'POST /api/inbox/:id/read': 'nothing',
  'GET /api/inbox/delivery': 'nothing',
  'POST /api/inbox/delivery': 'nothing',
  'GET /api/events': 'nothing',
  'GET /api/worklist/calendars': 'nothing',
  'POST /api/worklist/calendars': 'nothing',
  'DELETE /api/worklist/calendars': 'nothing',
  'GET /api/worklist/calendars/:file': 'nothing',
  // the court's own people, its law, its calendar
  'GET /api/me': 'nothing',
  'GET /api/people': 'nothing',
  'POST /api/people': 'nothing',
  'GET /api/people/changes': 'nothing',
  'GET /api/people/:id': 'nothing',
  'POST /api/people/:id/rename': 'nothing',
  'GET /api/people/:id/holdings': 'nothing',
  'POST /api/people/:id/leave': 'nothing',
  'POST /api/people/import': 'nothing',
  'GET /api/assignments': 'nothing',
  'POST /api/assignments': 'nothing',
  'POST /api/assignments/:id/end': 'nothing',
  'GET /api/desks': 'nothing',
  'POST /api/desks/:role/rotation': 'nothing',
  'GET /api/rotations/:id': 'nothing',
  'GET /api/nodes': 'nothing',
  'GET /api/deadline-rules': 'nothing',
  'GET /api/settings': 'nothing',
  'GET /api/calendar': 'nothing',
  'GET /api/calendar/:year': 'nothing',
  'POST /api/periods': 'nothing',
  'POST /api/law/drafts': 'nothing',
  'GET /api/law/drafts': 'nothing',
  'POST /api/law/drafts/calendar': 'nothing',
  'GET /api/law/drafts/:id': 'nothing',
  'POST /api/law/drafts/:id/preview': 'nothing',
  'POST /api/law/drafts/:id/discard': 'nothing',
  'POST /api/law/drafts/:id/apply': 'nothing',
  'GET /api/law/drafts/:id/rollout': 'nothing',
  'POST /api/law/drafts/:id/pause': 'nothing',
  'POST /api/law/drafts/:id/resume': 'nothing',
  // where neighbouring systems are told what happens: ids and case numbers, no party
  'GET /api/webhooks': 'nothing',
  'POST /api/webhooks': 'nothing',
  'GET /api/webhooks/events': 'nothing',
  'GET /api/webhooks/changes': 'nothing',
  'GET /api/webhooks/:id': 'nothing',
  'POST /api/webhooks/:id/change': 'nothing',
  'POST /api/webhooks/:id/pause': 'nothing',
  'POST /api/webhooks/:id/resume': 'nothing',
  'POST /api/webhooks/:id/end': 'nothing',
  'POST /api/webhooks/:id/rotate': 'nothing',
  'POST /api/webhooks/:id/test': 'nothing',
  'GET /api/webhooks/:id/deliveries': 'nothing',
  'POST /api/webhooks/:id/deliveries/:delivery/send': 'nothing',
  'POST /api/webhooks/:id/deliveries/:delivery/skip': 'nothing',
  // to lists of Temporal's own; what lies encrypted there: each record is looked at by the route itself
  'GET /go/due-this-week': 'nothing',
  'GET /go/overdue': 'nothing',
  'GET /go/officer/:id': 'nothing',
  'OPTIONS /api/codec/decode': 'nothing',
  'OPTIONS /api/codec/encode': 'nothing',
  'POST /api/codec/decode': 'records',
  'POST /api/codec/encode': 'nothing',
  // who read what, never what was read
  'GET /api/access-log': 'records',
  'GET /api/access-log/report': 'records',
  'GET /api/trial/session': 'nothing',
  'POST /api/trial/session': 'nothing',
  'GET /api/trial/people': 'nothing',
  'POST /api/trial/tokens': 'nothing',
};

const PAGES = '/docs'; // of the description of this API

/** What a route lets somebody read; undefined: it has no row. */
export const readsOf = (method: string, url: string): RouteReads | undefined =>
  url === PAGES || url.startsWith(`${PAGES}/`) ? 'nothing' : routes[`${method === 'HEAD' ? 'GET' : method} ${url}`];

/** Every row, as `GET /api/cases/:id`. */
export const routesRead: readonly string[] = Object.keys(routes);
