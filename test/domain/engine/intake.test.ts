import { describe, expect, test } from 'vitest';
import { given } from '../../support/given.ts';

const filed = given().filed('2026-01-20T16:20');

/** What intake opens, by rule: `due`, and `due / legal` where the law sets a limit of its own. */
const dues = (filedAt: string, rules: readonly string[]) => {
  const court = given().filed(filedAt);
  return rules.map((rule) => {
    const { due, legalDue } = court.deadline(rule);
    return `${rule} ${due?.slice(0, 16)}${legalDue === null ? '' : ` / ${legalDue}`}`;
  });
};

describe('a case filed on Tuesday 2026-01-20 at 16:20', () => {
  test('opens twelve deadlines at that instant, each named after the filing', () => {
    expect(filed.deadlines().map((d) => `${d.id} ${d.opened}`)).toEqual(
      [
        'filing-handover',
        'reception',
        'assign-officer',
        'network-query',
        'related-cases',
        'trial-service-record',
        'initial-documents',
        'investigation-complete',
        'case-limit-ordinary',
        'case-limit-statutory',
        'six-month-report',
        'upper-court-right',
      ].map((rule) => `${rule}@2 2026-01-20T16:20`),
    );
  });

  test('hands its material over the same day', () => {
    const due = { due: '2026-01-20', legalDue: '2026-01-23', passes: '2026-01-21T00:00', owner: 'filing' };
    expect(filed.deadline('filing-handover')).toMatchObject({ ...due, status: 'open' });
    const handed = filed.at('2026-01-20T23:59:59').complete('material.received');
    expect(handed.deadline('filing-handover')).toMatchObject({ status: 'done', ended: '2026-01-20T23:59:59' });
    const late = filed.at('2026-01-21').complete('material.received');
    expect(late.deadline('filing-handover')).toMatchObject({ status: 'done-late' });
    expect(filed.at('2026-01-21').complete('reception.held').deadline('filing-handover')).toMatchObject({
      status: 'open',
      overdue: true,
    });
  });

  test('is received the same day: held, or waived with a reason', () => {
    const due = { due: '2026-01-20', legalDue: null, owner: 'reception', status: 'open' };
    expect(filed.deadline('reception')).toMatchObject(due);
    for (const node of ['reception.held', 'reception.waived'] as const) {
      expect(filed.at('2026-01-20T17:30').complete(node).deadline('reception')).toMatchObject({ status: 'done' });
    }
    expect(filed.complete('material.received').deadline('reception')).toMatchObject({ status: 'open' });
  });

  test('has an officer within seven days, by the plan and by the law', () => {
    const due = { due: '2026-01-27', legalDue: '2026-01-27', owner: 'command' };
    expect(filed.deadline('assign-officer')).toMatchObject(due);
    expect(filed.at('2026-01-27T23:59').assigned().deadline('assign-officer')).toMatchObject({ status: 'done' });
    expect(filed.at('2026-01-28').assigned().deadline('assign-officer')).toMatchObject({ status: 'done-late' });
  });

  test('is queried within 24 hours from the next full hour', () => {
    const due = { due: '2026-01-21T17:00:00+08:00', passes: '2026-01-21T17:00', owner: 'property-control' };
    expect(filed.deadline('network-query')).toMatchObject(due);
    const started = (at: string) => filed.at(at).complete('query.started').deadline('network-query').status;
    expect([started('2026-01-21T16:59:59'), started('2026-01-21T17:00')]).toEqual(['done', 'done-late']);
  });

  test('is checked for related cases, and how the trial went is recorded, within two days', () => {
    expect(filed.deadline('related-cases')).toMatchObject({ due: '2026-01-22', owner: 'property-control' });
    expect(filed.deadline('trial-service-record')).toMatchObject({ due: '2026-01-22', owner: 'documents' });
    const done = filed.at('2026-01-22T23:59').complete('related-cases.checked').complete('trial-service.recorded');
    expect(done.deadline('related-cases').status).toBe('done');
    expect(done.deadline('trial-service-record').status).toBe('done');
  });
});

describe('what happened in time and is recorded late is in time', () => {
  test('the instant of the event counts, not that of its recording', () => {
    const court = filed.at('2026-01-22T09:00').complete('reception.held', {}, { at: '2026-01-20T18:00' });
    expect(court.deadline('reception')).toMatchObject({ status: 'done', ended: '2026-01-20T18:00' });
    expect(court.rungs('reception'), 'what was warned meanwhile stays in the log').toHaveLength(3);
  });
});

describe('filings around holidays and hours', () => {
  const five = ['reception', 'network-query', 'initial-documents', 'related-cases', 'assign-officer'];

  test.each([
    [
      'exactly on a full hour: the hour that begins is not counted',
      '2026-01-20T17:00',
      ['reception 2026-01-20', 'network-query 2026-01-21T18:00'],
    ],
    ['in the last second of a day', '2026-01-20T23:59:59', ['reception 2026-01-20', 'network-query 2026-01-22T00:00']],
    ['in the first of the next', '2026-01-21T00:00', ['reception 2026-01-21', 'network-query 2026-01-22T01:00']],
    [
      'on 02-14, a Saturday worked, the eve of 春节: days roll to 02-24, hours run on',
      '2026-02-14T16:20',
      [
        'reception 2026-02-14',
        'network-query 2026-02-15T17:00',
        'initial-documents 2026-02-24 / 2026-02-24',
        'related-cases 2026-02-24',
        'assign-officer 2026-02-24 / 2026-02-24',
      ],
    ],
    [
      'inside 春节: the same day is a rest day and rolls too',
      '2026-02-17T10:00',
      ['reception 2026-02-24', 'network-query 2026-02-18T11:00', 'initial-documents 2026-02-24 / 2026-02-27'],
    ],
    [
      'on Friday 04-03, the eve of 清明: two days end on 04-05',
      '2026-04-03T09:10',
      ['reception 2026-04-03', 'network-query 2026-04-04T10:00', 'initial-documents 2026-04-07 / 2026-04-13'],
    ],
    [
      'on Thursday 09-24, before 中秋',
      '2026-09-24T11:00',
      ['reception 2026-09-24', 'network-query 2026-09-25T12:00', 'initial-documents 2026-09-28 / 2026-10-08'],
    ],
    [
      'on Wednesday 09-30, before 国庆: ten days end on 10-10, a Saturday worked',
      '2026-09-30T18:30',
      ['reception 2026-09-30', 'network-query 2026-10-01T19:00', 'initial-documents 2026-10-08 / 2026-10-10'],
    ],
  ])('%s', (_, filedAt, expected) => {
    expect(dues(filedAt, five.slice(0, expected.length))).toEqual(expected);
  });
});
