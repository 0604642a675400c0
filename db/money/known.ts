import { and, eq, inArray, sql } from 'drizzle-orm';
import type { StatementLine } from '../../domain/money/statement/line.ts';
import type { KnownCase, KnownForm, KnownLine, KnownToCourt } from '../../domain/plan/money/known-to-court.ts';
import { soughtByLines } from '../../domain/plan/money/sought-by-lines.ts';
import { foldText } from '../../domain/record/search.ts';
import type { Db } from '../client.ts';
import { readPeople } from '../people/read.ts';
import { bankLines, bankStatementLines, basisNumber, cases, facts, filedNames } from '../schema/index.ts';

/** All that a statement's lines may refer to, asked for at once (docs/spec/money.md 11). */
export async function readKnown(
  db: Db,
  account: string,
  { lines, court }: { readonly lines: readonly StatementLine[]; readonly court: string },
): Promise<KnownToCourt> {
  const sought = soughtByLines(lines, court);
  const [imported, byHand, bySub, named, forms] = await Promise.all([
    readLines(db, account, sought.serials),
    readByHand(db, sought.lineKeys),
    readSubAccounts(db, sought.subAccounts),
    readNamed(db, sought),
    readForms(db, sought.references),
  ]);
  const ids = [...new Set([...sought.caseIds, ...bySub.keys(), ...named])];
  return {
    court,
    cases: await readCases(db, ids, bySub),
    forms,
    lines: [...imported, ...byHand.filter(({ serial }) => !imported.some((each) => each.serial === serial))],
  };
}

/** A parameter that is one array, however long. */
const list = (values: readonly string[]) => sql`any(${sql.param([...values])}::text[])`;

/** Lines that stand from earlier imports. */
async function readLines(db: Db, account: string, serials: readonly string[]): Promise<readonly KnownLine[]> {
  const { serial, direction, amountFen, counterAccount, remark, record } = bankStatementLines;
  const rows = await db
    .select({ serial, direction, amountFen, counterAccount, remark, caseNo: cases.caseNo })
    .from(bankStatementLines)
    .leftJoin(cases, and(eq(cases.id, record), eq(cases.kind, 'case')))
    .where(and(eq(bankStatementLines.account, account), sql`stands`, sql`${serial} = ${list(serials)}`));
  return rows;
}

/** Lines that people have entered by their serials: told by the sum alone, which is all that they wrote of them. */
async function readByHand(db: Db, keys: ReadonlyMap<string, StatementLine>): Promise<readonly KnownLine[]> {
  const rows = await db
    .select({ reference: bankLines.reference, caseNo: cases.caseNo, payload: facts.payload })
    .from(bankLines)
    .innerJoin(cases, eq(cases.id, bankLines.caseId))
    .innerJoin(
      facts,
      and(
        eq(facts.caseId, bankLines.caseId),
        inArray(facts.node, ['funds.arrived', 'funds.unidentified']),
        sql`coalesce(${facts.subject}, '') = ${bankLines.receipt}`,
      ),
    ) // prettier-ignore
    .where(sql`${bankLines.reference} = ${list([...keys.keys()])}`);
  return rows.flatMap(({ reference, caseNo, payload }) => {
    const line = keys.get(reference);
    const { amountFen } = payload as { readonly amountFen: number }; // of both nodes
    if (line === undefined) return [];
    const { serial, counterAccount, remark } = line;
    return [{ serial, direction: 'credit', amountFen: BigInt(amountFen), counterAccount, remark, caseNo } as const];
  });
}

/** The cases whose sub-accounts were told when money was confirmed in them. */
async function readSubAccounts(db: Db, subAccounts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (subAccounts.length === 0) return new Map();
  const said = sql<string>`${facts.payload} ->> 'subAccount'`;
  const rows = await db
    .select({ caseId: facts.caseId, said })
    .from(facts)
    .where(and(sql`node = 'funds.confirmed'`, sql`${said} = ${list(subAccounts)}`))
    .orderBy(facts.recordedAt);
  return new Map(rows.map((row) => [row.caseId, row.said]));
}

/** Cases by the number of the document that is enforced, or by who is party to them. */
async function readNamed(
  db: Db,
  { basisNumbers, payers }: { readonly basisNumbers: readonly string[]; readonly payers: readonly string[] },
): Promise<readonly string[]> {
  const filed = sql`node = 'case.filed'`;
  const names = [...new Set(payers.flatMap((name) => [name, foldText(name)]))];
  const [byBasis, byParty] = await Promise.all([
    basisNumbers.length === 0 ? [] : db.select({ id: facts.caseId }).from(facts).where(and(filed, sql`${basisNumber(facts.payload)} = ${list(basisNumbers)}`)), // prettier-ignore
    names.length === 0 ? [] : db.select({ id: facts.caseId }).from(facts).where(and(filed, sql`${filedNames(facts.payload)} ?| ${sql.param(names)}::text[]`)), // prettier-ignore
  ]);
  return [...byBasis, ...byParty].map(({ id }) => id);
}

/** What a filing says, as far as a line may name it. */
interface Filed {
  readonly basis?: string;
  readonly applicants: readonly { readonly name: string }[];
  readonly respondents: readonly { readonly name: string }[];
}

async function readCases(
  db: Db,
  ids: readonly string[],
  bySub: ReadonlyMap<string, string>,
): Promise<readonly KnownCase[]> {
  // apart: together Postgres may choose to walk all filings for each of the cases
  const [rows, filings] = await Promise.all([
    db
      .select({ id: cases.id, caseNo: cases.caseNo, closedAt: cases.closedAt })
      .from(cases)
      .where(and(sql`${cases.id} = ${list(ids)}`, eq(cases.kind, 'case')))
      .orderBy(cases.id),
    db
      .select({ id: facts.caseId, filed: facts.payload })
      .from(facts)
      .where(and(sql`node = 'case.filed'`, sql`${facts.caseId} = ${list(ids)}`)),
  ]);
  const filed = new Map(filings.map((each) => [each.id, each.filed as Filed])); // of that very node
  return rows.flatMap(({ id, caseNo, closedAt }) => {
    const said = filed.get(id);
    if (said === undefined) return [];
    return [
      {
        caseNo,
        subAccount: bySub.get(id) ?? null,
        parties: [...said.applicants, ...said.respondents].map(({ name }) => name),
        basis: /^[^号]*号/.exec(said.basis ?? '')?.[0] ?? null,
        isClosed: closedAt !== null,
      },
    ];
  });
}

/** Forms that went to the bank, by the reference under which; what has been paid by hand stands under it too. */
async function readForms(db: Db, references: readonly string[]): Promise<readonly KnownForm[]> {
  if (references.length === 0) return [];
  const said = sql<string>`${facts.payload} ->> 'reference'`;
  const found = await db
    .select({
      caseId: facts.caseId,
      form: facts.subject,
      node: facts.node,
      payload: facts.payload,
      reference: said,
      caseNo: cases.caseNo,
    }) // prettier-ignore
    .from(facts)
    .innerJoin(cases, eq(cases.id, facts.caseId))
    .where(and(sql`node in ('payout.sent', 'payout.paid', 'payout.refunded')`, sql`${said} = ${list(references)}`))
    .orderBy(facts.caseId, facts.seq);
  const moved = await readMoved(db, found);
  const latest = new Map(found.map((row) => [`${row.caseId} ${row.form ?? ''}`, row]));
  return [...latest].flatMap(([form, { caseId, form: subject, node, payload, reference, caseNo }]): KnownForm[] => {
    const own = moved.filter((each) => each.caseId === caseId && each.subject === subject);
    const state = states[own.findLast((each) => Object.hasOwn(states, each.node))?.node ?? ''];
    const said = node === 'payout.sent' ? own.findLast((each) => each.node === 'payout.approved')?.payload : payload;
    const { amountFen = 0 } = (said ?? {}) as { readonly amountFen?: number }; // of each of those nodes
    return state === undefined || state === null
      ? []
      : [{ form, caseNo, reference, amountFen: BigInt(amountFen), state }];
  });
}

/** In what state a form is left by the last of these; null: the bank has nothing more to do with it. */
const states: Readonly<Record<string, KnownForm['state'] | null>> = {
  'payout.sent': 'sent',
  'payout.paid': 'paid',
  'payout.refunded': 'paid',
  'payout.returned': 'returned',
  'payout.failed': null,
  'payout.rejected': null,
};

const readMoved = (db: Db, found: readonly { readonly caseId: string; readonly form: string | null }[]) =>
  db
    .select({ caseId: facts.caseId, subject: facts.subject, node: facts.node, payload: facts.payload })
    .from(facts)
    .where(
      and(
        inArray(facts.node, ['payout.approved', ...Object.keys(states)]),
        sql`${facts.caseId} = ${list(found.map(({ caseId }) => caseId))}`,
        sql`${facts.subject} = ${list(found.map(({ form }) => form ?? ''))}`,
      ),
    )
    .orderBy(facts.caseId, facts.seq);

/** Who is officer of these cases and still of the court, by the case. */
export async function readOfficers(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly officer: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: cases.id, officer: cases.officer })
    .from(cases)
    .where(sql`${cases.id} = ${list(ids)}`);
  const people = await readPeople(db, rows.flatMap(({ officer }) => officer ?? [])); // prettier-ignore
  return new Map(rows.flatMap(({ id, officer }) => (officer !== null && people.get(officer)?.roles.includes('officer') === true ? [[id, { officer }] as const] : []))); // prettier-ignore
}
