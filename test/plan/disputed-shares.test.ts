// docs/spec/money.md 7.3: what an objection disputes is held back once, and what it does not dispute is payable.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCase } from '../../domain/record/case.ts';
import { heldBackOf } from '../../domain/plan/money/disputed-shares.ts';
import { openlyDisputedFen } from '../../domain/plan/money/disputes.ts';
import { heldBackFen } from '../../domain/plan/money/held-back.ts';
import { moneyOverview } from '../../domain/plan/money/overview.ts';
import { shareFen } from '../../domain/plan/money/plan-shares.ts';
import { answerCode } from '../support/answer-code.ts';
import { ask, bank, distribution as id, free, other, plannedForThree as planned, three as creditors } from '../support/distribution-scenes.ts'; // prettier-ignore
import type { Court } from '../support/given.ts';

const objects = (court: Court, party: string, disputedFen: number, wants?: object[]) =>
  court.tries('distribution.objected', { subject: id, by: 'officer', payload: { party, disputedFen, ground: '一', ...(wants && { wants }) } }); // prettier-ignore
const limits = (court: Court): readonly number[] => {
  const plan = court.c.first('distribution.planned');
  return plan === undefined ? [] : creditors.map((key) => shareFen(court.c, plan, key));
};

test('a sum alone is taken off the others once, in proportion', () => {
  const court = objects(planned, other, 8_000_000);
  expect(limits(court)).toEqual([6_000_000, 6_000_000, 5_000_000]);
  expect(moneyOverview(court.c)[0]?.where.disputedFen).toBe(8_000_000);
  const ready = free(court).complete('payee-account.confirmed', 'account-1');
  expect(answerCode(ready, 'payout.applied', ask(6_000_000))).toBe('accepted');
  expect(answerCode(ready, 'payout.applied', ask(6_000_001))).toBe('exceeds-share');
});

test('of whoever is enforced against off all of them; off the objector only what the others do not have', () => {
  expect(limits(objects(planned, 'respondent-1', 5_000_000))).toEqual([8_000_000, 8_000_000, 4_000_000]);
  expect(limits(objects(planned, '张建国', 16_000_000))).toEqual([9_000_000, 0, 0]);
  expect(limits(objects(planned, bank, 25_000_000))).toEqual([0, 0, 0]);
});

test('beside one that says what each should get it takes its sum off what that leaves (docs/decisions/183)', () => {
  const named = objects(planned, bank, 3_000_000, [{ party: 'applicant-1', fen: 7_000_000 }]);
  expect(limits(named)).toEqual([7_000_000, 10_000_000, 5_000_000]);
  expect(limits(objects(named, 'respondent-1', 2_200_000))).toEqual([6_300_000, 9_000_000, 4_500_000]);
  expect(limits(objects(named, other, 1_700_000))).toEqual([6_300_000, 9_000_000, 5_000_000]);
  expect(limits(objects(named, other, 20_000_000))).toEqual([0, 0, 2_000_000]);
});

test('both are held while both are sued for, the one off others than the other objector', () => {
  const one = objects(planned, bank, 1_000_000, [{ party: bank, fen: 11_000_000 }, { party: 'applicant-1', fen: 9_000_000 }]); // prettier-ignore
  const both = objects(one, 'applicant-1', 500_000);
  expect(openlyDisputedFen(both.c, 'r-7')).toBe(1_500_000);
  expect(limits(both)[0]).toBe(9_000_000);
  const first = objects(objects(planned, 'applicant-1', 500_000), bank, 1_000_000, [{ party: bank, fen: 11_000_000 }, { party: 'applicant-1', fen: 9_000_000 }]); // prettier-ignore
  expect(limits(first)).toEqual(limits(both));
});

test('several that say a sum alone hold back what they claim together, and no more than there is (docs/decisions/170)', () => {
  const one = objects(planned, other, 8_000_000);
  const two = objects(one, 'respondent-1', 5_000_000);
  expect(openlyDisputedFen(two.c, 'r-7')).toBe(13_000_000);
  expect(limits(two).reduce((sum, fen) => sum + fen, 0)).toBe(12_000_000);
  expect(moneyOverview(two.c)[0]?.where.disputedFen).toBe(13_000_000);
  const all = objects(two, bank, 25_000_000);
  expect([openlyDisputedFen(all.c, 'r-7'), limits(all)]).toEqual([25_000_000, [0, 0, 0]]);
  const same = objects(objects(planned, bank, 2_000_000), bank, 3_000_000);
  expect(openlyDisputedFen(same.c, 'r-7')).toBe(5_000_000);
});

test('of those that a record had before the largest holds back, as its ledger has it', () => {
  const shares = planned.c.first('distribution.planned')?.payload.shares ?? [];
  const before = [{ disputedFen: 8_000_000 }, { disputedFen: 5_000_000 }];
  expect(heldBackFen(shares, before)).toBe(8_000_000);
  expect(heldBackFen(shares, [...before, { disputedFen: 4_000_000, adds: true }])).toBe(12_000_000);
  const named = { disputedFen: 9_000_000, wants: [{ party: 'applicant-1', fen: 1_000_000 }] };
  expect(heldBackFen(shares, [...before, named])).toBe(9_000_000);
  expect(heldBackFen(shares, [...before, named, { disputedFen: 4_000_000, adds: true }])).toBe(13_000_000);
});

test('whoever objects, with or without saying what each should get: the limits come to what is not held back', () => {
  const objection = fc.record({
    party: fc.constantFrom(...creditors, 'respondent-1', '张建国'),
    fen: fc.integer({ min: 1, max: 25_000_000 }),
    off: fc.option(fc.constantFrom(...creditors), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(objection, { maxLength: 6 }), (all) => {
      let court = planned;
      for (const { party, fen, off } of all) {
        const most = off === other ? 5_000_000 : 10_000_000;
        const lost = (fen % most) + 1;
        court = off === undefined ? objects(court, party, fen) : objects(court, party, lost, [{ party: off, fen: most - lost }]); // prettier-ignore
      }
      const each = limits(court);
      const held = openlyDisputedFen(court.c, 'r-7');
      expect(each.reduce((sum, fen) => sum + fen, 0)).toBe(25_000_000 - held);
      expect(moneyOverview(court.c)[0]?.where.disputedFen).toBe(held);
      expect(each.every((fen, i) => fen >= 0 && fen <= (i === 2 ? 5_000_000 : 10_000_000))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('records from before among them: whose share is held comes to what the plan holds back', () => {
  const objection = fc.record({
    party: fc.constantFrom(...creditors, 'respondent-1'),
    fen: fc.integer({ min: 1, max: 25_000_000 }),
    wanted: fc.option(fc.uniqueArray(fc.tuple(fc.constantFrom(...creditors), fc.integer({ min: 0, max: 10_000_000 })), { selector: ([name]) => name, minLength: 1 }), { nil: undefined }), // prettier-ignore
    adds: fc.boolean(),
  });
  const start = objects(planned, bank, 1);
  const example = start.c.first('distribution.objected');
  const plan = start.c.first('distribution.planned');
  if (example === undefined || plan === undefined) throw new Error('objected to');
  fc.assert(
    fc.property(fc.array(objection, { maxLength: 6 }), (all) => {
      const facts = all.map(({ party, fen, wanted, adds }, i) => ({
        ...example,
        seq: example.seq + i,
        payload: { party, disputedFen: fen, ground: '一', ...(wanted === undefined ? adds && { adds: true as const } : { wants: wanted.map(([name, most]) => ({ party: name, fen: most })) }) }, // prettier-ignore
      }));
      const c = readCase([...planned.c.facts, ...facts]);
      const held = [...heldBackOf(c, plan).values()];
      const most = heldBackFen(plan.payload.shares, facts.map(({ payload }) => payload)); // prettier-ignore
      expect(held.reduce((sum, fen) => sum + fen, 0)).toBe(most);
      expect(openlyDisputedFen(c, 'r-7')).toBe(most);
      expect(held.every((fen, i) => fen >= 0 && fen <= (plan.payload.shares[i]?.amountFen ?? 0))).toBe(true);
    }),
    { numRuns: 200 },
  );
});
