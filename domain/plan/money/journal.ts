import { readInstant } from '../../gate/instant.ts';
import type { FenAmount } from '../../money/fen.ts';
import { type Book, openBook } from '../../money/ledger/book.ts';
import type { LedgerPlace } from '../../money/ledger/accounts.ts';
import { areSame, type Entry, type Lines, reversed } from '../../money/ledger/entry.ts';
import type { Case } from '../../record/case.ts';
import { caseIdOf } from '../../record/case-number.ts';
import { effectiveFacts } from '../../record/effective.ts';
import type { Fact } from '../../record/fact.ts';
import { reading } from '../../record/reading.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import { type Before, fenOf, type LedgerForm, type LedgerReceipt, reservedFor, transitOf } from './places.ts';
import { plansKept } from './plans-kept.ts';
import { movesMoney, postingOf, receiptOf, unidentifiedOf } from './postings.ts';

/** The ledger of one record as it grows, fact by fact in the order in which they were recorded. */
interface Growing {
  readonly book: Book;
  readonly before: Before;
  /** What was to move and was not there: of facts that conditions have let in, nothing. */
  readonly missingFen: () => FenAmount;
  /** What a fact posts; it stands in the book then. */
  readonly post: (fact: Fact) => Lines;
}

function growing(record: string): Growing {
  const book = openBook();
  const byOwn = openBook(); // the same by receipts: several may share a lot, where money has gone to another case and come back
  let missing = 0n;
  const receipts = new Map<string, LedgerReceipt>();
  const forms = new Map<string, LedgerForm>();
  const byReceipt = new Map<string, string[]>();
  const reversals = new Map<string, number>();
  const look = {
    receipt: (id: string | null) => receipts.get(id ?? ''),
    formsOf: (receipt: string) => (byReceipt.get(receipt) ?? []).toReversed().flatMap((id) => forms.get(id) ?? []),
    balance: ({ account, key }: LedgerPlace, { id }: Pick<LedgerReceipt, 'id'>) => byOwn.of(account, key, id),
  };
  const plans = plansKept(record, look);
  const before: Before = {
    ...look,
    record,
    reversal: (receipt) => reversals.get(receipt),
    form: (id) => forms.get(id ?? ''),
    disputedOf: plans.disputedOf,
    misses: (fen) => {
      missing += fen;
    },
  };
  const meet = (fact: Fact): void => {
    if (fact.node === 'funds.arrived') receipts.set(fact.subject ?? '', receiptOf(before, fact));
    if (fact.node === 'funds.reversed') reversals.set(fact.subject ?? '', fact.seq);
    if (fact.node === 'funds.unidentified') receipts.set('', unidentifiedOf(before, fact));
    if (fact.node !== 'payout.applied') return;
    const receipt = receipts.get(fact.subject ?? '');
    const id = fact.payload.form;
    if (receipt === undefined || forms.has(id)) return;
    forms.set(id, { id, receipt, reserved: reservedFor(record, id), transit: transitOf(record, id), escrowedFen: 0n });
    byReceipt.set(receipt.id, [...(byReceipt.get(receipt.id) ?? []), id]);
  };
  const escrow = (fact: Fact): void => {
    const form = forms.get(fact.subject ?? '');
    if (form === undefined) return;
    if (fact.node === 'payout.escrowed')
      forms.set(form.id, { ...form, escrowedFen: form.escrowedFen + fenOf(fact.payload.amountFen) });
    if (fact.node === 'escrow.released')
      forms.set(form.id, { ...form, escrowedFen: form.escrowedFen - fenOf(fact.payload.amountFen) });
  };
  const add = (receipt: string, lines: Lines): void => {
    book.add(lines);
    byOwn.add(lines.map((line) => ({ ...line, lot: receipt })));
  };
  const post = (fact: Fact): Lines => {
    const posts = postingOf(fact.node);
    if (posts === null || (fact.node === 'remedy.sought' && fact.payload.holds === undefined)) return [];
    meet(fact);
    const own = posts(before, fact);
    escrow(fact);
    const of =
      forms.get(fact.subject ?? '')?.receipt.id ?? (receipts.has(fact.subject ?? '') ? (fact.subject ?? '') : '');
    add(of, own);
    plans.meet(fact);
    const held = plans.kept();
    for (const { receipt, lines } of held) add(receipt, lines);
    return [...own, ...held.flatMap(({ lines }) => lines)];
  };
  return { book, before, missingFen: () => missing, post };
}

/** The ledger of a record. */
export interface Journal extends Pick<Growing, 'book' | 'before'> {
  /** All that was ever posted, in order: what was taken back, its reversal, and what took its place. */
  readonly entries: readonly Entry[];
}

/** What a fact posted, as it holds now. */
interface Posted {
  readonly lines: Lines;
  readonly valueOn: CivilDate;
  readonly id: Pick<Entry, 'fact' | 'n'>;
}

/**
 * The ledger of a record, folded from its facts: an entry for each that moves money. What a correction or withdrawal makes
 * read otherwise is taken back by the same lines with their sides exchanged, and posted as it would have been.
 */
function walk(c: Pick<Case, 'record'>, record: string): Journal {
  const entries: Entry[] = [];
  let ledger = growing(record);
  let posted = new Map<number, Posted>();
  for (const [i, fact] of c.record.entries()) {
    if (!isAboutMoney(c.record, fact)) {
      const lines = ledger.post(fact);
      if (lines.length === 0) continue;
      const id = { fact: fact.seq, n: 1 };
      const valueOn = bankDay(fact, c.record);
      posted.set(fact.seq, { lines, valueOn, id });
      entries.push({ ...id, postedAt: fact.recordedAt, valueOn, lines });
      continue;
    }
    ledger = growing(record);
    const would = asIfAlways(ledger, c.record.slice(0, i + 1));
    const moved = anew(posted, would, fact);
    entries.push(...moved.entries);
    posted = moved.posted;
  }
  return { entries, book: ledger.book, before: ledger.before };
}

type Would = ReadonlyMap<number, Pick<Posted, 'lines' | 'valueOn'>>;

/** What each fact would have posted, had nothing ever been wrong. */
function asIfAlways(ledger: Growing, record: readonly Fact[]): Would {
  const would = new Map<number, Pick<Posted, 'lines' | 'valueOn'>>();
  for (const fact of effectiveFacts(record).toSorted((a, b) => a.seq - b.seq)) {
    const lines = ledger.post(fact);
    if (lines.length > 0) would.set(fact.seq, { lines, valueOn: bankDay(fact, record) });
  }
  return would;
}

/** The entries that make what was posted read as it would have been; all of them of the fact that says so. */
function anew(posted: ReadonlyMap<number, Posted>, would: Would, { seq: fact, recordedAt: postedAt }: Fact) {
  const entries: Entry[] = [];
  const now = new Map<number, Posted>();
  const isKept = (seq: number, was: Posted): boolean => {
    const is = would.get(seq);
    return is?.valueOn === was.valueOn && areSame(is.lines, was.lines);
  };
  for (const [seq, was] of posted) {
    if (isKept(seq, was)) now.set(seq, was);
    else entries.push({ fact, n: entries.length + 1, postedAt, valueOn: dateOf(postedAt), lines: reversed(was.lines), reverses: was.id }); // prettier-ignore
  }
  for (const [seq, is] of would) {
    if (now.has(seq)) continue;
    const id = { fact, n: entries.length + 1 };
    entries.push({ ...id, postedAt, ...is });
    now.set(seq, { ...is, id });
  }
  return { entries, posted: now };
}

/** Whether a fact speaks of one that moves money. */
function isAboutMoney(record: readonly Fact[], fact: Fact): boolean {
  if (fact.node !== 'fact.withdrawn' && fact.node !== 'fact.corrected') return false;
  const meant = record[fact.payload.fact - 1]; // a fact speaks of earlier ones alone
  return meant !== undefined && (movesMoney(meant.node) || isAboutMoney(record, meant));
}

/** The bank's day of a fact: the day that its record reconciles; when the bank moved the money; where nobody says, when that is said to have happened. */
function bankDay({ payload, at }: Fact, record: readonly Fact[]): CivilDate {
  const founded = record.find((f) => f.node === 'reconciliation.opened')?.payload.day;
  if (founded !== undefined) return founded;
  const booked = 'bookedAt' in payload && typeof payload.bookedAt === 'string' ? readInstant(payload.bookedAt) : undefined; // prettier-ignore
  return dateOf(booked ?? at);
}

const ownId = (c: Case): string => (c.kind === 'case' ? caseIdOf(c.filed.payload.caseNo) : '');

const journalOfCase = reading((c): Journal => walk(c, ownId(c)));

/** The ledger of a record; of a case its id is known by its number, of a matter the store knows it. */
export const journalOf = (c: Case, record = ownId(c)): Journal =>
  record === ownId(c) ? journalOfCase(c) : walk(c, record);

/** What each fact that holds has posted, by its number: as if nothing had ever been wrong. */
export const postedNow = (c: Pick<Case, 'record'>, record: string): Would => asIfAlways(growing(record), c.record);

/** What stands in the ledger of a case by the facts that hold in it: also of one as it was, or as it is judged. */
export const moneyOf = reading((c): Omit<Growing, 'post'> => {
  const ledger = growing(ownId(c));
  for (const fact of c.facts.toSorted((a, b) => a.seq - b.seq)) ledger.post(fact);
  return ledger;
});
