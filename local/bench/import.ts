// How long a statement of ten thousand lines takes to be read, matched against a court, and stored (docs/spec/money.md 11).
import { openStore, withTx } from '../../db/client.ts';
import { readKnown } from '../../db/money/known.ts';
import { lockAccount, storeStatement } from '../../db/money/statements.ts';
import { addsUp, readStatement } from '../../domain/money/statement/read.ts';
import { dayOfStatement, fatedLines } from '../../domain/plan/money/fated.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { fileRows } from '../../process/sheets.ts';
import { atMost, type Figure } from './figure.ts';
import { caseNoOf, nameOf, seedCourt } from './seed-court.ts';
import { openSite } from './site.ts';

const LINES = 10_000;
const CASES = Number(process.env['BENCH_CASES'] ?? 5_000);
const PROMISED = 10; // seconds
const ACCOUNT = '99990823000000009';

/** Most lines name their case, some only its number or their payer, some nothing; a few are debits. */
const remarkOf = (i: number): string => [caseNoOf(i % CASES), `执${100_000 + (i % CASES)}号`, '货款', '（2025）豫0823民初456号'][i % 10 < 7 ? 0 : (i % 3) + 1] ?? ''; // prettier-ignore

function statement(): string {
  const at = formatInstant(Date.now() - 60_000);
  let balance = 0;
  const lines = Array.from({ length: LINES }, (_, i) => {
    balance += 100;
    return `B${Date.now()}${i},${at},credit,1.00,${(balance / 100).toFixed(2)},${ACCOUNT},,${nameOf(i)},9999100000000${i},,转账存入,${remarkOf(i)}`;
  });
  const head = ['#zhixing-statement,1', `#account,${ACCOUNT}`, '#opening,0.00', `#closing,${(balance / 100).toFixed(2)}`, 'serial,bookedAt,direction,amount,balance,ownAccount,subAccount,counterName,counterAccount,counterBank,summary,remark']; // prettier-ignore
  return [...head, ...lines].join('\n');
}

/** The figure of docs/spec/money.md: read, matched, stored. */
export async function benchImport(): Promise<readonly Figure[]> {
  const { site, close } = await openSite();
  const { databaseUrl } = site.info;
  const store = openStore(databaseUrl, 5);
  const bytes = Buffer.from(statement());
  try {
    await seedCourt(databaseUrl, CASES, (line) => process.stderr.write(`${line}\n`));
    // the court of lists has no facts: a line is matched by what a case was filed with
    await store.pool.query(`insert into facts (case_id, seq, node, payload, at, recorded_at, by, "as", via)
      select id, 1, 'case.filed', filing, filed_at, filed_at, 'p-filing-1', '{filing}', 'api' from cases where kind = 'case' on conflict do nothing`); // prettier-ignore
    const began = performance.now();
    const rows = await fileRows(bytes);
    const read = 'rows' in rows ? readStatement(rows.rows) : undefined;
    const day = read && dayOfStatement(read);
    if (read === undefined || day == null) throw new Error('the statement was not read');
    const matched = await withTx(store, async (tx) => {
      await lockAccount(tx, ACCOUNT);
      const lines = fatedLines(read, ACCOUNT, await readKnown(tx, ACCOUNT, { lines: read.lines, court: '豫0823' }));
      await storeStatement(tx, { id: `st-bench-${Date.now()}`, account: ACCOUNT, day, by: 'p-finance-1', at: Date.now() }, { statement: read, adds: addsUp(read), lines }); // prettier-ignore
      return lines.filter(({ fate }) => fate.status === 'matched').length;
    });
    const seconds = (performance.now() - began) / 1_000;
    const of = `${matched} matched, in a court of ${CASES} cases`;
    return [
      atMost(`a statement of ${LINES} lines read, matched, stored`, seconds, PROMISED, { unit: 's', digits: 1, of }),
    ];
  } finally {
    await store.close();
    await close();
  }
}
