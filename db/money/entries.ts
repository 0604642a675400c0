import { sql } from 'drizzle-orm';
import type { AccountId } from '../../domain/money/ledger/accounts.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import type { Person } from '../../domain/record/actor.ts';
import type { Db } from '../client.ts';
import { readableBy } from '../cases/matters.ts';
import { cases } from '../schema/index.ts';

/** A line of the ledger with what made it. */
export interface LedgerLineRead {
  readonly record: string;
  readonly caseNo: string;
  readonly fact: number;
  readonly node: string;
  readonly subject: string | null;
  readonly account: AccountId;
  readonly key: string;
  readonly lot: string;
  readonly side: 'd' | 'c';
  readonly fen: string;
  readonly postedOn: CivilDate;
  readonly valueOn: CivilDate;
}

const read = (where: ReturnType<typeof sql>) => sql`
  select l.record, cases.case_no as "caseNo", l.fact, f.node, f.subject, l.account, l.key, l.lot, l.side, l.fen,
         (l.posted_at at time zone 'Asia/Shanghai')::date::text as "postedOn", l.value_on::text as "valueOn"
    from ledger_lines l join ${cases} on cases.id = l.record join facts f on f.case_id = l.record and f.seq = l.fact
   where ${where} order by l.posted_at, l.record, l.fact, l.n, l.line`;

/** Every line of a record's ledger, in the order in which they were posted. */
export const readEntriesOf = async (db: Db, record: string): Promise<readonly LedgerLineRead[]> =>
  (await db.execute<LedgerLineRead & Record<string, unknown>>(read(sql`l.record = ${record}`))).rows;

/** What moved at the bank on a day, of records that the reader may know of. */
export const readDayEntries = async (
  db: Db,
  day: CivilDate,
  reader: Pick<Person, 'id' | 'roles'>,
): Promise<readonly LedgerLineRead[]> =>
  (await db.execute<LedgerLineRead & Record<string, unknown>>(read(sql`l.account = 'bank' and l.value_on = ${day} and ${readableBy(reader)}`))).rows; // prettier-ignore
