import { and, eq, inArray, ne, or, sql } from 'drizzle-orm';
import type { AccountId } from '../../domain/money/ledger/accounts.ts';
import { trialBalanceOf, type TrialBalance, type UpTo } from '../../domain/money/ledger/trial-balance.ts';
import { deadlineRow, type RuleId, ruleIds } from '../../domain/plan/deadlines.ts';
import type { Office } from '../../domain/plan/deadline.ts';
import type { Status } from '../../domain/plan/derived.ts';
import type { Role } from '../../domain/nodes/roles.ts';
import { type Case, readCase } from '../../domain/record/case.ts';
import { asFact } from '../../domain/record/fact.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { recorded } from '../cases/read.ts';
import type { Db } from '../client.ts';
import { deadlines, facts, ledgerLines, storedSide } from '../schema/index.ts';

/** The last instant of posting and the last day of the bank's that stand in the ledger: records whose own time is ahead post ahead. Undefined: nothing does. */
export async function readLastPosted(db: Db): Promise<{ readonly postedAt: Instant; readonly valueOn: CivilDate } | undefined> {
  const [row] = await db
    .select({ postedAt: sql<number | null>`(extract(epoch from max(${ledgerLines.postedAt})) * 1000)::float8`, valueOn: sql<CivilDate | null>`max(${ledgerLines.valueOn})::text` })
    .from(ledgerLines);
  return row?.postedAt == null || row.valueOn === null ? undefined : { postedAt: Math.ceil(row.postedAt), valueOn: row.valueOn };
} // prettier-ignore

/** The court's trial balance, up to an instant of posting or a day of the bank's. */
export async function readTrialBalance(db: Db, upTo: UpTo): Promise<TrialBalance> {
  const within =
    'postedAt' in upTo
      ? sql`${ledgerLines.postedAt} <= ${new Date(upTo.postedAt).toISOString()}::timestamptz`
      : sql`${ledgerLines.valueOn} <= ${upTo.valueOn}::date`;
  const rows = await db
    .select({ account: ledgerLines.account, side: ledgerLines.side, fen: sql<string>`sum(${ledgerLines.fen})` })
    .from(ledgerLines)
    .where(within)
    .groupBy(ledgerLines.account, ledgerLines.side);
  const sums = new Map<AccountId, { debitFen: bigint; creditFen: bigint }>();
  for (const { account, side, fen } of rows) {
    const of = sums.get(account) ?? { debitFen: 0n, creditFen: 0n };
    sums.set(account, { ...of, [side === storedSide.debit ? 'debitFen' : 'creditFen']: BigInt(fen) });
  }
  return trialBalanceOf(sums);
}

/**
 * A case as far as its money goes: everything but what was told to whom, which is half of what a case with much money records.
 * Undefined if there is no such case.
 */
export async function readMoneyFacts(db: Db, caseId: string): Promise<Case | undefined> {
  const rows = await db
    .select(recorded)
    .from(facts)
    .where(and(eq(facts.caseId, caseId), ne(facts.node, 'node.disclosed')))
    .orderBy(facts.seq);
  const record = rows.map(asFact);
  return record.some(({ node }) => node === 'case.filed') ? readCase(record) : undefined;
}

const moneyRules = ruleIds.filter((rule) => ['receipt', 'form'].includes(deadlineRow(rule).about ?? ''));
/** Those that say so: of the others the reasoning, the longest that is kept of a deadline, is not read. */
const approvedLate = ruleIds.filter((rule) => deadlineRow(rule).unapproved !== undefined);
/** What of money was sent out late without approval, each time; nothing of rules that never say so. */
const lapses = sql<MoneyClock['lapses']>`case when ${inArray(deadlines.rule, approvedLate)} then jsonb_path_query_array(${deadlines.because}, '$[*] ? (@.step == "without-approval")') else '[]' end`; // prettier-ignore

/** A clock of a receipt or a form. */
export interface MoneyClock {
  /** Of its deadline. */
  readonly id: string;
  readonly rule: RuleId;
  readonly subject: string | null;
  readonly status: Status;
  readonly dueAt: Instant | null;
  readonly owner: Role;
  readonly person: string | null;
  /** By which facts money was sent out late, and whose approval it lacked. */
  readonly lapses: readonly { readonly fact: number; readonly office: Office }[];
}

/**
 * The clocks of a case's receipts and forms that run, those of money that was sent out late without approval, and the days to object to
 * plans, whether they run or not. As the
 * driver has them: a case with much money has thousands, and reading each by its columns took half of the answer's time.
 */
export async function readMoneyClocks(db: Db, caseId: string): Promise<readonly MoneyClock[]> {
  const wanted = and(
    eq(deadlines.caseId, caseId),
    or(
      and(
        inArray(deadlines.rule, moneyRules),
        or(inArray(deadlines.status, ['open', 'suspended']), sql`jsonb_array_length(${lapses}) > 0`),
      ),
      eq(deadlines.rule, 'distribution-objection'),
    ),
  );
  const { rows } = await db.execute<MoneyClock & Record<string, unknown>>(sql`
    select ${deadlines.id}, ${deadlines.rule}, ${deadlines.subject}, ${deadlines.status}, ${deadlines.ownerRole} as owner,
           (extract(epoch from ${deadlines.dueAt}) * 1000)::float8 as "dueAt", ${deadlines.ownerPerson} as person, ${lapses} as lapses
      from ${deadlines} where ${wanted} order by ${deadlines.openedAt}, ${deadlines.id}`);
  return rows.map(({ lapses: all, ...row }) => ({ ...row, lapses: all.map(({ fact, office }) => ({ fact, office })) }));
}
