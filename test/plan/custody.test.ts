// Who is brought in, and who is detained (plan §2.1, L60, L61, L76).
import { describe, expect, test } from 'vitest';
import { type Court, given } from '../support/given.ts';

const filed = given().filed('2026-01-20T16:20').assigned().at('2026-02-03T10:00');
const warranted = filed.complete('warrant.issued');
const compelled = (more: object = {}) =>
  warranted.complete('respondent.compelled', 'respondent-1', { arrivedAt: '2026-02-03T09:10:00+08:00', ...more });

describe('who was brought in is heard', () => {
  const ended = (court: Court, at: string) =>
    court.at(at).complete('inquiry.ended', 'respondent-1', { endedAt: `${at}:00+08:00` });

  test('for eight hours from the arrival', () => {
    expect(compelled().deadline('inquiry-end', 'respondent-1')).toMatchObject({ due: '2026-02-03T18:00:00+08:00', legalDue: '2026-02-03T18:00:00+08:00', owner: 'officer' }); // prettier-ignore
    expect(ended(compelled(), '2026-02-03T17:00').deadline('inquiry-end').status).toBe('done');
    expect(ended(compelled(), '2026-02-03T19:00').deadline('inquiry-end').status).toBe('done-late');
  });

  test('for twenty-four where it is complex and may end in detention', () => {
    const complex = compelled({ complex: '转移财产涉及多人，依法可能采取拘留措施' });
    expect(complex.deadline('inquiry-end')).toMatchObject({ due: '2026-02-04T10:00:00+08:00', legalDue: '2026-02-04T10:00:00+08:00' }); // prettier-ignore
    expect(compelled({ complex: '  ' }).deadline('inquiry-end').due).toBe('2026-02-03T18:00:00+08:00');
  });

  test('does not lapse, and goes on through the night', () => {
    const court = compelled();
    const id = court.deadline('inquiry-end').id;
    expect(court.refused('deadline.lapsed', { payload: { deadlines: [id], reason: '放人了' } }).code).toBe(
      'never-lapses',
    );
    expect(court.at('2026-02-05T09:00').rungs('inquiry-end').map((line) => line.split(' ')[1])).toEqual(['remind', 'urge', 'supervise']); // prettier-ignore
  });
});

describe('a detention', () => {
  const decided = (days = 15, ground = '拒不报告财产') => filed.complete('sanction.decided', { days, ground });
  const started = (court: Court) => court.complete('detention.started', 'sanction-1', { takenAt: '2026-02-03T10:00:00+08:00' }); // prettier-ignore

  test('is told to the family within twenty-four hours', () => {
    const court = started(decided());
    expect(court.deadline('detention-family', 'sanction-1')).toMatchObject({ due: '2026-02-04T11:00:00+08:00' });
    expect(court.complete('detention.family-notified', 'sanction-1').deadline('detention-family').status).toBe('done');
  });

  test('ends after the decision’s days, on a holiday too: its end is not moved, by the court’s count nor by the law’s', () => {
    const court = started(decided(15)); // 2026-02-18 lies in the Spring Festival
    expect(court.deadline('detention-end', 'sanction-1')).toMatchObject({ due: '2026-02-18', legalDue: '2026-02-18' });
    expect(started(decided(4)).deadline('detention-end')).toMatchObject({ due: '2026-02-07', legalDue: '2026-02-07' }); // a Saturday
    const free = court.at('2026-02-18T10:00').complete('sanction.ended', 'sanction-1', { on: '2026-02-18' });
    expect(free.deadline('detention-end').status).toBe('done');
    const late = court.at('2026-02-19T08:00').complete('sanction.ended', 'sanction-1', { on: '2026-02-19' });
    expect(late.deadline('detention-end').status).toBe('done-late');
  });

  test('runs on when the case is closed', () => {
    const court = started(decided()).complete('case.cancelled').reviewed({ kind: 'cancelled' });
    expect(court.complete('case.closed', { kind: 'cancelled' }).deadline('detention-end').status).toBe('open');
  });

  test('is of one act once, however it is worded, with its own code and article', () => {
    const again = (ground: string, court: Court = decided()) =>
      court.refused('sanction.decided', { payload: { kind: 'detention', party: 'respondent-1', ground, days: 3 } });
    for (const ground of ['拒不报告财产', ' 拒不 报告财产。'])
      expect(again(ground)).toMatchObject({ code: 'detained-already', basis: '民诉解释184' });
    expect(decided().complete('sanction.decided', { kind: 'fine', days: undefined, amountFen: 100_000 } as never).c.all('sanction.decided')).toHaveLength(2); // prettier-ignore
    const revoked = decided().complete('sanction.ended', 'sanction-1', { how: 'revoked', on: '2026-02-03' });
    expect(revoked.complete('sanction.decided', { days: 3 }).c.all('sanction.decided')).toHaveLength(2);
  });

  test('of more than fifteen days there is none, nor one that has ended before it began', () => {
    expect(filed.refused('sanction.decided', { payload: { kind: 'detention', party: 'respondent-1', ground: '一', days: 16 } }).code).toBe('wrong-type'); // prettier-ignore
    const lifted = decided().complete('sanction.ended', 'sanction-1', { how: 'lifted', on: '2026-02-03' });
    expect(lifted.refused('detention.started', { subject: 'sanction-1', payload: { takenAt: '2026-02-03T10:00:00+08:00', place: '武陟县拘留所' } }).code).toBe('not-in-force'); // prettier-ignore
  });
});

describe('whoever is sanctioned may ask for reconsideration', () => {
  const served = (court: Court, id: string, on = '2026-02-04') =>
    court
      .complete('documents.issued', {
        id,
        kind: 'sanction-decision',
        recipients: ['respondent-1'],
        signedBy: 'p-president',
      } as never) // prettier-ignore
      .at(`${on}T10:00`)
      .complete('service.recorded', `${id}.respondent-1`, { on });
  const fine = (court: Court) => served(court.complete('sanction.decided', { kind: 'fine', days: undefined, amountFen: 100_000 } as never), 'f-1'); // prettier-ignore
  const ban = (court: Court) => served(court.complete('sanction.decided', { kind: 'exit-ban', days: undefined } as never), 'b-1', '2026-02-05'); // prettier-ignore
  const asks = (on: string, by = 'officer', excuse?: string) => ({ subject: 'sanction-1', payload: { way: 'reconsideration', party: 'respondent-1', on, ...(excuse && { excuse }) }, by }); // prettier-ignore

  test('within three days of the service, of an exit ban within ten: each by its own document', () => {
    const both = ban(fine(filed));
    expect(both.deadline('sanction-review', 'sanction-1')).toMatchObject({ due: '2026-02-09', legalDue: '2026-02-09', owner: 'respondent' }); // prettier-ignore
    expect(both.deadline('sanction-review', 'sanction-2')).toMatchObject({ due: '2026-02-24' }); // 02-15 is the first day of the Spring Festival
    expect(both.at('2026-03-20T10:00').rungs('sanction-review')).toEqual([]);
  });

  test('after it no more, unless it is let in and said why', () => {
    const court = fine(filed).at('2026-02-10T10:00');
    expect(court.refused('remedy.sought', asks('2026-02-10'))).toMatchObject({ code: 'objection-too-late', basis: '民诉解释185' }); // prettier-ignore
    expect(court.tries('remedy.sought', asks('2026-02-09')).deadline('sanction-review').status).toBe('done-late');
    expect(court.tries('remedy.sought', asks('2026-02-10', 'officer', '上级法院已经受理')).c.all('remedy.sought')).toHaveLength(1); // prettier-ignore
  });

  test('of what is handed over to the police nothing of the kind is asked', () => {
    const court = served(filed.complete('sanction.decided', { kind: 'referral', days: undefined } as never), 'r-1');
    expect(court.deadlines('sanction-review')).toEqual([]);
  });
});
