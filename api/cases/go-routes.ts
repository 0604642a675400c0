import Type from 'typebox';
import { ENFORCEMENT_CASE } from '../../workflows/messages.ts';
import { addDays, type CivilDate } from '../../domain/time/civil-date.ts';
import { dateOf, dayOf, type Instant } from '../../domain/time/instant.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { HTTP } from '../http/errors.ts';

const running = `WorkflowType='${ENFORCEMENT_CASE}' AND ExecutionStatus='Running'`;
const tags = ['Temporal 页面'];
const config = { access: 'public' } as const;

/** `/go/…`: links to lists in Temporal's own pages that a saved view could not keep up to date. */
export function goRoutes(app: App, { temporalUi: { url, namespace } }: Pick<ApiDeps, 'temporalUi'>): void {
  const list = (query: string) =>
    `${url}/namespaces/${encodeURIComponent(namespace)}/workflows?query=${encodeURIComponent(query)}`;
  const response = { [HTTP.found]: Type.Null({ description: '转到 Temporal 的案件列表' }) };
  app.get('/go/due-this-week', { config, schema: { tags, summary: '本周届满', response } }, async (_, reply) => {
    const [from, to] = weekOf(Date.now());
    const inWeek = (day: string) => `(${day} >= '${from}' AND ${day} < '${to}')`;
    // the earliest of a case may be long overdue: the earliest that is not stands by itself (fault 27)
    return reply.redirect(list(`${running} AND (${inWeek('UpcomingDue')} OR ${inWeek('NextDue')})`), HTTP.found);
  });
  app.get('/go/overdue', { config, schema: { tags, summary: '已逾期', response } }, async (_, reply) =>
    reply.redirect(list(`${running} AND OverdueCount > 0`), HTTP.found),
  );
  const params = Type.Object({ id: Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$', description: '承办人编号' }) });
  app.get(
    '/go/officer/:id',
    { config, schema: { tags, summary: '某承办人的案件', params, response } },
    async (request, reply) => reply.redirect(list(`${running} AND OfficerId='${request.params.id}'`), HTTP.found),
  );
}

/** Monday and the next one, in the court's zone, around an instant. */
export function weekOf(now: Instant): readonly [from: CivilDate, to: CivilDate] {
  const today = dateOf(now);
  const sinceMonday = (dayOf(now) + 3) % 7; // 1970-01-01 was a Thursday
  const monday = addDays(today, -sinceMonday);
  return [monday, addDays(monday, 7)];
}
