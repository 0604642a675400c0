// docs/spec/money.md 14: what must always hold, after each of many operations by chance. `npm run simulate` does more of them.
import { expect, test } from 'vitest';
import { simulate } from '../../local/simulate/run.ts';

const OPERATIONS = 6_000;

test.each([7, Date.now() % 1_000_000_000])('seed %i: whatever people try with money, the ledger holds', (seed) => {
  const { broken, accepted, operations } = simulate({ operations: OPERATIONS, seed });
  expect(broken, `npm run simulate -- --operations=${OPERATIONS} --seed=${seed}`).toBeUndefined();
  expect(operations).toBe(OPERATIONS);
  expect(accepted['payout.paid']).toBeGreaterThan(0);
});

test('the same seed does the same', () => {
  const [one, other] = [simulate({ operations: 300, seed: 11 }), simulate({ operations: 300, seed: 11 })];
  expect(one).toEqual(other);
});
