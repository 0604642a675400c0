import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { addDays, addMonths, type CivilDate } from '../../domain/time/civil-date.ts';
import { endOfDay, startOfDay } from '../../domain/time/instant.ts';
import { timestamp } from '../keyset.ts';

/** What the bank's statements say of an account's month, in fen. */
export interface AccountMonth {
  readonly account: string;
  readonly openingFen: number | null;
  readonly inFen: number;
  readonly outFen: number;
  readonly closingFen: number | null;
}

/** What was recorded of a month, in fen: arrivals, payments, what came back. */
export interface RecordedMonth {
  readonly node: string;
  readonly count: number;
  readonly amountFen: number;
}

type Row = Readonly<Record<string, string | null>>;
const number = (text: string | null | undefined): number | null => (text == null ? null : Number(text));

/** Opening, in, out and closing of each account in a month, by its statements. */
export async function readAccountMonths(db: Db, month: string): Promise<readonly AccountMonth[]> {
  const [from, to] = spanOf(month);
  const { rows } = await db.execute<Row>(sql`
    select s.account, (array_agg(s.opening_fen order by s.day, s.at))[1] as opening, (array_agg(s.closing_fen order by s.day desc, s.at desc))[1] as closing,
      (select sum(amount_fen) from bank_statement_lines l where l.account = s.account and stands and direction = 'credit' and booked_at >= ${timestamp(startOfDay(from))} and booked_at < ${timestamp(endOfDay(to))}) as came,
      (select sum(amount_fen) from bank_statement_lines l where l.account = s.account and stands and direction = 'debit' and booked_at >= ${timestamp(startOfDay(from))} and booked_at < ${timestamp(endOfDay(to))}) as went
    from bank_statements s where s.day between ${from} and ${to} group by s.account order by s.account`); // prettier-ignore
  return rows.map(({ account, opening, came, went, closing }) => ({
    account: account ?? '',
    openingFen: number(opening),
    inFen: number(came) ?? 0,
    outFen: number(went) ?? 0,
    closingFen: number(closing),
  }));
}

/** What was recorded of money in a month, by node, what was taken back left out. */
export async function readRecordedMonth(db: Db, month: string): Promise<readonly RecordedMonth[]> {
  const [from, to] = spanOf(month);
  const { rows } = await db.execute<Row>(sql`
    select node, count(*) as n, coalesce(sum((payload ->> 'amountFen')::numeric), 0) as fen from facts f
    where node in ('funds.arrived', 'funds.unidentified', 'payout.paid', 'payout.refunded', 'payout.returned', 'fee.taken', 'payout.escrowed', 'funds.transferred')
      and recorded_at >= ${timestamp(startOfDay(from))} and recorded_at < ${timestamp(endOfDay(to))}
      and not exists (select 1 from facts w where w.case_id = f.case_id and w.node = 'fact.withdrawn' and (w.payload ->> 'fact')::int = f.seq)
    group by node order by node`); // prettier-ignore
  return rows.map(({ node, n, fen }) => ({ node: node ?? '', count: number(n) ?? 0, amountFen: number(fen) ?? 0 }));
}

const spanOf = (month: string): readonly [CivilDate, CivilDate] => [`${month}-01`, addDays(addMonths(`${month}-01`, 1), -1)]; // prettier-ignore
