import { readDelegations } from '../../db/cases/delegations.ts';
import type { Db } from '../../db/client.ts';
import { readPeople } from '../../db/people/read.ts';
import { caseBound, partyRoles } from '../../domain/nodes/roles.ts';

/** What is somebody's: their own, what bears nobody's name of roles that no case needs to name them for, and where they act in another's place. */
export async function workOf(db: Db, id: string) {
  const person = (await readPeople(db, [id])).get(id);
  const atLarge = (person?.roles ?? []).filter((role) => !caseBound.has(role) && !partyRoles.has(role));
  return { id, roles: atLarge, standsIn: await readDelegations(db, id, Date.now()) };
}
