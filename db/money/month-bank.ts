import { sql } from 'drizzle-orm';
import { exactNumber } from '../../domain/money/fen.ts';
import type { Office } from '../../domain/plan/deadline.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import { endOfDay, type Instant, startOfDay } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
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

interface Asked {
  readonly first: CivilDate;
  readonly last: CivilDate;
  /** What came later is not looked at. */
  readonly cut: Instant;
}

type Row = Readonly<Record<string, string | null>>;
const number = (text: string | null | undefined): number | null => (text == null ? null : exactNumber(text));

/** Opening, in, out and closing of each account in a month, by its statements. */
export async function readAccountMonths(db: Db, { first, last, cut }: Asked): Promise<readonly AccountMonth[]> {
  const moved = (direction: string) => sql`(
    select sum(l.amount_fen) from bank_statement_lines l join bank_statements own on own.id = l.statement_id and own.at <= ${timestamp(cut)}
     where l.account = s.account and l.stands and l.direction = ${direction} and l.booked_at >= ${timestamp(startOfDay(first))} and l.booked_at < ${timestamp(endOfDay(last))})`; // prettier-ignore
  const { rows } = await db.execute<Row>(sql`
    select s.account, (array_agg(s.opening_fen order by s.day, s.at))[1] as opening, (array_agg(s.closing_fen order by s.day desc, s.at desc))[1] as closing,
      ${moved('credit')} as came, ${moved('debit')} as went
    from bank_statements s where s.layout <> 'answers' and s.at <= ${timestamp(cut)} and s.day between ${first} and ${last} group by s.account order by s.account`); // prettier-ignore
  return rows.map(({ account, opening, came, went, closing }) => ({
    account: account ?? '',
    openingFen: number(opening),
    inFen: number(came) ?? 0,
    outFen: number(went) ?? 0,
    closingFen: number(closing),
  }));
}

/** What was recorded of money in a month, by node, what was taken back left out. */
export async function readRecordedMonth(db: Db, { first, last, cut }: Asked): Promise<readonly RecordedMonth[]> {
  const { rows } = await db.execute<Row>(sql`
    select node, count(*) as n, coalesce(sum((payload ->> 'amountFen')::numeric), 0) as fen from facts f
    where node in ('funds.arrived', 'funds.unidentified', 'funds.reversed', 'payout.paid', 'payout.refunded', 'payout.returned', 'fee.taken', 'payout.escrowed', 'funds.transferred')
      and recorded_at >= ${timestamp(startOfDay(first))} and recorded_at < ${timestamp(endOfDay(last))} and recorded_at <= ${timestamp(cut)}
      and not exists (select 1 from facts w where w.case_id = f.case_id and w.node = 'fact.withdrawn' and (w.payload ->> 'fact')::int = f.seq and w.recorded_at <= ${timestamp(cut)})
    group by node order by node`); // prettier-ignore
  return rows.map(({ node, n, fen }) => ({ node: node ?? '', count: number(n) ?? 0, amountFen: number(fen) ?? 0 }));
}

/** Money that was sent on its way late without the approval that its delay takes (plan §5): by which fact, and whose that was. */
export interface Delayed {
  readonly record: string;
  readonly caseNo: string;
  readonly receipt: string;
  readonly form: string;
  readonly node: string;
  readonly on: CivilDate;
  readonly office: Office;
}

/** What was approved or paid of a month late without approval, as its payouts say: it is shown beside what both sides sign. */
export async function readDelayed(db: Db, { first, last, cut }: Asked): Promise<readonly Delayed[]> {
  const { rows } = await db.execute<Record<keyof Delayed, string>>(sql`
    select f.case_id as record, c.case_no as "caseNo", min(d.subject) as receipt, f.subject as form, f.node, (f.at at time zone 'Asia/Shanghai')::date::text as "on", min(step ->> 'office') as office
      from facts f join cases c on c.id = f.case_id
      join deadlines d on d.case_id = f.case_id and d.rule = 'payout' and d.because @> jsonb_build_array(jsonb_build_object('step', 'without-approval', 'fact', f.seq))
      cross join lateral jsonb_array_elements(d.because) step
     where f.node in ('payout.approved', 'payout.paid', 'payout.refunded', 'fee.taken', 'funds.transferred', 'payout.escrowed')
       and f.at >= ${timestamp(startOfDay(first))} and f.at < ${timestamp(endOfDay(last))} and f.recorded_at <= ${timestamp(cut)}
       and step ->> 'step' = 'without-approval' and (step ->> 'fact')::int = f.seq
     group by f.case_id, f.seq, f.subject, f.node, f.at, c.case_no order by f.at, f.case_id, f.seq`); // prettier-ignore
  return rows.map(({ office, ...each }) => ({ ...each, office: office as Office })); // as it was stored
}
