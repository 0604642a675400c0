// docs/decisions/188: whether several share a sum is counted by the creditors of the case, whoever a plan happens to name.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeRow } from '../../domain/nodes/index.ts';
import { allocate } from '../../domain/money/allocate.ts';
import { moneyOverview } from '../../domain/plan/money/overview.ts';
import { answerCode } from '../support/answer-code.ts';
import { agreed, ask, bank, distribution as id, free, known, own, planned, served, share, shareOut, theirs, unserved } from '../support/distribution-scenes.ts'; // prettier-ignore
import { type Court, given } from '../support/given.ts';
import { confirmed } from '../support/histories.ts';

const all = 25_000_000;
const asks = (court: Court, whom: object): string => {
  try {
    court.complete('payout.applied', 'r-7', { form: 'f-9', amountFen: 1, ...whom }); // its account is confirmed first
    return 'accepted';
  } catch (refused) {
    return String(refused).replace(/^Error: ([a-z-]+).*$/s, '$1');
  }
};
const plans = (court: Court, more: object) => answerCode(court, 'distribution.planned', { payload: { receipts: ['r-7'], ...more } }); // prettier-ignore
const ranked = (...claims: readonly (readonly [party: string, fen: number])[]) => ({
  question: { kind: 'allocate', amount: all, ranks: [{ share: 'pro-rata', claims: claims.map(([, amount], i) => ({ id: `k-${i}`, amount })) }] }, // prettier-ignore
  ranks: [{ kind: 'ordinary', claims: claims.map(([party], i) => ({ id: `k-${i}`, party })) }],
});

describe('a plan that names one of several creditors', () => {
  test('wants the question and the ranks like any other, whichever of them it names', () => {
    for (const party of ['applicant-1', '张建国', bank])
      expect(plans(known, { shares: [share(party, all)] }), party).toBe('missing-field');
    const { zh } = known.refused('distribution.planned', { payload: { receipts: ['r-7'], shares: [share('applicant-1', all)] } }); // prettier-ignore
    expect(zh).toContain(bank);
  });

  test('and ranks all of them: whoever is left out of the ranks is named, with what to do', () => {
    const alone = { shares: [share('applicant-1', 22_500_000)], ...ranked(['applicant-1', 22_500_000]) };
    expect(plans(known, alone)).toBe('missing-field');
    const { zh, missing } = known.refused('distribution.planned', { payload: { receipts: ['r-7'], ...alone } });
    expect(zh).toContain(`${bank}也是债权人`);
    expect(missing).toEqual([{ id: 'ranks', zh: bank }]);
    const banks = { shares: [share(bank, 15_000_000)], ...ranked([bank, 15_000_000]) };
    expect(plans(known, banks), 'also the applicant').toBe('missing-field');
  });

  test('is the other’s alone where nobody has applied: the applicant is a creditor too', () => {
    expect(plans(agreed, { shares: [share(bank, all)] })).toBe('missing-field');
  });

  test('stays as simple as it is where there is but one', () => {
    expect(plans(confirmed(), { shares: [share('applicant-1', all)] })).toBe('accepted');
    const back = known.complete(
      'fact.withdrawn',
      { fact: known.seq('participation.applied'), reason: '撤回申请' },
      { by: 'p-officer-1' },
    );
    expect(plans(back, { shares: [share('applicant-1', all)] }), 'who takes the application back').toBe('accepted');
  });

  test('applicants who claim together are one; with items of their own they are several', () => {
    const two = (claims: object[]) =>
      confirmed(given({ applicants: [{ name: '张建国', kind: 'person' }, { name: '李芳', kind: 'person' }], claims, claimFen: 60_000_000 } as never).filed().assigned()); // prettier-ignore
    const together = two([{ kind: 'principal', amountFen: 60_000_000 }]);
    expect(plans(together, { shares: [share('applicant-1', all)] })).toBe('accepted');
    const apart = two([
      { id: 'i-1', kind: 'principal', amountFen: 30_000_000, creditor: 'applicant-1' },
      { id: 'i-2', kind: 'principal', amountFen: 30_000_000, creditor: 'applicant-2' },
    ]);
    expect(plans(apart, { shares: [share('applicant-1', all)] })).toBe('missing-field');
    const both = { shares: [share('applicant-1', 12_500_000), share('applicant-2', 12_500_000)], ...ranked(['applicant-1', 30_000_000], ['applicant-2', 30_000_000]) }; // prettier-ignore
    expect(plans(apart, both)).toBe('accepted');
  });
});

describe('nobody is ranked for more than they lack', () => {
  const half = (own: number, theirFen: number) => {
    const { shares } = allocate({ amount: BigInt(all), ranks: [{ share: 'pro-rata', claims: [{ id: 'applicant-1', amount: BigInt(own) }, { id: bank, amount: BigInt(theirFen) }] }], deduct: [] }); // prettier-ignore
    return { shares: shares.map(({ id: party, net }) => share(party, Number(net))), ...ranked(['applicant-1', own], [bank, theirFen]) }; // prettier-ignore
  };

  test('the applicant for no more than is left of the claim', () => {
    expect([plans(known, half(25_000_000, 20_000_000)), plans(known, half(25_000_001, 20_000_000))]).toEqual(['accepted', 'amount-exceeds']); // prettier-ignore
    const performed = known.complete('performance.recorded', { amountFen: 5_000_000 });
    expect([plans(performed, half(20_000_000, 20_000_000)), plans(performed, half(20_000_001, 20_000_000))]).toEqual(['accepted', 'amount-exceeds']); // prettier-ignore
  });

  test('nor whoever takes part, by whatever spelling', () => {
    expect(plans(known, half(25_000_000, 20_000_001))).toBe('amount-exceeds');
    const twice = { ...ranked([bank, 20_000_000], [`${bank} `, 20_000_000], ['applicant-1', 1]), shares: [share(bank, all)] }; // prettier-ignore
    expect(plans(known, twice)).toBe('amount-exceeds');
  });

  test('nor for what an earlier plan has given them', () => {
    const first = known.complete('distribution.planned', {
      receipts: ['r-7'],
      ...half(25_000_000, 20_000_000),
    } as never);
    const more = first.complete('funds.arrived', 'r-8', { amountFen: all }).complete('funds.confirmed', 'r-8', { amountFen: all }); // prettier-ignore
    const given = first.c.first('distribution.planned')?.payload.shares[1]?.amountFen ?? 0;
    expect(plans(more, { receipts: ['r-8'], ...half(25_000_000, 20_000_001 - given) })).toBe('amount-exceeds');
    expect(plans(more, { receipts: ['r-8'], ...half(10_000_000, 20_000_000 - given) })).toBe('accepted');
  });
});

describe('who gets nothing is heard like the others', () => {
  // the bank's claim has priority and takes all
  const nothing = {
    receipts: ['r-7'],
    shares: [share(bank, all)],
    question: { kind: 'allocate', amount: all, ranks: [{ share: 'in-order', claims: [{ id: 'bank-1', amount: 25_000_000 }] }, { share: 'pro-rata', claims: [{ id: 'own-1', amount: 22_500_000 }] }] }, // prettier-ignore
    ranks: [{ kind: 'priority' as const, claims: [{ id: 'bank-1', party: bank }] }, { kind: 'ordinary' as const, claims: [{ id: 'own-1', party: 'applicant-1' }] }], // prettier-ignore
  };
  const large = agreed.complete('participation.applied', { claims: [{ id: 'bank-1', amountFen: 25_000_000 }] });
  const made = large.complete('distribution.planned', nothing);
  const issued = made.complete('documents.issued', { id: 'd-1', kind: 'distribution-plan', recipients: ['applicant-1', 'respondent-1', { id: 'bank', name: bank }] }); // prettier-ignore
  const servedOn = (court: Court, ...to: readonly string[]) => to.reduce((before, one) => before.complete('service.recorded', `d-1.${one}`, { on: '2026-02-06', outcome: 'served' }), court); // prettier-ignore

  test('nothing is paid before it was served on them, and their time has run', () => {
    const two = free(servedOn(issued, 'respondent-1', 'bank'));
    expect(asks(two, theirs)).toBe('too-early');
    expect(two.refused('distribution.settled', { subject: id, payload: { how: 'unopposed', shares: nothing.shares } }).code).toBe('too-early'); // prettier-ignore
    expect(asks(free(servedOn(issued, 'respondent-1', 'bank', 'applicant-1')), theirs)).toBe('accepted'); // prettier-ignore
  });

  test('they object, and say what they want though they have no share', () => {
    const all3 = servedOn(issued, 'respondent-1', 'bank', 'applicant-1');
    const wants = [{ party: bank, fen: 15_000_000 }, { party: 'applicant-1', fen: 10_000_000 }]; // prettier-ignore
    const objected = all3.complete('distribution.objected', id, { party: 'applicant-1', disputedFen: 10_000_000, wants }, { by: 'officer' }); // prettier-ignore
    expect(moneyOverview(objected.c)[0]?.where.disputedFen).toBe(10_000_000);
    const shares = [share(bank, 15_000_000), share('applicant-1', 10_000_000)];
    const over = objected.at('2026-03-14T09:00').tries('distribution.settled', { subject: id, payload: { how: 'corrected', shares } }); // prettier-ignore
    expect(over.c.first('distribution.settled', id)?.payload.how, 'as the objection wants it, without another document').toBe('corrected'); // prettier-ignore
  });
});

test('whoever has had all that a plan recognised is no creditor of the next', () => {
  const first = known.complete('distribution.planned', { receipts: ['r-7'], shares: [share('applicant-1', 10_000_000), share(bank, 15_000_000)], ...ranked(['applicant-1', 10_000_000], [bank, 15_000_000]) } as never); // prettier-ignore
  const more = first.complete('funds.arrived', 'r-8', { amountFen: 100 }).complete('funds.confirmed', 'r-8', { amountFen: 100 }); // prettier-ignore
  expect(plans(more, { receipts: ['r-8'], shares: [share('applicant-1', 100)] })).toBe('accepted');
});

describe('while others have applied to take part and lack something', () => {
  test('nobody is paid of a receipt that no plan distributes: it is to be planned first', () => {
    const { code, zh } = known.complete('payee-account.confirmed', 'account-1').refused('payout.applied', ask(1, own)); // prettier-ignore
    expect([code, zh.includes(bank), zh.includes('distribution.planned')]).toEqual(['node-missing', true, true]);
    expect(asks(agreed, own), 'before they apply').toBe('accepted');
  });

  test('what was approved before waits for the plan too, and goes on when they take their application back', () => {
    const form = agreed.complete('payout.applied', 'r-7', { form: 'f-9', amountFen: 1_000_000 }).complete('payout.material-reviewed', 'f-9').complete('payout.approved', 'f-9', { amountFen: 1_000_000 }); // prettier-ignore
    const sends = (court: Court) => answerCode(court, 'payout.sent', { subject: 'f-9', payload: { reference: 'ZL-1', channel: 'counter' } }); // prettier-ignore
    const joined = form.complete('participation.applied');
    expect([sends(form), sends(joined)]).toEqual(['accepted', 'node-missing']);
    const clock = (court: Court) => court.deadlines('payout-transfer')[0]?.status;
    expect([clock(form), clock(joined)], 'finance is not urged to pay what it may not').toEqual(['open', 'suspended']);
    const back = joined.complete('fact.withdrawn', { fact: joined.seq('participation.applied'), reason: '撤回申请' }, { by: 'p-officer-1' }); // prettier-ignore
    expect([sends(back), clock(back)]).toEqual(['accepted', 'open']);
  });

  test('what the bank was told before is told as it went', () => {
    const sent = agreed.complete('payout.applied', 'r-7', { form: 'f-9', amountFen: 1_000_000 }).complete('payout.material-reviewed', 'f-9').complete('payout.approved', 'f-9', { amountFen: 1_000_000 }).complete('payout.sent', 'f-9', { reference: 'ZL-1', channel: 'counter' }); // prettier-ignore
    const paid = { subject: 'f-9', payload: { amountFen: 1_000_000, to: 'applicant', payee: '张建国', payeeAccount: 'account-1', reference: 'ZL-1' } }; // prettier-ignore
    expect(answerCode(sent.complete('participation.applied'), 'payout.paid', paid)).toBe('accepted');
  });
});

describe('a respondent who joins', () => {
  const joins = (court: Court) => court.complete('party.joined', 'respondent-9', { name: '周平', kind: 'person', side: 'respondent' } as never); // prettier-ignore

  test('after everybody’s time has run freezes nothing', () => {
    const later = joins(free(planned));
    expect(asks(later, own)).toBe('accepted');
    expect(later.deadlines('payout').at(-1)?.status).toBe('open');
  });

  test('while it runs is heard like the others', () => {
    const between = free(joins(planned));
    expect(asks(between, own)).toBe('too-early');
    const sent = joins(planned).at('2026-02-10T09:00').complete('documents.issued', { id: 'd-2', kind: 'distribution-plan', recipients: ['respondent-9'] }); // prettier-ignore
    const heard = sent.complete('service.recorded', 'd-2.respondent-9', { on: '2026-02-10', outcome: 'served' });
    expect([asks(free(heard), own), asks(heard.at('2026-03-02T09:00'), own)]).toEqual(['too-early', 'accepted']); // prettier-ignore
  });
});

test('a creditor of another case is served by a name of the court’s own, which the refusal says', () => {
  const { code, zh } = unserved.refused('documents.issued', { payload: { ...(nodeRow('documents.issued').example as object), id: 'd-1', kind: 'distribution-plan', recipients: [bank] } }); // prettier-ignore
  expect([code, zh.includes('"name"')]).toEqual(['unknown-party', true]);
});

test('whatever a plan lists: of several creditors nobody is paid before each of them was heard', () => {
  const size = fc.integer({ min: 1, max: 25_000_000 });
  const claim = fc.record({ ours: size, theirs: size, named: fc.constantFrom('both', 'applicant-1', bank), isAsked: fc.boolean(), heard: fc.subarray(['applicant-1', 'respondent-1', 'bank']) }); // prettier-ignore
  let [taken, refused] = [0, 0];
  fc.assert(
    fc.property(claim, ({ ours, theirs: theirFen, named, isAsked, heard }) => {
      const court = agreed.complete('participation.applied', { claims: [{ id: 'bank-1', amountFen: theirFen }] });
      const claims = ([['applicant-1', ours], [bank, theirFen]] as const).filter(([party]) => named === 'both' || party === named); // prettier-ignore
      const { shares } = allocate({ amount: BigInt(all), ranks: [{ share: 'pro-rata', claims: claims.map(([key, fen]) => ({ id: key, amount: BigInt(fen) })) }], deduct: [] }); // prettier-ignore
      const given_ = shares.filter(({ net }) => net > 0n).map(({ id: party, net }) => share(party, Number(net)));
      const payload = { receipts: ['r-7'], shares: given_, ...(isAsked && ranked(...claims)) };
      const isTaken = plans(court, payload) === 'accepted';
      expect(isTaken).toBe(named === 'both' && isAsked);
      if (!isTaken) return void (refused += 1);
      taken += 1;
      const recipients = ['applicant-1', 'respondent-1', { id: 'bank', name: bank }];
      const issued = court.complete('distribution.planned', payload as never).complete('documents.issued', { id: 'd-1', kind: 'distribution-plan', recipients }); // prettier-ignore
      const after = free(heard.reduce((before, to) => before.complete('service.recorded', `d-1.${to}`, { on: '2026-02-06', outcome: 'served' }), issued)); // prettier-ignore
      const code = asks(after, theirs);
      if (given_.some(({ party }) => party === bank)) expect(code === 'accepted').toBe(heard.length === 3);
    }),
    { numRuns: 60 },
  );
  expect(Math.min(taken, refused)).toBeGreaterThan(0);
}, 60_000);

test('shares of the scene are those of its question', () => {
  expect(plans(known, shareOut(1_000_000))).toBe('accepted');
  expect(served(known.complete('distribution.planned', { receipts: ['r-7'], ...shareOut(1_000_000) }), '2026-02-06').deadlines('distribution-objection')).toHaveLength(3); // prettier-ignore
});
