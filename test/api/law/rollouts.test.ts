import { beforeAll, expect, it } from 'vitest';
import type { Static } from 'typebox';
import { createRolloutGateway } from '../../../gateway/rollouts.ts';
import type { Rollout } from '../../../api/law/law-schemas.ts';
import { type Case } from '../../support/api.ts';
import { SEAL_KEY } from '../../support/engine.ts';
import { before2026, caseWithMoney, type Draft, DRAFTS, lawDesk, notice2026 } from '../../support/law-desk.ts';
import { rest } from '../../support/given-drafts.ts';
import { wholeCourt } from '../../support/court.ts';

type Progress = Static<typeof Rollout>;

const court = wholeCourt(({ client, taskQueue }) => ({
  rollouts: createRolloutGateway({ client, taskQueue, sealKey: SEAL_KEY }),
}));
let desk: ReturnType<typeof lawDesk>;
beforeAll(async () => {
  await before2026(court.api);
  desk = lawDesk(court.api);
});

const progress = async (id: string) => (await desk.caller.get<Progress>(`${DRAFTS}/${id}/rollout`)).body;
const finished = (id: string) =>
  expect
    .poll(async () => [(await progress(id)).status, (await desk.caller.get<Draft>(`${DRAFTS}/${id}`)).body.status], { timeout: 30_000 })
    .toEqual(['done', 'applied']); // prettier-ignore
const previewed = async (body: object) => {
  const { id } = (await desk.draft(body)).body;
  return (await desk.step(id, 'preview')).body;
};

it('a notice comes out: what the preview said comes true', async () => {
  // a case’s number is its workflow’s id, and all test files share one Temporal
  const money = await caseWithMoney(court.api, { caseNo: `（2026）豫0823执恢${process.pid}号` });
  const { id, preview } = await previewed(notice2026());
  const { status, body } = await desk.step<Progress>(id, 'apply');
  expect(status).toBe(202);
  expect(body).toMatchObject({ draft: id, version: 20 });
  await finished(id);
  expect(await progress(id)).toMatchObject({ total: 1, done: 1, moved: 1, skipped: 0, version: 20 });
  const { body: after } = await court.api.as('p-review-1').get<Case>(`/api/cases/${money.id}`);
  const now = new Map(after.deadlines.map((d) => [d.id, d]));
  expect(preview?.shifts.length).toBeGreaterThan(5);
  for (const { deadline, to } of preview?.shifts ?? []) {
    expect(now.get(deadline)).toMatchObject({ targetDue: to, provisional: false });
  }
  expect(await desk.step(id, 'apply')).toMatchObject({ status: 409, body: { code: 'not-a-draft' } });
});

it('can be paused and goes on; two previewed against one law are not both applied', async () => {
  const amended = (date: string) => {
    const { days, ...notice } = notice2026({ notice: `修订 ${date}` });
    return previewed({ ...notice, days: [...days, rest(date, '春节')] });
  };
  const [one, two] = [await amended('2026-03-03'), await amended('2026-03-04')];
  const [first, second] = await Promise.all([desk.step(one.id, 'apply'), desk.step(two.id, 'apply')]);
  expect([first.status, second.status].toSorted()).toEqual([202, 409]);
  const [won, lost] = first.status === 202 ? [one, two] : [two, one];
  await finished(won.id);
  expect(await desk.step(won.id, 'pause')).toMatchObject({ status: 409, body: { code: 'not-applying' } });
  expect(await desk.step(lost.id, 'apply')).toMatchObject({ status: 409, body: { code: 'preview-stale' } });
  await desk.step(lost.id, 'preview');

  // paused before it begins, so that it cannot be through already
  await court.engine.client.workflow.start('rollout', {
    workflowId: `rollout-${lost.id}`,
    taskQueue: court.engine.taskQueue,
    args: [{ draftId: lost.id, by: 'p-administrator-1' }],
  });
  await court.engine.client.workflow.getHandle(`rollout-${lost.id}`).signal('pause');
  expect(await desk.step(lost.id, 'apply')).toMatchObject({ status: 202, body: { paused: true, done: 0 } });
  expect(await desk.draft(notice2026())).toMatchObject({ status: 409, body: { code: 'draft-while-applying' } });
  expect(await desk.step(lost.id, 'resume')).toMatchObject({ status: 200, body: { paused: false } });
  await finished(lost.id);
});
