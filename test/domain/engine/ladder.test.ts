import { describe, expect, test } from 'vitest';
import { defaultLadder, hourLadder, type Ladder, matterLadder, rungInstants } from '../../../domain/plan/ladder.ts';
import { given, instant } from '../../support/given.ts';
import { bookWith, law1 } from '../../support/given-law.ts';
import { short } from '../../support/given-report.ts';

const H = 3_600_000;
const open = instant('2026-03-02T08:00');

/** Rungs as `remind 12:00` would be too coarse: instants in full, one a line. */
const ladder = (due: string, more: { legal?: string; ladder?: Ladder; opened?: number } = {}) =>
  rungInstants(
    more.ladder ?? defaultLadder,
    more.opened ?? open,
    instant(due),
    more.legal === undefined ? null : instant(more.legal),
  ).map(({ rung, at }) => `${rung} ${short(at)}`);

describe('the instants of the ladder (plan §3)', () => {
  test('remind at 20 %, urge at the due, supervise after 24 h, criticise after 96 h', () => {
    // 10 days before 03-12T08:00: a fifth is two days
    expect(ladder('2026-03-12T08:00')).toEqual([
      'remind 2026-03-10T08:00',
      'urge 2026-03-12T08:00',
      'supervise 2026-03-13T08:00',
      'criticise 2026-03-16T08:00',
    ]);
  });

  test('remind comes at least 24 hours before: of two days a fifth would be 9.6 hours', () => {
    expect(ladder('2026-03-04T08:00')[0]).toBe('remind 2026-03-03T08:00');
  });

  test('at exactly five days both agree', () => {
    expect(ladder('2026-03-07T08:00')[0]).toBe('remind 2026-03-06T08:00');
  });

  test('never before the opening: then at the opening', () => {
    expect(ladder('2026-03-02T20:00')[0]).toBe('remind 2026-03-02T08:00');
    expect(ladder('2026-03-03T08:00')[0]).toBe('remind 2026-03-02T08:00');
  });

  test('for periods in hours at least one hour before', () => {
    expect(ladder('2026-03-03T08:00', { ladder: hourLadder })[0]).toBe('remind 2026-03-03T03:12');
    expect(ladder('2026-03-02T11:00', { ladder: hourLadder })[0]).toBe('remind 2026-03-02T10:00');
  });

  test('criticise comes when the law’s due passes, if that is earlier than 96 hours late', () => {
    const at = (legal: string) => ladder('2026-03-12T00:00', { legal }).at(-1);
    expect(at('2026-03-15T00:00')).toBe('criticise 2026-03-15T00:00');
    expect(at('2026-03-16T00:00')).toBe('criticise 2026-03-16T00:00');
    expect(at('2026-04-01T00:00')).toBe('criticise 2026-03-16T00:00');
  });

  test('no rung falls after a higher one: each takes the earliest of its own and every higher instant', () => {
    expect(ladder('2026-03-12T00:00', { legal: '2026-03-12T00:00' }).slice(1)).toEqual([
      'urge 2026-03-12T00:00',
      'supervise 2026-03-12T00:00',
      'criticise 2026-03-12T00:00',
    ]);
    // the law's due lies before the plan's: nothing waits for the plan
    expect(ladder('2026-03-12T00:00', { legal: '2026-03-09T00:00' })).toEqual([
      'remind 2026-03-09T00:00',
      'urge 2026-03-09T00:00',
      'supervise 2026-03-09T00:00',
      'criticise 2026-03-09T00:00',
    ]);
  });

  test('a rung left out does not exist: a supervised matter has no 督办', () => {
    expect(ladder('2026-03-03T00:00', { ladder: matterLadder }).map((r) => r.split(' ')[0])).toEqual([
      'remind',
      'urge',
      'criticise',
    ]);
  });

  test('hours are real hours: nothing is rolled', () => {
    // 春节: due passes on Saturday 02-14's end, 督办 on the first day of the holiday's second
    expect(ladder('2026-02-15T00:00', { opened: instant('2026-02-05T00:00') }).slice(1)).toEqual([
      'urge 2026-02-15T00:00',
      'supervise 2026-02-16T00:00',
      'criticise 2026-02-19T00:00',
    ]);
  });
});

const filed = given().filed('2026-01-20T16:20');

describe('firing', () => {
  test('each rung at its instant, once', () => {
    expect(filed.at('2026-03-01').rungs('related-cases')).toEqual([
      '2026-01-22T00:00 remind related-cases@2',
      '2026-01-23T00:00 urge related-cases@2',
      '2026-01-24T00:00 supervise related-cases@2',
      '2026-01-27T00:00 criticise related-cases@2',
    ]);
  });

  test('not a moment before', () => {
    expect(filed.at('2026-01-22T23:59:59').deadline('related-cases')).toMatchObject({ rung: 'remind', overdue: false });
    expect(filed.at('2026-01-23').deadline('related-cases')).toMatchObject({ rung: 'urge', overdue: true });
  });

  test('falling together only the highest sends a notice, all are logged, and 督办 still opens its matter', () => {
    const court = filed.at('2026-01-28');
    expect(court.rungs('assign-officer').slice(1)).toEqual([
      '2026-01-28T00:00 urge assign-officer@2, silent',
      '2026-01-28T00:00 supervise assign-officer@2, silent',
      '2026-01-28T00:00 criticise assign-officer@2',
    ]);
    const notices = court.notices.filter((n) => n.deadline === 'assign-officer@2').map((n) => n.rung);
    expect(notices).toEqual(['remind', 'criticise']);
    expect(court.c.all('supervision.opened').map((f) => f.payload.deadline)).toContain('assign-officer@2');
  });

  test('the notices go where the plan sends them, and every one to review', () => {
    const to = (rung: string) =>
      filed
        .assigned()
        .at('2026-05-01')
        .notices.find((n) => n.deadline === 'case-limit-ordinary@2' && n.rung === rung)?.to;
    const [officer, review] = [
      { role: 'officer', person: 'p-officer-1' },
      { role: 'review', person: null },
    ];
    expect(to('remind')).toEqual([officer, review]);
    expect(to('urge')).toEqual([officer, { role: 'team-leader', person: 'p-leader-1' }, review]);
    expect(to('supervise')).toEqual([officer, { role: 'director', person: null }, review]);
    expect(to('criticise')).toEqual([
      officer,
      { role: 'director', person: null },
      { role: 'president', person: null },
      review,
    ]);
  });

  test('what was done in time warns nobody after it', () => {
    const done = filed.at('2026-01-22T09:00').complete('related-cases.checked').at('2026-03-01');
    expect(done.rungs('related-cases')).toEqual(['2026-01-22T00:00 remind related-cases@2']);
  });

  test('worker down: on waking each rung fires with its own instant, one notice for the highest', () => {
    const woken = filed.workerDownUntil('2026-01-25T08:00');
    expect(woken.rungs('related-cases')).toEqual([
      '2026-01-22T00:00 remind related-cases@2, fired 2026-01-25T08:00, silent',
      '2026-01-23T00:00 urge related-cases@2, fired 2026-01-25T08:00, silent',
      '2026-01-24T00:00 supervise related-cases@2, fired 2026-01-25T08:00',
    ]);
    expect(woken.at('2026-01-27').rungs('related-cases').at(-1)).toBe('2026-01-27T00:00 criticise related-cases@2');
  });

  test('a court may set another ladder, or none', () => {
    const bare = given({}, { ...law1, book: bookWith('reception', 0, { ladder: null }) }).filed();
    expect(bare.at('2026-03-01').rungs('reception')).toEqual([]);
    const slow = { ...defaultLadder, supervise: { afterHours: 72 } };
    const later = given({}, { ...law1, book: bookWith('reception', 0, { ladder: slow }) }).filed();
    expect(later.at('2026-03-01').rungs('reception')).toContain('2026-01-24T00:00 supervise reception@2');
  });
});

test('every derived rung lies between opening and a week after the due', () => {
  for (const d of filed.derived) {
    for (const { at } of d.rungs) {
      expect(at).toBeGreaterThanOrEqual(d.openedAt);
      expect(at).toBeLessThanOrEqual((d.dueAt ?? 0) + 96 * H);
    }
  }
});
