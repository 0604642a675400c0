import { onceNamed, type Elsewhere } from '../../domain/engine/elsewhere.ts';
import type { Completion } from '../../domain/engine/completion.ts';
import { isStaff } from '../../domain/plan/matters/readers.ts';
import { recordKindIds, recordKindRow } from '../../domain/nodes/record-kinds.ts';
import { type Case, readCase } from '../../domain/record/case.ts';
import { caseIdOf } from '../../domain/record/case-number.ts';
import { readFacts } from './read.ts';
import type { Person } from '../../domain/record/actor.ts';
import { readBankLines } from './bank-lines.ts';
import type { Db } from '../client.ts';

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
): Promise<{ readonly elsewhere: Elsewhere; readonly about: Case | undefined }> {
  const lines = completions.flatMap((completion) => onceNamed(completion, c));
  const found = await readBankLines(db, lines, caseId);
  const elsewhere = new Map([...found].map(([line, caseNo]) => [line, isStaff(person.roles) ? caseNo : null]));
  return { elsewhere, about: await judged(db, completions, c) };
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
