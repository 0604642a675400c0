import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { exactNumber, sumOf } from '../../domain/money/fen.ts';
import { isCreditAccount, type AccountId } from '../../domain/money/ledger/accounts.ts';
import type { AtBank } from '../../domain/plan/money/at-bank.ts';
import { bankMonthId } from '../../domain/plan/money/bank-days.ts';
import {
  differenceMissing,
  type MonthDifference,
  monthDifferences,
  type MonthSum,
} from '../../domain/plan/money/month-books.ts';
import { signedByBoth } from '../../domain/plan/money/reconciliation.ts';
import { type Age, ageOn } from '../../domain/plan/money/unidentified.ts';
import { type Unpaid, unpaidOn } from '../../domain/plan/money/unpaid.ts';
import { canonical } from '../../domain/record/canonical.ts';
import { readCase } from '../../domain/record/case.ts';
import { addDays, addMonths, type CivilDate } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { readFacts } from '../cases/read.ts';
import type { Db } from '../client.ts';
import { NEVER, timestamp as text } from '../keyset.ts';
import { type AccountMonth, type Delayed, readAccountMonths, readDelayed, type RecordedMonth, readRecordedMonth } from './month-bank.ts'; // prettier-ignore

/** An account of the ledger in a month, in fen, on the side on which it grows. */
export interface LedgerMonth {
  readonly account: AccountId;
  readonly openingFen: number;
  readonly inFen: number;
  readonly outFen: number;
  readonly closingFen: number;
}

/** What was posted of earlier months since they were signed: it moves them no more, it stands in this one. */
export interface LaterEntry {
  readonly record: string;
  readonly fact: number;
  readonly node: string;
  readonly valueOn: CivilDate;
  readonly fen: number;
}

/** How much lies how long. */
export interface AgedSum {
  readonly account: 'unidentified' | 'escrow' | 'transit';
  readonly age: Age;
  readonly count: number;
  readonly amountFen: number;
}

/** A month's books: the enforcement side's list from facts, finance's ledger from its lines, and the bank's own figures. */
export interface MonthBooks {
  readonly accounts: readonly AccountMonth[];
  readonly recorded: readonly RecordedMonth[];
  readonly ledger: readonly LedgerMonth[];
  readonly unpaid: readonly (Unpaid & { readonly record: string; readonly caseNo: string })[];
  readonly aged: readonly AgedSum[];
  readonly late: readonly LaterEntry[];
  readonly differences: readonly MonthDifference[];
  readonly delayed: readonly Delayed[];
  /** When both had signed; null: not yet. What comes later moves it no more. */
  readonly signedAt: Instant | null;
  readonly digest: string;
}

/** A month's days, and the instant up to which its books are read. */
interface Span {
  readonly first: CivilDate;
  readonly last: CivilDate;
  readonly cut: Instant;
}

/** When both had signed a month; undefined: not yet. */
async function signedAt(db: Db, month: string): Promise<Instant | undefined> {
  const record = await readFacts(db, bankMonthId(month));
  return record.length === 0 ? undefined : signedByBoth(readCase(record))?.recordedAt;
}

/** A month's books as they stand; of one that was signed by both, as they were signed. */
export async function readMonthBooks(db: Db, month: string): Promise<MonthBooks> {
  const first = `${month}-01`;
  const [signed, before] = await Promise.all([signedAt(db, month), signedAt(db, addMonths(first, -1).slice(0, 7))]);
  const span = { first, last: addDays(addMonths(first, 1), -1), cut: signed ?? NEVER };
  const [accounts, recorded, ledger, finance, aged, unpaid, late, delayed] = await Promise.all([
    readAccountMonths(db, span),
    readRecordedMonth(db, span),
    readLedgerMonth(db, span),
    readLots(db, span),
    readAged(db, span),
    readUnpaid(db, span),
    before === undefined ? [] : readLate(db, span, before),
    readDelayed(db, span),
  ]);
  const listed = unpaid.map(({ record, lot, unpaidFen }) => ({ record, lot, fen: unpaidFen }));
  const differences = monthDifferences(listed, finance);
  const said = { month, accounts, recorded, ledger, finance, aged, unpaid, late };
  const digest = createHash('sha256').update(canonical(said)).digest('hex').slice(0, 32);
  return { accounts, recorded, ledger, unpaid, aged, late, differences, delayed, signedAt: signed ?? null, digest };
}

/** What a signature is compared with. */
export async function readMonthNow(db: Db, month: string): Promise<NonNullable<AtBank['month']>> {
  const { digest, differences } = await readMonthBooks(db, month);
  return { digest, differences: differences.map(differenceMissing) };
}

/** Entries that hold by then: what was taken back is left out with its reversal. */
const holding = ({ cut }: Span) => sql`
  from ledger_lines l join ledger_entries e on (e.record, e.fact, e.n) = (l.record, l.fact, l.n)
 where e.posted_at <= ${text(cut)} and e.reverses_fact is null
   and not exists (select from ledger_entries r where r.record = e.record and r.reverses_fact = e.fact and r.reverses_n = e.n and r.posted_at <= ${text(cut)})`; // prettier-ignore

const money = sql.raw(`'case.arrived', 'case.held', 'case.reserved', 'case.disputed', 'transit'`);
const credit = sql`sum(case l.side when 'c' then l.fen else -l.fen end)`;

async function readLedgerMonth(db: Db, span: Span): Promise<readonly LedgerMonth[]> {
  const { first, last } = span;
  const { rows } = await db.execute<Record<'account' | 'before' | 'debit' | 'credit', string>>(sql`
    select l.account, coalesce(sum(case l.side when 'c' then l.fen else -l.fen end) filter (where l.value_on < ${first}), 0) as before,
      coalesce(sum(l.fen) filter (where l.side = 'd' and l.value_on >= ${first}), 0) as debit,
      coalesce(sum(l.fen) filter (where l.side = 'c' and l.value_on >= ${first}), 0) as credit
    ${holding(span)} and l.value_on <= ${last} group by l.account order by l.account`); // prettier-ignore
  return rows.map((row) => {
    const account = row.account as AccountId; // as stored
    const isCredit = isCreditAccount(account);
    const [before, debit, credited] = [BigInt(row.before), BigInt(row.debit), BigInt(row.credit)];
    const [opening, came, went] = isCredit ? [before, credited, debit] : [-before, debit, credited];
    return { account, openingFen: exactNumber(opening), inFen: exactNumber(came), outFen: exactNumber(went), closingFen: exactNumber(opening + came - went) }; // prettier-ignore
  });
}

/** What finance's ledger has of each case and lot that is not paid. */
async function readLots(db: Db, span: Span): Promise<readonly MonthSum[]> {
  const { rows } = await db.execute<{ record: string; lot: string; fen: string }>(sql`
    select split_part(l.key, '/', 1) as record, l.lot, ${credit} as fen
    ${holding(span)} and l.account in (${money}) and l.value_on <= ${span.last}
    group by 1, 2 having ${credit} <> 0 order by 1, 2`);
  return rows.map(({ record, lot, fen }) => ({ record, lot, fen: exactNumber(fen) }));
}

async function readAged(db: Db, span: Span): Promise<readonly AgedSum[]> {
  const { rows } = await db.execute<{ account: AgedSum['account']; since: CivilDate; fen: string }>(sql`
    select l.account, min(l.value_on)::text as since, ${credit} as fen
    ${holding(span)} and l.account in ('unidentified', 'escrow', 'transit') and l.value_on <= ${span.last}
    group by l.account, l.key, l.lot having ${credit} <> 0 order by l.account, min(l.value_on)`);
  const grouped = Map.groupBy(rows, ({ account, since }) => JSON.stringify([account, ageOn(since, span.last)]));
  return [...grouped].map(([key, own]) => {
    const [account, age] = JSON.parse(key) as [AgedSum['account'], Age]; // just made
    return { account, age, count: own.length, amountFen: exactNumber(sumOf(own.map(({ fen }) => BigInt(fen)))) };
  });
}

/** The cases that may have something unpaid by their facts alone, whatever the ledger says; what was withdrawn in them is seen as they are read. */
async function readUnpaid(db: Db, { last, cut }: Span): Promise<MonthBooks['unpaid']> {
  const { rows } = await db.execute<{ record: string; no: string }>(sql`
    select f.case_id as record, c.case_no as no from facts f join cases c on c.id = f.case_id and c.kind = 'case'
     where f.recorded_at <= ${text(cut)} and f.node in ('funds.arrived', 'payout.paid', 'payout.refunded', 'payout.returned', 'funds.reversed', 'fee.taken', 'payout.escrowed', 'escrow.released', 'funds.transferred', 'shortage.recognised', 'fact.withdrawn', 'fact.corrected')
     group by 1, 2
    having bool_or(f.node = 'funds.arrived') and (bool_or(f.node in ('fact.withdrawn', 'fact.corrected'))
        or sum(case when f.node in ('funds.arrived', 'payout.returned', 'escrow.released', 'shortage.recognised') then 1 else -1 end * coalesce((f.payload ->> 'amountFen')::numeric, 0)) <> 0
        or max(f.at) > ${text(Date.parse(`${last}T16:00:00Z`))})
     order by 1`); // prettier-ignore
  const all: MonthBooks['unpaid'][number][] = [];
  for (const { record, no } of rows) {
    const c = readCase((await readFacts(db, record)).filter(({ recordedAt }) => recordedAt <= cut));
    all.push(...unpaidOn(c, record, last).map((each) => ({ ...each, record, caseNo: no })));
  }
  return all;
}

/** What is not paid by the end of a day, in the whole court. */
export const readUnpaidOn = (db: Db, last: CivilDate): Promise<MonthBooks['unpaid']> => readUnpaid(db, { first: last, last, cut: NEVER }); // prettier-ignore

/** What was posted since an earlier month was signed, of days before this one. */
async function readLate(db: Db, { first, cut }: Span, since: Instant): Promise<readonly LaterEntry[]> {
  const { rows } = await db.execute<{ record: string; fact: number; node: string; on: CivilDate; fen: string }>(sql`
    select l.record, l.fact, f.node, l.value_on::text as on, sum(l.fen) as fen
      from ledger_lines l join facts f on f.case_id = l.record and f.seq = l.fact
     where l.side = 'd' and l.value_on < ${first} and l.posted_at > ${text(since)} and l.posted_at <= ${text(cut)}
     group by 1, 2, 3, 4 order by 4, 1, 2`);
  return rows.map(({ record, fact, node, on, fen }) => ({ record, fact, node, valueOn: on, fen: exactNumber(fen) }));
}
