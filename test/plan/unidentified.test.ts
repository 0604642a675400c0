// Money that arrived for no known case (docs/spec/money.md §10): a record of its own, claimed as a whole by two persons, or sent back.
import { describe, expect, test } from 'vitest';
import { isKeptFrom } from '../../domain/plan/matters/readers.ts';
import { journalOf } from '../../domain/plan/money/journal.ts';
import { ageOn } from '../../domain/plan/money/unidentified.ts';
import { called } from '../support/given-people.ts';
import { type Court, given } from '../support/given.ts';

// Tuesday 10 March 2026, 9,000.00 yuan with the remark 执12号案款
const at = '2026-03-10T09:20';
const arrived = given().founds('unidentified-receipt', {}, { at });
const theCase = given().filed().at('2026-03-10T10:00');
const id = '2026-ha0823-zhi-123';
const cases = [{ case: '（2026）豫0823执123号', fen: 900_000 }];
const claimed = (court: Court = arrived.at('2026-03-11T09:00')) =>
  court.complete('funds.publicised', { on: '2026-03-11' }).complete('claim.proposed', { cases }, { by: 'p-officer-2' });
const mayKnow = (court: Court, who: string) => !isKeptFrom(court.rows.record, called(who));

describe('9,000.00 yuan that arrived on Tuesday 10 March 2026 for no known case', () => {
  test('is looked into by the fund clerk for three working days; then finance publicises it, ten working days from its arrival', () => {
    expect(arrived.deadlines().map((d) => [d.id, d.due, d.owner])).toEqual([['unidentified-claim@2', '2026-03-13', 'funds']]); // prettier-ignore
    const late = arrived.at('2026-03-14T09:00');
    expect(late.deadline('unidentified-publicise')).toMatchObject({ due: '2026-03-24', owner: 'finance', status: 'open' }); // prettier-ignore
    expect(late.notices.length).toBeGreaterThan(0);
    expect(arrived.refused('deadline.lapsed', { payload: { deadlines: ['unidentified-claim@2'], reason: '不明' }, by: 'review' }).code).toBe('never-lapses'); // prettier-ignore
  });

  test('is looked at again each month once it is publicised', () => {
    const out = arrived.at('2026-03-20T09:00').complete('funds.publicised', { on: '2026-03-20' });
    expect(out.deadline('unidentified-review')).toMatchObject({ due: '2026-04-20', owner: 'funds' });
    const again = out.at('2026-04-10T09:00').complete('unidentified.reviewed');
    expect(again.deadlines('unidentified-review').map((d) => [d.status, d.due])).toEqual([['done', '2026-04-20'], ['open', '2026-05-11']]); // prettier-ignore
    expect(out.refused('funds.publicised', { payload: { where: '网站', on: '2026-03-20' } }).code).toBe(
      'already-recorded',
    );
    expect(arrived.refused('funds.publicised', { payload: { where: '网站', on: '2026-03-11' } }).code).toBe('dates-out-of-order'); // prettier-ignore
  });

  test('is known to funds, finance, review and the director; to every officer once publicised, before to whose case it may be', () => {
    const who = ['p-funds', 'p-finance', 'p-review', 'p-director', 'p-officer-1', 'p-command', 'p-president', 'p-applicant']; // prettier-ignore
    expect(who.filter((each) => mayKnow(arrived, each))).toEqual(who.slice(0, 4));
    const proposals = [{ case: '（2026）豫0823执123号', sign: 'partial-number' as const, officer: 'p-officer-1' }];
    const proposed = given().founds('unidentified-receipt', { proposals }, { at });
    expect([mayKnow(proposed, 'p-officer-1'), mayKnow(proposed, 'p-officer-2')]).toEqual([true, false]);
    expect(proposed.refused('claim.proposed', { payload: { cases, evidence: '回单' }, by: 'p-officer-2' }).code).toBe('unknown-case'); // prettier-ignore
    const asked = arrived.complete('unidentified.reviewed', { officers: ['p-officer-2'] });
    expect([mayKnow(asked, 'p-officer-1'), mayKnow(asked, 'p-officer-2')]).toEqual([false, true]);
    const out = arrived.complete('funds.publicised', { on: '2026-03-10' });
    expect([mayKnow(out, 'p-officer-1'), mayKnow(out, 'p-officer-2')]).toEqual([true, true]);
  });

  test('is recorded once in the court, also where the line is a receipt of a case already', () => {
    const elsewhere = new Map([['2026031000000000110', '（2026）豫0823执123号']]);
    expect(given().foundsNot('unidentified-receipt', {}, { elsewhere, at })).toMatchObject({ code: 'already-recorded', missing: [{ id: 'line' }] }); // prettier-ignore
    const line = { account: '99990823000000001', serial: '2026031000000000999' };
    const right = { fact: 2, payload: { ...arrived.c.founding.payload, line }, reason: '笔误' };
    expect(arrived.refused('fact.corrected', { payload: right, by: 'review' }).code).toBe('not-correctable');
  });

  test('is given to another fund clerk, and to nobody who may not know of it', () => {
    const desk = { role: 'funds' as const, person: 'p-many-hats' };
    expect(arrived.complete('desk.assigned', desk, { by: 'director' }).rows.deadlines[0]?.ownerPerson).toBe('p-many-hats'); // prettier-ignore
    const other = { payload: { role: 'documents', person: 'p-documents' }, by: 'director' };
    expect(arrived.refused('desk.assigned', other).code).toBe('not-qualified');
  });

  test.each([
    ['2026-03-13', '3d'],
    ['2026-03-14', '10d'],
    ['2026-04-09', '30d'],
    ['2026-06-08', '90d'],
    ['2027-03-10', '1y'],
    ['2027-03-11', 'over'],
  ] as const)('is on %s of the age %s', (today, age) => {
    expect(ageOn('2026-03-10', today)).toBe(age);
  });
});

describe('a claim', () => {
  test('is proposed by an officer, confirmed by finance within a working day, and arrives in its case on the day of the claim', () => {
    const proposed = claimed();
    expect(proposed.deadline('claim-confirm', 'claim-1')).toMatchObject({ due: '2026-03-12', owner: 'finance' });
    const done = proposed.complete('funds.claimed', 'claim-1');
    expect(done.deadlines().map((d) => [d.id.split('@')[0], d.status])).toEqual([['unidentified-claim', 'done'], ['unidentified-review', 'done'], ['claim-confirm:claim-1', 'done']]); // prettier-ignore
    expect(done.rows.record.stage).toBe('concluded');
    const there = theCase.at('2026-03-12T09:00').hears(done);
    expect(there.c.first('funds.arrived')).toMatchObject({
      subject: 'r-2026031000000000110',
      by: 'system',
      at: done.c.first('funds.claimed')?.at,
      payload: { amountFen: 900_000, source: 'claim', countsOn: '2026-03-10', line: { serial: '2026031000000000110' } },
    });
    expect(there.deadline('funds-confirm').due).toBe('2026-03-16'); // three days from the claim: a Saturday
    expect(there.hears(done).c.all('funds.arrived')).toHaveLength(1);
  });

  test.each([
    ['amount-differs', [{ case: id, fen: 899_999 }]],
    ['amount-differs', [{ case: id, fen: 900_001 }]],
    ['named-twice', [{ case: id, fen: 1 }, { case: '（2026）豫0823执123号', fen: 899_999 }]], // prettier-ignore
    ['not-qualified', [{ case: '（2026）豫0823执999号', fen: 900_000 }]],
    ['amount-not-positive', [{ case: id, fen: 0 }]],
    ['wrong-type', []],
  ] as const)('is refused with %s: %o', (code, wrong) => {
    const payload = { cases: [...wrong], evidence: '回单' };
    const open = arrived.complete('funds.publicised', { on: '2026-03-10' });
    expect(open.beside(theCase).refused('claim.proposed', { payload, by: 'p-officer-2' }).code).toBe(code);
  });

  test('is split among several cases, each with a receipt of its own', () => {
    const open = arrived.complete('funds.publicised', { on: '2026-03-10' });
    const two = [{ case: id, fen: 400_000 }, { case: '（2026）豫0823执456号', fen: 500_000 }]; // prettier-ignore
    const done = open.complete('claim.proposed', { cases: two }, { by: 'p-officer-2' }).complete('funds.claimed', 'claim-1'); // prettier-ignore
    const said = done.rows.effects.flatMap((e) => (e.effect === 'fact' ? [[e.to.record, e.body.subject, e.body.payload]] : [])); // prettier-ignore
    expect(said).toMatchObject([
      ['2026-ha0823-zhi-123', 'r-2026031000000000110-1', { amountFen: 400_000 }],
      ['2026-ha0823-zhi-456', 'r-2026031000000000110-2', { amountFen: 500_000 }],
    ]);
  });

  test('is not confirmed by who proposed it, nor once it was sent back, nor twice', () => {
    const proposals = [{ case: id, sign: 'payer' as const, officer: 'p-officer-2' }];
    const out = given().founds('unidentified-receipt', { proposals }, { at }).complete('funds.publicised', { on: '2026-03-10' }); // prettier-ignore
    const gives = { from: 'p-finance', to: 'p-officer-2', roles: ['finance' as const], until: '2026-03-20' };
    const both = out.complete('delegation.given', gives, { by: 'p-finance' }).complete('claim.proposed', { cases }, { by: 'p-officer-2' }); // prettier-ignore
    expect(both.refused('funds.claimed', { subject: 'claim-1', by: 'p-officer-2' }).code).toBe('same-person');
    const back = claimed().complete('request.returned', 'claim-1', { reason: '回单看不清' }, { by: 'p-finance' });
    expect(back.deadline('claim-confirm').status).toBe('done');
    expect(back.refused('funds.claimed', { subject: 'claim-1' }).code).toBe('already-recorded');
    const rival = claimed()
      .complete('claim.proposed', { cases }, { by: 'p-officer-1' })
      .complete('funds.claimed', 'claim-1');
    expect(rival.deadlines('claim-confirm').map((d) => d.status)).toEqual(['done', 'void']);
    const other = back.complete('claim.proposed', { cases }, { by: 'p-officer-1' });
    expect(other.complete('funds.claimed', 'claim-2').refused('funds.claimed', { subject: 'claim-2' }).code).toBe('case-closed'); // prettier-ignore
    expect(claimed().refused('request.returned', { subject: 'claim-1', payload: { reason: '不行' }, by: 'director' }).code).toBe('not-approved'); // prettier-ignore
  });

  test('that a case does not take leaves the record open, with the reason', () => {
    const taken = theCase.complete('funds.arrived', 'r-2026031000000000110', { amountFen: 1, reference: 'YH-9' });
    expect(claimed().beside(taken).refused('funds.claimed', { subject: 'claim-1' })).toMatchObject({ code: 'not-qualified', missing: [{ id: '（2026）豫0823执123号' }] }); // prettier-ignore
    const done = claimed().complete('funds.claimed', 'claim-1');
    const misfit = taken.at('2026-03-12T09:00').hears(done);
    expect(misfit.c.all('funds.arrived')).toHaveLength(1);
    const open = done.at('2026-03-12T10:00').hears(misfit);
    expect(open.rows.record.stage).toBe('handling');
    expect(open.c.record.at(-1)).toMatchObject({ node: 'fact.withdrawn', via: 'system' });
    expect(open.notices.at(-1)?.text).toContain('（2026）豫0823执123号');
    expect(open.deadline('unidentified-claim').status).toBe('open');
  });

  test('once confirmed is taken back by nobody', () => {
    const done = claimed().complete('funds.claimed', 'claim-1');
    const refused = done.refused('fact.withdrawn', { payload: { fact: done.seq('funds.claimed'), reason: '错了' }, by: 'p-finance' }); // prettier-ignore
    expect(refused.code).toBe('money-paid');
  });
});

describe('money that is sent back', () => {
  const back = { payee: '某代付公司', payeeAccount: '999910000000000006' };
  const asked = arrived.complete('request.made', 'request-1', { of: 'funds.sent-back', payload: back, reason: '付款人确认误付' }, { by: 'p-funds' }); // prettier-ignore
  const passed = asked.complete('request.passed', 'request-1', {}, { by: 'p-supervising-leader' });
  const sent = { ...back, reference: 'TK-1', request: 'request-1' };

  test('is asked for by the fund clerk, approved by the supervising leader, carried out by finance, and ends the record', () => {
    expect(mayKnow(asked, 'p-supervising-leader')).toBe(true);
    expect(asked.refused('funds.sent-back', { payload: sent }).code).toBe('not-approved');
    const done = passed.complete('funds.sent-back', sent);
    expect([done.rows.record.stage, done.deadline('unidentified-claim').status]).toEqual(['concluded', 'done']);
  });

  test.each([
    ['not-approved', { request: undefined }],
    ['missing-field', { reference: ' ' }],
    ['form-differs', { payee: '另一公司' }],
    ['unknown-subject', { request: 'request-9' }],
  ])('is refused with %s: %o', (code, wrong) => {
    const payload = Object.fromEntries(Object.entries({ ...sent, ...wrong }).filter(([, v]) => v !== undefined));
    expect(passed.refused('funds.sent-back', { payload }).code).toBe(code);
  });
});

describe('what the bank takes back of it', () => {
  const receipt = 'r-2026031000000000110';
  const payload = { amountFen: 900_000, reason: '重复入账，银行冲正' };
  const back = claimed().at('2026-03-11T10:00').complete('funds.reversed', receipt, payload);
  test('ends the record and its clocks; nothing lies in it, and an open claim hears what happened', () => {
    expect([back.rows.record.stage, back.deadline('unidentified-claim').status]).toEqual(['concluded', 'done']);
    expect(back.deadline('claim-confirm').status).toBe('void');
    const { book } = journalOf(back.c, 'u-1');
    expect(book.balances()).toEqual([]);
    const refused = back.refused('funds.claimed', { subject: 'claim-1' });
    expect([refused.code, refused.zh]).toEqual(['case-closed', expect.stringContaining('银行冲正')]);
    expect(back.refused('funds.reversed', { subject: receipt, payload }).code).toBe('already-recorded');
  });

  test('is the whole of it, and where it was claimed it is said in that case', () => {
    const part = { ...payload, amountFen: 1 };
    expect(arrived.refused('funds.reversed', { subject: receipt, payload: part }).code).toBe('amount-differs');
    const gone = claimed().complete('funds.claimed', 'claim-1');
    expect(gone.refused('funds.reversed', { subject: receipt, payload })).toMatchObject({ code: 'wrong-node', missing: [{ id: cases[0]?.case }] }); // prettier-ignore
  });
});
