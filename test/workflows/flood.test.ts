// A case that is told more at once than it can hear.
import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { expect, inject, onTestFinished, test } from 'vitest';
import { troubleOf } from '../../gateway/trouble.ts';
import { fileCase } from '../support/clerk.ts';
import { makeDatabase } from '../support/database.ts';
import { code, startEngine } from '../support/engine.ts';

const SIGNALS = 200;

test('two hundred messages wait: another sender is told so, and none of those that wait is lost', async () => {
  const temporalAddress = inject('temporalAddress');
  const database = await makeDatabase();
  const site = { temporalAddress, taskQueue: `flood-${randomUUID()}`, database };
  const first = await startEngine({ site: { ...site, database: { ...database, drop: () => Promise.resolve() } } });
  const docket = await fileCase(first);
  await first.stop();

  const connection = await Connection.connect({ address: temporalAddress });
  onTestFinished(() => connection.close());
  const handle = new Client({ connection, dataConverter: code.dataConverter }).workflow.getHandle(docket.id);
  const message = { node: 'reception.waived', by: 'p-reception-1', payload: { reason: '' } };
  for (let sent = 0; sent < SIGNALS; sent += 1) await handle.signal('nodeCompleted', message);
  const another = handle.executeUpdate('completeNode', { args: [{ by: 'p-reception-1' }] }).catch(troubleOf);

  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const engine = await startEngine({
    site,
    around: (activities) => ({
      ...activities,
      decideAndRecord: async (asked) => {
        await gate;
        return activities.decideAndRecord(asked);
      },
    }),
  });
  onTestFinished(() => engine.stop());
  expect(await another, 'refused before anything of it is written down').toBe('busy');
  open();
  const refused = () => engine.store.pool.query(`select 1 from case_log where case_id = $1 and type = 'refused'`, [docket.id]); // prettier-ignore
  await expect.poll(async () => (await refused()).rowCount, { timeout: 30_000 }).toBe(SIGNALS);
  const answer = await engine.gateway.completeNode(
    docket.id,
    { ...message, payload: { reason: '申请执行人在外地' }, commandId: randomUUID() },
    () => Promise.reject(new Error('it runs')),
  );
  expect(answer).toMatchObject({ accepted: true });
}, 60_000);
