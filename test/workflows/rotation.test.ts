// A rotation whose answers are lost in the middle goes on where it was: each record once (docs/decisions/164).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRotationGateway } from '../../gateway/rotations.ts';
import type { RotationStep } from '../../workflows/rotation-messages.ts';
import { type Docket, fileCase } from '../support/clerk.ts';
import { type Engine, SEAL_KEY, startEngine } from '../support/engine.ts';

let engine: Engine;
let lost = 0;
beforeAll(async () => {
  engine = await startEngine({
    around: (activities) => ({
      ...activities,
      async handOver(asked) {
        const made = await activities.handOver(asked);
        if ((lost += 1) <= 3) throw new Error('the answer was lost'); // a try, its second, and one of the next batch
        return made;
      },
    }),
  });
});
afterAll(() => engine.stop());

const assigned = async ({ id }: Docket) =>
  (await engine.store.pool.query<{ person: string }>(`select payload ->> 'person' as person from facts where case_id = $1 and node = 'desk.assigned' order by seq`, [id])).rows.map(({ person }) => person); // prettier-ignore

test('seven records, two batches, three answers lost', { timeout: 180_000 }, async () => {
  const rotations = createRotationGateway({ client: engine.client, taskQueue: engine.taskQueue, sealKey: SEAL_KEY });
  const dockets: Docket[] = [];
  for (let i = 0; i < 7; i++) dockets.push(await fileCase(engine));
  for (const docket of dockets)
    await docket.tryTo('desk.assigned', { role: 'property-control', person: 'p-control-1' });
  const steps = dockets.map(({ id }): RotationStep => ({ record: id, recordNo: id, to: 'p-control-2', node: 'desk.assigned', payload: { role: 'property-control', person: 'p-control-2', reason: '轮换' } })); // prettier-ignore
  const id = `rotation-${randomUUID().replaceAll('-', '').slice(0, 20)}`;
  await rotations.start({ id, by: 'p-command-1', role: 'property-control', from: 'p-control-1', reason: '轮换', hash: 'h', steps }); // prettier-ignore
  await expect
    .poll(async () => (await rotations.progress(id))?.status, { timeout: 170_000, interval: 500 })
    .toBe('done');
  const { items = [] } = (await rotations.progress(id)) ?? {};
  expect(items.map(({ status }) => status)).toEqual(dockets.map(() => 'recorded'));
  for (const docket of dockets) expect(await assigned(docket)).toEqual(['p-control-1', 'p-control-2']);
});
