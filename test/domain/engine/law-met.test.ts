import { describe, expect, test } from 'vitest';
import type { RuleVersion } from '../../../domain/plan/law.ts';
import { courtCalendar } from '../../../domain/time/court-calendar.ts';
import { type Court, given } from '../../support/given.ts';
import { instant } from '../../support/instants.ts';
import { bookWith, calendarBefore, law1 } from '../../support/given-law.ts';
import { seedCalendar, seedYears } from '../../support/seed-calendar.ts';
import { confirmed, controlled } from '../../support/histories.ts';

const filed = given().filed('2026-01-20T16:20');
const lines = (court: Court, rule: string) => court.rungs(rule).map((r) => r.replace(/ \S+@\d+/, ''));

describe('the law a case runs under', () => {
  const published = (court: Court, change: Partial<RuleVersion>, from = '2026-01-01') =>
    court.publish({ book: bookWith('related-cases', instant(from), change) });

  test('stands in its record before the filing', () => {
    expect(filed.record.map((f) => f.node)).toEqual(['law.applied', 'case.filed']);
    expect(filed.record[0]).toMatchObject({
      payload: { rules: 1, calendar: 1, settings: 1 },
      by: 'system',
      via: 'system',
    });
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

  test('a version that reaches what is open reaches it whenever it is recorded, but never what a later one governs', () => {
    const reaching = bookWith('funds-confirm', instant('2026-02-01'), { within: '1d', reachesOpen: true });
    const court = filed.assigned().at('2026-02-02T09:00').publish({ book: reaching });
    const arrived = court.complete('funds.arrived', 'r-7', {}, { at: '2026-01-30T10:00' });
    expect(arrived.deadline('funds-confirm').because).toContainEqual(
      expect.objectContaining({ step: 'rule', version: 2 }),
    );
    const [first, second] = reaching.get('funds-confirm') ?? [];
    if (first === undefined || second === undefined) throw new Error('two versions');
    const ahead = { ...first, version: 3, within: '2d', effectiveFrom: instant('2026-03-01') };
    // published before the reaching one, which is newer and yet holds from an earlier day
    const book = new Map([...reaching, ['funds-confirm' as const, [first, { ...second, version: 4 }, ahead]]]);
    const later = filed.assigned().publish({ book }).at('2026-03-02T10:00').complete('funds.arrived', 'r-8');
    expect(later.deadline('funds-confirm').because).toContainEqual(
      expect.objectContaining({ step: 'rule', version: 3 }),
    );
  });

  test('a report discharged in time stays so when the limit that it counts back from is shortened', () => {
    const reported = filed.assigned().at('2026-06-10T09:00').complete('long-case.reported');
    expect(reported.deadline('six-month-report')).toMatchObject({ status: 'done', due: '2026-06-18' });
    const book = bookWith('case-limit-statutory', instant('2026-06-15'), { within: '4m', reachesOpen: true });
    const met = reported.at('2026-06-15T09:00').publish({ book }).complete('material.received');
    expect(met.deadline('case-limit-statutory').due).toBe('2026-05-20');
    expect(met.deadline('six-month-report')).toMatchObject({ status: 'done', due: '2026-06-18' });
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
