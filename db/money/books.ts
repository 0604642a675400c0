import { sql } from 'drizzle-orm';
import { disputedHeldFen } from '../../domain/plan/money/disputed-held.ts';
import { paymentsOf } from '../../domain/plan/money/payments.ts';
import type { Db } from '../client.ts';
import { readMoneyFacts } from '../ledger/read.ts';

/** An account of the ledger's and what it consists of, in fen: read apart (docs/spec/money.md 14, M11). */
interface Checked {
  readonly id: string;
  readonly zh: string;
  readonly ledgerFen: bigint;
  readonly listedFen: bigint;
}

/** What lies unidentified against the records that are open; what is on its way against the forms that were sent; what is held back against what is disputed. */
export async function readBooks(db: Db): Promise<readonly Checked[]> {
  const one = async (query: ReturnType<typeof sql>) => BigInt((await db.execute<{ fen: string | null }>(query)).rows[0]?.fen ?? 0); // prettier-ignore
  const [unidentified, open, transit, sent, held, disputed] = await Promise.all([
    one(sql`select sum(fen) as fen from ledger_balances where account = 'unidentified'`),
    one(sql`select sum(x.fen) as fen from (
      select (f.payload ->> 'amountFen')::bigint as fen from cases c join facts f on f.case_id = c.id and f.node = 'funds.unidentified'
       where c.kind <> 'case' and c.kind = 'unidentified-receipt' and c.closed_at is null and f.seq = (select min(seq) from facts o where o.case_id = c.id and o.node = 'funds.unidentified')
      union all -- claimed, on its way into its cases
      select b.fen from ledger_balances b join cases c on c.id = b.key and c.closed_at is not null where b.account = 'unidentified' and b.fen > 0) x`),
    one(sql`select sum(fen) as fen from ledger_balances where account = 'transit'`),
    readSent(db),
    one(sql`select sum(fen) as fen from ledger_balances where account = 'case.disputed'`),
    readDisputed(db),
  ]);
  return [
    { id: 'unidentified', zh: '不明款', ledgerFen: unidentified, listedFen: open },
    { id: 'transit', zh: '在途付款', ledgerFen: transit, listedFen: sent },
    { id: 'case.disputed', zh: '争议留存', ledgerFen: held, listedFen: disputed },
  ];
}

/** What the forms say that lie with the bank. */
async function readSent(db: Db): Promise<bigint> {
  const { rows } = await db.execute<{ record: string }>(sql`
    select distinct split_part(key, '/', 1) as record from ledger_balances where account = 'transit' and fen > 0`);
  let sum = 0n;
  for (const { record } of rows) {
    const c = await readMoneyFacts(db, record);
    for (const payment of c === undefined ? [] : paymentsOf(c))
      if (payment.state === 'sent') sum += BigInt(payment.amountFen);
  }
  return sum;
}

/** What objections dispute of plans that are not settled, or were sued about and not judged, by the facts of their cases; also where the ledger alone says that something is held back. */
async function readDisputed(db: Db): Promise<bigint> {
  const { rows } = await db.execute<{ record: string }>(sql`
    select f.case_id as record from facts f
     where f.node = 'distribution.objected' and not exists (select 1 from facts s where s.case_id = f.case_id and s.node = 'distribution.settled' and s.subject = f.subject
             and (s.payload ->> 'how' = 'judged' or not exists (select 1 from facts r where r.case_id = f.case_id and r.node = 'remedy.sought' and r.subject = f.subject)))
    union select split_part(key, '/', 1) from ledger_balances where account = 'case.disputed' and fen > 0`);
  let sum = 0n;
  for (const { record } of rows) {
    const c = await readMoneyFacts(db, record);
    if (c !== undefined) sum += BigInt(disputedHeldFen(c));
  }
  return sum;
}
