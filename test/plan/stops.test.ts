// What keeps money in is not set aside by whoever wants it out (docs/spec/money.md 4): refusals, stops, what is owed, where it goes.
import { describe, expect, test } from 'vitest';
import { answerCode } from '../support/answer-code.ts';
import { type Court } from '../support/given.ts';
import { confirmed } from '../support/histories.ts';

const form = 'FK-2026-031';
const hats = 'p-all-hats'; // officer, review, director and more in one person
const theirs = confirmed().at('2026-02-10T09:00').complete('case.assigned', { officer: hats }).complete('payout.applied', 'r-7', {}, { by: hats }); // prettier-ignore
const withdraws = (court: Court, node: string, by: string) =>
  answerCode(court, 'fact.withdrawn', { payload: { fact: court.seq(node as never), reason: '误' }, by });

describe('who has applied for money', () => {
  test('does not make a review that found it wanting pass, nor take it back; another may put it right', () => {
    const wanting = theirs.complete('payout.material-reviewed', form, { passed: false }, { by: 'funds' });
    const passes = (by: string) => answerCode(wanting, 'fact.corrected', { payload: { fact: wanting.seq('payout.material-reviewed'), reason: '误', payload: { passed: true } }, by }); // prettier-ignore
    expect([passes(hats), withdraws(wanting, 'payout.material-reviewed', hats), passes('review')]).toEqual(['same-person', 'same-person', 'accepted']); // prettier-ignore
  });

  test('does not say how much is owed', () => {
    const raises = (by: string, fields: object) => answerCode(theirs, 'filing.corrected', { payload: { fields, askedBy: 'p-filing-1', evidence: '判决书' }, by }); // prettier-ignore
    expect([raises(hats, { claimFen: 60_000_000 }), raises(hats, { claims: [{ kind: 'principal', amountFen: 60_000_000 }], claimFen: 60_000_000 })]).toEqual(['same-person', 'same-person']); // prettier-ignore
    expect(raises('review', { claimFen: 60_000_000 })).toBe('accepted');
  });
});

test('a form sent back, an account stopped, is taken back by the office that said so: not by review, not by who applied', () => {
  const back = theirs.complete('payout.material-reviewed', form, {}, { by: 'funds' }).complete('payout.approved', form, {}, { by: 'director' }).complete('payout.rejected', form, {}, { by: 'finance' }); // prettier-ignore
  expect(['review', hats, 'finance'].map((by) => withdraws(back, 'payout.rejected', by))).toEqual(['not-your-fact', 'same-person', 'accepted']); // prettier-ignore
  const stopped = theirs.complete('payee-account.stopped', 'account-1', {}, { by: 'director' });
  expect(['review', hats, 'director'].map((by) => withdraws(stopped, 'payee-account.stopped', by))).toEqual(['not-your-fact', 'same-person', 'accepted']); // prettier-ignore
});

test('what goes to another court goes to a court', () => {
  const asks = (payee: string) => answerCode(confirmed().at('2026-02-10T09:00'), 'payout.applied', { subject: 'r-7', payload: { form: 'f-9', amountFen: 1_000, to: 'other-court', ground: 'ordered', document: '函', payee, payeeAccount: '6222' } }); // prettier-ignore
  expect(['某个人', '李卫东', '修武县人民法院', '修武县人民法院执行案款专户'].map(asks)).toEqual(['bad-value', 'bad-value', 'accepted', 'accepted']); // prettier-ignore
});
