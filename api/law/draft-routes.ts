import Type from 'typebox';
import { discardDraft, readDrafts, storePreview } from '../../db/law/drafts.ts';
import { namesOf } from '../../db/people/names.ts';
import { isRefusal, refuse } from '../../domain/record/refusal.ts';
import { checkDraft } from '../../domain/law/check-draft.ts';
import type { App } from '../app-types.ts';
import { HTTP, refused } from '../http/errors.ts';
import { checkDraftForm } from './law-form.ts';
import { previewDraft } from './law-preview.ts';
import { loadDraft, showDraft } from './load-draft.ts';
import { administratorOnly } from '../http/plugins/administrator.ts';
import { readPublished, readPublishedLaw } from './published-law.ts';
import { answers, Cursor, Limit, Page } from '../http/common.ts';
import { InstantKey, pageOf, readCursor } from '../http/query.ts';
import { DraftBody, DraftId } from './draft-schemas.ts';
import { LawDraftLine, LawDraftView } from './law-schemas.ts';
import { ref } from '../http/named.ts';
import { draftLine, personsOfDraft } from './draft-view.ts';
import { draftCodes, type LawParts, sendingCodes, writeDraft } from './write-draft.ts';

const tags = ['规则和日历的变动'];
const onRequest = administratorOnly;
const DraftPage = Type.Object({ limit: Limit(50, 200), cursor: Cursor }, { additionalProperties: false });
const Key = Type.Tuple([InstantKey, Type.String()]);
const ok = { [HTTP.ok]: ref(LawDraftView) };

/** `/api/law/drafts`, `/api/law/drafts/{id}`: changes of calendar and rules, written and read. */
export function lawDraftRoutes(app: App, parts: LawParts): void {
  const { db } = parts.store;
  app.post(
    '/api/law/drafts',
    {
      config: { access: 'person' },
      onRequest,
      schema: {
        tags,
        summary: '拟定日历、规则或设置的变动',
        description: '只是草案：预览、公布以后才生效。日历每次写全年；规则和设置没有写到的不变。',
        body: DraftBody,
        response: answers({ [HTTP.created]: ref(LawDraftView) }, ['bad-json', ...sendingCodes]),
      },
      validatorCompiler: () => checkDraftForm,
    },
    async (request, reply) => {
      const view = await writeDraft(parts, request, request.body);
      return reply.code(HTTP.created).header('location', `/api/law/drafts/${view.id}`).send(view);
    },
  );
  app.get(
    '/api/law/drafts',
    {
      config: { access: 'person' },
      onRequest,
      schema: {
        tags,
        summary: '全部草案',
        description: '新的在前。',
        querystring: DraftPage,
        response: answers({ [HTTP.ok]: Page(ref(LawDraftLine)) }, ['wrong-role', 'bad-query', 'bad-cursor']),
      },
    },
    async ({ query: { limit = 50, cursor } }) => {
      const after = readCursor(Key, cursor);
      const [rows, now] = await Promise.all([readDrafts(db, { after, limit: limit + 1 }), readPublishedLaw(db)]);
      const names = await namesOf(db, rows.flatMap((row) => personsOfDraft({ ...row, preview: null }))); // prettier-ignore
      return pageOf(
        rows,
        limit,
        (row) => [row.createdAt, row.id],
        (row) => draftLine(row, { now, names }),
      );
    },
  );
  app.get(
    '/api/law/drafts/:id',
    {
      config: { access: 'person' },
      onRequest,
      schema: { tags, summary: '一件草案', params: DraftId, response: answers(ok, ['wrong-role', 'unknown-draft']) },
    },
    async ({ params }) => showDraft(db, await loadDraft(db, params.id)),
  );
}

/** `/api/law/drafts/{id}/preview`, `…/discard`: what becomes of a draft before it is published. */
export function draftStepRoutes(app: App, { store: { db }, laws }: LawParts): void {
  const codes = ['wrong-role', 'unknown-draft', 'not-a-draft'] as const;
  app.post(
    '/api/law/drafts/:id/preview',
    {
      config: { access: 'person' },
      onRequest,
      schema: {
        tags,
        summary: '预览影响',
        description: '逐案推算：哪些期限会变动、由何日至何日，哪些变为确定，哪些即已逾期，哪些只有预警时点变动，哪些换了岗位责任人。什么都不写入案件。', // prettier-ignore
        params: DraftId,
        response: answers(ok, [...codes, ...draftCodes]),
      },
    },
    async ({ params: { id } }) => {
      const row = await loadDraft(db, id, 'draft');
      const published = await readPublished(db, laws, row.body);
      // what was right when it was written may not be any more; what came with a release is law already
      const draft = row.body.kind === 'plan' ? row.body : checkDraft(row.body, published);
      if (isRefusal(draft)) throw refused(draft);
      const { versions } = published;
      const preview = await previewDraft(draft, { db, laws, inForce: versions, ...published });
      await storePreview(db, id, preview, versions);
      return showDraft(db, await loadDraft(db, id, 'draft'));
    },
  );
  app.post(
    '/api/law/drafts/:id/discard',
    {
      config: { access: 'person' },
      onRequest,
      schema: { tags, summary: '作废草案', params: DraftId, response: answers(ok, codes) },
    },
    async ({ params: { id } }) => {
      const { body } = await loadDraft(db, id, 'draft');
      if (body.kind === 'plan')
        throw refused(refuse('not-a-draft', '随系统升级施行的规则由系统自动逐案适用，不能作废'));
      await discardDraft(db, id);
      return showDraft(db, await loadDraft(db, id, 'discarded'));
    },
  );
}
