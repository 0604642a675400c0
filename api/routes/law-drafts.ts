import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { discardDraft, insertDraft, readDrafts, storePreview } from '../../db/law-drafts.ts';
import type { LawLibrary } from '../../db/laws.ts';
import { lawInForce } from '../../db/record.ts';
import { applyingDraft } from '../../db/rollout.ts';
import { isRefusal, refuse } from '../../domain/case/refusal.ts';
import { checkDraft, type LawAsked } from '../../domain/law/check-draft.ts';
import type { App, Deps } from '../app-types.ts';
import { HTTP, type ProblemCode, refused } from '../errors.ts';
import { checkDraftForm } from '../law-form.ts';
import { draftIdFor, loadDraft } from '../load-draft.ts';
import { previewDraft } from '../law-preview.ts';
import { administratorOnly } from '../plugins/administrator.ts';
import { personOf } from '../plugins/auth.ts';
import { readPublished } from '../published-law.ts';
import { answers } from '../schemas/common.ts';
import { DraftBody, DraftId } from '../schemas/law-drafts.ts';
import { LawDraftLine, LawDraftView } from '../schemas/law-views.ts';
import { ref } from '../schemas/named.ts';
import { draftLine, draftView } from '../views/law-draft-view.ts';

const tags = ['规则和日历的变动'];
const MOST_DRAFTS = 200;

/** What can be wrong with a draft, wherever it comes from. */
export const draftCodes: readonly ProblemCode[] = [
  'wrong-role', 'missing-field', 'unknown-field', 'wrong-type', 'bad-json', 'body-too-large', 'unsupported-media-type',
  'notice-missing', 'basis-missing', 'bad-date', 'bad-period', 'bad-roll', 'bad-ladder', 'unknown-rule', 'year-gap',
  'date-outside-span', 'rest-and-work', 'not-a-change', 'not-settable', 'looser-than-law', 'rule-dated-back',
  'draft-while-applying',
]; // prettier-ignore

type Parts = Pick<Deps, 'store'> & { readonly laws: LawLibrary };

/** Checks and writes a draft. Throws an ApiProblem where it may not be. */
export async function writeDraft({ store: { db }, laws }: Parts, request: FastifyRequest, asked: LawAsked) {
  const applying = await applyingDraft(db);
  if (applying !== undefined) {
    throw refused(refuse('draft-while-applying', `草案 ${applying} 正在逐案适用，请等它完成再拟新的`));
  }
  const published = await readPublished(db, laws);
  const draft = checkDraft(asked, published);
  if (isRefusal(draft)) throw refused(draft);
  const row = await insertDraft(db, draftIdFor(draft, randomUUID()), draft, personOf(request).id);
  return draftView(row, published.versions);
}

/** `/api/law/drafts`: changes of calendar and rules, written, previewed, given up. */
export function lawDraftRoutes(app: App, parts: Parts): void {
  const { store, laws } = parts;
  const { db } = store;
  const onRequest = administratorOnly;
  app.post(
    '/api/law/drafts',
    {
      onRequest,
      schema: {
        tags,
        summary: '拟定日历或规则的变动',
        description: '只是草案：预览、公布以后才生效。日历每次写全年；规则没有写到的设定不变。',
        body: DraftBody,
        response: answers({ [HTTP.created]: ref(LawDraftView) }, draftCodes),
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
      onRequest,
      schema: {
        tags,
        summary: '全部草案',
        description: `新的在前，至多${MOST_DRAFTS}件。`,
        response: answers({ [HTTP.ok]: Type.Array(ref(LawDraftLine)) }, ['wrong-role']),
      },
    },
    async () => {
      const [rows, now] = await Promise.all([readDrafts(db, MOST_DRAFTS), lawInForce(db)]);
      return rows.map((row) => draftLine(row, now));
    },
  );
  const one = {
    onRequest,
    schema: {
      tags,
      params: DraftId,
      response: answers({ [HTTP.ok]: ref(LawDraftView) }, ['wrong-role', 'unknown-draft']),
    },
  };
  app.get('/api/law/drafts/:id', { ...one, schema: { ...one.schema, summary: '一件草案' } }, async ({ params }) =>
    draftView(await loadDraft(db, params.id), await lawInForce(db)),
  );
  const changing = { ...one.schema, response: answers({ [HTTP.ok]: ref(LawDraftView) }, [...draftCodes, 'unknown-draft', 'not-a-draft']) }; // prettier-ignore
  app.post(
    '/api/law/drafts/:id/preview',
    {
      ...one,
      schema: {
        ...changing,
        summary: '预览影响',
        description: '逐案推算：哪些期限会变动、由何日至何日，哪些变为确定，哪些即已逾期。什么都不写入案件。',
      },
    },
    async ({ params: { id } }) => {
      const row = await loadDraft(db, id, 'draft');
      const published = await readPublished(db, laws);
      const draft = checkDraft(row.body, published); // what was right when it was written may not be any more
      if (isRefusal(draft)) throw refused(draft);
      const { versions, publications } = published;
      const preview = await previewDraft(draft, { db, laws, inForce: versions, publications });
      await storePreview(db, id, preview, versions);
      return draftView(await loadDraft(db, id, 'draft'), await lawInForce(db));
    },
  );
  app.post(
    '/api/law/drafts/:id/discard',
    { ...one, schema: { ...changing, summary: '作废草案' } },
    async ({ params: { id } }) => {
      await loadDraft(db, id, 'draft');
      await discardDraft(db, id);
      return draftView(await loadDraft(db, id, 'discarded'), await lawInForce(db));
    },
  );
}
