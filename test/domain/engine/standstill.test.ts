import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOf, endOfDay, formatInstant, HOUR } from '../../../domain/time/instant.ts';
import { explain } from '../../../domain/words/because.ts';
import { type Court, given } from '../../support/given.ts';
import { approved, confirmed } from '../../support/histories.ts';

const defer = (court: Court, until: string, by = 'president') =>
  court.complete('payout.delay-approved', 'r-7', { until }, { by });
const by30 = { ground: 'distribution', reason: '分配方案有异议' };
const words = (court: Court, rule: string) => court.derived.find((d) => d.rule === rule)?.because.map(explain) ?? [];

describe('an approved deferral of a payout (engine.md 9)', () => {
  // confirmed on 02-06, due on 02-24
  const deferred = defer(confirmed().at('2026-02-20T09:00'), '2026-03-20');

  test('makes the payout stand still: no due, no rung, and it says why and until when', () => {
    expect(deferred.deadline('payout')).toMatchObject({ status: 'suspended', due: null, legalDue: null });
    expect(deferred.at('2026-03-20T23:59:59').rungs('payout')).toEqual(deferred.rungs('payout'));
    expect(words(deferred, 'payout')).toContain(
      `自2026年2月20日起停止计算：经批准延期发放（第${deferred.seq('payout.delay-approved')}号记录），至2026年3月20日；此后期限重新计算`,
    );
  });

  test('to its day; then the ten days run anew, those of the law too', () => {
    const over = deferred.at('2026-03-21');
    expect(over.deadline('payout')).toMatchObject({ status: 'open', due: '2026-03-30', legalDue: '2026-04-20' });
    expect(over.deadline('payout').id).toBe(deferred.deadline('payout').id);
    expect(over.at('2026-05-01').rungs('payout').slice(deferred.rungs('payout').length)).toEqual([
      '2026-03-29T00:00 remind ' + over.deadline('payout').id,
      '2026-03-31T00:00 urge ' + over.deadline('payout').id,
      '2026-04-01T00:00 supervise ' + over.deadline('payout').id,
      '2026-04-21T00:00 beyond-law ' + over.deadline('payout').id,
    ]);
  });

  test('wakes the case at its end, and the log says that it runs again', () => {
    expect(deferred.at('2026-03-20T23:00').nextWake?.at).toBe(Date.parse('2026-03-21T00:00+08:00'));
    const lines = deferred.at('2026-03-21').log.filter((l) => l.rule === 'payout' && l.type !== 'rung');
    expect(lines.slice(-2).map((l) => l.type)).toEqual(['moved', 'reopened']);
  });

  test('a worker that slept through its end warns of the new due as one that was awake', () => {
    const late = defer(confirmed().at('2026-02-26T09:00'), '2026-03-20');
    expect(late.rungs('payout')).toHaveLength(3);
    const own = (court: Court) => court.log.filter((l) => l.type === 'rung' && l.rule === 'payout').map((l) => `${l.rung} ${l.firesAt}`); // prettier-ignore
    expect(own(late.workerDownUntil('2026-05-01'))).toEqual(own(late.at('2026-05-01')));
  });

  test('ends early on the day on which its ground fell away', () => {
    const over = deferred.at('2026-03-02T10:00').complete('deferral.ended', 'r-7', { on: '2026-03-02' });
    expect(over.deadline('payout')).toMatchObject({ status: 'open', due: '2026-03-12' });
    const told = deferred.at('2026-03-05T10:00').complete('deferral.ended', 'r-7', { on: '2026-03-02' });
    expect(told.deadline('payout'), 'told three days later').toMatchObject({ status: 'open', due: '2026-03-12' });
  });

  test('a second one that touches it goes on from there; one that comes later stands still again', () => {
    const longer = defer(deferred.at('2026-03-10T09:00'), '2026-04-10', 'president');
    expect(longer.at('2026-03-25').deadline('payout').status).toBe('suspended');
    expect(longer.at('2026-04-11').deadline('payout')).toMatchObject({ status: 'open', due: '2026-04-20' });
    const again = defer(deferred.at('2026-03-25T09:00'), '2026-04-10', 'president');
    expect(again.deadline('payout').status).toBe('suspended');
    expect(again.at('2026-04-11').deadline('payout')).toMatchObject({ status: 'open', due: '2026-04-20' });
  });

  test('approved late, it moves the due and leaves in the log what had fallen', () => {
    const late = defer(confirmed().at('2026-02-26T09:00'), '2026-03-20');
    expect(late.deadline('payout')).toMatchObject({ status: 'suspended', due: null });
    expect(late.deadline('payout-late-approval')).toMatchObject({ status: 'done-late', opened: '2026-02-25T00:00' });
    expect(late.at('2026-03-30T23:59').deadlines('payout-late-approval')).toHaveLength(1);
    const anew = late.at('2026-03-31').deadlines('payout-late-approval');
    expect(anew).toMatchObject([
      { status: 'done-late' },
      { status: 'open', opened: '2026-03-31T00:00', due: '2026-03-31' },
    ]);
    expect(new Set(anew.map((d) => d.id)).size).toBe(2);
  });

  test('paid while it stands still is paid in time', () => {
    const sent = approved().complete('payout.sent', 'FK-2026-031', { reference: 'ZL-1' }); // before it was put off
    const court = defer(sent.at('2026-02-26T09:00'), '2026-03-20').at('2026-03-10T10:00');
    const paid = court.complete('payout.paid', 'FK-2026-031', { reference: 'ZL-1' });
    expect(paid.deadline('payout').status).toBe('done');
    expect(paid.at('2026-06-01').deadlines('payout-late-approval')).toHaveLength(1);
  });
});

describe('payout-30-day-approval', () => {
  test('the president’s deferral ends it; where that has run out, it opens again and is due with the payout', () => {
    const court = defer(confirmed().at('2026-03-05T09:00'), '2026-03-20', 'president');
    expect(court.deadlines('payout-30-day-approval')).toMatchObject([{ status: 'done' }]);
    expect(court.at('2026-03-21').deadlines('payout-30-day-approval')).toMatchObject([
      { status: 'done' },
      { status: 'open', opened: '2026-03-21T00:00', due: '2026-03-30' },
    ]);
    expect(court.at('2026-03-21').deadline('payout').due).toBe('2026-03-30');
  });

  test('the supervising leader’s deferral does not', () => {
    const court = defer(confirmed().at('2026-03-05T09:00'), '2026-03-08', 'supervising-leader');
    expect(court.at('2026-03-21').deadlines('payout-30-day-approval')).toMatchObject([{ status: 'open' }]);
  });

  test('beyond thirty days from the arrival the supervising leader does not defer; whoever decides anew decides for less too', () => {
    const court = confirmed().at('2026-02-26T09:00'); // arrived on 02-06
    const refused = court.refused('payout.delay-approved', { subject: 'r-7', payload: { ...by30, until: '2026-03-09' }, by: 'supervising-leader' }); // prettier-ignore
    expect(refused).toMatchObject({ code: 'beyond-the-cap' });
    const first = defer(court, '2026-05-20');
    const shorter = defer(first.at('2026-03-02T09:00'), '2026-03-20');
    expect(shorter.at('2026-03-20T12:00').deadline('payout').status).toBe('suspended');
    expect(shorter.at('2026-03-21').deadline('payout')).toMatchObject({ status: 'open', due: '2026-03-30' });
  });
});

describe('what a met claim makes pointless ends void by itself (engine.md 6)', () => {
  const rules = ['network-query', 'related-cases', 'trial-service-record'];

  test('control and the register of service; not reception, documents and money', () => {
    const court = given().filed().assigned().complete('performance.completed');
    expect(rules.map((rule) => court.deadline(rule).status)).toEqual(['void', 'void', 'void']);
    expect(words(court, 'network-query').at(-1)).toContain('债权已受偿');
    expect(['reception', 'initial-documents'].map((r) => court.deadline(r).status)).toEqual(['open', 'open']);
    expect(court.at('2026-03-01').rungs('network-query')).toEqual([]);
  });

  test('what was done before stays done, and a withdrawal of the ground brings the rest back', () => {
    const court = given().filed().assigned().complete('query.started').complete('performance.completed');
    expect(court.deadline('network-query').status).toBe('done');
    const back = court.complete('fact.withdrawn', { fact: court.seq('performance.completed') }, { by: 'review' });
    expect(back.deadline('related-cases').status).toBe('open');
  });
});

test('whatever is deferred, ended and deferred again: no rung falls while the payout stands still', () => {
  const step = fc.record({
    waitHours: fc.integer({ min: 1, max: 400 }),
    ends: fc.boolean(),
    days: fc.integer({ min: 0, max: 40 }),
  });
  let rungs = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
      const court = steps.reduce((before, { waitHours, ends, days }) => {
        const now = before.at(formatInstant(before.now + waitHours * HOUR));
        if (ends)
          return now.tries('deferral.ended', { subject: 'r-7', payload: { on: dateOf(now.now), why: '已收取' } });
        return defer(now, dateOf(now.now + days * 24 * HOUR), 'president');
      }, confirmed());
      const ended = court.c.all('deferral.ended');
      const approved = court.c.all('payout.delay-approved');
      const still = approved.map(({ at, payload }, i) => {
        const over = ended.find((f) => f.at > at)?.at ?? Number.POSITIVE_INFINITY;
        return {
          from: at,
          to: Math.min(over, endOfDay(payload.until), approved[i + 1]?.at ?? Number.POSITIVE_INFINITY),
        };
      });
      for (const { firesAt } of court.at('2027-06-01').log.filter((l) => l.type === 'rung' && l.rule === 'payout')) {
        rungs++;
        expect(still.filter(({ from, to }) => (firesAt ?? 0) > from && (firesAt ?? 0) < to)).toEqual([]);
      }
    }),
    { numRuns: 40 },
  );
  expect(rungs).toBeGreaterThan(50);
});
