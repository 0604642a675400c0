// What comes after 终本 (L94): ten looks, two a year, and enforcement taken up again under a number of its own.
import { addMonths } from '../../domain/time/civil-date.ts';
import { describe, expect, test } from 'vitest';
import { closed } from '../support/histories.ts';
import { car, closedNoProperty, look, ready } from '../support/no-property.ts';

const over = closedNoProperty();

describe('periodic-query.done 定期查询', () => {
  test('one after the other, each about its own number; the engine gives it where nobody does', () => {
    const twice = look(look(over, 1, '2026-10-21'), 2, '2027-04-21');
    expect(twice.c.all('periodic-query.done').map(({ subject }) => subject)).toEqual(['1', '2']);
    const unnamed = over.at('2026-10-21T09:00').complete('periodic-query.done', { toldOn: '2026-10-21' });
    expect(unnamed.c.first('periodic-query.done')?.subject).toBe('1');
  });

  test('brings in what it found', () => {
    expect([...look(over, 1, '2026-10-21', car).c.subjects.keys()]).toContain('a-9');
  });

  test.each([
    ['node-missing', 'before 终本', ready, '1', {}],
    ['case-closed', 'after another closing', closed(), '1', {}],
    ['unknown-subject', 'out of its turn', over, '2', {}],
    ['subject-taken', 'twice', look(over, 1, '2026-04-21'), '1', {}],
    ['missing-field', 'something found that is not listed', over, '1', { found: true }],
    ['missing-field', 'something listed that was not found', over, '1', { assets: car.assets }],
    ['dates-out-of-order', 'told before the closing', over, '1', { toldOn: '2026-04-20' }],
    ['dates-out-of-order', 'told tomorrow', over, '1', { toldOn: '2026-04-22' }],
  ] as const)('%s: %s', (code, _, court, subject, payload) => {
    const sent = { found: false, assets: [], toldOn: '2026-04-21', ...payload };
    expect(court.refused('periodic-query.done', { subject, payload: sent }).code).toBe(code);
  });

  test('no more than ten', () => {
    const ten = Array.from({ length: 10 }, (_, i) => i + 1).reduce(
      (court, n) => look(court, n, addMonths('2026-04-21', 6 * (n - 1))),
      over,
    );
    expect(look(over, 1, '2026-04-21').refused('periodic-query.done', { subject: '2', payload: { found: false, assets: [], toldOn: '2026-04-21' } }).code).toBe('too-early'); // prettier-ignore
    expect(ten.refused('periodic-query.done', { subject: '11', payload: { found: false, assets: [], toldOn: '2026-04-21' } }).code).toBe('beyond-the-cap'); // prettier-ignore
  });
});

describe('restoration.decided 恢复执行', () => {
  const restored = look(over, 1, '2026-10-21', car).complete('restoration.decided', {}, { by: 'director' });

  test('rests on what was found, or on an application after 终本', () => {
    expect(restored.c.last('restoration.decided')?.payload.newCaseNo).toBe('（2026）豫0823执恢12号');
    const asked = over.complete('application.received', { kind: 'restore', on: '2026-04-21' }, { by: 'officer' });
    expect(asked.complete('restoration.decided', { granted: false }, { by: 'director' }).c.all('restoration.decided')).toHaveLength(1); // prettier-ignore
  });

  test.each([
    ['node-missing', 'of a case that is not closed', ready, {}],
    ['node-missing', 'without a cause', over, {}],
    ['node-missing', 'of a case that was performed, without a breach', closed(), {}],
    ['already-recorded', 'a second time', restored, {}],
    ['bad-case-number', 'under another kind of number', look(over, 1, '2026-10-21', car), { newCaseNo: '（2026）豫0823执12号' }], // prettier-ignore
  ] as const)('%s: %s', (code, _, court, payload) => {
    const sent = { payload: { granted: true, reason: '发现财产', ...payload } };
    expect(court.refused('restoration.decided', sent).code).toBe(code);
  });

  test('what is in force then stays, with its clock, until the case under the new number is filed', () => {
    const sealed = look(over, 1, '2026-10-21', car).complete('asset.sealed', 'a-9', { until: '2028-10-20' });
    const gone = sealed.complete('restoration.decided', {}, { by: 'director' });
    expect([gone.c.all('asset.passed-on'), gone.deadline('seizure-expiry', 'a-9').status]).toEqual([[], 'open']);
  });
});
