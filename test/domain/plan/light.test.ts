import { expect, test } from 'vitest';
import { daysLeft } from '../../../domain/plan/light.ts';
import type { Status } from '../../../domain/plan/derived.ts';
import { instant } from '../../support/instants.ts';

const now = instant('2026-01-23T12:00');
const dueAt = instant('2026-01-26');

test('days are left of a deadline that runs, and of no other', () => {
  expect(daysLeft({ status: 'open', dueAt }, now)).toBe(2);
  expect(daysLeft({ status: 'open', dueAt: instant('2026-01-22') }, now)).toBe(-2);
  expect(daysLeft({ status: 'open', dueAt: null }, now)).toBeNull();
  for (const status of ['suspended', 'done', 'done-late', 'lapsed', 'void'] satisfies Status[])
    expect(daysLeft({ status, dueAt }, now), status).toBeNull();
});
