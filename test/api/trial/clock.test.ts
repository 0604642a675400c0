import { ServiceError } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { createCaseClock } from '../../../gateway/clock.ts';
import { targetOf } from '../../../api/trial/clock-request.ts';
import type { Looked, TimeSkipping } from '../../../gateway/time-skipping.ts';

const at = (text: string): number => Date.parse(text);
const DAY = 86_400_000;

describe('what a clock request means', () => {
  const now = at('2026-01-31T10:30:00+08:00');
  it.each([
    [{ advance: '30min' }, '2026-01-31T11:00:00+08:00'],
    [{ advance: '24h' }, '2026-02-01T10:30:00+08:00'],
    [{ advance: '30d' }, '2026-03-02T10:30:00+08:00'],
    [{ advance: '1m' }, '2026-02-28T10:30:00+08:00'],
    [{ advance: '6m' }, '2026-07-31T10:30:00+08:00'],
    [{ advance: '6mo' }, '2026-07-31T10:30:00+08:00'],
    [{ advance: '1mo' }, '2026-02-28T10:30:00+08:00'],
    [{ to: '2026-07-20T09:00:00+08:00' }, '2026-07-20T09:00:00+08:00'],
  ])('%j', (asked, expected) => {
    expect(targetOf(asked, now)).toBe(at(expected));
  });
});

/** A server that says what it is told to. */
function server(looks: readonly Partial<Looked>[], polls: readonly ('waiting' | 'arrived' | 'failed')[] = ['arrived']) {
  const asked: { id: string; ms: number }[] = [];
  const [left, results] = [[...looks], [...polls]];
  const skipping: TimeSkipping = {
    look: () => {
      const { fastForward, ...look } = left.shift() ?? {};
      const own = fastForward && {
        ...fastForward,
        id: fastForward.id === 'own' ? (asked.at(-1)?.id ?? '') : fastForward.id,
      };
      return Promise.resolve({ isRunning: true, ahead: 0, ...look, fastForward: own });
    },
    fastForward: (_, id, ms) => Promise.resolve(void asked.push({ id, ms })),
    poll: () => Promise.resolve(results.shift() ?? 'waiting'),
  };
  return { skipping, asked };
}

describe('moving a case’s clock', () => {
  const ahead = 10 * DAY;

  it('asks the server for the rest of the way and believes what it then says', async () => {
    const { skipping, asked } = server([{ ahead: 0 }, { ahead }]);
    const offset = await createCaseClock(skipping).moveTo('c', Date.now() + ahead, 0);
    expect(offset).toBe(ahead);
    expect(asked[0]?.ms).toBeGreaterThan(ahead - 1000);
  });

  it('adds to the offset that a workflow was started again with', async () => {
    const { skipping, asked } = server([{ ahead: 0 }, { ahead }]);
    const offset = await createCaseClock(skipping).moveTo('c', Date.now() + 3 * ahead, 2 * ahead);
    expect(offset).toBe(3 * ahead);
    expect(asked[0]?.ms).toBeLessThanOrEqual(ahead);
  });

  it('is only a number where the workflow has ended, before or on the way', async () => {
    for (const looks of [[{ isRunning: false }], [{}, { isRunning: false }]]) {
      const { skipping } = server(looks, ['failed']);
      const offset = await createCaseClock(skipping).moveTo('c', Date.now() + ahead, 0);
      expect(Math.abs(offset - ahead)).toBeLessThan(1000);
    }
  });

  it('polls on while the server is on its way, also through a poll that lost sight of it', async () => {
    const onTheWay = { fastForward: { id: 'own', hasArrived: false } };
    const there = { fastForward: { id: 'own', hasArrived: true } };
    const { skipping } = server([{}, onTheWay, there, { ahead }], ['waiting', 'failed']);
    expect(await createCaseClock(skipping).moveTo('c', Date.now() + ahead, 0)).toBe(ahead);
  });

  it('says so when another request came between', async () => {
    const { skipping } = server([{}, { fastForward: { id: 'other', hasArrived: false } }], ['failed']);
    const moving = createCaseClock(skipping).moveTo('c', Date.now() + ahead, 0);
    await expect(moving).rejects.toMatchObject({ code: 'clock-interrupted' });
  });

  it('says so when the server cannot skip time', async () => {
    const { skipping } = server([{}]);
    const grpc = Object.assign(new Error('12 UNIMPLEMENTED'), { code: 12, details: '', metadata: {} });
    const off = { ...skipping, fastForward: () => Promise.reject(new ServiceError('no', { cause: grpc })) };
    const moving = createCaseClock(off).moveTo('c', Date.now() + ahead, 0);
    await expect(moving).rejects.toMatchObject({ code: 'time-skipping-unavailable' });
  });
});
