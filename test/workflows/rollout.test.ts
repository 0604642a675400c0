import { step } from '../../domain/plan/ladder.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refold } from '../../db/cases/refold.ts';
import type { LawDraft } from '../../domain/law/draft.ts';
import type { CaseView } from '../../workflows/messages.ts';
import { type Docket, fileCase } from '../support/clerk.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { rollingOut } from '../support/rolling-out.ts';

let engine: Engine;
let law: ReturnType<typeof rollingOut>;
beforeAll(async () => {
  engine = await startEngine();
  law = rollingOut(engine);
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

  const draftId = await law.previewed(notice);
  expect(await law.apply(draftId)).toMatchObject({ accepted: true, version: 21 });
  const done = await law.finished(draftId);
  expect(done).toMatchObject({ status: 'done', total: 6, done: 6, moved: 6, skipped: 0 });

  for (const docket of [...dockets, closedEarly]) {
    expect(await duesOf(docket)).toContainEqual(['case-limit-ordinary', '2027-04-02', false]);
    const moved = (await docket.log()).filter((l) => l.type === 'moved');
    expect(moved.map((l) => l.deadline)).toEqual(['case-limit-ordinary@2']);
  }
  const { rows } = await engine.store.pool.query<{ n: string }>(
    `select count(*) n from outbox where body->>'kind' = 'moved'`,
  );
  expect(Number(rows[0]?.n)).toBe(6);
  expect(await law.apply(draftId), 'asked again, it answers what it answered').toMatchObject({
    accepted: true,
    version: 21,
  });
});

const versionOf = async ({ id }: Docket) =>
  (await engine.client.workflow.getHandle(id).query<CaseView>('case')).version;

test('cases that it does not touch are left as they are; one that met the law by a command of its own is skipped', async () => {
  const untouched = await fileCase(engine, { filedAt: '2026-11-20T09:00:00+08:00' });
  const worked = await fileCase(engine, { filedAt: '2026-11-20T09:00:00+08:00' });
  const was = await versionOf(untouched);
  const closed = { ...notice, local: true, days: [{ date: '2027-03-31', kind: 'rest' as const, name: '大雪' }] };
  const draftId = await law.previewed(closed);
  expect(await law.applyPaused(draftId)).toMatchObject({ accepted: true });
  await worked.complete('material.received');
  const met = await versionOf(worked);
  await law.resume(draftId);
  expect(await law.finished(draftId)).toMatchObject({ status: 'done', skipped: 1, moved: 0, deferred: 0 });
  expect([await versionOf(untouched), await versionOf(worked)]).toEqual([was, met]);
});

test('a rule version reaches open deadlines only where it says so', async () => {
  const old = await fileCase(engine);
  const rule = {
    kind: 'rule',
    rule: 'assign-officer',
    within: '3d',
    basis: '本院〔2026〕1号',
    effectiveFrom: null,
  } as const;
  const later = await law.previewed({ ...rule, reachesOpen: false });
  await law.apply(later);
  await law.finished(later);
  const fresh = await fileCase(engine);
  const dueOf = async (docket: Docket) => (await duesOf(docket)).find(([r]) => r === 'assign-officer')?.[1];
  const [oldDue, freshDue] = [await dueOf(old), await dueOf(fresh)];
  expect(freshDue, 'what opens under the new version').not.toBe(oldDue);

  const reaching = await law.previewed({ ...rule, within: '2d', reachesOpen: true });
  await law.apply(reaching);
  await law.finished(reaching);
  expect(await dueOf(old)).toBe(await dueOf(fresh));
  expect(await dueOf(old)).not.toBe(oldDue);
});

test('a new ladder that reaches open deadlines re-arms timers, though no date moves', async () => {
  const docket = await fileCase(engine);
  const view = () => engine.client.workflow.getHandle(docket.id).query<CaseView>('case');
  const { nextWake, deadlines } = await view();
  const draftId = await law.previewed({
    kind: 'rule',
    rule: 'network-query',
    effectiveFrom: null,
    // a day and a little more: 24 h from the next full hour
    ladder: [step('remind', { share: 0.99, atLeast: '1h' }), step('urge', { after: '0h' })],
    basis: '本院〔2026〕2号',
    reachesOpen: true,
  });
  await law.apply(draftId);
  expect(await law.finished(draftId)).toMatchObject({ skipped: 0, deferred: 0 });
  const after = await view();
  expect(after.deadlines.map((d) => d.due)).toEqual(deadlines.map((d) => d.due));
  expect(after.nextWake?.summary).toContain('提醒 发起网络执行查询');
  expect(after.nextWake?.at).toBeLessThan(nextWake?.at ?? 0);
  expect((await docket.log()).some((l) => l.type === 'moved')).toBe(false);
  expect((await refold(engine.store.db)).differences, 'what is stored says so too').toEqual([]);
});

test('a stale preview is refused and nothing changes; a rollout can be paused and goes on', async () => {
  const stale = await law.previewed({ ...notice, year: 2028 });
  const other = await law.previewed({ ...notice, local: true, days: [{ date: '2027-05-05', kind: 'rest', name: '暴雨' }] }); // prettier-ignore
  await law.applyPaused(other);
  await expect.poll(async () => (await law.progress(other)).status).toBe('running');
  expect((await law.progress(other)).done).toBe(0);
  const third = await law.previewed({ ...notice, year: 2029 });
  expect(await law.apply(third)).toMatchObject({ accepted: false, code: 'draft-while-applying' });
  await law.resume(other);
  expect(await law.finished(other)).toMatchObject({ status: 'done' });
  expect(await law.apply(stale)).toMatchObject({ accepted: false, code: 'preview-stale' });
});

test('settings are law like rules: what they put in other hands meets them, and whoever has left since stops them', async () => {
  const docket = await fileCase(engine, { filedAt: new Date(Date.now() - 60_000).toISOString() });
  const lead = { documents: 'p-documents-1' };
  const draftId = await law.previewed({ kind: 'settings', lead, basis: '本院〔2026〕3号' });
  const zh = '本院设置（本院〔2026〕3号）第2版';
  expect(await law.apply(draftId)).toMatchObject({ accepted: true, version: 2, zh });
  expect(await law.finished(draftId)).toMatchObject({ status: 'done' });
  const { rows } = await engine.store.pool.query<{ payload: object }>(
    `select payload from facts where case_id = $1 and node = 'law.applied' order by seq desc limit 1`,
    [docket.id],
  );
  expect(rows[0]?.payload).toMatchObject({ settings: 2, rollout: draftId });
  const gone = await law.previewed({ kind: 'settings', lead: { funds: 'p-gone' }, basis: '本院〔2026〕4号' });
  expect(await law.apply(gone)).toMatchObject({ accepted: false, code: 'not-qualified' });
});
