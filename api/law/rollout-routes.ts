import { storeAcknowledged } from '../../db/law/drafts.ts';
import { applyingDraft } from '../../db/law/rollout.ts';
import { refuse } from '../../domain/record/refusal.ts';
import { checkApply } from '../../domain/law/check-apply.ts';
import { acknowledgedOf, warningsOf } from '../../domain/law/draft-warnings.ts';
import { dateOf } from '../../domain/time/instant.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { ApiProblem, HTTP, refused } from '../http/errors.ts';
import { draftNamed, loadDraft } from './load-draft.ts';
import { administratorOnly } from '../http/plugins/administrator.ts';
import { personOf } from '../http/plugins/auth.ts';
import { readPublishedLaw } from './published-law.ts';
import { answers } from '../http/common.ts';
import { ApplyBody, DraftId } from './draft-schemas.ts';
import { Rollout } from './law-schemas.ts';
import { ref } from '../http/named.ts';
import { rolloutView } from './draft-view.ts';

const tags = ['规则和日历的变动'];
const lost = ['wrong-role', 'unknown-draft', 'temporal-unavailable', 'timeout'] as const;

const applying = [
  ...lost,
  'not-a-draft',
  'no-preview',
  'preview-stale',
  'rule-dated-back',
  'not-qualified',
  'not-in-office',
  'warnings-open',
  'bad-json',
  'unknown-field',
  'wrong-type',
  'draft-while-applying',
] as const;

/** `/api/law/drafts/{id}/apply`, `…/rollout`, `…/pause`, `…/resume`: publishing a draft, and how far it has come. */
export function rolloutRoutes(app: App, { store: { db }, rollouts }: Pick<ApiDeps, 'store' | 'rollouts'>): void {
  const onRequest = administratorOnly;
  app.post(
    '/api/law/drafts/:id/apply',
    {
      config: { access: 'person' },
      onRequest,
      schema: {
        tags,
        summary: '公布并逐案适用',
        description:
          '答复时已经公布；逐案适用在后台进行，进度见 rollout。同一草案再发一次，只公布一次。草案有疑点（warnings）的，须在 acknowledge 中按其 id 逐一确认；重新预览以后须重新确认。',
        params: DraftId,
        body: ApplyBody,
        response: answers({ [HTTP.accepted]: ref(Rollout) }, applying),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const draft = await loadDraft(db, id);
      // one that is on its way is asked to go on: its answer may have been lost
      if (draft.status !== 'applying') {
        const now = { ...(await readPublishedLaw(db)), today: dateOf(Date.now()) };
        const ids = acknowledgedOf(warningsOf(draft.body, now.publications), request.body?.acknowledge ?? []);
        const refusal = checkApply({ ...draft, acknowledged: ids }, now) ?? (await otherApplying(id));
        if (refusal !== undefined) throw refused(refusal);
        await storeAcknowledged(db, id, { ids, seen: draft }); // the publishing transaction looks again
      }
      const answer = await rollouts.startRollout(id, personOf(request).id);
      if (!answer.accepted) throw refused(answer);
      const progress = await rollouts.progress(id);
      return reply
        .code(HTTP.accepted)
        .header('location', `/api/law/drafts/${id}/rollout`)
        .send(rolloutView({ id, version: answer.version }, progress));
    },
  );
  const otherApplying = async (id: string) => {
    const other = await applyingDraft(db);
    return other === undefined || other === id
      ? undefined
      : refuse('draft-while-applying', `草案${await draftNamed(db, other)}正在逐案适用，请等它完成`);
  };

  /** A rollout's progress. Throws `not-applying` for a draft that nobody has published. */
  const look = async (id: string) => {
    const draft = await loadDraft(db, id);
    const progress = await rollouts.progress(id);
    if (draft.version !== null) return rolloutView(draft, progress);
    throw new ApiProblem('not-applying', '该草案尚未公布，没有进度可言');
  };
  const schema = { tags, params: DraftId, response: answers({ [HTTP.ok]: ref(Rollout) }, [...lost, 'not-applying']) };
  app.get(
    '/api/law/drafts/:id/rollout',
    { config: { access: 'person' }, onRequest, schema: { ...schema, summary: '逐案适用的进度' } },
    ({ params: { id } }) => look(id),
  );
  for (const [verb, summary] of [
    ['pause', '暂停逐案适用'],
    ['resume', '继续逐案适用'],
  ] as const) {
    // prettier-ignore
    app.post(
      `/api/law/drafts/:id/${verb}`,
      { config: { access: 'person' }, onRequest, schema: { ...schema, summary } },
      async ({ params: { id } }) => {
        const { status } = await loadDraft(db, id);
        if (status !== 'applying' || !(await rollouts[verb](id))) throw new ApiProblem('not-applying');
        return look(id);
      },
    );
  }
}
