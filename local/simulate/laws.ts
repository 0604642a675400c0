import { type AccountId, accounts } from '../../domain/money/ledger/accounts.ts';
import { type Book, openBook } from '../../domain/money/ledger/book.ts';
import { balanced, type Entry, isNoEntry } from '../../domain/money/ledger/entry.ts';
import { journalOf, moneyOf } from '../../domain/plan/money/journal.ts';
import { bankLineOf, lineNodeIds } from '../../domain/plan/money/bank-lines.ts';
import { deferralsShown } from '../../domain/plan/money/deferrals.ts';
import { disputedHeldFen } from '../../domain/plan/money/disputed-held.ts';
import { servesClaim } from '../../domain/plan/money/for-whom.ts';
import { forms, isOut, outOf } from '../../domain/plan/money/forms.ts';
import { moneyOverview } from '../../domain/plan/money/overview.ts';
import { leftFen, restFen } from '../../domain/plan/money/readings.ts';
import type { Case } from '../../domain/record/case.ts';
import { dateOf } from '../../domain/time/instant.ts';

/** A ledger as a store would hold it: it only ever grows by the entries of new facts. */
export interface Stored {
  readonly book: Book;
  readonly references: Set<string>;
}

export const emptyStore = (): Stored => ({ book: openBook(), references: new Set() });

/**
 * What must always hold (docs/spec/money.md 14), looked at after an operation: M1 an entry balances in each lot; M2 no lot below zero;
 * M4 the bank holds what its lines come to, M11 what is in transit and what is disputed is what the facts say; M3 the parts of each receipt come to what arrived and was recovered; M5 no more left for a claim than arrived; M6 a payment takes its
 * own receipt's lot; M7 a form pays no more than was approved, that no more than was asked, and a reference is paid once; M8 the four
 * are four; M9 what is stored is what the facts come to; M10 a line of the bank's is taken in once; and nothing leaves that is put off (8). Answers the first that does not.
 */
export function broken(c: Case, seqs: ReadonlySet<number>, stored: Stored): string | undefined {
  const journal = journalOf(c);
  const added = journal.entries.filter(({ fact }) => seqs.has(fact));
  for (const entry of added) {
    if (isNoEntry(balanced(entry.lines))) return `M1: entry ${entry.fact}/${entry.n} does not balance`;
    stored.book.add(entry.lines);
  }
  const [below] = stored.book.belowZero();
  if (below !== undefined) return `M2: ${below.account} of ${below.lot} is ${below.fen}`;
  return (
    asFolded(journal.book, stored.book) ??
    accountsHold(c, stored.book) ??
    partsHold(c) ??
    formsHold(c) ??
    paidOnce(c, added, stored) ??
    takenInOnce(c) ??
    keptTo(c, seqs)
  );
}

function asFolded(folded: Book, stored: Book): string | undefined {
  const [is, was] = [folded.balances(), stored.balances()].map((all) => all.map((b) => `${b.account}|${b.key}|${b.lot}|${b.fen}`).toSorted().join('\n')); // prettier-ignore
  return is === was ? undefined : `M9: folded\n${is}\nstored\n${was}`;
}

/** M4, M11: what the facts say without the ledger lies at the bank, lies with it unanswered, is held back as disputed. */
function accountsHold(c: Case, book: Book): string | undefined {
  const of = (account: AccountId): number => book.balances().reduce((fen, b) => (b.account === account ? fen + Number(b.fen) : fen), 0); // prettier-ignore
  const should = { bank: atBankFen(c), transit: unansweredFen(c), 'case.disputed': disputedHeldFen(c) } as const;
  const wrong = (Object.keys(should) as (keyof typeof should)[]).find((account) => of(account) !== should[account]); // its keys are accounts
  return wrong && `${wrong === 'bank' ? 'M4' : 'M11'}: ${wrong} is ${of(wrong)}, not ${should[wrong]}`;
}

/** Every line of the bank's that the facts speak of. */
const atBankFen = (c: Case): number =>
  c.facts.reduce((fen, f) => {
    if (f.node === 'funds.arrived') return f.payload.source === 'cash' ? fen : fen + f.payload.amountFen;
    if (f.node === 'cash.deposited') return fen + (c.first('funds.arrived', f.subject)?.payload.amountFen ?? 0);
    if (f.node === 'payout.returned') return fen + f.payload.amountFen;
    const isGone = f.node === 'payout.paid' || f.node === 'payout.refunded' || f.node === 'funds.reversed';
    return isGone ? fen - f.payload.amountFen : fen;
  }, 0);

/** What the bank was told to pay and has neither paid nor refused. */
function unansweredFen(c: Case): number {
  const [approved, told] = [new Map<string, number>(), new Map<string, number>()];
  for (const f of c.facts.toSorted((a, b) => a.seq - b.seq)) {
    const form = f.subject ?? '';
    if (f.node === 'payout.approved') approved.set(form, f.payload.amountFen);
    if (f.node === 'payout.sent') told.set(form, approved.get(form) ?? 0);
    if (f.node === 'payout.failed') told.set(form, 0);
    if (!isOut(f)) continue;
    approved.set(form, (approved.get(form) ?? 0) - f.payload.amountFen);
    told.set(form, Math.max((told.get(form) ?? 0) - f.payload.amountFen, 0));
  }
  return [...told.values()].reduce((fen, each) => fen + each, 0);
}

function partsHold(c: Case): string | undefined {
  let [arrived, left] = [0, 0];
  for (const receipt of moneyOverview(c)) {
    const parts = Object.values(receipt.where).reduce((fen, part) => fen + part, 0);
    const whole = receipt.amountFen + receipt.recoverableFen;
    if (parts !== whole) return `M3: the parts of ${receipt.id} come to ${parts}, not ${whole}: ${JSON.stringify(receipt.where)}`; // prettier-ignore
    arrived += whole;
    left += receipt.where.paidFen + receipt.where.escrowFen;
  }
  return left > arrived ? `M5: ${left} left for the claim, ${arrived} arrived` : undefined;
}

function formsHold(c: Case): string | undefined {
  for (const [id, { applied, approved, paidFen, reservedFen }] of forms(c)) {
    const asked = applied.payload.amountFen;
    if (approved !== undefined && approved.payload.amountFen > asked) return `M7: ${id} was approved for more than was asked`; // prettier-ignore
    if (paidFen + reservedFen > asked) return `M7: ${id} has ${paidFen} paid and ${reservedFen} reserved of ${asked}`;
    const parts = [
      [applied.by],
      c.all('payout.material-reviewed', id).map(({ by }) => by),
      c.all('payout.approved', id).map(({ by }) => by),
      [...c.all('payout.sent', id), ...c.all('payout.paid', id), ...c.all('payout.refunded', id), ...c.all('payout.escrowed', id), ...c.all('funds.transferred', id)].map(({ by }) => by), // prettier-ignore
    ].map((persons) => new Set(persons));
    const all = parts.reduce((count, persons) => count + persons.size, 0);
    if (new Set(parts.flatMap((persons) => [...persons])).size < all) return `M8: somebody has two parts in ${id}`;
  }
  return undefined;
}

function paidOnce(c: Case, added: readonly Entry[], { references }: Stored): string | undefined {
  for (const entry of added) {
    const fact = c.record[entry.fact - 1];
    if (fact?.node !== 'payout.paid' && fact?.node !== 'payout.refunded') continue;
    if (references.has(fact.payload.reference)) return `M7: ${fact.payload.reference} was paid twice`;
    references.add(fact.payload.reference);
    const lot = moneyOf(c).before.form(fact.subject)?.receipt.lot;
    if (entry.lines.some((line) => line.lot !== lot)) return `M6: ${fact.seq} pays out of another receipt`;
  }
  return undefined;
}

/** M10: no line of the bank's stands in two facts, however its number is written. */
function takenInOnce(c: Case): string | undefined {
  const lines = lineNodeIds.flatMap((node) => c.all(node).flatMap((f) => bankLineOf(node, f.payload)));
  const twice = lines.find((line, i) => lines.indexOf(line) < i);
  return twice && `M10: ${twice} was taken in twice`;
}

/** What leaves without the bank having been told before takes nothing that is put off, and gives creditors no more than their claim. */
function keptTo(c: Case, seqs: ReadonlySet<number>): string | undefined {
  for (const f of outOf(c)) {
    const form = forms(c).get(f.subject ?? '');
    if (!seqs.has(f.seq) || form === undefined || c.first('payout.sent', f.subject) !== undefined) continue;
    if (servesClaim(c, form.applied.payload) && (leftFen(c, { on: dateOf(f.at), bySums: true }) ?? 0) < 0) return `M5: ${f.seq} gives creditors more than they were owed`; // prettier-ignore
    const held = deferralsShown(c, form.receipt).find(
      ({ fact, from, until }) => fact < f.seq && from <= f.at && f.at < until,
    );
    if (held !== undefined && restFen(c, form.receipt) < (held.fen ?? Number.POSITIVE_INFINITY)) return `money.md 8: ${f.seq} takes what ${held.fact} has put off`; // prettier-ignore
  }
  return undefined;
}

/** What the court holds is what it owes, account by account. */
export function holdsWhatItOwes(book: Book): boolean {
  const side = (account: AccountId) => accounts[account].side;
  const rest = book.balances().reduce((fen, b) => fen + (side(b.account) === 'debit' ? b.fen : -b.fen), 0n);
  return rest === 0n;
}
