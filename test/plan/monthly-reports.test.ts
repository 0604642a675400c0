// What is reported on every month (plan.md §2 usage-report, analysis-report): opened by time itself, a record each.
import { describe, expect, test } from 'vitest';
import { checkFounder } from '../../domain/engine/found.ts';
import { called } from '../support/given-people.ts';
import { given } from '../support/given.ts';

const lines = (court: ReturnType<ReturnType<typeof given>['founds']>) =>
  court.deadlines().map((d) => [d.id, d.due, d.owner, d.status]);

describe('the report on a month, opened as it is over', () => {
  const at = '2026-02-01T00:00';
  const opened = (kind: 'usage' | 'analysis') => given().founds('report', { kind }, { at });

  test('is due in five working days from the command centre, in ten from the analyst', () => {
    expect(lines(opened('usage'))).toEqual([['usage-report@2', '2026-02-06', 'command', 'open']]);
    expect(lines(opened('analysis'))).toEqual([['analysis-report@2', '2026-02-13', 'analysis', 'open']]);
    expect(opened('usage').rows.record.snapshot.title).toBe('2026-01 系统使用通报');
  });

  test('is written by its own writer, once', () => {
    expect(opened('usage').refused('report.submitted', { by: 'analysis' }).code).toBe('wrong-role');
    const written = opened('analysis').complete('report.submitted', { advice: '增补查控人手' }, { by: 'analysis' });
    expect(written.rows.record.stage).toBe('concluded');
    expect(written.refused('report.submitted', { by: 'analysis' }).code).toBe('case-closed');
  });

  test('is opened by time alone, and not before the month is over', () => {
    expect(opened('usage').c.founding).toMatchObject({ by: 'system', via: 'system' });
    expect(given().foundsNot('report', {}, { at: '2026-01-31T23:59' })).toMatchObject({ code: 'too-early' });
    expect(checkFounder(called('p-all-hats'), { kind: 'report' })?.code).toBe('wrong-role');
    expect(checkFounder(called('p-system'), { kind: 'report' })?.code).toBe('wrong-role');
  });
});
