import { lookElsewhere } from '../../db/cases/elsewhere.ts';
import { unknownCase } from '../../db/cases/unknown-case.ts';
import type { Db } from '../../db/client.ts';
import { readPeople } from '../../db/people/read.ts';
import { personsNamed } from '../../domain/engine/decide.ts';
import { decideFounding, type Founding, foundsAsParty } from '../../domain/engine/found.ts';
import { foundingNode } from '../../domain/nodes/record-kinds.ts';
import type { Person } from '../../domain/record/actor.ts';
import { isRefusal, type Refusal } from '../../domain/record/refusal.ts';

interface Asked {
  readonly id: string;
  readonly body: Founding;
  readonly person: Person;
  readonly courtCode: string;
}

/**
 * Why a matter whose form and founder have been checked would not be founded now, as its workflow would answer. Asked before
 * one is started: of a refusal Temporal would keep an empty run, under the title of a matter that there is not. The workflow
 * decides all the same.
 */
export async function notFounded(db: Db, { id, body, person, courtCode }: Asked): Promise<Refusal | undefined> {
  const founding = { node: foundingNode(body.kind), payload: body.payload };
  if (!foundsAsParty(person, body.kind)) {
    const unknown = await unknownCase(db, courtCode, founding);
    if (unknown !== undefined) return unknown;
  }
  const decided = decideFounding(body, await founderOf(db, { id, body, person }));
  return isRefusal(decided) ? decided : undefined;
}

/** What a founding is judged by, beside itself. */
export async function founderOf(db: Db, { id, body, person }: Omit<Asked, 'courtCode'>) {
  const founding = { node: foundingNode(body.kind), payload: body.payload };
  const [people, others] = await Promise.all([
    readPeople(db, personsNamed(founding)),
    lookElsewhere(db, [founding], { caseId: id, person }),
  ]);
  return { now: Date.now(), actor: { ...person, via: 'api' as const }, people, ...others };
}
