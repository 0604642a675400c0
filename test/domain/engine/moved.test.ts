import { describe, expect, test } from 'vitest';
import { type Court, given } from '../../support/given.ts';
import { confirmed } from '../../support/histories.ts';

const filed = given().filed('2026-01-20T16:20');
const limit = 'case-limit-ordinary'; // due 2026-04-20, rungs 04-02T22:28, 04-21, 04-22, 04-25
const exclude = (court: Court, from: string, to: string) => court.complete('exclusion.approved', { from, to });
const lines = (court: Court, rule: string) => court.rungs(rule).map((r) => r.replace(/ \S+@\d+/, ''));

describe('a due that moves', () => {
  test('rungs that lie ahead fire again at their new instants; the log keeps the old ones', () => {
    const moved = exclude(filed.at('2026-04-23T09:00'), '2026-03-02', '2026-03-31');
    expect(moved.deadline(limit)).toMatchObject({ due: '2026-05-20', rung: null, overdue: false });
    // a fifth of 119 d 7 h 40 min before 05-21T00:00
    expect(lines(moved.at('2026-06-01'), limit)).toEqual([
      '2026-04-02T22:28 remind',
      '2026-04-21T00:00 urge',
      '2026-04-22T00:00 supervise',
      '2026-04-26T22:28 remind',
      '2026-05-21T00:00 urge',
      '2026-05-22T00:00 supervise',
    ]);
  });

  test('rungs behind do not fire again if they have warned before', () => {
    // 5 days: the reminder for 04-27 (04-25) would lie at 04-07, behind 04-23
    const moved = exclude(filed.at('2026-04-23T09:00'), '2026-03-02', '2026-03-06');
    expect(moved.deadline(limit)).toMatchObject({ due: '2026-04-27', rung: null });
    expect(lines(moved.at('2026-04-29'), limit).slice(3)).toEqual([
      '2026-04-28T00:00 urge',
      '2026-04-29T00:00 supervise',
    ]);
  });

  test('what makes it overdue is told when it is recorded: the ladder is climbed from there (engine.md 26)', () => {
    // the confirmation turns out to lie two weeks back: everything is behind, nothing has warned
    const early = filed.at('2026-01-21T09:00').complete('funds.arrived', 'r-7').at('2026-02-20T09:00');
    const confirmedAt = early.complete('funds.confirmed', 'r-7');
    expect(confirmedAt.rungs('payout')).toEqual([]);
    const corrected = confirmedAt
      .at('2026-02-26T09:00')
      .complete(
        'fact.corrected',
        { fact: confirmedAt.seq('funds.confirmed'), at: '2026-02-06T15:00:00+08:00' },
        { by: 'finance' },
      );
    expect(corrected.deadline('payout')).toMatchObject({ due: '2026-02-24', rung: 'urge', overdue: true });
    expect(lines(corrected.at('2026-02-28'), 'payout')).toEqual([
      '2026-02-26T09:00 remind, silent',
      '2026-02-26T09:00 urge',
      '2026-02-27T09:00 supervise',
    ]);
  });

  test('moved away and back, a rung that fired for that due is not fired again', () => {
    const away = exclude(filed.at('2026-04-21T09:00'), '2026-03-02', '2026-03-31');
    const back = away
      .at('2026-04-21T10:00')
      .complete('fact.withdrawn', { fact: away.seq('exclusion.approved') }, { by: 'supervising-leader' });
    expect(back.deadline(limit)).toMatchObject({ due: '2026-04-20', rung: 'urge', overdue: true });
    expect(lines(back.at('2026-04-30'), limit)).toEqual([
      '2026-04-02T22:28 remind',
      '2026-04-21T00:00 urge',
      '2026-04-22T10:00 supervise',
    ]);
  });

  test('each deadline, step and due occurs once in the log, whatever moves', () => {
    const court = exclude(exclude(filed.at('2026-04-23'), '2026-03-02', '2026-03-31'), '2026-04-01', '2026-04-10');
    const keys = court
      .at('2026-12-01')
      .log.filter((l) => l.type === 'rung')
      .map((l) => `${l.deadline} ${l.step} ${l.dueAt}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('a deadline that goes and comes back', () => {
  const withdraw = (court: Court, fact: number, by: string) => court.complete('fact.withdrawn', { fact }, { by });

  test('opened by a fact that is withdrawn, and withdrawn again, it warns no second time', () => {
    const warned = confirmed().at('2026-02-25T09:00');
    const seq = warned.seq('funds.confirmed');
    const gone = withdraw(warned, seq, 'review');
    expect(gone.deadlines('payout')).toEqual([]);
    const back = withdraw(gone.at('2026-02-25T10:00').at('2026-02-25T11:00'), gone.seq('fact.withdrawn'), 'review');
    expect(back.deadline('payout', 'r-7')).toMatchObject({ status: 'open', rung: 'urge', id: `payout:r-7@${seq}` });
    expect(
      back
        .at('2026-02-28')
        .rungs('payout')
        .map((r) => r.split(' ')[1]),
    ).toEqual(['remind', 'urge', 'supervise']);
  });

  test('after any number of settlings in between', () => {
    const warned = confirmed().at('2026-02-25T09:00');
    const gone = withdraw(warned, warned.seq('funds.confirmed'), 'review');
    const settled = gone.workerDownUntil('2026-02-25T10:00').workerDownUntil('2026-02-25T11:00');
    const back = withdraw(settled, gone.seq('fact.withdrawn'), 'review');
    expect(back.rungs('payout').map((r) => r.split(' ')[1])).toEqual(['remind', 'urge']);
    expect(back.deadline('payout').rung).toBe('urge');
    const types = back.log.filter((l) => l.rule === 'payout').map((l) => l.type);
    expect(types).toEqual(['opened', 'rung', 'rung', 'void', 'reopened']);
  });

  test('done, then the discharge withdrawn: it goes on, and is told so, from that hour on', () => {
    const held = filed.complete('reception.held').at('2026-01-23T09:00');
    const back = withdraw(held, held.seq('reception.held'), 'reception');
    expect(back.deadline('reception')).toMatchObject({ status: 'open', overdue: true, rung: 'urge' });
    expect(lines(back.at('2026-01-30'), 'reception').slice(-2)).toEqual([
      '2026-01-23T09:00 urge',
      '2026-01-24T09:00 supervise',
    ]);
    expect(back.log.filter((l) => l.rule === 'reception').map((l) => l.type)).toEqual([
      'opened',
      'rung',
      'done',
      'reopened',
      'rung',
    ]);
  });
});
