import { readRecordHead } from '../../db/cases/case.ts';
import { wasTied } from '../../db/cases/ties.ts';
import type { Db } from '../../db/client.ts';
import { readPeople } from '../../db/people/read.ts';
import { partyRoles } from '../../domain/nodes/roles.ts';
import { isKeptFrom, isStaff } from '../../domain/plan/matters/readers.ts';
import { withoutOffice } from '../../domain/record/actor.ts';
import { ApiProblem } from '../http/errors.ts';
import { seenIn } from '../party/load-sight.ts';
import { type Area, caseArea, noSuchPerson, noSuchRecord } from './areas.ts';

/** Lets somebody through to a record, or throws what they hear where there is none. */
export type Door = (area: Area, id: string, by: string) => Promise<void>;

/**
 * The door of every record that somebody writes to. To whom a record is nothing there is none, and they are sent away before
 * it is asked: whether there is one makes no difference to what is looked up, and so none to how long it takes
 * (docs/decisions/071). What the record itself asks of its senders it asks all the same.
 */
export function createDoor(db: Db): Door {
  return async (area, id, by) => {
    const person = (await readPeople(db, [by])).get(by); // each time: a role that ends or begins does so at once
    if (person === undefined) throw noSuchPerson(by);
    if (person.isOut === true) throw new ApiProblem('forbidden', withoutOffice(person)?.zh);
    const { roles } = person;
    if (area === caseArea) {
      if (roles.every((role) => partyRoles.has(role)) && !((await wasTied(db, id, by)) && (await seenIn(db, id, person)))) throw noSuchRecord(area, id); // prettier-ignore
      return;
    }
    const head = isStaff(roles) ? await readRecordHead(db, id) : undefined;
    if (head === undefined || !area.shows(head.kind) || isKeptFrom(head, { id: by, roles }))
      throw noSuchRecord(area, id);
  };
}
