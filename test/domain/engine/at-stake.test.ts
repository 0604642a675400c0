// Nobody lifts their own lateness by putting a date right: engine.md 3, 21, docs/decisions/032.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { begun, drawings, lived } from '../../support/any-history.ts';
import { makesLate } from '../../../domain/plan/light.ts';
import { type Court, given } from '../../support/given.ts';
import { confirmed, paid } from '../../support/histories.ts';

const filed = given().filed('2026-01-20T16:20');
const asks = { reason: '录入有误', askedBy: 'p-reception' };
const corrected = (court: Court, node: 'reception.held' | 'funds.confirmed', at: string, more: object = asks) => ({
  payload: { fact: court.seq(node), at: `${at}:00+08:00`, ...more },
});

describe('a reception held a day late, dated back to the day of filing', () => {
  const late = filed.at('2026-01-21T09:00').complete('reception.held');
  const back = corrected(late, 'reception.held', '2026-01-20T17:00');

  test('is not put right by the window itself: what would go is named', () => {
    const refused = late.refused('fact.corrected', { ...back, by: 'reception' });
    expect(refused).toMatchObject({ code: 'lateness-at-stake', missing: [{ id: 'reception@2' }] });
    expect(refused.zh).toContain('askedBy');
  });

  test('is by review, which says who asked; the asker and review are two persons', () => {
    const nobody = corrected(late, 'reception.held', '2026-01-20T17:00', { reason: '录入有误' });
    expect(late.refused('fact.corrected', { ...nobody, by: 'review' }).missing[0]?.id).toBe('askedBy');
    const itself = corrected(late, 'reception.held', '2026-01-20T17:00', { ...asks, askedBy: 'p-review' });
    expect(late.refused('fact.corrected', { ...itself, by: 'review' }).code).toBe('missing-field');
    expect(late.tries('fact.corrected', { ...back, by: 'review' }).deadline('reception').status).toBe('done');
  });

  test('is asked for by one who could ask: the recorder, the desk, the case’s officer, not by anybody', () => {
    const by = (court: Court, askedBy: string) =>
      court.tries('fact.corrected', { ...corrected(court, 'reception.held', '2026-01-20T17:00', { ...asks, askedBy }), by: 'review' }) !== court; // prettier-ignore
    const assigned = late.assigned();
    expect(['p-reception', 'p-officer-1', 'p-clerk-1'].map((who) => by(assigned, who))).toEqual([true, true, true]);
    expect(['p-officer-2', 'p-finance', 'p-nobody'].map((who) => by(assigned, who))).toEqual([false, false, false]);
    const anybody = corrected(assigned, 'reception.held', '2026-01-20T17:00', { ...asks, askedBy: 'p-finance' });
    expect(assigned.refused('fact.corrected', { ...anybody, by: 'review' }).zh).toContain('askedBy 请写原登记人');
  });

  test('is by the director too, who puts right nothing else', () => {
    expect(late.tries('fact.corrected', { ...back, by: 'director' }).deadline('reception').status).toBe('done');
    const intime = filed.at('2026-01-20T18:00').complete('reception.held');
    const again = corrected(intime, 'reception.held', '2026-01-20T17:00');
    expect(intime.refused('fact.corrected', { ...again, by: 'director' }).code).toBe('not-your-fact');
  });

  test('what lifts nothing stays the recorder’s: an hour earlier, as late', () => {
    const court = given().filed('2026-01-20T16:20').at('2026-01-20T18:00').complete('reception.held');
    const moved = court.tries('fact.corrected', {
      ...corrected(court, 'reception.held', '2026-01-20T17:00'),
      by: 'reception',
    });
    expect(moved.record.at(-1)?.node).toBe('fact.corrected');
  });
});

describe('a late entry dated anew, to an instant that is near enough to be believed', () => {
  // `related-cases` is due on 01-22
  const entered = filed.at('2026-01-25T09:00').complete('related-cases.checked', {}, { at: '2026-01-21T09:00' });
  const fact = entered.seq('related-cases.checked');

  test('does not become timely by the recorder’s own hand', () => {
    expect(entered.deadline('related-cases').status).toBe('done-late');
    const near = { payload: { fact, at: '2026-01-22T18:00:00+08:00', ...asks, askedBy: 'p-property-control' }, by: 'property-control' }; // prettier-ignore
    expect(entered.refused('fact.corrected', near).code).toBe('lateness-at-stake');
    expect(entered.tries('fact.corrected', { ...near, by: 'review' }).deadline('related-cases').status).toBe('done');
  });
});

describe('a payout that is overdue', () => {
  const overdue = confirmed().at('2026-02-25T09:00');
  const fact = overdue.seq('funds.confirmed');

  test.each([
    ['correcting its opening to a later instant', 'fact.corrected', { at: '2026-02-24T09:00:00+08:00' }],
    ['withdrawing it, to record it anew', 'fact.withdrawn', {}],
  ])('%s is not for whoever recorded it', (_, node, change) => {
    const payload = { fact, ...asks, askedBy: 'p-finance', ...change };
    expect(overdue.refused(node, { payload, by: 'finance' }).code).toBe('lateness-at-stake');
    expect(overdue.refused(node, { payload, by: 'finance' }).missing.map((m) => m.id)).toContain(`payout:r-7@${fact}`);
    expect(overdue.tries(node as never, { payload, by: 'review' }).deadlines('payout').some((d) => d.overdue)).toBe(false); // prettier-ignore
  });

  test('one that is only nearly due moves by the recorder’s word', () => {
    const near = confirmed().at('2026-02-13T09:00');
    const payload = { fact: near.seq('funds.confirmed'), at: '2026-02-06T12:00:00+08:00', reason: '录入有误' };
    expect(near.tries('fact.corrected', { payload, by: 'finance' }).record.at(-1)?.node).toBe('fact.corrected');
  });
});

test('a lateness of review’s own is for the leaders', () => {
  const submitted = paid().assigned().complete('closing.submitted');
  const late = submitted.at('2026-02-16T09:00').complete('closing.returned');
  const payload = { fact: late.seq('closing.returned'), at: '2026-02-14T18:00:00+08:00', ...asks, askedBy: 'p-review' };
  expect(late.deadline('closing-review').status).toBe('done-late');
  expect(late.refused('fact.corrected', { payload, by: 'p-all-hats' }).code).toBe('lateness-at-stake');
  expect(late.refused('fact.corrected', { payload, by: 'review' }).code).toBe('lateness-at-stake');
  expect(late.tries('fact.corrected', { payload, by: 'director' }).record.at(-1)?.node).toBe('fact.corrected');
});

test('what only informs is nobody’s lateness: its dates are put right by whoever recorded them', () => {
  const served = given()
    .filed('2026-01-20T16:20')
    .assigned()
    .complete('documents.issued', { kind: 'property-report-order', id: 'order-1', reportWithin: 10 } as never)
    .at('2026-01-24T10:00')
    .complete('service.recorded', 'order-1.respondent-1', { on: '2026-01-22', outcome: 'served' })
    .at('2026-02-03T09:00');
  expect(served.deadline('property-report')).toMatchObject({ status: 'open', overdue: false, due: '2026-02-02' });
  const payload = { fact: served.seq('service.recorded'), payload: { on: '2026-01-24', outcome: 'served', receipt: '送达回证第12号' }, reason: '录入有误' }; // prettier-ignore
  const later = served.tries('fact.corrected', { payload, by: 'documents' });
  expect(later.deadline('property-report')).toMatchObject({ due: '2026-02-03' });
  expect(later.record.at(-1)?.node).toBe('fact.corrected');
});

test('whatever the history, no correction of a recorder’s own fact makes a late deadline timely', () => {
  let asked = 0;
  fc.assert(
    fc.property(drawings(25), fc.nat(), fc.integer({ min: 0, max: 400 }), (draws, pick, hours) => {
      const { court } = lived(begun(), draws);
      const own = court.record.filter((f) => f.via === 'api' && f.seq > court.c.founding.seq);
      const meant = own[pick % Math.max(own.length, 1)];
      if (meant === undefined) return;
      const at = new Date(court.now - hours * 3_600_000).toISOString();
      const next = court.tries('fact.corrected', {
        payload: { fact: meant.seq, at, ...asks, askedBy: 'p-officer-1' },
        by: meant.by,
      });
      if (next === court) return;
      asked += 1;
      const after = new Map(next.derived.map((d) => [d.id, d.status]));
      for (const d of court.derived.filter((each) => each.status === 'done-late' && makesLate(each))) expect(after.get(d.id), d.id).toBe('done-late'); // prettier-ignore
    }),
    { numRuns: 60, endOnFailure: true },
  );
  expect(asked).toBeGreaterThan(5);
});
