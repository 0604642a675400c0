import { sql } from 'drizzle-orm';
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

/** What lies unidentified against the records that are open; what is on its way against the forms that were sent. */
export async function readBooks(db: Db): Promise<readonly Checked[]> {
  const one = async (query: ReturnType<typeof sql>) => BigInt((await db.execute<{ fen: string | null }>(query)).rows[0]?.fen ?? 0); // prettier-ignore
  const [unidentified, open, transit, sent] = await Promise.all([
    one(sql`select sum(fen) as fen from ledger_balances where account = 'unidentified'`),
    one(sql`select sum(x.fen) as fen from (
      select (f.payload ->> 'amountFen')::bigint as fen from cases c join facts f on f.case_id = c.id and f.node = 'funds.unidentified'
       where c.kind <> 'case' and c.kind = 'unidentified-receipt' and c.closed_at is null and f.seq = (select min(seq) from facts o where o.case_id = c.id and o.node = 'funds.unidentified')
      union all -- claimed, on its way into its cases
      select b.fen from ledger_balances b join cases c on c.id = b.key and c.closed_at is not null where b.account = 'unidentified' and b.fen > 0) x`),
    one(sql`select sum(fen) as fen from ledger_balances where account = 'transit'`),
    readSent(db),
  ]);
  return [
    { id: 'unidentified', zh: '不明款', ledgerFen: unidentified, listedFen: open },
    { id: 'transit', zh: '在途付款', ledgerFen: transit, listedFen: sent },
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
