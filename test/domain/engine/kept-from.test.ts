// docs/decisions/023: nobody hears of a record that is kept from them.
import { expect, test } from 'vitest';
import { keptFrom, type Recipient } from '../../../domain/engine/notice.ts';
import type { Role } from '../../../domain/nodes/roles.ts';

const held: Partial<Record<Role, readonly string[]>> = {
  review: ['p-review-1', 'p-review-2'],
  director: ['p-director-1'],
  president: ['p-president-1'],
  'supervising-leader': ['p-supervising-1'],
};
const to = (recipients: readonly Recipient[], barred: readonly string[]): readonly string[] =>
  keptFrom(recipients, barred, (role) => held[role] ?? []).map(({ role, person }) => `${role} ${person ?? '*'}`);
const review: Recipient = { role: 'review', person: null };

test('a role goes to its other holders', () => {
  expect(to([review], ['p-review-1'])).toEqual(['review p-review-2']);
});

test('a role that nobody of them holds goes to it as ever', () => {
  expect(to([review, { role: 'director', person: null }], ['p-officer-2'])).toEqual(['review *', 'director *']);
});

test('where nobody is left, the president hears it, once', () => {
  const all = ['p-review-1', 'p-review-2', 'p-director-1'];
  expect(to([review, { role: 'director', person: null }], all)).toEqual(['president *']);
});

test('nor the president, if it is about the president', () => {
  expect(to([{ role: 'president', person: null }, review], ['p-president-1'])).toEqual([
    'supervising-leader *',
    'review *',
  ]);
});

test('a person named is left out', () => {
  expect(to([{ role: 'handler', person: 'p-review-1' }, review], ['p-review-1'])).toEqual(['president *', 'review p-review-2']); // prettier-ignore
});
