// The short form of `npm run chaos -- deliveries`: a gateway that fails in twelve ways, on the real engine, without kills.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chanceOf } from '../../local/chaos/chance.ts';
import { failings, type SmsGateway, startGateway } from '../../local/chaos/gateway.ts';
import { toldStands } from '../../local/chaos/told.ts';
import { smsChannel } from '../../process/sms-channel.ts';
import { MINUTE } from '../../domain/time/instant.ts';
import { fileCase } from '../support/clerk.ts';
import { type Engine, startEngine } from '../support/engine.ts';

const PARTIES = 12;
let engine: Engine;
let gateway: SmsGateway;
beforeAll(async () => {
  gateway = await startGateway(chanceOf('deliveries'), 0.6);
  engine = await startEngine({
    isTelling: true,
    channels: { sms: smsChannel({ url: gateway.url, token: undefined }) },
  });
});
afterAll(async () => {
  await engine.stop();
  await gateway.close();
});

const open = async (id: string): Promise<number> => {
  const sql = `select count(*)::int as n from deadlines where case_id = $1 and rule = 'disclose' and status = 'open'`;
  return (await engine.store.pool.query<{ n: number }>(sql, [id])).rows[0]?.n ?? 0;
};

test('each party hears everything at least once, in order, and the record says so once', { timeout: 120_000 }, async () => {
  const applicants = Array.from({ length: PARTIES }, (_, i) => ({ name: `申请人${i + 1}`, kind: 'person', phone: `138000000${String(i).padStart(2, '0')}` }));
  const docket = await fileCase(engine, { applicants });
  let hour = 0;
  const moveOn = () => engine.moveTo(docket.id, Date.now() + (hour += 60) * MINUTE);
  for (const node of ['query.started', 'reception.held', 'material.received'] as const) {
    await docket.complete(node);
    await moveOn();
  }
  gateway.mend();
  await expect.poll(async () => (await moveOn(), open(docket.id)), { timeout: 60_000, interval: 500 }).toBe(0);
  const figures = await toldStands(engine.store, gateway.taken);
  expect(figures.filter(({ ok }) => ok !== true)).toEqual([]);
  expect(gateway.failures.size).toBeGreaterThan(3);
  expect(Object.keys(failings)).toHaveLength(12);
  expect(gateway.taken.size).toBeGreaterThanOrEqual(PARTIES);
}); // prettier-ignore
