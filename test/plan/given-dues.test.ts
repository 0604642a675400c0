// Where a fact gives the day or the period, the explanation says what gave it, and states no other period beside it.
import { describe, expect, test } from 'vitest';
import type { Derived } from '../../domain/plan/derived.ts';
import { ruleIds } from '../../domain/plan/deadlines.ts';
import { explain } from '../../domain/words/because.ts';
import { explainToParty } from '../../domain/words/because-for-parties.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import { parsePeriod } from '../../domain/time/period.ts';
import { type Court, given } from '../support/given.ts';
import { rowReports } from '../support/row-reports.ts';
import { two } from '../support/two-respondents.ts';

const why = (court: Court, rule: string): string => court.deadline(rule).because.map((b) => explain(b)).join('\n'); // prettier-ignore
const told = (court: Court, rule: string): string =>
  court.deadline(rule).because.map((b) => explainToParty(b, { rule: rule as Derived['rule'], whoRecorded: () => undefined })).join(''); // prettier-ignore

describe('what gave the due', () => {
  const reports: readonly [string, Court, string, string][] = [
    ['a letter of another court', given().founds('entrustment', { due: '2026-02-10' }), 'entrusted-matter', '来函写明2026年2月10日届满'],
    ['a letter of the superior court', given().founds('order', { due: '2026-02-10' }), 'order-report', '来函写明2026年2月10日届满'],
    ['an order to report by a day', ordered({ reportBy: '2026-02-10', reportWithin: undefined }), 'property-report', '责令报告财产的文书写明2026年2月10日届满'],
  ]; // prettier-ignore

  test.each(reports)('is %s, and no period is named beside it', (_, court, rule, sentence) => {
    expect(why(court, rule)).toContain(sentence);
    expect(why(court, rule)).not.toMatch(/期限：\d/);
    expect(told(court, rule)).toContain(sentence);
    expect(told(court, rule)).not.toMatch(/期限为/);
  });

  test('is an order to report within days: its own number is said, and whose it is', () => {
    expect(why(ordered({ reportWithin: 20 }), 'property-report')).toContain('期限：责令报告财产的文书写明20日（');
  });

  test('is urgency', () => {
    const court = given().founds('assist', { urgent: true });
    expect(why(court, 'assist')).toContain('情况紧急的');
    expect(why(given().founds('assist', { urgent: false }), 'assist')).not.toContain('情况紧急');
  });
});

function ordered(says: object): Court {
  const court = two.complete('documents.issued', { kind: 'property-report-order', id: 'bg-1', recipients: ['respondent-1'], ...says }); // prettier-ignore
  return court.complete('service.recorded', 'bg-1.respondent-1', { outcome: 'served', on: '2026-01-20' });
}

test.each(ruleIds.filter((id) => id in rowReports))('%s: the period that is named is the one that was counted', (rule) => {
  const { opened } = rowReports[rule as keyof typeof rowReports];
  for (const { because } of opened().derived) {
    const named = because.find((b) => b.step === 'rule');
    const isOrdered = because.some((b) => b.step === 'ordered');
    if (named === undefined) continue;
    expect(named.day === true, JSON.stringify(because)).toBe(isOrdered);
    const counted = because.find((b) => b.step === 'counted');
    const period = parsePeriod(named.within);
    if (counted === undefined || period?.unit !== 'd' || because.some((b) => b.step === 'legal')) continue;
    expect(counted.nominal, JSON.stringify(because)).toBe(addDays(counted.from, period.count));
  }
}); // prettier-ignore
