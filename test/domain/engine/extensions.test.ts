// Extensions of the statutory limit, and the days that stops take out around them (engine.md 9, plan §5).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain } from '../../../domain/words/because.ts';
import { addDays, dayNumber } from '../../../domain/time/civil-date.ts';
import { type Court, given } from '../../support/given.ts';
import { reported } from '../../support/histories.ts';

const filed = given().filed('2026-01-20T16:20'); // the limit ends on 07-20, its report is due on 06-18
const extended = (on: string, until = '2026-10-20') => reported(filed.at(`${on}T09:00`)).complete('extension.approved', { until }); // prettier-ignore
const stop = (court: Court, from: string, to: string) =>
  court.complete('exclusion.approved', { ground: 'appraisal', from, to });
const stopped = (from: string, to: string) => ({ by: 'supervising-leader', payload: { ground: 'appraisal', from, to, document: '委托书' } }); // prettier-ignore
const why = (court: Court, rule: string) => court.deadline(rule).because.map((b) => explain(b)).join(); // prettier-ignore

describe('an extension approved in time', () => {
  test('moves the limit; a report that was late by then stays late', () => {
    const court = extended('2026-07-20');
    expect(court.deadline('case-limit-statutory')).toMatchObject({ due: '2026-10-20', status: 'open' });
    expect(court.deadline('six-month-report')).toMatchObject({ due: '2026-06-18', status: 'done-late' });
  });

  test('moves the report too where that was not due yet', () => {
    const court = extended('2026-06-18');
    expect(court.deadline('six-month-report')).toMatchObject({ due: '2026-09-20', status: 'done' });
  });
});

describe('an extension approved after the limit had passed', () => {
  const late = extended('2026-07-21');

  test('cures nothing: limit and report stay late, and say why', () => {
    expect(late.deadline('case-limit-statutory')).toMatchObject({ due: '2026-07-20', overdue: true });
    expect(late.deadline('six-month-report')).toMatchObject({ due: '2026-06-18', status: 'done-late' });
    expect(why(late, 'case-limit-statutory')).toContain('批准时本期限已经届满');
    expect(late.at('2026-07-23').rungs('case-limit-statutory').join()).toContain('supervise');
  });

  test('nor does one dated back into it, which is a late entry', () => {
    const dated = reported(filed.at('2026-07-18T09:00'))
      .at('2026-07-25T09:00')
      .complete('extension.approved', { until: '2026-10-20' }, { at: '2026-07-19T09:00' });
    expect(dated.deadline('case-limit-statutory')).toMatchObject({ due: '2026-07-20', overdue: true });
    const accepted = dated.complete('entry.accepted', { fact: dated.seq('extension.approved') });
    expect(accepted.deadline('case-limit-statutory')).toMatchObject({ due: '2026-10-20', overdue: false });
  });

  test('but days that a stop took out before it may show that the limit had not passed', () => {
    expect(stop(late, '2026-03-02', '2026-03-31').deadline('case-limit-statutory').due).toBe('2026-10-20');
  });

  test('is what the next one is measured by, and that cures nothing either', () => {
    const again = late.at('2026-10-12T09:00').complete('panel.decided', { about: 'extension' });
    const payload = { until: '2026-10-20', reason: '特殊情况' };
    expect(again.refused('extension.approved', { payload }).code).toBe('dates-out-of-order');
    const second = again.complete('extension.approved', { until: '2027-01-20', reportedToHighCourt: true });
    expect(second.deadline('case-limit-statutory')).toMatchObject({ due: '2026-07-20', overdue: true });
  });
});

test('from the second on the high court knows of it (审限规定5)', () => {
  const again = extended('2026-07-01').at('2026-10-12T09:00').complete('panel.decided', { about: 'extension' }); // prettier-ignore
  const payload = { until: '2027-01-20', reason: '特殊情况' };
  for (const reportedToHighCourt of [undefined, false])
    expect(again.refused('extension.approved', { payload: { ...payload, reportedToHighCourt } })).toMatchObject({
      code: 'missing-field',
      basis: '审限规定5',
      missing: [{ id: 'reportedToHighCourt' }],
    });
  const asked = again.refused('request.made', { by: 'officer', payload: { of: 'extension.approved', payload, reason: '一' } }); // prettier-ignore
  expect(asked).toMatchObject({ code: 'missing-field', missing: [{ id: 'reportedToHighCourt' }] });
  const told = again.complete('extension.approved', { ...payload, reportedToHighCourt: true });
  expect(told.deadline('case-limit-statutory').due).toBe('2027-01-20');
});

test('the days of a stop behind the approval count, whether it had begun before or not', () => {
  const day = fc.integer({ min: 0, max: 80 }).map((n) => addDays('2026-06-01', n));
  const stops = fc.array(fc.tuple(day, fc.integer({ min: 0, max: 40 })), { maxLength: 3 });
  const approved = extended('2026-07-01').at('2026-07-02T09:00');
  const last = (days: readonly (readonly [string, string])[]) =>
    days
      .reduce((court, [from, to]) => court.tries('exclusion.approved', stopped(from, to)), approved) // in it already: refused
      .derived.find(({ rule }) => rule === 'case-limit-statutory')?.extended;
  fc.assert(
    fc.property(stops, (drawn) => {
      const days = drawn.map(([from, length]) => [from, addDays(from, length)] as const);
      const behind = days.flatMap(([from, to]) => (to <= '2026-07-01' ? [] : [[from > '2026-07-01' ? from : '2026-07-02', to] as const])); // prettier-ignore
      expect(last(days)).toBe(last(behind));
      expect(last(days)).toBe(countedByHand(new Set(behind.flatMap(([from, to]) => range(from, to)))));
    }),
    { numRuns: 15 },
  );
});

const range = (from: string, to: string) =>
  Array.from({ length: dayNumber(to) - dayNumber(from) + 1 }, (_, i) => addDays(from, i));

/** Walks from the approval on, a day at a time: a stopped one uses up nothing of the time that was given. */
function countedByHand(stopped: ReadonlySet<string>): string {
  let [left, last] = [dayNumber('2026-10-20') - dayNumber('2026-07-01'), '2026-07-01'];
  while (left > 0) {
    last = addDays(last, 1);
    if (!stopped.has(last)) left -= 1;
  }
  return last;
}
