import { expect, test } from 'vitest';
import { isBelieved } from '../../../domain/record/believed.ts';
import { given } from '../../support/given.ts';

const { c } = given().filed();
const later = { node: 'query.returned', recordedAt: c.founding.recordedAt + 30 * 86_400_000 } as const;

test('an outside system is taken at its word where it vouches with its own key; in its name alone anybody may write', () => {
  expect(isBelieved(c, { ...later, as: ['sys:network-control'], via: 'api' })).toBe(true);
  expect(isBelieved(c, { ...later, as: ['sys:network-control'], via: 'temporal' })).toBe(false);
});

test('a person is taken at their word for what came with the record, and for nothing later', () => {
  expect(isBelieved(c, { ...later, as: ['property-control'], via: 'api' })).toBe(false);
  expect(isBelieved(c, { ...later, as: ['property-control'], via: 'api', recordedAt: c.founding.recordedAt })).toBe(
    true,
  );
});
