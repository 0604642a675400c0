import { step } from '../../domain/plan/ladder.ts';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishLaw } from '../../activities/publish-law.ts';
import type { RuleDraft } from '../../domain/law/draft.ts';
import { lawLibrary } from '../../db/law/library.ts';
import { ROLLOUT, type RolloutAnswer, rolloutId, rolloutMessages } from '../../workflows/messages.ts';
import { rolloutSeal, sealed } from '../../gateway/seal.ts';
import { fileCase } from '../support/clerk.ts';
import { run } from '../support/template.ts';
import { type Engine, SEAL_KEY, startEngine } from '../support/engine.ts';
import { rollingOut } from '../support/rolling-out.ts';

let engine: Engine;
let law: ReturnType<typeof rollingOut>;
beforeAll(async () => {
  engine = await startEngine();
  law = rollingOut(engine);
});
afterAll(() => engine.stop());

const ladder = (hours: number): RuleDraft => ({
  kind: 'rule',
  rule: 'assign-officer',
  effectiveFrom: null,
  ladder: [step('remind', { share: 0.2, atLeast: `${hours}h` }), step('urge', { after: '0h' })],
  basis: '本院〔2026〕12号',
  reachesOpen: true,
});

/** Starts a rollout as somebody would who reaches Temporal. */
const startWith = (...args: unknown[]) =>
  engine.client.workflow.start(ROLLOUT, { workflowId: idOf(args[0]), taskQueue: engine.taskQueue, args });

const idOf = (input: unknown): string => {
  const { draftId } = (input ?? {}) as { readonly draftId?: unknown };
  return rolloutId(typeof draftId === 'string' ? draftId.slice(0, 300) : randomUUID());
};

describe('a rollout that somebody starts in Temporal', () => {
  test.each([
    ['nothing', []],
    ['null', [null]],
    ['a text', ['2027']],
    ['no names', [{}]],
    ['a number for a draft', [{ draftId: 7, by: 'p-administrator-1' }]],
    ['an endless name', [{ draftId: 'x'.repeat(10_000), by: 'p-administrator-1' }]],
    ['batches of nobody', [{ draftId: 'd', by: 'p-administrator-1', batchSize: 0 }]],
    ['batches of a text', [{ draftId: 'd', by: 'p-administrator-1', batchSize: '100; drop' }]],
    ['a run of half an event', [{ draftId: 'd', by: 'p-administrator-1', continueAfter: 0.5 }]],
  ])('with %s fails at once', async (_, args) => {
    const handle = await startWith(...args);
    await expect(handle.result()).rejects.toMatchObject({ cause: { type: 'bad-message' } });
  });

  test('claims in vain to have published already', async () => {
    const draftId = await law.previewed(ladder(30));
    const carried = { begun: { accepted: true, version: 9, zh: '' }, after: '', progress: {} };
    const handle = await startWith({ draftId, by: 'p-officer-1', carried });
    expect(await handle.executeUpdate<RolloutAnswer, []>(rolloutMessages.begin)).toMatchObject({ code: 'wrong-role' });
    expect(await handle.result()).toMatchObject({ status: 'refused' });
  });
});

test('whoever reaches Temporal publishes nothing in an administrator’s name', async () => {
  const draftId = await law.previewed(ladder(33));
  const by = 'p-administrator-1';
  const expired = sealed(SEAL_KEY, rolloutSeal(draftId), { draftId, by }, Date.now() - 6 * 60_000);
  const anothers = sealed(SEAL_KEY, rolloutSeal('another'), { draftId, by });
  for (const sent of [undefined, null, 5, { draftId, by }, { unreadable: 'x' }, expired, anothers]) {
    const handle = await startWith({ draftId, by });
    const any = engine.client.workflow.getHandle(handle.workflowId);
    const answer = await any.executeUpdate<RolloutAnswer, [unknown]>(rolloutMessages.begin, { args: [sent] });
    expect(answer).toMatchObject({ accepted: false, code: 'seal-required' });
  }
});

describe('publishing', () => {
  const asked = (draftId: unknown, by: unknown = 'p-administrator-1') =>
    publishLaw({
      store: engine.store,
      laws: lawLibrary(),
      courtCode: '豫0823',
      sealKey: SEAL_KEY,
      unsealedNodes: new Set<string>(),
      failed: () => undefined,
      sink: () => Promise.resolve(),
      caseLaw: () => Promise.resolve('untouched' as const),
    })(sealed(SEAL_KEY, rolloutSeal(String(draftId)), { draftId, by }) as Parameters<ReturnType<typeof publishLaw>>[0]); // whatever came through Temporal

  test.each([
    ['no draft', undefined, 'p-administrator-1', 'not-a-draft'],
    ['a number', 7, 'p-administrator-1', 'not-a-draft'],
    ['nothing', '', 'p-administrator-1', 'not-a-draft'],
    ['a NUL', 'a\0b', 'p-administrator-1', 'not-a-draft'],
    ['half a character', '\ud800', 'p-administrator-1', 'not-a-draft'],
    ['a megabyte', 'x'.repeat(1_000_000), 'p-administrator-1', 'not-a-draft'],
    ['what nobody wrote', 'nobody-wrote-this', 'p-administrator-1', 'not-a-draft'],
    ['a draft, by an object', 'any', { toString: 'p-administrator-1' }, 'unknown-person'],
    ['a draft, by a name with a NUL', 'any', 'p-administrator-1\0', 'unknown-person'],
    ['a draft, by a stranger', 'any', 'p-stranger', 'unknown-person'],
    ['a draft, by the president', 'any', 'p-president-1', 'wrong-role'],
  ])('%s is refused', async (_, draftId, by, code) => {
    expect(await asked(draftId, by)).toMatchObject({ accepted: false, code });
  });

  test('is no administrator’s any more whose role has ended, and never the engine’s own idea', async () => {
    const draftId = await law.previewed(ladder(31));
    await engine.store.pool.query(
      `update assignments set valid_to = now() - interval '1 second' where person = 'p-administrator-1'`,
    );
    expect(await asked(draftId)).toMatchObject({ code: 'wrong-role' });
    await engine.store.pool.query(`update assignments set valid_to = null where person = 'p-administrator-1'`);
    expect(await asked(draftId, 'system')).toMatchObject({ code: 'wrong-role' });
    await engine.store.pool.query('update law_drafts set preview_rules = null where id = $1', [draftId]);
    expect(await asked(draftId)).toMatchObject({ code: 'no-preview' });
  });
});

test('a record that cannot be derived holds nobody up: it is deferred, the others meet the law', async () => {
  const [broken, whole] = [await fileCase(engine), await fileCase(engine)];
  await run(
    engine.databaseUrl,
    `update facts set payload = '{}' where case_id = '${broken.id}' and node = 'case.filed'`,
  );
  const draftId = await law.previewed(ladder(32));
  expect(await law.apply(draftId)).toMatchObject({ accepted: true });
  expect(await law.finished(draftId)).toMatchObject({ status: 'done', total: 2, done: 2, moved: 1, deferred: 1 });
  expect((await whole.log()).filter((l) => l.type === 'fact')).toHaveLength(3);
});
