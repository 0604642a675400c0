// Each objection to a plan is opposed and sued for by itself: what becomes of one holds up no other (民诉解释510; docs/decisions/171).
import { describe, expect, test } from 'vitest';
import { disputedHeldFen } from '../../domain/plan/money/disputed-held.ts';
import { moneyOverview } from '../../domain/plan/money/overview.ts';
import { partsLeft } from '../../domain/plan/money/parts.ts';
import { restFen } from '../../domain/plan/money/readings.ts';
import { answerCode } from '../support/answer-code.ts';
import { ask, bank, distribution as id, own, pay, planned, share, theirs } from '../support/distribution-scenes.ts'; // prettier-ignore
import type { Court } from '../support/given.ts';

const applicant = 'applicant-1';
const officer = { by: 'officer' } as const;
const objects = (court: Court, party: string, fen: number) =>
  court.complete('distribution.objected', id, { party, disputedFen: Math.abs(15_000_000 - fen), wants: [{ party: applicant, fen }, { party: bank, fen: 25_000_000 - fen }] }, officer); // prettier-ignore
const opposes = (court: Court, party: string, objector?: string) =>
  court.complete('distribution.opposed', id, { party, ...(objector && { objector }) }, officer);
const sues = (court: Court, party: string) => court.complete('remedy.sought', id, { way: 'lawsuit', party, on: '2026-02-06' }); // prettier-ignore
const settles = (how: string, applicants: number, more: object = {}) => ({ subject: id, payload: { how, shares: [share(applicant, applicants), share(bank, 25_000_000 - applicants)], ...more } }); // prettier-ignore
const says = (court: Court, how: string, applicants: number, more: object = {}) => answerCode(court.at('2026-03-14T09:00'), 'distribution.settled', settles(how, applicants, more)); // prettier-ignore
const held = (court: Court) => moneyOverview(court.c)[0]?.where.disputedFen;

/** The bank wants 13,000,000 for the applicant and has sued; the respondent wants 14,500,000 and nobody opposes that. */
const both = objects(objects(planned, bank, 13_000_000), 'respondent-1', 14_500_000);
const sued = sues(opposes(both, applicant, bank), bank);

describe('a suit about one objection', () => {
  const partly = sued.at('2026-03-14T09:00').complete('distribution.settled', id, { how: 'corrected', shares: [share(applicant, 14_500_000), share(bank, 10_500_000)], sued: [bank] }); // prettier-ignore

  test('does not keep the others from being settled, and is named', () => {
    expect(says(sued, 'corrected', 14_500_000)).toBe('missing-field');
    expect(says(sued, 'corrected', 14_500_000, { sued: [bank] })).toBe('accepted');
    expect(says(sued, 'corrected', 14_500_000, { sued: [bank, 'respondent-1'] })).toBe('not-qualified');
    expect(says(sued, 'corrected', 14_400_000, { sued: [bank] })).toBe('amount-differs');
    expect(says(sued, 'judged', 14_500_000)).toBe('node-missing');
  });

  test('holds its own shares alone: the rest is payable, and the ledger says the same', () => {
    expect([held(sued), held(partly)]).toEqual([2_000_000, 1_500_000]);
    expect(disputedHeldFen(partly.c)).toBe(1_500_000);
    const ready = partly.complete('payee-account.confirmed', 'account-1');
    expect(answerCode(ready, 'payout.applied', ask(13_000_000, own))).toBe('accepted');
    expect(answerCode(ready, 'payout.applied', ask(13_000_001, own))).toBe('exceeds-share');
    const gone = pay(pay(partly, 13_000_000, 'f-1'), 10_500_000, 'f-2', theirs);
    expect([restFen(gone.c, 'r-7'), held(gone)]).toEqual([1_500_000, 1_500_000]);
    const parts = partsLeft(partly.c, 'r-7');
    expect(parts.reduce((fen, part) => fen + part.leftFen, 0)).toBe(23_500_000);
  });

  test('is settled by its judgment, and by that alone, once', () => {
    for (const how of ['corrected', 'unopposed'])
      expect(says(partly, how, 14_500_000, { sued: [bank] })).toBe('already-recorded');
    const decided = partly.complete('remedy.decided', id, { outcome: 'granted', on: '2026-03-14' });
    expect(says(decided, 'judged', 13_000_000, { sued: [bank] })).toBe('not-qualified');
    const judged = decided.tries('distribution.settled', settles('judged', 13_000_000));
    expect(held(judged)).toBe(0);
    expect(says(judged, 'judged', 13_000_000)).toBe('already-recorded');
    expect(partsLeft(judged.c, 'r-7').reduce((fen, part) => fen + part.leftFen, 0)).toBe(25_000_000);
    expect(judged.deadlines('payout').at(-1)?.status).toBe('open');
  });

  test('of everybody who objected waits for the judgment whole', () => {
    const alone = sues(opposes(objects(planned, bank, 13_000_000), applicant), bank);
    expect(says(alone, 'unopposed', 15_000_000, { sued: [bank] })).toBe('not-qualified');
  });

  test('leaves what was opposed and not sued for as planned', () => {
    const opposed = opposes(sued, applicant, 'respondent-1');
    expect(says(opposed, 'unopposed', 15_000_000, { sued: [bank] })).toBe('accepted');
  });
});

describe('two objectors', () => {
  const opposed = opposes(opposes(both, applicant, bank), applicant, 'respondent-1');

  test('sue each for themselves, and one judgment does not settle both', () => {
    const two = sues(sues(opposed, bank), 'respondent-1');
    expect(two.c.all('remedy.sought')).toHaveLength(2);
    expect(answerCode(two, 'remedy.sought', { subject: id, payload: { way: 'lawsuit', party: bank, on: '2026-02-06' } })).toBe('already-recorded'); // prettier-ignore
    expect(
      answerCode(two, 'remedy.decided', {
        subject: id,
        payload: { outcome: 'granted', ruling: '一', on: '2026-02-06' },
      }),
    ).toBe('missing-field');
    const one = two.complete('remedy.decided', id, { outcome: 'granted', party: bank, on: '2026-02-06' });
    expect(says(one, 'judged', 13_000_000)).toBe('node-missing');
    expect(says(one.complete('remedy.decided', id, { outcome: 'refused', on: '2026-02-06' }), 'judged', 13_000_000)).toBe('accepted'); // prettier-ignore
  });

  test('sue in the time of what opposed them, and not before anybody did', () => {
    const first = opposes(objects(planned, bank, 13_000_000), applicant, bank);
    const one = objects(first.at('2026-02-20T09:00'), 'respondent-1', 14_500_000).at('2026-03-02T09:00');
    const late = opposes(one, applicant, 'respondent-1');
    const suit = (court: Court, party: string) => answerCode(court, 'remedy.sought', { subject: id, payload: { way: 'lawsuit', party, on: '2026-03-02' } }); // prettier-ignore
    expect(suit(one, 'respondent-1')).toBe('node-missing');
    expect([suit(late, bank), suit(late, 'respondent-1')]).toEqual(['objection-too-late', 'accepted']);
  });
});

test('who opposes is in time for the objection that they oppose', () => {
  const first = objects(planned, bank, 13_000_000);
  const later = objects(first.at('2026-02-20T09:00'), 'respondent-1', 14_500_000).at('2026-03-02T09:00');
  const opposition = (objector?: string) => answerCode(later, 'distribution.opposed', { subject: id, by: 'officer', payload: { party: applicant, ...(objector && { objector }) } }); // prettier-ignore
  expect([opposition(bank), opposition('respondent-1')]).toEqual(['objection-too-late', 'accepted']);
  expect(opposition(), 'to both').toBe('objection-too-late');
  expect(later.refused('distribution.opposed', { subject: id, by: 'officer', payload: { party: applicant } }).zh).toContain('objector'); // prettier-ignore
});
