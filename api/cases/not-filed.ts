import { lookElsewhere, readAsHeard } from '../../db/cases/elsewhere.ts';
import { lawInForce } from '../../db/cases/read.ts';
import type { Db } from '../../db/client.ts';
import type { LawLibrary } from '../../db/law/library.ts';
import { readPeople } from '../../db/people/read.ts';
import { personsNamed } from '../../domain/engine/decide.ts';
import { completionsOf, type Filing, filingSteps } from '../../domain/engine/filing.ts';
import type { Person } from '../../domain/record/actor.ts';
import { caseIdOf } from '../../domain/record/case-number.ts';
import { isRefusal, type Refusal } from '../../domain/record/refusal.ts';
import { inSlices } from '../../process/in-slices.ts';

interface Asked {
  readonly id: string;
  readonly body: Filing;
  readonly person: Person;
}

/**
 * Why a filing whose form and filer have been checked would be refused now, as its workflow would answer: its history, or that it takes
 * up a case which does not go on under this number. A filing that brings neither has nothing left to be refused for. Asked before a
 * workflow is started: of a refusal Temporal would keep an empty run, under the title of a case that there is not (engine.md 28). The workflow
 * decides all the same.
 */
export async function notFiled(
  { db, laws }: { readonly db: Db; readonly laws: LawLibrary },
  { id, body, person }: Asked,
): Promise<Refusal | undefined> {
  const { history, restoredFrom } = body;
  if (history === undefined && restoredFrom === undefined) return undefined;
  const { inForce, filer } = await lookedUp(db, { id, body, person });
  const filed = await inSlices(filingSteps(body, filer, inForce, await laws.load(db, [inForce])));
  return isRefusal(filed) ? filed : undefined;
}

/** What a filing is judged by, beside itself. */
export async function lookedUp(db: Db, { id, body, person }: Asked) {
  const brought = completionsOf(body);
  const [people, others, restored, inForce] = await Promise.all([
    readPeople(db, brought.flatMap((each) => personsNamed(each))), // prettier-ignore
    lookElsewhere(db, brought, { caseId: id, person }),
    body.restoredFrom === undefined ? undefined : readAsHeard(db, caseIdOf(body.restoredFrom)),
    lawInForce(db),
  ]);
  const actor = { ...person, via: 'api' as const };
  return { inForce, filer: { now: Date.now(), actor, people, restored, ...others } };
}
