// docs/spec/money.md 7: a plan is computed, an objection holds back what it takes off the shares, and nothing else.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type NodeId, nodeRow, type PayloadOf } from '../../domain/nodes/index.ts';
import { disputedHeldFen } from '../../domain/plan/money/disputed-held.ts';
import { openlyDisputedFen } from '../../domain/plan/money/disputes.ts';
import { personKey } from '../../domain/plan/money/creditors.ts';
import { moneyOverview } from '../../domain/plan/money/overview.ts';
import {
  agreed,
  bank,
  distribution as id,
  ask,
  document,
  free,
  known,
  own,
  pay,
  planned,
  served,
  settled,
  share,
} from '../support/distribution-scenes.ts';
import { answerCode } from '../support/answer-code.ts';
import type { Court } from '../support/given.ts';

describe('what is held back in the ledger', () => {
  const lies = (court: Court) => {
    const { heldFen, disputedFen, reservedFen } = moneyOverview(court.c)[0]?.where ?? { heldFen: 0, disputedFen: 0, reservedFen: 0 }; // prettier-ignore
    return { heldFen, disputedFen, reservedFen };
  };
  const wants = (applicant: number, disputedFen: number, by = bank) =>
    ({ party: by, disputedFen, wants: [{ party: 'applicant-1', fen: applicant }, { party: bank, fen: 25_000_000 - applicant }] }); // prettier-ignore

  test('each share beyond the lowest that an objection gives it, and back when it is settled', () => {
    const one = planned.complete('distribution.objected', id, wants(12_000_000, 3_000_000), { by: 'officer' });
    expect(lies(one)).toEqual({ heldFen: 22_000_000, disputedFen: 3_000_000, reservedFen: 0 });
    const two = one.complete('distribution.objected', id, wants(21_000_000, 6_000_000, 'applicant-1'), {
      by: 'officer',
    });
    expect(lies(two)).toEqual({ heldFen: 16_000_000, disputedFen: 9_000_000, reservedFen: 0 });
    expect(free(two).refused('payout.applied', ask(16_000_001)).code).toBe('in-dispute');
    expect(lies(settled(two))).toEqual({ heldFen: 25_000_000, disputedFen: 0, reservedFen: 0 });
  });

  test('what a form had reserved before comes to it as soon as that is free', () => {
    const form = { form: 'f-9', amountFen: 20_000_000 };
    const before = agreed.complete('payout.applied', 'r-7', form).complete('participation.applied');
    const late = served(before.complete('distribution.planned', { receipts: ['r-7'] }), '2026-02-06').complete('distribution.objected', id, { disputedFen: 10_000_000 }); // prettier-ignore
    expect(lies(late)).toEqual({ heldFen: 0, disputedFen: 5_000_000, reservedFen: 20_000_000 });
    expect(lies(late.complete('payout.withdrawn', 'f-9'))).toEqual({ heldFen: 15_000_000, disputedFen: 10_000_000, reservedFen: 0 }); // prettier-ignore
  });

  test('of several receipts the first is disputed first, of what is left of it', () => {
    const r8 = { amountFen: 25_000_000 };
    const two = pay(agreed, 20_000_000, 'f-1').complete('participation.applied').complete('funds.arrived', 'r-8', r8).complete('funds.confirmed', 'r-8', r8); // prettier-ignore
    const question = { kind: 'allocate', amount: 25_000_000, ranks: [{ share: 'pro-rata', claims: [{ id: 'own-1', amount: 5_000_000 }, { id: 'bank-1', amount: 20_000_000 }] }] }; // prettier-ignore
    const shares = [share('applicant-1', 5_000_000), share(bank, 20_000_000)];
    const disputes = served(two.complete('distribution.planned', { receipts: ['r-7', 'r-8'], shares, question }), '2026-02-06').complete('distribution.objected', id, { disputedFen: 12_000_000 }); // prettier-ignore
    expect(moneyOverview(disputes.c).map(({ where }) => where.disputedFen)).toEqual([5_000_000, 7_000_000]);
  });
});

describe('a plan is computed', () => {
  const example = nodeRow('distribution.planned').example as PayloadOf<'distribution.planned'>;
  const [first] = example.ranks ?? [];
  const claims = (share_: string, more: object[] = []) => ({ kind: 'allocate', amount: 25_000_000, ranks: [{ share: share_, claims: [{ id: 'own-1', amount: 22_500_000 }, { id: 'bank-1', amount: 15_000_000 }] }, ...more] }); // prettier-ignore
  test.each<[string, string, object, Court?]>([
    ['missing-field', 'for several creditors it says how', { question: undefined, ranks: undefined }],
    ['bad-value', 'by a question of the calculator', { question: { kind: 'allocate', amount: 0.5, ranks: [] } }],
    ['bad-value', 'whose ranks it names', { ranks: [{ kind: 'ordinary', claims: [{ id: 'own-1', party: 'applicant-1' }] }] }],
    ['bad-value', 'in the order of the law', { question: claims('pro-rata', [{ share: 'in-order', claims: [{ id: 'c-1', amount: 1 }] }]), ranks: [first, { kind: 'costs', claims: [{ id: 'c-1' }] }] }],
    ['not-qualified', 'a person’s creditors share pro rata', { question: claims('in-order') }],
    ['amount-differs', 'each gets what it gives them', { shares: [share('applicant-1', 15_000_001), share(bank, 9_999_999)] }],
    ['amount-exceeds', 'of no more than there is', { question: { ...claims('pro-rata'), amount: 25_000_001 } }],
    ['node-missing', 'whoever takes part has applied for it', {}, agreed],
    ['amount-exceeds', 'for as much', {}, agreed.complete('participation.applied', { claims: [{ id: 'bank-1', amountFen: 14_999_999 }] })],
  ])('%s: %s', (code, _, more, court = known) => {
    const payload = Object.fromEntries(Object.entries({ ...example, receipts: ['r-7'], ...more }).filter(([, value]) => value !== undefined)); // prettier-ignore
    expect(court.refused('distribution.planned', { payload }).code).toBe(code);
  }); // prettier-ignore

  test('an objection says what each should get, and disputes the difference', () => {
    const says = (disputedFen: number, ...wants: object[]) => ({ subject: id, payload: { party: bank, disputedFen, ground: '一', wants }, by: 'officer' }); // prettier-ignore
    expect(planned.refused('distribution.objected', says(1, { party: 'applicant-1', fen: 12_000_000 })).code).toBe('amount-differs'); // prettier-ignore
    expect(planned.refused('distribution.objected', says(1, { party: '路人', fen: 1 })).code).toBe('unknown-party');
    expect(planned.answer('distribution.objected', says(3_000_000, { party: 'applicant-1', fen: 12_000_000 }))).toMatchObject({ accepted: true }); // prettier-ignore
  });

  test('somebody takes part once with one title', () => {
    expect(known.refused('participation.applied').code).toBe('already-recorded');
  });

  test.each(['respondent-1', ' respondent-1', 'ｒｅｓｐｏｎｄｅｎｔ-1', '李卫东', '李 卫\u3000东'])('who owes here does not take part: %j', (creditor) => {
    expect(agreed.refused('participation.applied', { payload: { ...(nodeRow('participation.applied').example as object), creditor } })).toMatchObject({ code: 'not-qualified', zh: expect.stringContaining('其他债权人') as string }); // prettier-ignore
  }); // prettier-ignore

  test('nor by a name that hides something', () => {
    for (const creditor of [' respondent-1\u200b', '李\u200b卫东'])
      expect(agreed.refused('participation.applied', { payload: { ...(nodeRow('participation.applied').example as object), creditor } }).code).toBe('bad-text'); // prettier-ignore
  });

  test.each(['applicant-1\u200b', '张\u200b建国', '张　建国'])('an applicant is one however written: %j', (name) => {
    expect(personKey(agreed.c, name)).toBe('applicant-1');
  });
});

describe('what a plan is made of is not put right', () => {
  type Row = [NodeId, Court, Record<string, unknown>];
  const objects = planned.complete('distribution.objected', id, { party: 'applicant-1', disputedFen: 5_000_000 });
  const corrects = (court: Court, node: NodeId, more: object): string => {
    const was = court.c.record.findLast((each) => each.node === node);
    return answerCode(court, 'fact.corrected', { payload: { fact: was?.seq, payload: { ...was?.payload, ...more }, reason: '误' }, by: 'officer' }); // prettier-ignore
  };
  test.each<Row>([
    ['distribution.objected', objects, { disputedFen: 1 }],
    ['distribution.objected', objects, { party: bank }],
    ['distribution.objected', objects, { disputedFen: 3_000_000, wants: [{ party: bank, fen: 7_000_000 }] }],
    ['distribution.planned', planned, { shares: [share('applicant-1', 25_000_000)] }],
    ['distribution.settled', settled(planned), { shares: [share('applicant-1', 25_000_000)] }],
    ['distribution.settled', settled(planned), { sued: ['applicant-1'] }],
    ['participation.applied', known, { claims: [{ id: 'bank-1', amountFen: 1 }] }],
  ])('%s', (node, court, more) => {
    expect(corrects(court, node, more)).toBe('not-correctable');
  });

  test('how it is worded is', () => {
    expect(corrects(objects, 'distribution.objected', { ground: '认为不享有优先权' })).toBe('accepted');
    expect(corrects(known, 'participation.applied', { basis: '（2025）豫0823民初89号' })).toBe('accepted');
  });
});

test('whoever objects, applies, withdraws and is paid in whatever order: each fen lies in one place, and as much as is free is held back', () => {
  const start = free(planned).complete('payee-account.confirmed', 'account-1');
  const step = fc.record({
    what: fc.constantFrom('objects', 'applies', 'withdraws', 'reviews', 'approves', 'pays', 'returns', 'settles'),
    fen: fc.integer({ min: 1, max: 25_000_000 }),
    form: fc.constantFrom('f-1', 'f-2'),
  });
  type Step = { readonly what: string; readonly fen: number; readonly form: string };
  const does = (court: Court, { what, fen, form }: Step, i: number): Court => {
    const reference = `Z-${i}`;
    const all: Readonly<Record<string, () => Court>> = {
      objects: () => court.tries('distribution.objected', { subject: id, by: 'officer', payload: { party: bank, ground: '一', excuse: '准许顺延', disputedFen: Math.max(15_000_000 - fen, 0) || 1, wants: [{ party: 'applicant-1', fen: Math.min(fen, 14_999_999) }] } }), // prettier-ignore
      applies: () => court.tries('payout.applied', { subject: 'r-7', payload: { ...own, form, amountFen: fen } }),
      withdraws: () => court.tries('payout.withdrawn', { subject: form, payload: { reason: '误' } }),
      reviews: () => court.tries('payout.material-reviewed', { subject: form, payload: { passed: true } }),
      approves: () => court.tries('payout.approved', { subject: form, payload: { amountFen: fen } }),
      pays: () => court.tries('payout.paid', { subject: form, payload: { ...own, reference, amountFen: fen } }),
      returns: () => court.tries('payout.returned', { subject: form, payload: { reference, amountFen: fen, reason: '户名' } }), // prettier-ignore
      settles: () => court.tries('distribution.settled', { subject: id, payload: { how: court.c.first('distribution.objected', id) === undefined ? 'unopposed' : 'corrected', document, shares: [share('applicant-1', 15_000_000), share(bank, 10_000_000)] } }), // prettier-ignore
    };
    return all[what]?.() ?? court;
  };
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 25 }), (steps) => {
      let court = start;
      for (const [i, each] of steps.entries()) {
        const next = does(court, each, i);
        if (next !== court) seen.add(each.what);
        court = next;
        const [receipt] = moneyOverview(court.c);
        const where = receipt?.where;
        expect(Object.values(where ?? {}).reduce((sum, fen) => sum + fen, 0)).toBe(25_000_000);
        const [wanted, held] = [openlyDisputedFen(court.c, 'r-7'), where?.heldFen ?? 0];
        expect(where?.disputedFen).toBeLessThanOrEqual(wanted);
        if (held > 0) expect(where?.disputedFen).toBe(wanted);
        expect(where?.disputedFen).toBe(disputedHeldFen(court.c));
      }
    }),
    { numRuns: 60 },
  );
  expect([...seen]).toEqual(expect.arrayContaining(['objects', 'applies', 'withdraws']));
});
