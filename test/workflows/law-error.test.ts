import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type * as Deriving from '../../domain/engine/derive.ts';
import { stopRemindedAt } from '../../local/bench/clocks.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { refold } from '../../db/cases/refold.ts';
import { type Docket, fileCase } from '../support/clerk.ts';
import { type Engine, startEngine } from '../support/engine.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The numbers of the cases in whose law a bug shows just now. */
const broken = vi.hoisted(() => new Set<string>());

vi.mock('../../domain/engine/derive.ts', async (original) => {
  const real = await original<typeof Deriving>();
  const deriveSteps: typeof real.deriveSteps = function* (c, ...rest) {
    if (broken.has(c.filed.payload.caseNo)) throw new RangeError('Invalid time value');
    return yield* real.deriveSteps(c, ...rest);
  };
  return { ...real, deriveSteps };
});

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(() => broken.clear());

/** A case with a stop to look at again, of which the reminder falls at an instant. */
async function remindedAt(instant: number): Promise<Docket> {
  const { at, payload } = stopRemindedAt(instant);
  const docket = await fileCase(engine, { filedAt: formatInstant(instant - 9 * DAY) });
  await docket.complete('exclusion.approved', payload, undefined, formatInstant(at));
  return docket;
}

const reminders = async ({ log }: Docket): Promise<readonly (number | undefined)[]> =>
  (await log())
    .filter((l) => l.rung === 'remind' && l.deadline?.startsWith('stop-review@') === true)
    .map((l) => l.fires_at?.getTime());

const received = (docket: Docket) => docket.tryTo('material.received', { items: ['判决书'] });

/** Moves a case on, whether or not it has an answer to what it met on the way. */
const movedTo = (docket: Docket, target: number) => engine.moveTo(docket.id, target).catch(() => undefined);

test('a bug in the law of one case, for ten minutes of its time: others go on, it answers, and catches up once it is mended', async () => {
  const began = Date.now();
  const at = began + 5 * MINUTE;
  const [ill, well] = [await remindedAt(at), await remindedAt(at)];
  broken.add(ill.caseNo);

  const [answer, other] = await Promise.all([received(ill), received(well)]);
  expect(answer).toMatchObject({ accepted: false, code: 'internal-law-error' });
  expect(other).toMatchObject({ accepted: true });
  await Promise.all([movedTo(ill, began + 10 * MINUTE), engine.moveTo(well.id, began + 10 * MINUTE)]);
  expect(await reminders(well), 'in time').toEqual([at]);
  expect(await reminders(ill), 'not yet').toEqual([]);
  expect(await received(ill), 'still an answer, however late it is').toMatchObject({ code: 'internal-law-error' });
  expect(await received(well)).toMatchObject({ accepted: true });
  expect((await ill.log()).map(({ data }) => data['code'])).toContain('internal-law-error');

  broken.clear();
  expect(await received(ill), 'the very next command').toMatchObject({ accepted: true });
  expect(await reminders(ill), 'its missed rung, with its own instant').toEqual([at]);
  await engine.moveTo(ill.id, began + DAY);
  expect((await engine.client.workflow.getHandle(ill.id).describe()).status.name).toBe('RUNNING');
  expect((await refold(engine.store.db)).differences).toEqual([]);
}, 180_000);

test('a bug that is gone before anybody asks again: the case wakes by itself', async () => {
  const at = Date.now() + 4_000;
  const ill = await remindedAt(at);
  broken.add(ill.caseNo);
  await new Promise((resolve) => setTimeout(resolve, at + 2_000 - Date.now()));
  expect(await reminders(ill)).toEqual([]);
  broken.clear();
  await expect.poll(() => reminders(ill), { timeout: 60_000, interval: 500 }).toEqual([at]);
}, 90_000);

test('forty cases with a bug at once hold up nobody', async () => {
  const ill: Docket[] = [];
  for (let i = 0; i < 40; i++) ill.push(await fileCase(engine));
  const well = await fileCase(engine);
  for (const { caseNo } of ill) broken.add(caseNo);
  const sent = Promise.all(ill.map(received));
  const asked = performance.now();
  expect(await received(well)).toMatchObject({ accepted: true });
  expect(performance.now() - asked).toBeLessThan(10_000);
  for (const answer of await sent) expect(answer).toMatchObject({ code: 'internal-law-error' });
  broken.clear();
  for (const docket of ill) expect(await received(docket)).toMatchObject({ accepted: true });
}, 180_000);
