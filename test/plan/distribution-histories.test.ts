// Whatever becomes of a plan of several creditors, in whatever order the court hears of it: what its facts hold back, its ledger does (docs/spec/money.md 7.3, 14; docs/decisions/187).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { disputedHeldFen } from '../../domain/plan/money/disputed-held.ts';
import { heldBackOf } from '../../domain/plan/money/disputed-shares.ts';
import { openlyDisputedFen } from '../../domain/plan/money/disputes.ts';
import { journalOf } from '../../domain/plan/money/journal.ts';
import { moneyOverview } from '../../domain/plan/money/overview.ts';
import { partsLeft } from '../../domain/plan/money/parts.ts';
import { dateOf } from '../../domain/time/instant.ts';
import { bank, distribution as id, document, other, pay, plannedForThree, share, theirs } from '../support/distribution-scenes.ts'; // prettier-ignore
import type { Court } from '../support/given.ts';

const officer = { by: 'officer' } as const;
const speakers = ['applicant-1', '张建国', bank, other, 'respondent-1'] as const;
const shares = [share('applicant-1', 10_000_000), share(bank, 10_000_000), share(other, 5_000_000)];

const party = fc.constantFrom(...speakers);
const fen = fc.integer({ min: 1, max: 5_000_000 });
const objection = fc.record({ party, fen, off: fc.option(fc.constantFrom('applicant-1', '张建国', bank, other), { nil: undefined }) }); // prettier-ignore
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ node: fc.constant('sues' as const), party }) },
  { weight: 2, arbitrary: fc.record({ node: fc.constant('decides' as const), party }) },
  { weight: 3, arbitrary: fc.record({ node: fc.constant('settles' as const), how: fc.constantFrom('unopposed' as const, 'corrected' as const, 'judged' as const), moved: fen, sued: fc.subarray([...speakers]) }) }, // prettier-ignore
  fc.record({ node: fc.constant('pays' as const), fen, to: fc.constantFrom('own' as const, 'theirs' as const) }),
  fc.record({ node: fc.constant('withdraws' as const), back: fc.nat(6) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What is refused is left out. */
const maybe = (court: Court, does: (court: Court) => Court): Court => {
  try {
    return does(court);
  } catch {
    return court;
  }
};

const objects = (
  court: Court,
  { party: by, fen: sum, off }: typeof objection extends fc.Arbitrary<infer O> ? O : never,
) => {
  const most = off === other ? 5_000_000 : 10_000_000;
  return court.tries('distribution.objected', { subject: id, payload: { party: by, disputedFen: sum, ground: '一', ...(off && { wants: [{ party: off, fen: most - sum }] }) }, ...officer }); // prettier-ignore
};

const opposes = (court: Court, by: string) =>
  court.tries('distribution.opposed', { subject: id, payload: { party: by }, ...officer });

/** A suit was brought in February, whenever the court hears of it. */
const sues = (court: Court, by: string) =>
  court.tries('remedy.sought', { subject: id, payload: { way: 'lawsuit', party: by, on: '2026-02-20' } }); // prettier-ignore

/** What is taken back: anything but the plan and the money itself. */
const answers = new Set<string>(['distribution.objected', 'distribution.opposed', 'remedy.sought', 'remedy.decided', 'distribution.settled', 'fact.withdrawn']); // prettier-ignore

const taken = (court: Court, of: Step, n: number): Court => {
  switch (of.node) {
    case 'sues':
      return sues(court, of.party);
    case 'decides':
      return court.tries('remedy.decided', { subject: id, payload: { outcome: 'granted', ruling: '一', party: of.party, on: dateOf(court.now) } }); // prettier-ignore
    case 'settles': {
      const moved = of.how === 'unopposed' ? 0 : of.moved;
      const of3 = [share('applicant-1', 10_000_000 - moved), share(bank, 10_000_000 + moved), share(other, 5_000_000)];
      const says = (sued: readonly string[]) => ({ subject: id, payload: { how: of.how, shares: of3, document, ...(sued.length > 0 && { sued }) } }); // prettier-ignore
      const known = court.c.all('remedy.sought', id).map(({ payload }) => payload.party);
      return court.tries('distribution.settled', says(of.sued)).tries('distribution.settled', says(of.how === 'judged' ? [] : known)); // prettier-ignore
    }
    case 'pays':
      return maybe(court, (now) => (of.to === 'own' ? pay(now, of.fen, `f-${n}`) : pay(now, of.fen, `f-${n}`, theirs)));
    default: {
      const fact = court.c.record.at(-of.back - 1);
      return fact === undefined || !answers.has(fact.node) ? court : court.tries('fact.withdrawn', { payload: { fact: fact.seq, reason: '误' }, by: 'review' }); // prettier-ignore
    }
  }
};

const heldInLedger = (court: Court): number =>
  journalOf(court.c).book.balances().reduce((sum, each) => sum + (each.account === 'case.disputed' ? Number(each.fen) : 0), 0); // prettier-ignore

test('whatever is objected, opposed, sued for, settled, judged, paid and taken back', () => {
  const seen = { late: 0, settled: 0, judged: 0 };
  const history = fc.record({
    objections: fc.array(objection, { minLength: 1, maxLength: 4 }),
    opposing: fc.subarray([...speakers], { minLength: 1 }),
    steps: fc.array(step, { minLength: 4, maxLength: 20 }),
  });
  fc.assert(
    fc.property(history, ({ objections, opposing, steps }) => {
      let court = opposing.reduce(opposes, objections.reduce(objects, plannedForThree)).at('2026-03-14T09:00');
      for (const [n, of] of steps.entries()) {
        const before = journalOf(court.c).entries;
        court = taken(court, of, n);
        const { c } = court;
        const [plan] = c.all('distribution.planned');
        const disputed = openlyDisputedFen(c, 'r-7');
        expect([disputedHeldFen(c), moneyOverview(c)[0]?.where.disputedFen]).toEqual([heldInLedger(court), Math.min(disputed, 25_000_000 - c.all('payout.paid').reduce((sum, { payload }) => sum + payload.amountFen, 0))]); // prettier-ignore
        expect(plan && [...heldBackOf(c, plan).values()].reduce((sum, each) => sum + each, 0)).toBe(disputed);
        expect(journalOf(c).book.belowZero()).toEqual([]);
        expect(journalOf(c).entries.slice(0, before.length)).toEqual(before);
        expect(partsLeft(c, 'r-7').every(({ leftFen }) => leftFen >= 0)).toBe(true);
      }
      const { c } = court;
      const settled = c.first('distribution.settled');
      if (settled !== undefined) seen.settled++;
      if (c.last('distribution.settled')?.payload.how === 'judged') seen.judged++;
      if (settled !== undefined && c.all('remedy.sought').some((f) => f.seq > settled.seq)) seen.late++;
    }),
    { numRuns: 150 },
  );
  expect(
    Object.values(seen).every((times) => times > 0),
    JSON.stringify(seen),
  ).toBe(true);
});

test('it is held alike whether the court hears of a suit before or behind the settlement', () => {
  const suits = fc.record({
    objections: fc.uniqueArray(objection, { selector: ({ party: by }) => (by === '张建国' ? 'applicant-1' : by), minLength: 2, maxLength: 4 }), // prettier-ignore
    late: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  });
  fc.assert(
    fc.property(suits, ({ objections, late }) => {
      const objected = objections.reduce(objects, plannedForThree);
      const opposed = speakers.reduce(opposes, objected).at('2026-02-21T09:00'); // prettier-ignore
      const [, ...suing] = objections.map(({ party: by }) => by); // one does not sue: else all waits for the judgment
      const settles = (court: Court): Court => {
        const sued = court.c.all('remedy.sought', id).map(({ payload }) => payload.party);
        return court.at('2026-03-14T09:00').tries('distribution.settled', { subject: id, payload: { how: 'unopposed', shares, ...(sued.length > 0 && { sued }) } }); // prettier-ignore
      };
      const heard = settles(suing.reduce(sues, opposed));
      const hears = suing.filter((_, i) => late[i] !== true).reduce(sues, opposed);
      const behind = suing.filter((_, i) => late[i] === true).reduce(sues, settles(hears));
      expect([heard, behind].map(({ c }) => c.all('distribution.settled').length)).toEqual([1, 1]);
      expect(heldInLedger(behind)).toBe(heldInLedger(heard));
      expect([openlyDisputedFen(behind.c, 'r-7'), heldInLedger(heard)]).toEqual([heldInLedger(heard), openlyDisputedFen(heard.c, 'r-7')]); // prettier-ignore
    }),
    { numRuns: 60 },
  );
});
