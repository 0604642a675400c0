// docs/spec/money.md 1–5, 13, 14: what the ledger of a case says, told by its facts.
import { describe, expect, test } from 'vitest';
import { accounts, isCreditAccount } from '../../domain/money/ledger/accounts.ts';
import { openBook } from '../../domain/money/ledger/book.ts';
import { balanced, isNoEntry } from '../../domain/money/ledger/entry.ts';
import { nodeIds, nodeRow } from '../../domain/nodes/index.ts';
import { journalOf, moneyOf } from '../../domain/plan/money/journal.ts';
import { movesMoney, postings } from '../../domain/plan/money/postings.ts';
import { readCase } from '../../domain/record/case.ts';
import { asFact } from '../../domain/record/fact.ts';
import { type Court, given } from '../support/given.ts';
import { approved, confirmed, controlled, paid } from '../support/histories.ts';
import { escrowed, inCash } from '../support/money-reports.ts';

const form = 'FK-2026-031';
const own = '2026-ha0823-zhi-123';
const lot = `${own}/r-7`;

/** What stands in a court's ledger: account and fen, of one lot. */
function stands(court: Court): Readonly<Record<string, number>> {
  const { book } = journalOf(court.c);
  return Object.fromEntries(book.balances().map(({ account, fen }) => [account, Number(fen)]));
}

/** What the last fact posted, but for the matter that it opened: debit ← credit, fen. */
const posted = (court: Court): readonly string[] =>
  journalOf(court.c)
    .entries.filter(({ fact }) => fact === court.record.findLast(({ node }) => node !== 'supervision.opened')?.seq)
    .map(({ lines, reverses }) => {
      const side = (of: 'debit' | 'credit') => lines.filter((l) => l.side === of).map((l) => `${l.account} ${l.fen}`).join(' + '); // prettier-ignore
      return `${reverses ? 'back: ' : ''}${side('debit')} ← ${side('credit')}`;
    });

describe('money of a case passes from account to account', () => {
  const all = 25_000_000;
  test.each([
    ['arrives', controlled().complete('funds.arrived', 'r-7'), 'bank 25000000 ← case.arrived 25000000'],
    ['is confirmed', confirmed(), 'case.arrived 25000000 ← case.held 25000000'],
    ['is applied for', confirmed().complete('payout.applied', 'r-7'), 'case.held 25000000 ← case.reserved 25000000'],
    ['goes to the bank', approved().complete('payout.sent', form), 'case.reserved 25000000 ← transit 25000000'],
    ['is paid on no order', approved().complete('payout.paid', form), 'case.reserved 25000000 ← bank 25000000'],
    ['comes back', approved().complete('payout.paid', form).complete('payout.returned', form), 'bank 25000000 ← case.held 25000000'],
    ['is kept', escrowed(), 'case.reserved 25000000 ← escrow 25000000'],
    ['comes in cash', inCash(), 'cash 25000000 ← case.arrived 25000000'],
    ['is taken to the bank', inCash().complete('cash.deposited', 'r-7'), 'bank 25000000 ← cash 25000000'],
    ['is taken back by the bank before it was confirmed', controlled().complete('funds.arrived', 'r-7').complete('funds.reversed', 'r-7'), 'case.arrived 25000000 ← bank 25000000'],
    ['is taken back by the bank when it is held', confirmed().complete('funds.reversed', 'r-7'), 'case.held 25000000 ← bank 25000000'],
    ['is taken back by the bank when it has been paid: the court’s loss', approved().complete('payout.paid', form).complete('funds.reversed', 'r-7'), 'recoverable 25000000 ← bank 25000000'],
  ])('it %s', (_, court, line) => {
    expect(posted(court)).toEqual([line]);
    expect(journalOf(court.c).book.belowZero()).toEqual([]);
    expect(moneyOf(court.c).missingFen() > 0n).toBe(line.startsWith('recoverable'));
  }); // prettier-ignore

  test('it is paid under its order, and out of transit', () => {
    const sent = approved().complete('payout.sent', form, { reference: 'ZL-1' });
    expect(stands(sent)).toEqual({ bank: all, transit: all });
    const done = sent.complete('payout.paid', form, { reference: 'ZL-1' });
    expect(posted(done)).toEqual(['transit 25000000 ← bank 25000000']);
    expect(stands(done)).toEqual({});
  });

  test('every lot balances by itself, and every entry in each', () => {
    for (const court of [
      paid(),
      escrowed(),
      approved().complete('payout.paid', form).complete('payout.returned', form),
    ]) {
      const { entries, book } = journalOf(court.c);
      expect(entries.every(({ lines }) => !isNoEntry(balanced(lines)))).toBe(true);
      const rest = book.balances().reduce((fen, b) => fen + (isCreditAccount(b.account) ? -b.fen : b.fen), 0n);
      expect(rest).toBe(0n);
      expect(new Set(entries.flatMap(({ lines }) => lines.map((l) => l.lot)))).toEqual(new Set([lot]));
    }
  });
});

describe('a form reserves what it asks for until it ends', () => {
  const applied = confirmed().at('2026-02-10T09:00').complete('payout.applied', 'r-7', { amountFen: 10_000_000 });
  const reviewed = applied.complete('payout.material-reviewed', form);
  const inHand = reviewed.complete('payout.approved', form, { amountFen: 10_000_000 });
  const held = { bank: 25_000_000, 'case.held': 25_000_000 };

  test.each([
    ['wanting material', applied.complete('payout.material-reviewed', form, { passed: false })],
    ['its return', reviewed.complete('request.returned', form, { reason: '一' }, { by: 'director' })],
    ['its withdrawal', applied.complete('payout.withdrawn', form)],
    ['the withdrawal of a reviewed one', reviewed.complete('payout.withdrawn', form)],
    ['finance', inHand.complete('payout.rejected', form)],
    ['the bank', inHand.complete('payout.sent', form, { reference: 'ZL-1' }).complete('payout.failed', form, { reference: 'ZL-1', again: false })],
  ])('ended by %s it gives it back, and nothing is done with it any more', (_, court) => {
    expect(stands(court)).toEqual(held);
    const nodes = ['payout.material-reviewed', 'payout.approved', 'payout.sent', 'payout.paid', 'payout.withdrawn', 'payout.rejected'] as const;
    for (const node of nodes) expect([node, court.refused(node, { subject: form }).code]).toEqual([node, 'form-ended']);
    expect(stands(court.complete('payout.applied', 'r-7', { form: 'FK-2', replaces: form }))).toEqual({ bank: 25_000_000, 'case.reserved': 25_000_000 });
  }); // prettier-ignore

  test('approved for less, what is over is free', () => {
    const less = reviewed.complete('payout.approved', form, { amountFen: 9_000_000 });
    expect(stands(less)).toEqual({ bank: 25_000_000, 'case.held': 16_000_000, 'case.reserved': 9_000_000 });
  });

  test('failed at the bank to go once more, it goes under the same reference and no other', () => {
    const failed = inHand.complete('payout.sent', form, { reference: 'ZL-1' }).complete('payout.failed', form, { reference: 'ZL-1', again: true }); // prettier-ignore
    expect(stands(failed)).toEqual({ bank: 25_000_000, 'case.held': 15_000_000, 'case.reserved': 10_000_000 });
    const other = { subject: form, payload: { reference: 'ZL-2', channel: 'counter' } };
    expect(failed.refused('payout.sent', other).code).toBe('unknown-reference');
    const again = failed.complete('payout.sent', form, { reference: 'ZL-1' });
    expect(stands(again)).toMatchObject({ transit: 10_000_000 });
    expect(again.refused('payout.sent', { subject: form, payload: { reference: 'ZL-1', channel: 'counter' } }).code).toBe('wrong-node'); // prettier-ignore
    expect(again.refused('payout.rejected', { subject: form }).code).toBe('wrong-node');
    expect(again.refused('payout.failed', { subject: form, payload: { reference: 'ZL-9', reason: '一', again: true } }).code).toBe('unknown-reference'); // prettier-ignore
  });

  test('one that is replaced has ended, and is of the same receipt', () => {
    const anew = { ...applied.c.last('payout.applied')?.payload, amountFen: 1, form: 'FK-2' };
    expect(applied.refused('payout.applied', { subject: 'r-7', payload: { ...anew, replaces: form } }).code).toBe('already-recorded'); // prettier-ignore
    const gone = applied.complete('payout.withdrawn', form).complete('funds.arrived', 'r-8', { amountFen: 100 }).complete('funds.confirmed', 'r-8', { amountFen: 100 }); // prettier-ignore
    expect(gone.refused('payout.applied', { subject: 'r-8', payload: { ...anew, replaces: form } }).code).toBe('form-differs'); // prettier-ignore
  });
});

describe('what was wrong is taken back by its reversal', () => {
  test('an arrival that was no arrival of this case', () => {
    const court = controlled().at('2026-02-06T10:00').complete('funds.arrived', 'r-7');
    const back = court.complete('fact.withdrawn', { fact: court.record.length, reason: '误登他案' }, { by: 'review' });
    expect(posted(back)).toEqual(['back: case.arrived 25000000 ← bank 25000000']);
    expect(stands(back)).toEqual({});
    const again = back.complete('fact.withdrawn', { fact: back.record.length, reason: '原来没有错' }, { by: 'review' });
    expect(posted(again)).toEqual(['bank 25000000 ← case.arrived 25000000']);
  });

  test('a sum is posted anew with the reversal; a name posts nothing', () => {
    const court = controlled().at('2026-02-06T10:00').complete('funds.arrived', 'r-7');
    const { payload } = court.c.first('funds.arrived') ?? {};
    const corrects = (more: object) => court.complete('fact.corrected', { fact: court.record.length, at: undefined, payload: { ...payload, ...more }, reason: '笔误' } as never, { by: 'review' }); // prettier-ignore
    const named = corrects({ payer: '李 卫东' });
    expect(posted(named)).toEqual([]);
    // an older release took a sum that was put right
    const last = named.record.at(-1);
    const record = named.record.map((f) => (f !== last ? f : asFact({ ...f, payload: { fact: court.record.length, payload: { ...payload, amountFen: 100 }, reason: '笔误' } }))); // prettier-ignore
    expect(posted({ ...named, record, c: readCase(record) })).toEqual(['back: case.arrived 25000000 ← bank 25000000', 'bank 100 ← case.arrived 100']); // prettier-ignore
  });

  test('what has freed money that another form has since taken is not taken back', () => {
    const court = confirmed().complete('payout.applied', 'r-7').complete('payout.material-reviewed', form, { passed: false }); // prettier-ignore
    const taken = court.complete('payout.applied', 'r-7', { form: 'FK-2', replaces: form });
    const refusal = taken.refused('fact.withdrawn', {
      payload: { fact: court.record.length, reason: '一' },
      by: 'review',
    });
    expect(refusal.code).toBe('has-dependents');
  });
});

describe('money for another case of this court', () => {
  const caseNo = '（2026）豫0823执456号';
  const transferred = confirmed()
    .at('2026-02-11T09:00')
    .complete('payout.applied', 'r-7', { to: 'other-case', payee: caseNo, amountFen: 5_000_000 })
    .complete('payout.material-reviewed', form)
    .complete('payout.approved', form, { amountFen: 5_000_000 })
    .complete('funds.transferred', form, { case: caseNo, amountFen: 5_000_000 });

  test('is in passage, and arrives there in the lot of the line that brought it; its clocks start there', () => {
    expect(posted(transferred)).toEqual(['case.reserved 5000000 ← in-passage 5000000']);
    const there = given({ caseNo }).filed('2026-01-20T16:20').assigned().at('2026-02-11T10:00').hears(transferred);
    expect(there.c.first('funds.arrived')).toMatchObject({ by: 'system', payload: { source: 'transfer', countsOn: '2026-02-06', from: { record: own, receipt: 'r-7', form } } }); // prettier-ignore
    expect(posted(there)).toEqual(['in-passage 5000000 ← case.arrived 5000000']);
    const [line] = journalOf(there.c).entries[0]?.lines ?? [];
    expect([line?.lot, line?.key]).toEqual([lot, `${own}>2026-ha0823-zhi-456`]);
    const receipt = there.c.first('funds.arrived')?.subject ?? '';
    expect(there.deadline('funds-review', receipt).status).toBe('open');
    expect(there.hears(transferred).c.all('funds.arrived'), 'heard twice, it is one').toHaveLength(1);
    const held = there.complete('funds.confirmed', receipt, { amountFen: 5_000_000, payer: '李卫东' });
    expect(held.complete('payout.applied', receipt, { amountFen: 5_000_000 }).c.all('payout.applied')).toHaveLength(1);
  });

  test('nobody says so but the engine', () => {
    const payload = { amountFen: 1, payer: '李卫东', source: 'transfer', from: { record: own } };
    expect(confirmed().refused('funds.arrived', { subject: 'r-8', payload }).code).toBe('wrong-node');
  });
});

describe('the table of postings', () => {
  test('every node of the money chapter stands in it, and no other node names a receipt or form and moves it', () => {
    const of = nodeIds.filter((node) => ['receipt', 'form'].includes(nodeRow(node).subject ?? ''));
    expect(of.filter((node) => !Object.hasOwn(postings, node))).toEqual([]);
    expect(Object.keys(postings).filter((node) => !nodeIds.some((id) => id === node))).toEqual([]);
  });

  test('what moves money is sealed', () => {
    expect(nodeIds.filter((node) => movesMoney(node) && nodeRow(node).sealed !== true)).toEqual([]);
  });

  test('the entries of a record come to what stands in it', () => {
    const { entries, book } = journalOf(paid().c);
    const other = openBook();
    for (const { lines } of entries) other.add(lines);
    expect(other.balances()).toEqual(book.balances());
    expect(Object.keys(accounts)).toHaveLength(15);
  });
});
