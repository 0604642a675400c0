import { casesNamedIn, onceNamed, type Elsewhere } from '../../domain/engine/elsewhere.ts';
import type { Completion } from '../../domain/engine/completion.ts';
import { isStaff } from '../../domain/plan/matters/readers.ts';
import { recordKindIds, recordKindRow } from '../../domain/nodes/record-kinds.ts';
import { type Case, readCase } from '../../domain/record/case.ts';
import { caseIdOf } from '../../domain/record/case-number.ts';
import { readFacts } from './read.ts';
import type { Person } from '../../domain/record/actor.ts';
import type { AtBank } from '../../domain/plan/money/at-bank.ts';
import { readAtBank } from '../money/at-bank.ts';
import { readBankLines } from './bank-lines.ts';
import { withRelayed } from '../../domain/engine/relaying.ts';
import type { Db } from '../client.ts';
import { readRelayed } from '../outbox/read.ts';

interface Asked {
  readonly caseId: string;
  readonly c?: Case;
  readonly person: Pick<Person, 'roles'>;
}

/** What of completions stands in other records and may stand but once: their numbers are for those who may read cases. */
export async function lookElsewhere(
  db: Db,
  completions: readonly Completion[],
  { caseId, c, person }: Asked,
): Promise<Beside> {
  const lines = completions.flatMap((completion) => onceNamed(completion, c));
  const found = await readBankLines(db, lines, caseId);
  const elsewhere = new Map([...found].map(([line, caseNo]) => [line, isStaff(person.roles) ? caseNo : null]));
  const bank = c === undefined ? undefined : await readAtBank(db, completions, { record: caseId, c });
  return {
    elsewhere,
    about: await judged(db, completions, c),
    others: await named(db, completions, c),
    ...(bank !== undefined && { bank }),
  };
}

/** What a record's guards look at beside it. */
interface Beside {
  readonly elsewhere: Elsewhere;
  readonly about: Case | undefined;
  readonly others: ReadonlyMap<string, Case>;
  readonly bank?: AtBank;
}

/** The cases of this court that completions name in a case that is here; what comes with a takeover is believed. */
async function named(db: Db, completions: readonly Completion[], c: Case | undefined): Promise<Beside['others']> {
  const ids = c === undefined ? [] : completions.flatMap((each) => casesNamedIn(each, c));
  const found = await Promise.all(ids.map(async (id) => [id, await readAsHeard(db, id)] as const));
  return new Map(found.flatMap(([id, other]) => (other?.kind === 'case' ? [[id, other] as const] : [])));
}

/** Another record as it stands, with what others have told it and it has not taken yet; undefined: it is not here. */
export async function readAsHeard(db: Db, id: string): Promise<Case | undefined> {
  const [record, waiting] = await Promise.all([readFacts(db, id), readRelayed(db, id)]);
  const said = waiting.map(({ body }) => body);
  return record.length === 0 ? undefined : withRelayed(record, said, record.at(-1)?.recordedAt ?? 0);
}

/** The case that a record judges, or would that one of these founds. */
async function judged(db: Db, completions: readonly Completion[], c: Case | undefined): Promise<Case | undefined> {
  const founding = c === undefined ? completions.find(({ node }) => judging.has(node))?.payload : undefined;
  const named = c === undefined ? founding : recordKindRow(c.kind).judges && c.founding.payload;
  if (typeof named !== 'object' || named === null || !('case' in named) || typeof named.case !== 'string')
    return undefined;
  const record = await readFacts(db, caseIdOf(named.case));
  return record.length === 0 ? undefined : readCase(record);
}

const judging: ReadonlySet<string> = new Set(recordKindIds.filter((kind) => recordKindRow(kind).judges).map((kind) => recordKindRow(kind).foundedBy)); // prettier-ignore
