import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { insertDraft } from '../../db/law/drafts.ts';
import type { LawLibrary } from '../../db/law/library.ts';
import { applyingDraft } from '../../db/law/rollout.ts';
import { isRefusal, refuse } from '../../domain/record/refusal.ts';
import { checkDraft, type LawAsked } from '../../domain/law/check-draft.ts';
import type { ApiDeps } from '../app-types.ts';
import { type ProblemCode, refused } from '../http/errors.ts';
import { draftIdFor, draftNamed, showDraft } from './load-draft.ts';
import { personOf } from '../http/plugins/auth.ts';
import { readPublished } from './published-law.ts';

/** What changes of law are handled with. */
export type LawParts = Pick<ApiDeps, 'store'> & { readonly laws: LawLibrary };

/** What can be wrong with a draft, wherever it comes from. */
export const draftCodes: readonly ProblemCode[] = [
  'notice-missing', 'basis-missing', 'bad-date', 'bad-period', 'bad-roll', 'bad-ladder', 'unknown-rule', 'year-gap',
  'date-outside-span', 'rest-and-work', 'not-a-change', 'looser-than-law', 'rule-dated-back',
  'not-in-force-yet', 'not-qualified', 'not-in-office',
]; // prettier-ignore

/** What can be wrong with sending one. */
export const sendingCodes: readonly ProblemCode[] = [
  'wrong-role', 'missing-field', 'unknown-field', 'wrong-type', 'body-too-large', 'unsupported-media-type',
  'draft-while-applying', ...draftCodes,
]; // prettier-ignore

/** Checks and writes a draft. Throws an ApiProblem where it may not be. */
export async function writeDraft({ store: { db }, laws }: LawParts, request: FastifyRequest, asked: LawAsked) {
  const applying = await applyingDraft(db);
  if (applying !== undefined) {
    throw refused(
      refuse('draft-while-applying', `草案${await draftNamed(db, applying)}正在逐案适用，请等它完成再拟新的`),
    );
  }
  const published = await readPublished(db, laws, asked);
  const draft = checkDraft(asked, published);
  if (isRefusal(draft)) throw refused(draft);
  const row = await insertDraft(db, draftIdFor(draft, randomUUID()), draft, personOf(request).id);
  return showDraft(db, row);
}
