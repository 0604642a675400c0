import { expect, test } from 'vitest';
import { type Court, given } from '../../support/given.ts';
import { kinds, person } from '../../support/two-respondents.ts';

const two = given({ respondents: [person('李卫东'), person('王秀英')] }).filed();

const issue = (court: Court, kind: (typeof kinds)[number], ...recipients: string[]) =>
  court.complete('documents.issued', { kind, recipients });

test('the ten days of the law count from the day on which the application came in (民诉解释480)', () => {
  const early = given().filed('2026-01-20T16:20', { applicationOn: '2026-01-13' });
  expect(early.deadline('initial-documents')).toMatchObject({ due: '2026-01-22', legalDue: '2026-01-23' });
  const long = given().filed('2026-01-20T16:20', { applicationOn: '2026-01-11' }); // no target is later than the law
  expect(long.deadline('initial-documents')).toMatchObject({ due: '2026-01-21', legalDue: '2026-01-21' });
  const joined = early.assigned().complete('party.joined', 'respondent-9', { side: 'respondent', name: '李卫国' });
  expect(joined.deadline('initial-documents', 'respondent-9').legalDue, 'of who joins, from then').toBe('2026-01-30');
});

test('initial-documents is due in two days by the plan, in ten by the law', () => {
  expect(two.deadline('initial-documents')).toMatchObject({
    due: '2026-01-22',
    legalDue: '2026-01-30',
    owner: 'documents',
    status: 'open',
  });
});

test('it takes three documents for each respondent, and the last one’s time counts', () => {
  const first = kinds.reduce((court, kind) => issue(court, kind, 'respondent-1'), two.at('2026-01-21T10:00'));
  const five = issue(issue(first, 'enforcement-notice', 'respondent-2'), 'summons', 'respondent-2');
  expect(five.deadline('initial-documents').status).toBe('open');
  const six = issue(five.at('2026-01-22T17:00'), 'property-report-order', 'respondent-2');
  expect(six.deadline('initial-documents')).toMatchObject({ status: 'done', ended: '2026-01-22T17:00' });
  const late = issue(five.at('2026-01-23T00:00'), 'property-report-order', 'respondent-2');
  expect(late.deadline('initial-documents')).toMatchObject({ status: 'done-late', ended: '2026-01-23T00:00' });
});

test('one sending to both respondents counts for both; sent again, the first sending counts', () => {
  const both = kinds.reduce((court, kind) => issue(court, kind, 'respondent-1', 'respondent-2'), two.at('2026-01-21'));
  const again = issue(both.at('2026-02-02'), 'summons', 'respondent-2');
  expect(again.deadline('initial-documents')).toMatchObject({ status: 'done', ended: '2026-01-21T00:00' });
});

test('the same document three times is not three documents', () => {
  const summons = [1, 2, 3].reduce((court) => issue(court, 'summons', 'respondent-1', 'respondent-2'), two);
  expect(summons.deadline('initial-documents').status).toBe('open');
});

test('the supervising leader hears of it when the law’s ten days have passed too', () => {
  expect(two.deadline('initial-documents').rungs).toContain('2026-01-31T00:00 beyond-law');
});
