// The bank's lines that the court has already: from earlier imports, or entered by people.
import { and, eq, sql } from 'drizzle-orm';
import type { StatementLine } from '../../domain/money/statement/line.ts';
import { keysOfLine } from '../../domain/plan/money/bank-lines.ts';
import { bankMoves } from '../../domain/plan/money/bank-moves.ts';
import type { KnownLine } from '../../domain/plan/money/known-to-court.ts';
import { likeness } from '../../domain/plan/money/line-fate.ts';
import { serialsNamed, takesBack } from '../../domain/plan/money/taken-back.ts';
import { readCase } from '../../domain/record/case.ts';
import type { Fact } from '../../domain/record/fact.ts';
import { dateOf, endOfDay, startOfDay } from '../../domain/time/instant.ts';
import { readFacts } from '../cases/read.ts';
import type { Db } from '../client.ts';
import { timestamp } from '../keyset.ts';
import { bankLines, bankStatementLines, cases } from '../schema/index.ts';

/** A parameter that is one array, however long. */
const list = (values: readonly string[]) => sql`any(${sql.param([...values])}::text[])`;

/** A line as it is asked for: of one that another takes back its serial is all that is known. */
type Asked = Pick<StatementLine, 'serial' | 'counterAccount' | 'remark'>;

/** Which lines of a statement the court has, and which of those that it takes back, of whatever day: each once. */
export async function readKnownLines(
  db: Db,
  account: string,
  lines: readonly StatementLine[],
): Promise<readonly KnownLine[]> {
  const named = lines.filter(takesBack).flatMap(serialsNamed).slice(0, MOST_NAMED);
  const asked = new Map<string, Asked>([
    ...named.map((serial) => [serial, { serial, counterAccount: null, remark: null }] as const),
    ...lines.toReversed().map((line) => [line.serial, line] as const),
  ]);
  const imported = await readImported(db, account, [...asked.keys()]);
  const there = new Set(imported.flatMap(({ serial, isSaidElsewhere }) => (isSaidElsewhere ? [] : [serial])));
  const byHand = await readByHand(db, account, [...asked.values()].filter(({ serial }) => !there.has(serial))); // prettier-ignore
  const said = new Map(byHand.map((each) => [each.serial, each]));
  for (const line of imported) {
    const { caseNo, receipt, forms } = said.get(line.serial) ?? line;
    said.set(line.serial, { ...line, caseNo, receipt: receipt ?? null, forms });
  }
  return [...said.values()];
}

/** Words of one statement's reversals that are looked for: behind so many they are left to people. */
const MOST_NAMED = 20_000;

/** Lines that stand from earlier imports, with what they have become; `isSaidElsewhere`: a fact of somebody's stands for it, or of another record. */
async function readImported(db: Db, account: string, serials: readonly string[]) {
  const { serial, direction, amountFen, counterAccount, remark, record, fate } = bankStatementLines;
  const rows = await db
    .select({ serial, direction, amountFen, counterAccount, remark, caseNo: cases.caseNo, fate })
    .from(bankStatementLines)
    .leftJoin(cases, and(eq(cases.id, record), eq(cases.kind, 'case')))
    .where(and(eq(bankStatementLines.account, account), sql`stands`, sql`${serial} = ${list(serials)}`));
  const receipts = await readReceipts(db, rows.filter(({ fate: { kind } }) => kind === 'arrival').map((row) => keysOfLine({ ...row, account }).line)); // prettier-ignore
  return rows.map(({ fate: { kind, forms }, ...row }) => ({
    ...row,
    receipt: receipts.get(keysOfLine({ ...row, account }).line) ?? null,
    ...(kind === 'payment' && { forms }),
    isSaidElsewhere: row.caseNo === null,
  }));
}

async function readReceipts(db: Db, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.select({ key: bankLines.reference, receipt: bankLines.receipt }).from(bankLines).where(sql`${bankLines.reference} = ${list(keys)}`); // prettier-ignore
  return new Map(rows.map(({ key, receipt }) => [key, receipt]));
}

/** Lines that people have entered by their serials, as their facts hold now: told by side and sum, which is all that they wrote of them. */
async function readByHand(db: Db, account: string, lines: readonly Asked[]): Promise<readonly KnownLine[]> {
  const byKey = new Map(lines.toReversed().flatMap((line) => Object.values(keysOfLine({ ...line, account })).map((key) => [key, line] as const))); // prettier-ignore
  const found = await db
    .selectDistinct({ record: bankLines.caseId, kind: cases.kind, caseNo: cases.caseNo })
    .from(bankLines)
    .innerJoin(cases, eq(cases.id, bankLines.caseId))
    .where(sql`${bankLines.reference} = ${list([...byKey.keys()])}`);
  const moved = await Promise.all(found.map(async (each) => ({ ...each, moves: bankMoves(readCase(await readFacts(db, each.record)), each.record) }))); // prettier-ignore
  return moved.flatMap(({ record, kind, caseNo, moves }) =>
    moves.flatMap((move): KnownLine[] => {
      const line = move.keys.map((key) => byKey.get(key)).find((each) => each !== undefined);
      if (line === undefined || (move.account !== '' && move.account !== account)) return [];
      const { serial, counterAccount, remark } = line;
      const { fact, fen } = move;
      return [
        {
          ...{ serial, counterAccount, remark, isByHand: true },
          ...{ direction: fen > 0n ? 'credit' : 'debit', amountFen: fen > 0n ? fen : -fen },
          caseNo: kind === 'case' ? caseNo : null,
          receipt: fact.node === 'funds.arrived' ? fact.subject : null,
          ...(isPayment(fact) && { forms: [`${record} ${fact.subject ?? ''}`] }),
        },
      ];
    }),
  );
}

const isPayment = ({ node }: Fact): boolean => node === 'payout.paid' || node === 'payout.refunded';

/** What has come in on the days of these lines already, told as they would be told from it. */
export async function readAlike(db: Db, account: string, lines: readonly StatementLine[]): Promise<readonly string[]> {
  const at = lines.flatMap(({ bookedAt, direction }) =>
    bookedAt === null || direction !== 'credit' ? [] : [bookedAt],
  );
  if (at.length === 0) return [];
  const [from, to] = [at.reduce((a, b) => Math.min(a, b)), at.reduce((a, b) => Math.max(a, b))];
  const { bookedAt, direction, amountFen, counterAccount, remark } = bankStatementLines;
  const rows = await db
    .select({ bookedAt, direction, amountFen, counterAccount, remark })
    .from(bankStatementLines)
    .where(
      and(
        eq(bankStatementLines.account, account),
        sql`stands and direction = 'credit' and ${bookedAt} >= ${timestamp(startOfDay(dateOf(from)))} and ${bookedAt} < ${timestamp(endOfDay(dateOf(to)))}`,
      ),
    );
  return rows.map(likeness);
}
