import { describe, expect, test } from 'vitest';
import {
  countedFrom,
  defaultLadder,
  hourLadder,
  type Ladder,
  matterLadder,
  step,
  stepInstants,
} from '../../../domain/plan/ladder.ts';
import { given } from '../../support/given.ts';
import { instant } from '../../support/instants.ts';
import { bookWith, law1 } from '../../support/given-law.ts';
import { short } from '../../support/given-report.ts';

const H = 3_600_000;
const open = instant('2026-03-02T08:00');

interface More {
  readonly legal?: string;
  readonly ladder?: Ladder;
  readonly opened?: number;
  readonly still?: string;
}

const steps = (due: string, { legal, ladder = defaultLadder, opened = open, still }: More = {}) =>
  stepInstants(ladder, {
    openedAt: opened,
    dueAt: instant(due),
    legalDueAt: legal === undefined ? null : instant(legal),
    stillUntil: still === undefined ? null : instant(still),
  });

/** Steps as `remind 12:00` would be too coarse: instants in full, one a line. */
const ladder = (due: string, more?: More) => steps(due, more).map((s) => `${s.step} ${short(s.at)}`);

describe('the instants of the ladder (plan §3)', () => {
  test('remind at 20 %, urge at the due, supervise after 24 h; no criticism on a deadline itself', () => {
    // 10 days before 03-12T08:00: a fifth is two days
    expect(ladder('2026-03-12T08:00')).toEqual([
      'remind 2026-03-10T08:00',
      'urge 2026-03-12T08:00',
      'supervise 2026-03-13T08:00',
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

  test('beyond the law: a step of its own at the law’s due, where that lies behind 督办', () => {
    const at = (legal: string) => ladder('2026-03-12T00:00', { legal }).slice(2);
    expect(at('2026-04-01T00:00')).toEqual(['supervise 2026-03-13T00:00', 'beyond-law 2026-04-01T00:00']);
    expect(at('2026-03-13T00:00'), 'together with it').toEqual(['supervise 2026-03-13T00:00']);
    expect(at('2026-03-09T00:00'), 'before it').toEqual(['supervise 2026-03-13T00:00']);
  });

  test('a supervised matter: at its opening, at its due, and before the director after 48 h', () => {
    expect(ladder('2026-03-04T00:00', { ladder: matterLadder })).toEqual([
      'remind 2026-03-02T08:00',
      'urge 2026-03-04T00:00',
      'criticise 2026-03-06T00:00',
    ]);
  });

  test('steps before an expiry: several of one rung, each called by its own id (engine.md 27)', () => {
    const before = (days: number, rung: 'remind' | 'urge' | 'supervise') =>
      step(rung, { before: `${days}d` }, `d${days}`);
    const expiry = [before(90, 'remind'), before(30, 'remind'), before(15, 'remind'), before(7, 'urge'), before(3, 'supervise')]; // prettier-ignore
    const opened = instant('2025-03-31T00:00');
    expect(ladder('2026-03-31T00:00', { ladder: expiry, opened })).toEqual([
      'd90 2025-12-31T00:00',
      'd30 2026-03-01T00:00',
      'd15 2026-03-16T00:00',
      'd7 2026-03-24T00:00',
      'd3 2026-03-28T00:00',
    ]);
    expect(ladder('2026-03-31T00:00', { ladder: expiry, opened: instant('2026-03-20T00:00') })[0]).toBe('d90 2026-03-20T00:00'); // prettier-ignore
  });

  test('hours are real hours: nothing is rolled', () => {
    // 春节: due passes on Saturday 02-14's end, 督办 on the first day of the holiday's second
    expect(ladder('2026-02-15T00:00', { opened: instant('2026-02-05T00:00') }).slice(1)).toEqual([
      'urge 2026-02-15T00:00',
      'supervise 2026-02-16T00:00',
    ]);
  });

  test('opened after its due, or standing still until after it, it counts from there (engine.md 26)', () => {
    expect(ladder('2026-03-01T00:00').slice(1)).toEqual(['urge 2026-03-02T08:00', 'supervise 2026-03-03T08:00']);
    expect(ladder('2026-03-12T08:00', { still: '2026-03-20T00:00' }).slice(1)).toEqual([
      'urge 2026-03-20T00:00',
      'supervise 2026-03-21T00:00',
    ]);
  });

  test('counted from a later instant each keeps its distance, and 督办 overtakes the law’s due', () => {
    const later = countedFrom(steps('2026-03-12T00:00', { legal: '2026-03-20T00:00' }), instant('2026-03-19T12:00'));
    expect(later.map((s) => `${s.step} ${short(s.at)}`)).toEqual([
      'remind 2026-03-19T12:00',
      'urge 2026-03-19T12:00',
      'supervise 2026-03-20T12:00',
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
    ]);
  });

  test('not a moment before', () => {
    expect(filed.at('2026-01-22T23:59:59').deadline('related-cases')).toMatchObject({ rung: 'remind', overdue: false });
    expect(filed.at('2026-01-23').deadline('related-cases')).toMatchObject({ rung: 'urge', overdue: true });
  });

  test('falling together only the highest sends a notice, all are logged, and 督办 still opens its matter', () => {
    const court = filed.workerDownUntil('2026-01-29T08:00');
    expect(court.rungs('assign-officer').slice(1)).toEqual([
      '2026-01-28T00:00 urge assign-officer@2, fired 2026-01-29T08:00, silent',
      '2026-01-29T00:00 supervise assign-officer@2, fired 2026-01-29T08:00',
    ]);
    const notices = court.notices.filter((n) => n.deadline === 'assign-officer@2').map((n) => n.rung);
    expect(notices).toEqual(['supervise']);
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
    expect(to('criticise'), 'criticism stands on the matter').toBeUndefined();
  });

  test('once the law’s own due has passed the supervising leader is told too', () => {
    const notices = (rule: string, until: string) =>
      filed.assigned().at(until).notices.filter((n) => n.deadline === `${rule}@2`).map((n) => n.to.map((t) => t.role)); // prettier-ignore
    // its limit is the law’s: beyond it from 督办 on
    expect(notices('case-limit-statutory', '2026-07-23').at(-1)).toEqual(['officer', 'director', 'supervising-leader', 'review']); // prettier-ignore
    // ten days by law, two by the plan: 督办 on 01-24, the law's own on 01-31
    expect(notices('initial-documents', '2026-02-01').slice(-2)).toEqual([
      ['documents', 'director', 'review'],
      ['documents', 'director', 'supervising-leader', 'review'],
    ]);
    const court = filed.at('2026-02-20');
    expect(court.c.all('supervision.opened').filter((f) => f.payload.deadline === 'initial-documents@2')).toHaveLength(
      1,
    );
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
  });

  test('a court may set another ladder, or none', () => {
    const bare = given({}, { ...law1, book: bookWith('reception', 0, { ladder: null }) }).filed();
    expect(bare.at('2026-03-01').rungs('reception')).toEqual([]);
    const slow = defaultLadder.map((s) => (s.id === 'supervise' ? step('supervise', { after: '72h' }) : s));
    const later = given({}, { ...law1, book: bookWith('reception', 0, { ladder: slow }) }).filed();
    expect(later.at('2026-03-01').rungs('reception')).toContain('2026-01-24T00:00 supervise reception@2');
  });
});

test('every derived step lies between opening and a day after the due, or at the law’s', () => {
  for (const d of filed.derived) {
    for (const { at } of d.steps) {
      expect(at).toBeGreaterThanOrEqual(d.openedAt);
      expect(at).toBeLessThanOrEqual(Math.max((d.dueAt ?? 0) + 24 * H, d.legalDueAt ?? 0));
    }
  }
});
