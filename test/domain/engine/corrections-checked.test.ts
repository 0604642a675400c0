import { describe, expect, test } from 'vitest';
import { type Court, given } from '../../support/given.ts';
import { closed, confirmed, found, returned } from '../../support/histories.ts';

const filed = given().filed('2026-01-20T16:20');
const held = filed.at('2026-01-20T18:00').complete('reception.held');
const withdraw = (court: Court, fact: number, by = 'review') => court.complete('fact.withdrawn', { fact }, { by });
const correct = (
  court: Court,
  fact: number,
  change: { at?: string; payload?: Record<string, unknown> },
  by = 'review',
) => court.complete('fact.corrected', { at: undefined, ...change, fact } as never, { by }); // takes the example's instant away
const refusal = (court: Court, node: string, payload: object, by = 'review') =>
  court.refused(node, { payload: { reason: '误录', ...payload }, by });

describe('a correction has to pass where the fact itself would have to', () => {
  const seq = held.seq('reception.held');
  const code = (court: Court, fact: number, change: object) =>
    refusal(court, 'fact.corrected', { fact, ...change }).code;

  test.each([
    ['nothing to correct', {}, 'missing-field'],
    ['an instant without an offset', { at: '2026-01-20T17:00:00' }, 'bad-instant'],
    ['an instant to come', { at: '2026-01-20T18:00:01+08:00' }, 'at-in-future'],
    ['an instant before filing', { at: '2026-01-20T16:19:59+08:00' }, 'at-before-filing'],
    ['a content that lacks a field', { payload: {} }, 'missing-field'],
    [
      'an unknown field',
      { payload: { ...(held.c.first('reception.held')?.payload ?? {}), mood: '良好' } },
      'unknown-field',
    ],
  ])('%s', (_, change, expected) => {
    expect(code(held, seq, change)).toBe(expected);
  });

  test('filing may not move behind what has happened since', () => {
    const fields = { at: '2026-01-21T09:00:00+08:00' };
    const payload = { fields, askedBy: 'p-filing-1', evidence: '登记簿' };
    const refused = held.at('2026-01-22').refused('filing.corrected', { payload });
    expect(refused).toMatchObject({ code: 'has-dependents', missing: [{ id: String(seq) }] });
  });

  test('a fact may not move before the arrival of what it is about', () => {
    const court = confirmed();
    const fact = court.seq('funds.confirmed');
    expect(code(court, fact, { at: '2026-02-06T09:59:59+08:00' })).toBe('at-before-subject');
  });

  test('the row’s own guards hold for the corrected content', () => {
    const court = filed.complete('documents.issued');
    const payload = { ...court.c.first('documents.issued')?.payload, recipients: ['respondent-2'] };
    expect(code(court, court.seq('documents.issued'), { payload })).toBe('unknown-party');
    const money = confirmed();
    const other = { ...money.c.first('funds.confirmed')?.payload, amountFen: 1 };
    expect(code(money, money.seq('funds.confirmed'), { payload: other })).toBe('amount-differs');
  });

  test('a closing does not become a closing of another kind', () => {
    const court = closed();
    expect(code(court, court.seq('case.closed'), { payload: { kind: 'no-property' } })).toBe('not-correctable');
    const right = correct(court, court.seq('case.closed'), { payload: { kind: 'performed', document: '文书' } });
    expect(right.c.first('case.closed')?.payload.document).toBe('文书');
  });
});

describe('a fact comes back only where it still fits', () => {
  test('not where its subject’s id has been used anew', () => {
    const arrived = filed.complete('funds.arrived', 'r-7');
    const gone = withdraw(arrived, arrived.seq('funds.arrived'));
    const anew = gone.complete('funds.arrived', 'r-7');
    expect(refusal(anew, 'fact.withdrawn', { fact: gone.seq('fact.withdrawn') }).code).toBe('subject-taken');
  });

  test('not where it happens once and has been recorded anew', () => {
    const court = closed();
    const gone = withdraw(court, court.seq('case.closed'), 'president');
    expect(gone.refused('case.closed').code, 'reviewed before it was withdrawn').toBe('closing-not-reviewed');
    const anew = gone.reviewed().complete('case.closed');
    expect(refusal(anew, 'fact.withdrawn', { fact: gone.seq('fact.withdrawn') }, 'president').code).toBe(
      'already-recorded',
    );
  });

  test('not where what it is about has gone', () => {
    const court = returned([found('a-1')]).complete('asset.frozen', 'a-1');
    const loose = withdraw(court, court.seq('asset.frozen'));
    const gone = withdraw(loose, court.seq('query.returned'));
    expect(refusal(gone, 'fact.withdrawn', { fact: loose.seq('fact.withdrawn') }).code).toBe('unknown-subject');
  });
});
