// What the API's pages show as an example can be sent as it stands, once what it speaks of is there.
import { expect, test } from 'vitest';
import { nodeExample } from '../../api/cases/node-bodies.ts';
import type { Sent } from '../support/given.ts';
import { confirmed } from '../support/histories.ts';
import { answerCode } from '../support/answer-code.ts';

test('a change of an account, of the one that the example of its confirmation brings', () => {
  const known = confirmed().tries('payee-account.confirmed', nodeExample('payee-account.confirmed'));
  expect(known.c.last('payee-account.confirmed')?.subject).toBe('account-1');
  const change = nodeExample('payee-account.change-proposed') as Sent;
  expect(change.subject).toBe('account-2');
  expect(answerCode(known, 'payee-account.change-proposed', change)).toBe('accepted');
});

test('other examples keep their ids', () => {
  expect(nodeExample('payout.applied')).toMatchObject({ subject: 'r-1' });
  expect(nodeExample('distribution.planned')).toMatchObject({ subject: 'd-1' });
  expect(nodeExample('payee-account.changed')).toMatchObject({ subject: 'account-1' });
});
