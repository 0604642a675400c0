import { describe, expect, test } from 'vitest';
import type { RuleVersion } from '../../../domain/case/law.ts';
import { type Court, given, instant } from '../../support/given.ts';
import { bookWith, calendarBefore, law1 } from '../../support/given-law.ts';
import { courtCalendar } from '../../../domain/time/court-calendar.ts';
import { seedCalendar, seedYears } from '../../support/seed-calendar.ts';
import { confirmed, controlled } from '../../support/histories.ts';

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
      '2026-05-25T00:00 criticise',
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

  test('a rung behind that never warned at all still fires, once (our reading)', () => {
    // filing turns out to lie six months back: everything is behind, nothing has warned
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
    expect(corrected.deadline('payout')).toMatchObject({ due: '2026-02-24', rung: 'supervise', overdue: true });
    expect(corrected.rungs('payout').map((r) => r.replace(/payout[^,]+/, ''))).toEqual([
      '2026-02-21T07:48 remind , fired 2026-02-26T09:00, silent',
      '2026-02-25T00:00 urge , fired 2026-02-26T09:00, silent',
      '2026-02-26T00:00 supervise , fired 2026-02-26T09:00',
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
      '2026-04-22T00:00 supervise',
      '2026-04-25T00:00 criticise',
    ]);
  });

  test('each deadline, rung and due occurs once in the log, whatever moves', () => {
    const court = exclude(exclude(filed.at('2026-04-23'), '2026-03-02', '2026-03-31'), '2026-04-01', '2026-04-10');
    const keys = court
      .at('2026-12-01')
      .log.filter((l) => l.type === 'rung')
      .map((l) => `${l.deadline} ${l.rung} ${l.dueAt}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('a deadline that goes and comes back', () => {
  const withdraw = (court: Court, fact: number, by: string) => court.complete('fact.withdrawn', { fact }, { by });

  test('opened by a fact that is withdrawn, and withdrawn again, it warns no second time', () => {
    const warned = confirmed().at('2026-02-25T09:00');
    const seq = warned.seq('funds.confirmed');
    const gone = withdraw(warned, seq, 'finance');
    expect(gone.deadlines('payout')).toEqual([]);
    const back = withdraw(gone.at('2026-02-25T10:00').at('2026-02-25T11:00'), gone.seq('fact.withdrawn'), 'finance');
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
    const gone = withdraw(warned, warned.seq('funds.confirmed'), 'finance');
    const settled = gone.workerDownUntil('2026-02-25T10:00').workerDownUntil('2026-02-25T11:00');
    const back = withdraw(settled, gone.seq('fact.withdrawn'), 'finance');
    expect(back.rungs('payout').map((r) => r.split(' ')[1])).toEqual(['remind', 'urge']);
    expect(back.deadline('payout').rung).toBe('urge');
    const types = back.log.filter((l) => l.rule === 'payout').map((l) => l.type);
    expect(types).toEqual(['opened', 'rung', 'rung', 'void', 'reopened']);
  });

  test('done, then the discharge withdrawn: it goes on, and what it missed fires', () => {
    const held = filed.complete('reception.held').at('2026-01-23T09:00');
    const back = withdraw(held, held.seq('reception.held'), 'reception');
    expect(back.deadline('reception')).toMatchObject({ status: 'open', overdue: true, rung: 'supervise' });
    expect(back.log.filter((l) => l.rule === 'reception').map((l) => l.type)).toEqual([
      'opened',
      'rung',
      'done',
      'reopened',
      'rung',
      'rung',
    ]);
  });
});

describe('the law a case runs under', () => {
  const published = (court: Court, change: Partial<RuleVersion>, from = '2026-01-01') =>
    court.publish({ book: bookWith('related-cases', instant(from), change) });

  test('stands in its record before the filing', () => {
    expect(filed.record.map((f) => f.node)).toEqual(['law.applied', 'case.filed']);
    expect(filed.record[0]).toMatchObject({ payload: { rules: 1, calendar: 1 }, by: 'system', via: 'system' });
  });

  test('newer law is met at the next command, which appends it first', () => {
    const court = published(filed.at('2026-01-21T09:00'), { within: '5d', reachesOpen: true });
    expect(court.at('2026-01-21T10:00').deadline('related-cases').due, 'time alone changes nothing').toBe('2026-01-22');
    const met = court.at('2026-01-21T10:00').complete('material.received');
    expect(met.record.slice(2).map((f) => f.node)).toEqual(['law.applied', 'material.received']);
    // five days end on Sunday 01-25
    expect(met.deadline('related-cases')).toMatchObject({ due: '2026-01-26', id: 'related-cases@2' });
    expect(met.complete('query.started').record.map((f) => f.node)).toHaveLength(5);
  });

  test('a case that wakes meets it first: nobody is warned of a date that a notice has moved', () => {
    // the court is closed for snow on the day that the check falls due; no rollout has come by
    const snow = courtCalendar(seedYears, [{ year: 2026, notices: [], rest: { '2026-01-22': '大雪' }, work: {} }]);
    const closed = filed.at('2026-01-22T09:00').publish({ courtCalendar: snow });
    const urged = (court: Court) => lines(court, 'related-cases').filter((line) => line.includes('urge'));
    expect(urged(filed.at('2026-01-23T00:00'))).toEqual(['2026-01-23T00:00 urge']);
    const woken = closed.at('2026-01-23T00:00');
    expect(urged(woken)).toEqual([]);
    expect(woken.deadline('related-cases')).toMatchObject({ due: '2026-01-23', rung: 'remind' });
    expect(woken.notices.flatMap((n) => (n.kind === 'moved' ? n.to[0]?.role : []))).toContain('property-control');
    const down = closed.workerDownUntil('2026-01-24T09:00');
    expect(urged(down), 'also when it wakes late').toEqual(['2026-01-24T00:00 urge, fired 2026-01-24T09:00']);
    const later = closed.at('2026-03-01').record.filter((f) => f.node === 'law.applied');
    expect(later, 'once').toHaveLength(2);
  });

  test('what opens because time passed stands under the version in force at that instant', () => {
    const approval = (from: string) =>
      confirmed() // to be paid out by 02-24
        .publish({ book: bookWith('payout-late-approval', instant(from), { within: '2d' }) })
        .at('2026-02-25T00:00')
        .deadline('payout-late-approval').due;
    expect([approval('2026-02-25'), approval('2026-02-26')]).toEqual(['2026-02-27', '2026-02-25']);
    const opened = confirmed().at('2026-02-25T09:00');
    const book = bookWith('payout-late-approval', instant('2026-02-25'), { within: '2d' });
    const later = opened.publish({ book }).complete('payout.applied', 'r-7');
    expect(later.deadline('payout-late-approval').due, 'published after it opened').toBe('2026-02-25');
  });

  test('what is open keeps the version that it opened under, unless the new one reaches it', () => {
    const court = published(filed.at('2026-01-21T09:00'), { within: '5d' }).complete('query.started');
    expect(court.deadline('related-cases')).toMatchObject({ due: '2026-01-22' });
  });

  test('a version counts for what opens from its day on', () => {
    const book = bookWith('funds-confirm', instant('2026-02-01'), { within: '1d' });
    const court = filed.publish({ book }).assigned();
    const arrived = (at: string) => court.at(at).complete('funds.arrived', 'r-7').deadline('funds-confirm').due;
    expect([arrived('2026-01-31T23:59'), arrived('2026-02-01T00:00')]).toEqual(['2026-02-03', '2026-02-02']);
  });

  test('what opens before a rule’s first version uses the first', () => {
    const late = new Map(law1.book);
    const [first] = law1.book.get('related-cases') ?? [];
    if (first) late.set('related-cases', [{ ...first, effectiveFrom: instant('2026-06-01') }]);
    expect(
      given({}, { ...law1, book: late })
        .filed()
        .deadline('related-cases').due,
    ).toBe('2026-01-22');
  });

  test('what is already discharged stays settled under the law before its discharge was recorded', () => {
    const done = filed.at('2026-01-21T09:00').complete('related-cases.checked');
    const court = published(done, { within: '0d', reachesOpen: true }).complete('material.received');
    expect(court.deadline('related-cases')).toMatchObject({ status: 'done', due: '2026-01-22' });
  });

  test('a year without a notice is provisional; published, the due moves or becomes certain', () => {
    const court = given({}, { ...law1, courtCalendar: calendarBefore(2026) }).filed();
    expect(court.deadline('assign-officer')).toMatchObject({ due: '2026-01-27', provisional: true });
    expect(court.deadline('case-limit-ordinary')).toMatchObject({ due: '2026-04-20', provisional: true });
    const money = court.at('2026-02-06T10:00').complete('funds.arrived', 'r-7').complete('funds.confirmed', 'r-7');
    expect(money.deadline('payout')).toMatchObject({ due: '2026-02-16', provisional: true });
    const met = money.publish({ courtCalendar: seedCalendar }).complete('material.received');
    expect(met.deadline('payout')).toMatchObject({ due: '2026-02-24', provisional: false });
    const types = (rule: string) => met.log.filter((l) => l.rule === rule && l.type !== 'rung').map((l) => l.type);
    expect(types('payout')).toEqual(['opened', 'moved']);
    expect(types('case-limit-ordinary')).toEqual(['opened', 'certain']);
  });
});

test('a law published after the case was controlled leaves what was controlled alone', () => {
  const court = controlled()
    .publish({ book: bookWith('freeze-online', 0, { within: '1h', reachesOpen: true }) })
    .complete('material.received');
  expect(court.deadline('freeze-online')).toMatchObject({ status: 'done', due: '2026-01-22T11:00:00+08:00' });
});
