// What runs once a case is closed, and what money and a settlement ask for by law (plan §2.1; law.md L42b, L59b, L80, L93, L94).
import { describe, expect, test } from 'vitest';
import { makesLate } from '../../domain/plan/light.ts';
import type { Court } from '../support/given.ts';
import { foundAgain, planServed, settledInSix } from '../support/after-closing-reports.ts';
import { approved, confirmed, found } from '../support/histories.ts';
import { bank, distribution as id } from '../support/distribution-scenes.ts';
import { closedNoProperty, look } from '../support/no-property.ts';

const over = closedNoProperty();
const rounds = (court: Court) => court.deadlines('periodic-query').map(({ id, status, due }) => `${id.split(/[:@]/)[1] ?? ''} ${status} ${due ?? ''}`); // prettier-ignore

describe('periodic-query 终本后定期查询', () => {
  test('one is open at a time; ten are counted from the closing, each half a year on', () => {
    expect(rounds(over)).toEqual(['1 open 2026-10-21']);
    const years = over.at('2031-05-01T09:00');
    expect(years.deadlines('periodic-query')).toHaveLength(10);
    expect(rounds(years).slice(0, 2)).toEqual(['1 open 2026-10-21', '2 open 2027-04-21']);
    expect(years.deadlines('periodic-query').at(-1)).toMatchObject({ opened: '2030-10-22T00:00', due: '2031-04-21' });
  });

  test('a look ahead of its time counts for its round, and moves none', () => {
    const early = look(look(over, 1, '2026-04-21'), 2, '2026-10-22').at('2027-05-01T09:00');
    expect(rounds(early)).toEqual(['1 done 2026-10-21', '2 done 2027-04-21', '3 open 2027-10-21']);
  });

  test('ends, and opens no more, once the case goes on under another number', () => {
    const restored = foundAgain().complete('restoration.decided', {}, { by: 'director' });
    const late = restored.at('2027-06-01T09:00');
    expect(rounds(late)).toEqual(['1 done 2026-10-21']);
    expect(late.refused('periodic-query.done', { subject: '2' }).code).toBe('already-recorded');
    const asked = over.complete('application.received', { kind: 'restore', on: '2026-04-21' }, { by: 'officer' });
    expect(rounds(asked.complete('restoration.decided', {}, { by: 'director' }).at('2027-06-01T09:00'))).toEqual(['1 void 2026-10-21']); // prettier-ignore
  });

  test('an eleventh has a code and an article of its own, also while others are still to come', () => {
    const eleventh = { subject: '11', payload: { found: false, assets: [], toldOn: '2026-04-21' } };
    expect(over.refused('periodic-query.done', eleventh)).toMatchObject({
      code: 'beyond-the-cap',
      basis: '法〔2016〕373号9',
    });
  });
});

describe('restoration-decide 决定是否恢复执行', () => {
  const open = (court: Court) => court.deadlines('restoration-decide').map(({ id, status }) => `${id.split('@')[0] ?? ''} ${status}`); // prettier-ignore

  test('opens for an application, a clue found real, property found, each after 终本', () => {
    const asked = foundAgain().complete('application.received', { kind: 'restore', on: '2026-10-20' }, { by: 'officer' }); // prettier-ignore
    const clue = asked.complete('clue.received', 'c-1').complete('clue.fully-verified', 'c-1', { real: true, assets: [found('a-8')] }); // prettier-ignore
    expect(open(clue)).toEqual([
      'restoration-decide:1 open',
      'restoration-decide:application-1 open',
      'restoration-decide:c-1 open',
    ]);
    const refused = clue.complete('restoration.decided', { granted: false }, { by: 'director' });
    expect(new Set(open(refused).map((each) => each.split(' ')[1]))).toEqual(new Set(['done']));
  });

  test('nothing that was found before the closing, and nothing once it was granted', () => {
    expect(open(over)).toEqual([]);
    const granted = foundAgain().complete('restoration.decided', {}, { by: 'director' });
    const again = granted.complete('application.received', { kind: 'restore', on: '2026-10-20' }, { by: 'officer' });
    expect(open(again)).toEqual(['restoration-decide:1 done']);
  });
});

describe('settlement-instalment 分期履行', () => {
  const paid = (court: Court, n: number, on: string) =>
    court.at(`${on}T10:00`).complete('settlement.instalment', 'settlement-1', { n, amountFen: 4_000_000 });
  const three = [1, 2, 3].reduce((court, n) => paid(court, n, `2026-0${n + 2}-19`), settledInSix());

  test('a day that passes makes nobody late; the officer and the applicant are told', () => {
    const missed = three.at('2026-06-21T09:00');
    expect(missed.deadline('settlement-instalment', 'settlement-1.4')).toMatchObject({
      status: 'open',
      overdue: false,
    });
    const told = missed.notices.filter(({ deadline }) => deadline?.startsWith('settlement-instalment:settlement-1.4'));
    expect(told).toMatchObject([{ rung: 'remind', to: [{ role: 'officer' }, { role: 'officer' }] }]);
  });

  test('broken, the later ones are asked for no more', () => {
    const broken = three.at('2026-06-22T09:00').complete('settlement.breached', 'settlement-1', { on: '2026-06-20' });
    expect(broken.deadlines('settlement-instalment').map(({ status }) => status)).toEqual(['done', 'done', 'done', 'void', 'void', 'void']); // prettier-ignore
  });

  test('a day of rest is its day all the same', () => {
    expect(settledInSix().deadline('settlement-instalment', 'settlement-1.4').due).toBe('2026-06-20'); // a Saturday
  });
});

describe('what the opinion of 2021 advises', () => {
  test('ten working days to tell finance, five to pay; it stands beside the plan and makes nobody late', () => {
    const notice = confirmed().deadline('payout-guide-notice', 'r-7');
    expect(notice.due).toBe('2026-02-27'); // 02-06 and ten working days, Saturday 02-14 among them, the Spring Festival left out
    const late = confirmed().at('2026-03-20T09:00');
    expect(late.deadline('payout-guide-notice', 'r-7')).toMatchObject({ status: 'open', overdue: false });
    expect(makesLate({ rule: 'payout-guide-notice', owner: 'officer' })).toBe(false);
  });

  test('part of the sum is not the whole; what finance sent back is told anew', () => {
    const part = (court: Court, form: string, amountFen: number) =>
      court
        .complete('payout.applied', 'r-7', { form, amountFen })
        .complete('payout.material-reviewed', form)
        .complete('payout.approved', form, { amountFen });
    const half = part(confirmed(), 'f-1', 15_000_000);
    expect(half.deadline('payout-guide-notice').status).toBe('open');
    expect(part(half, 'f-2', 10_000_000).deadline('payout-guide-notice').status).toBe('done');
    const back = approved().complete('payout.rejected', 'FK-2026-031');
    expect(back.deadline('payout-guide-notice').status).toBe('open');
    expect(back.deadline('payout-guide-pay').status).toBe('done');
  });
});

describe('the fifteen days of a distribution', () => {
  const owners = (court: Court, rule: string) => court.deadlines(rule).map(({ id: one, due }) => `${one.split(/[:@]/)[1] ?? ''} ${due ?? ''}`); // prettier-ignore

  test('to object run for each from their own service of the plan', () => {
    const both = planServed()
      .at('2026-02-09T09:00')
      .complete('documents.issued', { id: 'fp-2', kind: 'distribution-plan', recipients: ['respondent-1'] })
      .complete('service.recorded', 'fp-2.respondent-1', { on: '2026-02-09', outcome: 'served' });
    expect(owners(both, 'distribution-objection')).toEqual(['fp-1.applicant-1 2026-02-24', 'fp-2.respondent-1 2026-02-24']); // prettier-ignore
    const objected = both.complete('distribution.objected', id, { party: 'respondent-1' });
    expect(objected.deadlines('distribution-objection').map(({ status }) => status)).toEqual(['open', 'done']);
  });

  test('to oppose and to sue run from the day on which the other was told; once settled nobody does', () => {
    const objected = planServed().at('2026-02-20T09:00').complete('distribution.objected', id, { toldOn: '2026-02-19' }); // prettier-ignore
    expect(owners(objected, 'distribution-opposition')).toEqual(['distribution-1 2026-03-06']);
    const opposed = objected.complete('distribution.opposed', id, { toldOn: '2026-02-20' });
    expect(owners(opposed, 'distribution-suit')).toEqual(['distribution-1 2026-03-09']);
    const recipients = ['respondent-1', { id: 'bank', name: bank }];
    const served = ['respondent-1', 'bank'].reduce((court, to) => court.complete('service.recorded', `fp-2.${to}`, { on: '2026-02-20', outcome: 'served' }), opposed.complete('documents.issued', { id: 'fp-2', kind: 'distribution-plan', recipients })); // prettier-ignore
    const settled = served.at('2026-03-12T09:00').complete('distribution.settled', id);
    expect(['distribution-objection', 'distribution-suit'].map((rule) => settled.deadlines(rule)[0]?.status)).toEqual(['done', 'void']); // prettier-ignore
  });
});
