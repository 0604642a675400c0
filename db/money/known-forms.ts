// The forms that went to the bank, by the reference, or the batch, under which they did.
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { KnownForm } from '../../domain/plan/money/known-to-court.ts';
import type { Db } from '../client.ts';
import { bankStatementLines, cases, facts } from '../schema/index.ts';

const list = (values: readonly string[]) => sql`any(${sql.param([...values])}::text[])`;

/** Forms that went to the bank; what has been paid by hand stands under its reference too. */
export async function readForms(db: Db, references: readonly string[]): Promise<readonly KnownForm[]> {
  if (references.length === 0) return [];
  const reference = sql<string>`${facts.payload} ->> 'reference'`;
  const batch = sql<string | null>`${facts.payload} ->> 'batch'`;
  const { caseId, subject, node, payload, seq } = facts;
  const select = (where: ReturnType<typeof sql>) =>
    db
      .select({ caseId, form: subject, node, payload, reference, batch, caseNo: cases.caseNo, seq })
      .from(facts)
      .innerJoin(cases, eq(cases.id, facts.caseId))
      .where(where)
      .orderBy(facts.caseId, facts.seq);
  // apart: one index for each
  const [own, batched] = await Promise.all([
    select(sql`node in ('payout.sent', 'payout.paid', 'payout.refunded') and ${reference} = ${list(references)}`),
    select(sql`node = 'payout.sent' and ${batch} = ${list(references)}`),
  ]);
  const found = [...batched, ...own];
  const [moved, lined] = await Promise.all([readMoved(db, found), readLined(db, found)]);
  const latest = new Map(found.map((row) => [placeOf(row), row]));
  return [...latest].flatMap(([form, row]): KnownForm[] => {
    const all = moved.get(form) ?? [];
    const state = states[all.findLast((each) => Object.hasOwn(states, each.node))?.node ?? ''];
    const said = row.node === 'payout.sent' ? all.findLast((each) => each.node === 'payout.approved')?.payload : row.payload; // prettier-ignore
    const { amountFen = 0 } = (said ?? {}) as { readonly amountFen?: number }; // of each of those nodes
    if (state === undefined || state === null) return [];
    const hasLine = lined.has(form) || all.some((each) => isPayment(each.node) && Object.hasOwn(each.payload as object, 'line')); // prettier-ignore
    const sent = all.findLast((each) => each.node === 'payout.sent')?.payload as
      { readonly batch?: string } | undefined; // of that node
    return [
      ...[{ form, caseNo: row.caseNo, reference: row.reference, batch: sent?.batch, amountFen: BigInt(amountFen), state, hasLine }], // prettier-ignore
    ];
  });
}

const placeOf = ({ caseId, form }: { readonly caseId: string; readonly form: string | null }) => `${caseId} ${form ?? ''}`; // prettier-ignore

const isPayment = (node: string): boolean => node === 'payout.paid' || node === 'payout.refunded';

/** In what state a form is left by the last of these; null: the bank has nothing more to do with it. */
const states: Readonly<Record<string, KnownForm['state'] | null>> = {
  'payout.sent': 'sent',
  'payout.paid': 'paid',
  'payout.refunded': 'paid',
  'payout.returned': 'returned',
  'payout.failed': 'failed',
  'payout.rejected': null,
};

type Found = readonly { readonly caseId: string; readonly form: string | null }[];

async function readMoved(db: Db, found: Found) {
  const rows = await db
    .select({ caseId: facts.caseId, form: facts.subject, node: facts.node, payload: facts.payload })
    .from(facts)
    .where(
      and(
        inArray(facts.node, ['payout.approved', ...Object.keys(states)]),
        sql`${facts.caseId} = ${list(found.map(({ caseId }) => caseId))}`,
        sql`${facts.subject} = ${list(found.map(({ form }) => form ?? ''))}`,
      ),
    )
    .orderBy(facts.caseId, facts.seq);
  return Map.groupBy(rows, placeOf);
}

/** Of which of these forms a line of the bank's is the payment. */
export async function readLined(db: Db, found: Found): Promise<ReadonlySet<string>> {
  if (found.length === 0) return new Set();
  const { fate } = bankStatementLines;
  const rows = await db
    .select({ fate })
    .from(bankStatementLines)
    .where(sql`stands and ${fate} -> 'forms' ?| ${sql.param(found.map(placeOf))}::text[] and ${fate} ->> 'kind' = 'payment' and status = 'matched'`); // prettier-ignore
  return new Set(rows.flatMap((row) => row.fate.forms ?? []));
}
