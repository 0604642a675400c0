// The court hears of a suit about a plan when it has settled it already: what is there still of the dispute is held for the judgment (民诉解释510条3款; docs/decisions/187).
import { describe, expect, test } from 'vitest';
import { partyMoney } from '../../domain/engine/party-money.ts';
import { partySight } from '../../domain/engine/party-sight.ts';
import type { Earlier } from '../../domain/plan/deadline.ts';
import { openPlans } from '../../domain/plan/money/distributed.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { toldZh } from '../../domain/words/disclosures.ts';
import { heldBackOf } from '../../domain/plan/money/disputed-shares.ts';
import { disputedHeldFen } from '../../domain/plan/money/disputed-held.ts';
import { settledInFull } from '../../domain/plan/money/disputes.ts';
import { journalOf } from '../../domain/plan/money/journal.ts';
import { moneyOverview } from '../../domain/plan/money/overview.ts';
import { partsLeft } from '../../domain/plan/money/parts.ts';
import { shareFen } from '../../domain/plan/money/plan-shares.ts';
import { readCase } from '../../domain/record/case.ts';
import { answerCode } from '../support/answer-code.ts';
import { ask, bank, distribution as id, document, historyOf, own, pay, planned, share, theirs, unmarked } from '../support/distribution-scenes.ts'; // prettier-ignore
import { type Court, given } from '../support/given.ts';

const applicant = 'applicant-1';
const [officer, review] = [{ by: 'officer' }, { by: 'review' }] as const;
const objects = (court: Court, party: string, fen: number) =>
  court.complete('distribution.objected', id, { party, disputedFen: Math.abs(15_000_000 - fen), wants: [{ party: applicant, fen }, { party: bank, fen: 25_000_000 - fen }] }, officer); // prettier-ignore
const opposes = (court: Court, party: string, objector: string) =>
  court.complete('distribution.opposed', id, { party, objector }, officer);
const suit = (party: string, on = '2026-02-20') => ({ way: 'lawsuit', party, on }) as const;
const sues = (court: Court, party: string) => court.complete('remedy.sought', id, suit(party));
const settles = (how: string, fen: number, more: object = {}) => ({ subject: id, payload: { how, shares: [share(applicant, fen), share(bank, 25_000_000 - fen)], ...more } }); // prettier-ignore
const settle = (court: Court, how: string, fen: number, more: object = {}) => court.tries('distribution.settled', settles(how, fen, more)); // prettier-ignore
const says = (court: Court, how: string, fen: number, more: object = {}) => answerCode(court, 'distribution.settled', settles(how, fen, more)); // prettier-ignore
const decide = (court: Court, more: object = {}) => court.complete('remedy.decided', id, { outcome: 'granted', on: '2026-03-18', ...more }); // prettier-ignore
/** What is held of r-7: as the case is shown, as its facts read, and in the ledger; whose it is of. */
const held = (court: Court) => {
  const ledger = journalOf(court.c).book.balances().filter(({ account }) => account === 'case.disputed').reduce((fen, each) => fen + Number(each.fen), 0); // prettier-ignore
  return [moneyOverview(court.c)[0]?.where.disputedFen, disputedHeldFen(court.c), ledger];
};
const left = (court: Court) => partsLeft(court.c, 'r-7').reduce((fen, part) => fen + part.leftFen, 0);
const thrice = (fen: number) => [fen, fen, fen];

/** The bank wants 13,000,000 for the applicant instead of 15,000,000, which the applicant opposes; the court settles as planned in March. */
const opposed = opposes(objects(planned, bank, 13_000_000), applicant, bank);
const settled = settle(opposed.at('2026-03-14T09:00'), 'unopposed', 15_000_000);
const heard = sues(settled.at('2026-03-20T09:00'), bank);

describe('a suit that the court hears of after it has settled the plan', () => {
  test('holds what it disputes again, as if it had been named', () => {
    expect(held(settled)).toEqual(thrice(0));
    expect(held(heard)).toEqual(thrice(2_000_000));
    expect(left(settled)).toBe(25_000_000);
    expect(left(heard)).toBe(23_000_000);
    const plan = heard.c.first('distribution.planned');
    if (plan === undefined) throw new Error('planned');
    expect([settledInFull(settled.c, plan)?.node, settledInFull(heard.c, plan)]).toEqual([
      'distribution.settled',
      undefined,
    ]);
    expect([shareFen(heard.c, plan, applicant), heldBackOf(heard.c, plan).get(applicant)]).toEqual([13_000_000, 2_000_000]); // prettier-ignore
    const ready = heard.complete('payee-account.confirmed', 'account-1');
    expect(answerCode(ready, 'payout.applied', ask(13_000_000, own))).toBe('accepted');
    expect(answerCode(ready, 'payout.applied', ask(13_000_001, own))).toBe('exceeds-share');
  });

  test('is settled by its judgment, of which the court may have heard late too', () => {
    expect(says(heard, 'judged', 13_000_000)).toBe('node-missing');
    expect(heard.refused('distribution.settled', settles('judged', 13_000_000)).zh).toContain(bank);
    expect(says(heard, 'unopposed', 15_000_000)).toBe('already-recorded');
    const judged = settle(decide(heard), 'judged', 13_000_000);
    expect(held(judged)).toEqual(thrice(0));
    expect(left(judged)).toBe(25_000_000);
    expect(says(judged, 'judged', 13_000_000)).toBe('already-recorded');
    expect(judged.deadlines('payout').at(-1)?.status).toBe('open');
  });

  test('takes back nothing that has left: what is there is held', () => {
    const gone = pay(pay(settled, 14_500_000, 'f-1'), 10_000_000, 'f-2', theirs);
    const late = sues(gone.at('2026-03-20T09:00'), bank);
    expect(held(late)).toEqual(thrice(500_000));
    expect(left(late)).toBe(0);
    const all = sues(pay(gone, 500_000, 'f-3').at('2026-03-20T09:00'), bank);
    expect(held(all)).toEqual(thrice(0));
  });

  test('holds nobody else’s money where what it disputes has been paid: the objector has its own, the court its fee', () => {
    const paidOut = pay(settled, 15_000_000, 'f-1');
    const late = sues(paidOut.at('2026-03-20T09:00'), bank);
    expect(late.c.first('remedy.sought')?.payload.gone).toEqual([{ party: applicant, fen: 15_000_000 }]);
    expect(held(late)).toEqual(thrice(0));
    expect(left(late)).toBe(10_000_000);
    expect(left(pay(late, 10_000_000, 'f-2', theirs))).toBe(0);
    const seq = late.c.first('remedy.sought')?.seq ?? 0;
    const corrected = late.tries('fact.corrected', { payload: { fact: seq, reason: '误', payload: { ...suit(bank, '2026-02-19'), gone: [{ party: bank, fen: 10_000_000 }] } }, ...review }); // prettier-ignore
    expect(corrected.c.first('remedy.sought')?.payload.gone, 'nobody says it').toEqual([{ party: applicant, fen: 15_000_000 }]); // prettier-ignore
    expect(held(corrected)).toEqual(thrice(0));
  });

  test('of which a part has been paid holds what is there of that share, and nobody else’s', () => {
    const late = sues(pay(settled, 14_000_000, 'f-1').at('2026-03-20T09:00'), bank);
    expect(held(late)).toEqual(thrice(1_000_000));
    expect(left(late)).toBe(10_000_000);
    expect(left(pay(late, 10_000_000, 'f-2', theirs))).toBe(0);
    const judged = settle(decide(late), 'judged', 14_000_000);
    expect(held(judged)).toEqual(thrice(0));
  });

  test('that says a sum alone means the others’ shares as far as they are there', () => {
    const sum = opposes(planned.complete('distribution.objected', id, { party: bank, disputedFen: 2_000_000 }, officer), applicant, bank); // prettier-ignore
    const plan = settle(sum.at('2026-03-14T09:00'), 'unopposed', 15_000_000);
    const all = sues(pay(plan, 15_000_000, 'f-1').at('2026-03-20T09:00'), bank);
    expect(held(all)).toEqual(thrice(0));
    const most = sues(pay(plan, 14_000_000, 'f-1').at('2026-03-20T09:00'), bank);
    expect(held(most)).toEqual(thrice(1_000_000));
  });

  test('is judged behind the settlement that it follows, also where that is recorded later: the last word is the last in time', () => {
    const decided = decide(heard.at('2026-03-20T09:00'));
    const judged = (at: string) =>
      answerCode(decided, 'distribution.settled', { ...settles('judged', 13_000_000), at });
    expect([judged('2026-03-14T08:59'), judged('2026-03-20T09:00')]).toEqual(['dates-out-of-order', 'accepted']);
  });

  test('finds an approved form as an objection does: it stands, and does not leave while it reaches into the dispute', () => {
    const approved = settled
      .complete('payout.applied', 'r-7', { form: 'f-1', amountFen: 14_500_000, to: 'applicant', payee: '张建国' })
      .complete('payout.material-reviewed', 'f-1')
      .complete('payout.approved', 'f-1', { amountFen: 14_500_000 });
    const late = sues(approved.at('2026-03-20T09:00'), bank);
    expect(() => late.complete('payout.paid', 'f-1', { amountFen: 14_500_000, to: 'applicant', payee: '张建国' })).toThrow('exceeds-share'); // prettier-ignore
    expect(held(late)[1]).toBe(held(late)[2]);
  });

  test('is in time by the day on which it was brought', () => {
    expect(answerCode(settled.at('2026-03-20T09:00'), 'remedy.sought', { subject: id, payload: suit(bank, '2026-03-13') })).toBe('objection-too-late'); // prettier-ignore
  });

  test('taken back or put right leaves the plan as it was', () => {
    const seq = heard.c.first('remedy.sought')?.seq ?? 0;
    expect(held(heard.complete('fact.withdrawn', { fact: seq }, review))).toEqual(thrice(0));
    const corrected = heard.tries('fact.corrected', { payload: { fact: seq, reason: '误', payload: suit('武陟县 农商银行', '2026-02-19') }, ...review }); // prettier-ignore
    expect(corrected.c.first('remedy.sought')?.payload.on).toBe('2026-02-19');
    expect(held(corrected)).toEqual(thrice(2_000_000));
    const decided = settle(decide(heard), 'judged', 13_000_000);
    expect(answerCode(decided, 'fact.withdrawn', { payload: { fact: seq, reason: '误' }, ...review })).toBe(
      'has-dependents',
    );
  });

  test('makes no difference to when it is recorded: before the settlement it is named, behind it nobody had to', () => {
    const before = settle(sues(objects(opposed, 'respondent-1', 14_500_000).at('2026-02-21T09:00'), bank).at('2026-03-14T09:00'), 'corrected', 14_500_000, { sued: [bank] }); // prettier-ignore
    const behind = sues(settle(objects(opposed, 'respondent-1', 14_500_000).at('2026-03-14T09:00'), 'corrected', 14_500_000), bank); // prettier-ignore
    expect(held(before)).toEqual(thrice(1_500_000));
    expect(held(behind)).toEqual(held(before));
  });
});

describe('of two objectors', () => {
  const both = objects(opposed, 'respondent-1', 14_500_000);
  const all = opposes(both, applicant, 'respondent-1');
  const named = settle(sues(all.at('2026-02-21T09:00'), bank).at('2026-03-14T09:00'), 'unopposed', 15_000_000, {
    sued: [bank],
  });
  const two = sues(named.at('2026-03-20T09:00'), 'respondent-1');

  test('the one that the settlement does not name is held beside the other, and each is judged by name', () => {
    expect([held(named), held(two)]).toEqual([thrice(2_000_000), thrice(2_000_000)]);
    expect(answerCode(two, 'remedy.decided', { subject: id, payload: { outcome: 'granted', ruling: '一', on: '2026-03-18' } })).toBe('missing-field'); // prettier-ignore
    expect(answerCode(two, 'remedy.decided', { subject: id, payload: { outcome: 'granted', ruling: '一', on: '2026-03-18', party: applicant } })).toBe('unknown-party'); // prettier-ignore
    const one = decide(two, { party: 'respondent-1' });
    expect(one.refused('distribution.settled', settles('judged', 13_000_000)).zh).toContain(bank);
    expect(answerCode(one, 'remedy.decided', { subject: id, payload: { outcome: 'granted', ruling: '一', on: '2026-03-18', party: 'respondent-1' } })).toBe('unknown-party'); // prettier-ignore
    expect(held(settle(decide(one), 'judged', 13_000_000))).toEqual(thrice(0));
  });

  test('a suit of which the court hears after the judgment waits until that settlement is taken back', () => {
    const judged = settle(decide(named.at('2026-03-20T09:00')), 'judged', 13_000_000);
    expect(answerCode(judged, 'remedy.sought', { subject: id, payload: suit('respondent-1') })).toBe(
      'already-recorded',
    );
    const seq = judged.c.last('distribution.settled')?.seq ?? 0;
    const again = sues(judged.complete('fact.withdrawn', { fact: seq }, review), 'respondent-1');
    expect(says(again, 'judged', 13_000_000)).toBe('node-missing');
    expect(says(decide(again), 'judged', 13_000_000)).toBe('accepted');
  });
});

test('a review that corrected the plan is held up by a suit that it had not heard of', () => {
  const reviewed = settle(objects(opposed, 'respondent-1', 14_500_000).at('2026-03-14T09:00'), 'corrected', 14_400_000, { document }); // prettier-ignore
  expect(held(sues(reviewed, bank))).toEqual(thrice(1_400_000));
});

describe('so it is wherever the plan is looked at', () => {
  test('a party is told whose suit it is, what came of it, and what of its money waits', () => {
    const tied = heard.complete('party.identified', applicant, { person: 'p-applicant', evidence: '身份证' });
    const sight = partySight(tied.c, { actor: { id: 'p-applicant', name: '', roles: [] }, now: tied.now }, tied.kept.values()); // prettier-ignore
    const parts = sight === undefined ? [] : partyMoney(tied.c, sight, tied.now).flatMap((receipt) => receipt.parts);
    const inState = (which: string) => parts.reduce((fen, part) => fen + (part.state === which ? part.fen : 0), 0);
    expect([inState('disputed'), inState('payable')]).toEqual([2_000_000, 23_000_000]);
    const said = decide(heard).c.facts.filter(({ node }) => node.startsWith('remedy.')).map((fact) => toldZh(heard.c, fact)); // prettier-ignore
    expect(said).toEqual([
      expect.stringContaining('行”就对分配方案的异议提起诉讼'),
      expect.stringContaining('就对分配方案的异议提起的诉讼有了结果：支持'),
    ]);
  });

  test('a form that was approved stands still from the suit on, and goes on when it is judged', () => {
    const approved = settled
      .complete('payee-account.confirmed', 'account-1')
      .tries('payout.applied', ask(15_000_000))
      .complete('payout.material-reviewed', 'f-9')
      .complete('payout.approved', 'f-9', { amountFen: 15_000_000 });
    const late = sues(approved.at('2026-03-16T09:00'), bank);
    const judged = settle(decide(late.at('2026-03-20T09:00')), 'judged', 15_000_000);
    expect([approved, late, judged].map((court) => court.deadlines('payout-transfer')[0]?.status)).toEqual(['open', 'suspended', 'open']); // prettier-ignore
  });

  test('a suit that is dated back holds from the settlement on', () => {
    const back = settled.at('2026-03-20T09:00').complete('remedy.sought', id, suit(bank), { at: '2026-03-02T09:00' });
    expect(held(back)).toEqual(thrice(2_000_000));
    expect(left(back)).toBe(23_000_000);
    expect(held(settle(decide(back), 'judged', 13_000_000))).toEqual(thrice(0));
  });

  test('a takeover that tells of it brings it so', () => {
    const brought = given().takenOver(formatInstant(heard.c.founding.at), '2026-03-21T09:00', historyOf(heard));
    expect(brought.c.first('remedy.sought')?.payload.holds).toEqual([bank]);
    expect(held(brought)).toEqual(thrice(2_000_000));
  });

  test('the plan keeps the case from being closed again', () => {
    const none: Earlier = Object.assign(() => [], { requiredFor: () => [] });
    const stretches = (court: Court) => openPlans(court.c, none).map(({ endedAt }) => endedAt !== null);
    const judged = settle(decide(heard.at('2026-03-21T09:00')), 'judged', 13_000_000);
    expect([settled, heard, judged].map(stretches)).toEqual([[true], [true, false], [true, true]]);
  });
});

test('a record of before, whose suits say nothing of what they hold, reads as it did', () => {
  const record = unmarked(heard.c.record);
  const [was, is] = [readCase(record.slice(0, -1)), readCase(record)];
  expect(is.facts.at(-1)?.node).toBe('remedy.sought');
  expect([disputedHeldFen(is), journalOf(is).entries]).toEqual([0, journalOf(was).entries]);
  expect(partsLeft(is, 'r-7')).toEqual(partsLeft(was, 'r-7'));
});
