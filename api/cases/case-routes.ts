import Type from 'typebox';
import { readAssetFacts } from '../../db/cases/assets.ts';
import { readDeadlines } from '../../db/cases/deadlines.ts';
import { namesOf } from '../../db/people/names.ts';
import { assetsInOrder } from '../../domain/plan/control/assets.ts';
import { lastSteps, orderOf } from '../../domain/plan/control/measures.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { HTTP } from '../http/errors.ts';
import { type Area, caseArea, findRecord, noSuchRecord, recordId } from './areas.ts';
import { personOf } from '../http/plugins/auth.ts';
import { loadCaseView } from './load-case.ts';
import { KnownHeaders, NotModified } from '../http/record-version.ts';
import { InstantKey, pageOf, readCursor } from '../http/query.ts';
import { CaseAsset, CaseDocument } from './case-schema.ts';
import { answers, CaseId, Cursor, Limit, Page } from '../http/common.ts';
import { DeadlineSchema } from './deadline-schema.ts';
import { ref } from '../http/named.ts';
import { assetView } from './asset-view.ts';
import { deadlineView } from './deadline-view.ts';

const tags = ['案件'];
const MOST_SEQ = 2 ** 31 - 1; // Postgres's integer

/** `GET /api/cases/{id}` */
export function caseRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/cases/:id',
    {
      config: { isVersioned: true },
      schema: {
        tags,
        summary: '一个案件',
        params: CaseId,
        headers: KnownHeaders,
        response: answers({ [HTTP.ok]: ref(CaseDocument), [HTTP.notModified]: NotModified }, ['unknown-case']),
      },
    },
    (request) => loadCaseView(db, request.params.id, personOf(request)),
  );
}

const DeadlinePage = Type.Object({ limit: Limit(100, 500), cursor: Cursor }, { additionalProperties: false });
/** Where a page ended: whether among those that have ended, the instant it stood at, its fact, its id. */
const DeadlineKey = Type.Tuple([
  Type.Boolean(),
  InstantKey,
  Type.Integer({ minimum: 0, maximum: MOST_SEQ }),
  Type.String(),
]);

/** `GET /api/cases/{id}/deadlines`, `GET /api/matters/{id}/deadlines` */
export function deadlineRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>, area: Area): void {
  app.get(
    `${area.path}/:id/deadlines`,
    {
      schema: {
        tags: [area.tag],
        summary: `一个${area.noun}的期限`,
        description: '在办的在前，按届满先后；已了结的在后。',
        params: recordId(area),
        querystring: DeadlinePage,
        response: answers({ [HTTP.ok]: Page(ref(DeadlineSchema)) }, ['bad-query', 'bad-cursor', 'unknown-case']),
      },
    },
    async (request) => {
      const { id } = request.params;
      const { limit = 100, cursor } = request.query;
      const after = readCursor(DeadlineKey, cursor);
      const { now } = await findRecord(db, area, id, personOf(request));
      const rows = await readDeadlines(db, id, { after, limit: limit + 1 });
      const names = await namesOf(db, rows.map(({ deadline }) => deadline.ownerPerson)); // prettier-ignore
      const nameOf = (person: string | null) => names.get(person ?? '') ?? null;
      return pageOf(
        rows,
        limit,
        ({ key }) => key,
        ({ deadline }) => deadlineView(deadline, now, nameOf(deadline.ownerPerson)),
      );
    },
  );
}

const AssetPage = Type.Object({ limit: Limit(100, 500), cursor: Cursor }, { additionalProperties: false });
/** Where a page ended: the fact that brought the asset in, the asset. */
const AssetKey = Type.Tuple([Type.Integer(), Type.String()]);

/** `GET /api/cases/{id}/assets` */
export function caseAssetRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/cases/:id/assets',
    {
      schema: {
        tags,
        summary: '一个案件的财产',
        description: '查询反馈的全部财产，先查到的在前；各附最近一次处理。',
        params: CaseId,
        querystring: AssetPage,
        response: answers({ [HTTP.ok]: Page(ref(CaseAsset)) }, ['bad-query', 'bad-cursor', 'unknown-case']),
      },
    },
    async ({ params: { id }, query: { limit = 100, cursor } }) => {
      const [seq, last] = readCursor(AssetKey, cursor) ?? [0, ''];
      const c = await readAssetFacts(db, id);
      if (c === undefined) throw noSuchRecord(caseArea, id);
      const rest = assetsInOrder(c).filter((a) => a.seq > seq || (a.seq === seq && a.id > last));
      const steps = lastSteps(c);
      return pageOf(
        rest,
        limit,
        (asset) => [asset.seq, asset.id],
        (asset) => assetView(asset, steps.get(asset.id), orderOf(c, asset.id)),
      );
    },
  );
}
