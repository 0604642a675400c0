import { and, eq, sql } from 'drizzle-orm';
import type { StatementLine } from '../../domain/money/statement/line.ts';
import type { KnownCase, KnownToCourt } from '../../domain/plan/money/known-to-court.ts';
import { soughtByLines } from '../../domain/plan/money/sought-by-lines.ts';
import { readCase } from '../../domain/record/case.ts';
import { parties } from '../../domain/record/parties.ts';
import { foldText, searchLine } from '../../domain/record/search.ts';
import { readFacts } from '../cases/read.ts';
import type { Db } from '../client.ts';
import { readPeople } from '../people/read.ts';
import { basisNumber, cases, caseSearch, facts, filedNames } from '../schema/index.ts';
import { readForms } from './known-forms.ts';
import { readAlike, readKnownLines } from './known-lines.ts';

/** All that a statement's lines may refer to, asked for at once (docs/spec/money.md 11). */
export async function readKnown(
  db: Db,
  account: string,
  { lines, court }: { readonly lines: readonly StatementLine[]; readonly court: string },
): Promise<KnownToCourt> {
  const sought = soughtByLines(lines, court);
  const [known, alike, bySub, named, forms] = await Promise.all([
    readKnownLines(db, account, lines),
    readAlike(db, account, lines),
    readSubAccounts(db, sought.subAccounts),
    readNamed(db, sought),
    readForms(db, sought.references),
  ]);
  const ids = [...new Set([...sought.caseIds, ...bySub.keys(), ...named])];
  return {
    court,
    cases: await readCases(db, ids, bySub),
    forms,
    lines: known,
    alike,
  };
}

/** A parameter that is one array, however long. */
const list = (values: readonly string[]) => sql`any(${sql.param([...values])}::text[])`;

/** The cases whose sub-accounts were told when money was confirmed in them, and what of it holds still. */
async function readSubAccounts(db: Db, subAccounts: readonly string[]): Promise<SubAccounts> {
  if (subAccounts.length === 0) return new Map();
  const said = sql<string>`${facts.payload} ->> 'subAccount'`;
  const rows = await db
    .select({ caseId: facts.caseId, said })
    .from(facts)
    .where(and(sql`node = 'funds.confirmed'`, sql`${said} = ${list(subAccounts)}`));
  const told = Map.groupBy(rows, ({ caseId }) => caseId);
  const doubted = await db
    .selectDistinct({ caseId: facts.caseId })
    .from(facts)
    .where(and(sql`node in ('fact.withdrawn', 'fact.corrected')`, sql`${facts.caseId} = ${list([...told.keys()])}`));
  const all = new Map([...told].map(([id, own]) => [id, own.map((row) => row.said)]));
  for (const { caseId } of doubted) {
    const c = readCase(await readFacts(db, caseId));
    all.set(caseId, c.all('funds.confirmed').map(({ payload }) => payload.subAccount)); // prettier-ignore
  }
  return all;
}

/** Sub-accounts, by the case whose they are. */
type SubAccounts = ReadonlyMap<string, readonly string[]>;

/** Cases by the number of the document that is enforced, or by who is party to them, from the filing on or since (as search has it: case_search). */
async function readNamed(
  db: Db,
  { basisNumbers, payers }: { readonly basisNumbers: readonly string[]; readonly payers: readonly string[] },
): Promise<readonly string[]> {
  const filed = sql`node = 'case.filed'`;
  const names = [...new Set(payers.flatMap((name) => [name, foldText(name)]))];
  const [byBasis, byParty, byJoined] = await Promise.all([
    basisNumbers.length === 0 ? [] : db.select({ id: facts.caseId }).from(facts).where(and(filed, sql`${basisNumber(facts.payload)} = ${list(basisNumbers)}`)), // prettier-ignore
    names.length === 0 ? [] : db.select({ id: facts.caseId }).from(facts).where(and(filed, sql`${filedNames(facts.payload)} ?| ${sql.param(names)}::text[]`)), // prettier-ignore
    names.length === 0 ? [] : db.select({ id: caseSearch.caseId }).from(caseSearch).where(sql`string_to_array(${caseSearch.text}, E'\\n') && ${sql.param([...new Set(names.map(searchLine))])}::text[]`), // prettier-ignore
  ]);
  return [...byBasis, ...byParty, ...byJoined].map(({ id }) => id);
}

/** What a filing says, as far as a line may name it. */
interface Filed {
  readonly basis?: string;
  readonly applicants: readonly { readonly name: string }[];
  readonly respondents: readonly { readonly name: string }[];
}

async function readCases(db: Db, ids: readonly string[], bySub: SubAccounts): Promise<readonly KnownCase[]> {
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
  const joined = await readJoined(db, ids);
  return rows.flatMap(({ id, caseNo, closedAt }) => {
    const said = filed.get(id);
    if (said === undefined) return [];
    return [
      {
        caseNo,
        subAccounts: bySub.get(id) ?? [],
        parties: [...new Set([...[...said.applicants, ...said.respondents].map(({ name }) => name), ...(joined.get(id) ?? [])])], // prettier-ignore
        basis: /^[^号]*号/.exec(said.basis ?? '')?.[0] ?? null,
        isClosed: closedAt !== null,
      },
    ];
  });
}

/** The parties of those of the cases that somebody has joined, as they are called now. */
async function readJoined(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const of = await db
    .selectDistinct({ id: facts.caseId })
    .from(facts)
    .where(and(sql`node = 'party.joined'`, sql`${facts.caseId} = ${list(ids)}`));
  const found = new Map<string, readonly string[]>();
  for (const { id } of of) found.set(id, parties(readCase(await readFacts(db, id))).map(({ name }) => name)); // prettier-ignore
  return found;
}

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
