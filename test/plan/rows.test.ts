// Every row of the plan, one report each: it opens; nobody comes, and it climbs its ladder; it is met in time, or late.
import { describe, expect, test } from 'vitest';
import { deadlineRow } from '../../domain/plan/deadlines.ts';
import { unsureRules } from '../../domain/plan/confirmed.ts';
import { defaultLadder, rungIds } from '../../domain/plan/ladder.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import { dateOf, HOUR } from '../../domain/time/instant.ts';
import { type Court } from '../support/given.ts';
import { instant } from '../support/instants.ts';
import { short } from '../support/given-report.ts';
import { rowReports } from '../support/row-reports.ts';

const HOURS_LATE = 30;

const day = (court: Court): string => dateOf(court.now);
const later = (when: string, hours: number): string => short(instant(when) + hours * HOUR);

const ids = Object.keys(rowReports) as (keyof typeof rowReports)[]; // the keys of a constant record

describe.each(ids)('%s', (rule) => {
  const { done, subject, endsItself, ...report } = rowReports[rule];
  let begun: Court | undefined;
  const opened = (): Court => (begun ??= report.opened()); // no court ever changes: each test goes on from the same one
  const row = (of: Court) => {
    const { id } = opened().deadline(rule, subject); // what is done may open another of the rule
    const found = of.deadlines(rule).find((d) => d.id === id);
    if (found === undefined) throw new Error(`${id} is gone`);
    return found;
  };

  test('opens', () => {
    expect(row(opened())).toMatchObject({ status: 'open', overdue: false });
    expect(row(opened()).because.length).toBeGreaterThan(1);
  });

  test('is met in time', () => expect(row(done(opened())).status).toBe('done'));

  test('climbs its ladder while nobody comes, each step once', () => {
    const court = opened();
    const { id, passes } = row(court);
    const late = court.at(later(passes ?? '', 24 * 200));
    const climbed = late
      .rungs(rule)
      .filter((line) => line.endsWith(id))
      .map((line) => line.split(' ')[1] ?? '');
    const { ladder = defaultLadder } = deadlineRow(rule);
    const fires = unsureRules.includes(rule) ? ['remind'] : rungIds; // of what nobody has confirmed
    const steps = (ladder ?? []).flatMap((s) => (fires.includes(s.rung) ? [s.id] : []));
    expect(climbed.filter((s) => s !== 'beyond-law')).toEqual(steps.filter((s) => s !== 'beyond-law'));
  });

  test(endsItself ? 'ends with its day' : 'is met late', () => {
    const court = opened();
    const { passes } = row(court);
    expect(row(done(court.at(later(passes ?? '', HOURS_LATE)))).status).toBe(endsItself ? 'void' : 'done-late');
  });

  if (deadlineRow(rule).voidWhen !== undefined && deadlineRow(rule).in === undefined)
    test('is void once a ground holds', () => {
      expect(row(opened().complete('case.cancelled')).status).toBe('void');
    });

  if (deadlineRow(rule).stays)
    test('stands still under a stay of the case, and is counted anew after it', () => {
      const court = opened();
      const members = court.c.last('case.assigned')?.payload.panel;
      const agreed = court.complete(
        'panel.decided',
        { about: 'stay', ...(members && { members }) },
        { by: members?.[0] },
      );
      const stayed = agreed.complete(
        'stay.ordered',
        { from: day(court), to: addDays(day(court), 20) },
        { by: 'officer' },
      );
      expect(row(stayed).status).toBe('suspended');
      const again = row(stayed.at(later(short(court.now), 24 * 21)));
      expect(again.status).toBe('open');
      expect((again.due ?? '') > (row(court).due ?? '')).toBe(true);
    });
});
