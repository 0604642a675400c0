import { defaultLadder, step } from '../../../domain/plan/ladder.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCase } from '../../../domain/record/case.ts';
import { derive } from '../../../domain/engine/derive.ts';
import type { Derived } from '../../../domain/plan/derived.ts';
import { asFact, type Fact } from '../../../domain/record/fact.ts';
import { type Law, ruleInForce, versionsOf } from '../../../domain/plan/law.ts';
import type { CalendarDraft, DraftDay, Unpublished } from '../../../domain/law/draft.ts';
import { moves, onlyExplains, onlyWarns, shiftsUnder } from '../../../domain/law/preview.ts';
import { nextVersions, withDraft } from '../../../domain/law/with-draft.ts';
import { addDays } from '../../../domain/time/civil-date.ts';
import { isPublished, isWorkingDay } from '../../../domain/time/court-calendar.ts';
import { dayNumber } from '../../../domain/time/civil-date.ts';
import { begun, drawings, lived } from '../../support/any-history.ts';
import { notice2027, payoutIn5, publications, rest, snow } from '../../support/given-drafts.ts';
import { calendarBefore, law1, lawLibrary } from '../../support/given-law.ts';
import { type Court, given } from '../../support/given.ts';
import { instant } from '../../support/instants.ts';
import { confirmed, controlled, freed, triaged } from '../../support/histories.ts';

const drafted = (draft: Unpublished, law: Law = law1) =>
  withDraft(law, draft, nextVersions(law, draft), { publications, today: '2026-09-01' });

/** The record with the law met at its end, as a rollout would have it. */
const metAtTheEnd = ({ record, now }: Court, law: Law): readonly Fact[] => {
  const [first] = record;
  if (first === undefined) throw new Error('an empty record');
  return [...record, asFact({ ...first, seq: record.length + 1, payload: versionsOf(law), at: now, recordedAt: now })];
};

/** The record of a court that had this law from the first day. */
const fromTheStart = ({ record }: Court, law: Law): readonly Fact[] =>
  record.map((f) => (f.node === 'law.applied' ? { ...f, payload: versionsOf(law) } : f));

/** What meeting a law now would move in the court's case. */
const shiftsOf = ({ record, now, laws }: Court, law: Law) =>
  shiftsUnder({ caseId: 'c', caseNo: '1', record, now }, law, lawLibrary([...laws, law]));

const derived = (record: readonly Fact[], law: Law) => derive(readCase(record), lawLibrary([law1, law]));
const isOpen = (d: Derived) => d.status === 'open' || d.status === 'suspended';

const day = (year: number): fc.Arbitrary<DraftDay> =>
  fc.record({
    date: fc.nat(364).map((n) => addDays(`${year}-01-01`, n)),
    kind: fc.constantFrom('rest', 'rest', 'work'),
    name: fc.constantFrom('春节', '国庆节'),
  });

/** A notice, an amendment, or the court's own days: of this year or the next. */
const calendarDraft: fc.Arbitrary<CalendarDraft> = fc.constantFrom(2026, 2026, 2027).chain((year) =>
  fc.record({
    kind: fc.constant('calendar' as const),
    year: fc.constant(year),
    local: fc.boolean(),
    source: fc.constant('国务院办公厅'),
    notice: fc.constant('某号'),
    days: fc.uniqueArray(day(year), { minLength: 1, maxLength: 120, selector: (d) => d.date }),
  }),
);

describe('the law with a draft on top', () => {
  test('a notice publishes its year, replaces what it said before, and leaves the court’s own days', () => {
    const amended = drafted(notice2027({ year: 2026, days: [rest('2026-02-20')] })).courtCalendar;
    expect(isWorkingDay(amended, dayNumber('2026-02-20'))).toBe(false);
    expect(isWorkingDay(amended, dayNumber('2026-10-01'))).toBe(true);
    const next = drafted(notice2027());
    expect(next).toMatchObject({ rules: 1, calendar: 2 });
    expect(isPublished(next.courtCalendar, 2027)).toBe(true);
    const closed = drafted(snow('2026-12-03')).courtCalendar;
    expect(isWorkingDay(closed, dayNumber('2026-12-03'))).toBe(false);
    expect(isPublished(drafted(snow('2027-12-03')).courtCalendar, 2027)).toBe(false);
  });

  test('a rule’s version holds from its day on; what it leaves out stays', () => {
    const { book, rules } = drafted(payoutIn5());
    expect(rules).toBe(2);
    expect(ruleInForce(book, 'payout', instant('2026-09-30T23:59'))).toMatchObject({ version: 1, within: '10d' });
    expect(ruleInForce(book, 'payout', instant('2026-10-01'))).toMatchObject({
      version: 2,
      within: '5d',
      ladder: ruleInForce(law1.book, 'payout', 0)?.ladder,
      basis: { layer: 'court', zh: '本院〔2026〕12号' },
    });
    expect(book.get('close')).toBe(law1.book.get('close'));
    const now = drafted(payoutIn5({ effectiveFrom: null })).book;
    expect(ruleInForce(now, 'payout', instant('2026-09-01')), 'from the day on which it is published').toMatchObject({ version: 2 }); // prettier-ignore
    expect(ruleInForce(now, 'payout', instant('2026-08-31T23:59'))?.version).toBe(1);
  });
});

test('applying a calendar gives exactly what opening each deadline under it would have given', () => {
  let compared = 0;
  let moved = 0;
  fc.assert(
    fc.property(drawings(30), calendarDraft, (draws, draft) => {
      // a lapse leaves rows open that follow from one that is settled: under the law that it was settled by
      const { court } = lived(begun(), draws, (node) => node === 'deadline.lapsed');
      const law = drafted(draft);
      const applied = derived(metAtTheEnd(court, law), law).filter(isOpen);
      const opened = new Map(derived(fromTheStart(court, law), law).map((d) => [d.id, d]));
      for (const d of applied) expect(d).toEqual(opened.get(d.id));
      compared += applied.length;
      moved += shiftsOf(court, law).length;
    }),
    { numRuns: 200 },
  );
  expect(compared).toBeGreaterThan(1_000);
  expect(moved, 'the calendars drawn do move something').toBeGreaterThan(20);
});

test('applying a rule that reaches open deadlines gives what it would have given from the start', () => {
  let compared = 0;
  fc.assert(
    fc.property(drawings(25), fc.integer({ min: 0, max: 30 }), (draws, days) => {
      const { court } = lived(begun(), draws, (node) => node === 'deadline.lapsed');
      // dated before the case, so that from the start it would have held for everything
      const limit = { rule: 'case-limit-ordinary', effectiveFrom: '2026-01-01', within: `${days}d` } as const;
      const law = drafted(payoutIn5({ ...limit, reachesOpen: true }));
      const applied = derived(metAtTheEnd(court, law), law).filter(isOpen);
      const opened = new Map(derived(fromTheStart(court, law), law).map((d) => [d.id, d]));
      for (const d of applied) expect(d).toEqual(opened.get(d.id));
      compared += applied.length;
    }),
    { numRuns: 100 },
  );
  expect(compared).toBeGreaterThan(200);
});

test('a preview tells what moves, becomes certain and becomes overdue', () => {
  const court = confirmed(triaged(controlled())).at('2026-02-24T09:00');
  const shifts = (draft: Unpublished) => shiftsOf(court, drafted(draft));
  const id = `payout:r-7@${court.seq('funds.confirmed')}`;
  const legal = { legalFrom: '2026-03-09', legalTo: '2026-03-09', holderFrom: 'p-officer-1', holderTo: 'p-officer-1' };
  const about = { caseId: 'c', caseNo: '1', deadline: id, zh: '发放案款 r-7', from: '2026-02-24', ...legal };
  const rest = { becomesCertain: false, becomesOverdue: false, becomesVoid: false, warnsOtherwise: false };
  expect(shifts(payoutIn5({ reachesOpen: true }))).toEqual([
    { ...about, to: '2026-02-11', ...rest, becomesOverdue: true, warnsOtherwise: true },
  ]);
  expect(shifts(payoutIn5()), 'what is open keeps the version that it opened under').toEqual([]);
  expect(shifts(snow('2026-03-09'))[0], 'the law’s own due alone').toEqual({
    ...about,
    to: '2026-02-24',
    legalTo: '2026-03-10',
    ...rest,
    warnsOtherwise: true,
  });
  const closed = shifts(snow('2026-02-24')).map((s) => [s.deadline.split('@')[0], s.from, s.to, s.becomesOverdue]);
  expect(closed).toEqual([
    ['payout:r-7', '2026-02-24', '2026-02-25', false],
    ['payout-guide-notice:r-7', '2026-02-27', '2026-02-28', false],
    ['case-limit-simple', '2026-02-24', '2026-02-25', false],
  ]);
});

test('a preview tells of warnings that fall at other instants, where no date moves', () => {
  const court = confirmed().at('2026-02-09T09:00');
  const ladder = [step('urge', { after: '0h' }), step('supervise', { after: '48h' })];
  const reaching = payoutIn5({ within: '10d', ladder, reachesOpen: true });
  const [shift, ...others] = shiftsOf(court, drafted(reaching));
  expect(others).toEqual([]);
  expect(shift).toMatchObject({ zh: '发放案款 r-7', from: '2026-02-24', to: '2026-02-24', becomesCertain: false });
  expect(shift && onlyWarns(shift)).toBe(true);
  expect(shiftsOf(court, drafted({ ...reaching, reachesOpen: false }))).toEqual([]);
  const behind = confirmed().at('2026-02-24T09:00');
  const onlyReminder = drafted({
    ...reaching,
    ladder: [step('remind', { share: 0.3, atLeast: '24h' }), ...defaultLadder.slice(1)],
  });
  const again = shiftsOf(behind, onlyReminder);
  expect(again.map(onlyExplains), 'what has warned does not warn again; it stands under the new version').toEqual([
    true,
  ]);
});

test('a rule that reaches what is open reaches it also where its date stays: it is explained by the new version', () => {
  const court = confirmed().at('2026-02-09T09:00');
  const law = drafted(payoutIn5({ within: '10d', basis: '本院〔2026〕15号', reachesOpen: true }));
  const shifts = shiftsOf(court, law);
  expect(shifts.map((s) => [s.zh, s.from === s.to, onlyExplains(s), moves(s)])).toEqual([
    ['发放案款 r-7', true, true, false],
  ]);
  const met = freed(court.publish(law), 'a-1');
  const version = (c: Court) => c.deadline('payout', 'r-7').because.find((b) => b.step === 'rule');
  expect([version(court), version(met)]).toMatchObject([
    { version: 1 },
    { version: 2, basis: { zh: '本院〔2026〕15号' } },
  ]);
});

test('a preview tells what ends: the supervised matter about a lateness that is none any more', () => {
  const court = confirmed().at('2026-02-26T09:00');
  const about = court.c.all('supervision.opened').map((f) => f.payload.deadline);
  expect(about).toContain(`payout:r-7@${court.seq('funds.confirmed')}`);
  const shifts = shiftsOf(court, drafted(payoutIn5({ within: '25d', reachesOpen: true })));
  const ended = shifts.filter((s) => s.becomesVoid);
  expect(ended).toMatchObject([{ to: null, legalTo: null, becomesOverdue: false }]);
  expect(ended[0]?.deadline).toMatch(/^supervised-matter:/);
  expect(ended.map(moves), 'it is not counted as moved').toEqual([false]);
  expect(shifts.find((s) => s.deadline.startsWith('payout'))).toMatchObject({ becomesVoid: false, to: '2026-03-03' });
});

test('a year that comes out makes certain what rested on it', () => {
  const law: Law = { ...law1, courtCalendar: calendarBefore(2026) };
  const court = given({}, law).filed('2026-01-20T16:20');
  const notices = publications.filter((p) => p.year < 2026);
  const draft = notice2027({ year: 2026, days: [rest('2026-02-17')] });
  const next = withDraft(law, draft, nextVersions(law, draft), { publications: notices, today: '2026-01-20' });
  const shifts = shiftsOf(court, next);
  expect(shifts.length).toBeGreaterThan(5);
  expect(shifts.every((s) => s.becomesCertain && s.from === s.to)).toBe(true);
});
