import { WithStartWorkflowOperation } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LawDraft } from '../../domain/law/draft.ts';
import type { CaseView, RolloutAnswer, RolloutInput, RolloutProgress } from '../../workflows/messages.ts';
import { type Docket, fileCase } from '../support/clerk.ts';
import { type Engine, startEngine } from '../support/engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const year = 2027;
/** The case limits of a filing of this autumn run into a year that nobody has published. */
const notice: LawDraft = {
  kind: 'calendar',
  year,
  local: false,
  source: '国务院办公厅',
  notice: '国办发明电〔2026〕7号（演示）',
  days: [
    { date: '2027-01-01', kind: 'rest', name: '元旦' },
    ...Array.from({ length: 60 }, (_, i) => ({ date: dayAfter('2027-02-01', i), kind: 'rest' as const, name: '春节' })),
  ],
};

function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

async function previewed(body: LawDraft): Promise<string> {
  const id = randomUUID();
  await engine.store.pool.query(
    `insert into law_drafts (id, body, created_by, preview_rules, preview_calendar)
     values ($1, $2, 'p-administrator-1', (select max(version) from rules), (select max(version) from calendar_years))`,
    [id, body],
  );
  return id;
}

const handleOf = (draftId: string) => engine.client.workflow.getHandle(`rollout-${draftId}`);

const apply = (draftId: string): Promise<RolloutAnswer> =>
  engine.client.workflow.executeUpdateWithStart<(input: RolloutInput) => Promise<void>, RolloutAnswer, []>('begin', {
    startWorkflowOperation: new WithStartWorkflowOperation('rollout', {
      workflowId: `rollout-${draftId}`,
      taskQueue: engine.taskQueue,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ draftId, by: 'p-administrator-1' }],
    }),
  });

const duesOf = async ({ id }: Docket) =>
  (await engine.client.workflow.getHandle(id).query<CaseView>('case')).deadlines.map((d) => [
    d.rule,
    d.due,
    d.provisional,
  ]);

test('a notice comes out: what rested on the unpublished year moves or becomes certain, timers re-arm, owners hear once', async () => {
  // three months from the end of November end inside the long rest that this notice brings
  const dockets = await Promise.all(
    Array.from({ length: 5 }, () => fileCase(engine, { filedAt: '2026-11-20T09:00:00+08:00' })),
  );
  const closedEarly = await fileCase(engine, { filedAt: '2026-11-20T09:00:00+08:00', claimFen: 100 });
  const before = await duesOf(dockets[0] as Docket);
  expect(before).toContainEqual(['case-limit-ordinary', '2027-02-22（暂定）', true]);

  const draftId = await previewed(notice);
  expect(await apply(draftId)).toMatchObject({ accepted: true, version: 21 });
  const done = (await handleOf(draftId).result()) as RolloutProgress;
  expect(done).toMatchObject({ status: 'done', total: 6, done: 6, moved: 6, skipped: 0 });

  for (const docket of [...dockets, closedEarly]) {
    expect(await duesOf(docket)).toContainEqual(['case-limit-ordinary', '2027-04-02', false]);
    const moved = (await docket.log()).filter((l) => l.type === 'moved');
    expect(moved.map((l) => l.deadline)).toEqual(['case-limit-ordinary@2']);
  }
  const { rows } = await engine.store.pool.query<{ n: string }>(
    `select count(*) n from notices where body->>'kind' = 'moved'`,
  );
  expect(Number(rows[0]?.n)).toBe(6);
  expect(await apply(draftId), 'asked again, it answers what it answered').toMatchObject({
    accepted: true,
    version: 21,
  });
});

test('cases that it does not touch are left as they are; one that met the law by a command of its own is skipped', async () => {
  const untouched = await fileCase(engine, { filedAt: '2026-11-20T09:00:00+08:00' });
  const version = async ({ id }: Docket) =>
    (await engine.client.workflow.getHandle(id).query<CaseView>('case')).version;
  const was = await version(untouched);
  const draftId = await previewed({
    ...notice,
    local: true,
    days: [{ date: '2027-03-31', kind: 'rest', name: '大雪' }],
  });
  const answer = await apply(draftId);
  expect(answer).toMatchObject({ accepted: true });
  await handleOf(draftId).result();
  expect(await version(untouched)).toBe(was);
});

test('a rule version reaches open deadlines only where it says so', async () => {
  const old = await fileCase(engine);
  const rule = {
    kind: 'rule',
    rule: 'assign-officer',
    within: '3d',
    basis: '本院〔2026〕1号',
    effectiveFrom: '2026-01-01',
  } as const;
  const later = await previewed({ ...rule, reachesOpen: false });
  await apply(later);
  await handleOf(later).result();
  const fresh = await fileCase(engine);
  const dueOf = async (docket: Docket) => (await duesOf(docket)).find(([r]) => r === 'assign-officer')?.[1];
  const [oldDue, freshDue] = [await dueOf(old), await dueOf(fresh)];
  expect(freshDue, 'what opens under the new version').not.toBe(oldDue);

  const reaching = await previewed({ ...rule, within: '5d', reachesOpen: true });
  await apply(reaching);
  await handleOf(reaching).result();
  expect(await dueOf(old)).toBe(await dueOf(fresh));
  expect(await dueOf(old)).not.toBe(oldDue);
});

test('a stale preview is refused and nothing changes; a rollout can be paused and goes on', async () => {
  const stale = await previewed({ ...notice, year: 2028 });
  const other = await previewed({ ...notice, local: true, days: [{ date: '2027-05-05', kind: 'rest', name: '暴雨' }] });
  const handle = engine.client.workflow;
  await handle.start('rollout', {
    workflowId: `rollout-${other}`,
    taskQueue: engine.taskQueue,
    args: [{ draftId: other, by: 'p-administrator-1' }],
  });
  await handleOf(other).signal('pause');
  await apply(other);
  await expect.poll(async () => (await handleOf(other).query<RolloutProgress>('progress')).status).toBe('running');
  expect((await handleOf(other).query<RolloutProgress>('progress')).done).toBe(0);
  const third = await previewed({ ...notice, year: 2029 });
  expect(await apply(third)).toMatchObject({ accepted: false, code: 'draft-while-applying' });
  await handleOf(other).signal('resume');
  expect(await handleOf(other).result()).toMatchObject({ status: 'done' });
  expect(await apply(stale)).toMatchObject({ accepted: false, code: 'preview-stale' });
});
