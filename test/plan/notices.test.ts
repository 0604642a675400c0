// The notice beside the plan's own clock, the investigation, and what respondents report of themselves (plan §2.1, L05–L11, Z2).
import { describe, expect, test } from 'vitest';
import { type Court, given } from '../support/given.ts';
import { found, returned } from '../support/histories.ts';

const filed = given().filed('2026-01-20T16:20').assigned();
const two = given({ respondents: ['李卫东', '王秀英'].map((name) => ({ name, kind: 'person' as const })) })
  .filed('2026-01-20T16:20')
  .assigned();
const notice = (court: Court, ...recipients: string[]) =>
  court.complete('documents.issued', { kind: 'enforcement-notice', recipients });
const held = (court: Court, holder: string) => returned([found('a-1', { holder })], court).complete('asset.frozen', 'a-1', { amountFen: 25_000_000 }); // prettier-ignore

describe('a measure before the notice', () => {
  test('asks for the notice within three days, of whoever holds the thing alone', () => {
    const court = held(two, '王秀英');
    expect(court.deadlines('notice-after-measure').map(({ id }) => id)).toEqual([`notice-after-measure:respondent-2@${court.seq('asset.frozen')}`]); // prettier-ignore
    expect(court.deadline('notice-after-measure')).toMatchObject({ owner: 'documents', status: 'open' });
    const { due, legalDue } = court.deadline('notice-after-measure');
    expect(legalDue).toBe(due);
    expect(notice(court, 'respondent-1').deadline('notice-after-measure').status).toBe('open');
    expect(notice(court, 'respondent-2').deadline('notice-after-measure').status).toBe('done');
  });

  test('of what no respondent is said to hold, it warns each; of who has had a notice, nobody', () => {
    expect(held(two, '赵大海').deadlines('notice-after-measure')).toHaveLength(2);
    expect(held(notice(two, 'respondent-1', 'respondent-2'), '李卫东').deadlines('notice-after-measure')).toEqual([]);
  });

  test('is asked for no more of who has left', () => {
    const left = held(two, '王秀英').complete('party.left', 'respondent-2');
    expect(left.deadline('notice-after-measure').status).toBe('void');
  });
});

describe('the officer, from the day on which there is one', () => {
  test('tells each respondent, and asks the applicant: at the reception, or in writing', () => {
    expect(filed.deadline('officer-notice')).toMatchObject({ due: '2026-01-23', legalDue: '2026-01-23', owner: 'officer' }); // prettier-ignore
    const told = notice(two, 'respondent-1').complete('reception.held');
    expect(told.deadline('officer-notice').status).toBe('open');
    expect(notice(told, 'respondent-2').deadline('officer-notice').status).toBe('done');
    const asked = notice(filed, 'respondent-1').complete('documents.issued', { kind: 'clue-invitation', recipients: ['applicant-1'] }); // prettier-ignore
    expect(asked.deadline('officer-notice').status).toBe('done');
  });

  test('an assignment of a panel or a clerk alone begins nothing, a second officer neither', () => {
    const clerk = given().filed().complete('case.assigned', { clerk: 'p-clerk-1' }, { by: 'command' });
    expect(clerk.deadlines('officer-notice')).toHaveLength(clerk.c.last('case.assigned')?.payload.officer ? 1 : 0);
    expect(filed.at('2026-02-02T09:00').assigned().deadlines('officer-notice')).toHaveLength(1);
  });

  test('what was done before is done in time', () => {
    const early = notice(given().filed('2026-01-20T16:20'), 'respondent-1').complete('reception.held').at('2026-01-21T09:00').assigned(); // prettier-ignore
    expect(early.deadline('officer-notice')).toMatchObject({ status: 'done', ended: '2026-01-21T09:00' });
  });
});

describe('an investigation that the applicant asks for', () => {
  const asked = filed.complete('application.received', { kind: 'investigation' }, { by: 'officer' });

  test('begins within ten days, with a query, on the spot or by a search; what came before does not count', () => {
    expect(asked.deadline('investigation-start', 'application-1')).toMatchObject({ due: '2026-01-30', owner: 'officer' }); // prettier-ignore
    expect(asked.complete('field.investigated').deadline('investigation-start').status).toBe('done');
    const refused = asked.complete('application.decided', 'application-1', { granted: false }, { by: 'officer' });
    expect(refused.deadline('investigation-start').status).toBe('done');
    expect(asked.complete('application.decided', 'application-1', { granted: true }, { by: 'officer' }).deadline('investigation-start').status).toBe('open'); // prettier-ignore
    const before = filed.complete('query.started').at('2026-01-21T09:00').complete('application.received', { kind: 'investigation' }, { by: 'officer' }); // prettier-ignore
    expect(before.deadline('investigation-start').status).toBe('open');
  });

  test('another application begins none', () => {
    expect(filed.complete('application.received', {}, { by: 'officer' }).deadlines('investigation-start')).toEqual([]);
  });
});

describe('a respondent reports its property', () => {
  const order = (fields: object, on = '2026-01-21') =>
    filed
      .complete('documents.issued', {
        id: 'o-1',
        kind: 'property-report-order',
        recipients: ['respondent-1'],
        ...fields,
      } as never) // prettier-ignore
      .at(`${on}T10:00`)
      .complete('service.recorded', 'o-1.respondent-1', { on });
  const within = order({ reportWithin: 10 });
  const report = (court: Court, at: string) =>
    court.at(at).complete('property-report.received', 'respondent-1', { on: at.slice(0, 10) }, { by: 'officer' });

  test('as the order says: within days of its service, or by a day', () => {
    expect(within.deadline('property-report', 'respondent-1')).toMatchObject({
      due: '2026-02-02',
      owner: 'respondent',
    });
    expect(order({ reportBy: '2026-01-31', reportWithin: undefined }).deadline('property-report')).toMatchObject({
      due: '2026-01-31',
    });
    expect(within.at('2026-03-20T10:00').rungs('property-report')).toEqual([]);
  });

  test('served by notice it is counted from the day on which the notice has worked, not the day after', () => {
    const published = filed
      .complete('documents.issued', {
        id: 'o-1',
        kind: 'property-report-order',
        recipients: ['respondent-1'],
        reportWithin: 10,
      } as never) // prettier-ignore
      .complete('notice.published', 'o-1.respondent-1', { on: '2026-01-20' })
      .at('2026-02-20T09:00');
    expect(published.deadline('property-report').due).toBe('2026-03-02'); // 02-19 and ten days: a Sunday
  });

  test('a report that comes in is checked within ten days, and so is that none came', () => {
    const reported = report(within, '2026-01-23T10:00');
    expect(reported.deadline('property-report').status).toBe('done');
    expect(reported.deadlines('property-report-check').map(({ due }) => due)).toEqual(['2026-02-02']);
    const silent = within.at('2026-02-03T09:00');
    expect(silent.deadlines('property-report-check').map(({ due }) => due)).toEqual(['2026-02-13']);
    const refused = silent.complete('property-report.checked', 'respondent-1', { outcome: 'refused' });
    expect(refused.deadline('property-report-check').status).toBe('done');
    const late = report(refused, '2026-02-05T10:00');
    expect(late.deadlines('property-report-check').map(({ status }) => status)).toEqual(['open', 'done']);
  });

  test('who reports before the order is served has reported', () => {
    const early = filed
      .complete('documents.issued', {
        id: 'o-1',
        kind: 'property-report-order',
        recipients: ['respondent-1'],
        reportWithin: 10,
      } as never) // prettier-ignore
      .complete('property-report.received', 'respondent-1', { on: '2026-01-20' }, { by: 'officer' })
      .at('2026-01-22T10:00')
      .complete('service.recorded', 'o-1.respondent-1', { on: '2026-01-22' });
    expect(early.deadline('property-report')).toMatchObject({ status: 'done', ended: '2026-01-22T00:00' });
  });
});
