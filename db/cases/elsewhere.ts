import { onceNamed, type Elsewhere } from '../../domain/engine/elsewhere.ts';
import type { Completion } from '../../domain/engine/completion.ts';
import { isStaff } from '../../domain/plan/matters/readers.ts';
import type { Case } from '../../domain/record/case.ts';
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
): Promise<Elsewhere> {
  const lines = completions.flatMap((completion) => onceNamed(completion, c));
  const found = await readBankLines(db, lines, caseId);
  return new Map([...found].map(([line, caseNo]) => [line, isStaff(person.roles) ? caseNo : null]));
}
