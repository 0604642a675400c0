import { readRecordHead } from '../../db/cases/case.ts';
import { wasTied } from '../../db/cases/ties.ts';
import type { Db } from '../../db/client.ts';
import { readPeople } from '../../db/people/read.ts';
import { partyRoles } from '../../domain/nodes/roles.ts';
import { isKeptFrom, isStaff } from '../../domain/plan/matters/readers.ts';
import { remembered } from '../http/plugins/remembered.ts';
import { type Area, caseArea, noSuchPerson, noSuchRecord } from './areas.ts';

/** Lets somebody through to a record, or throws what they hear where there is none. */
export type Door = (area: Area, id: string, by: string) => Promise<void>;

const MOST_REMEMBERED = 2_000;
const REMEMBERED_MS = 60_000;

/**
 * The door of every record that somebody writes to. To whom a record is nothing there is none, and they are sent away before
 * it is asked: whether there is one makes no difference to what is looked up, and so none to how long it takes
 * (docs/decisions/071). What the record itself asks of its senders it asks all the same.
 */
export function createDoor(db: Db): Door {
  // the court's own people are not looked up each time: no case is kept from them
  const rolesOf = remembered(MOST_REMEMBERED, async (by) => {
    const person = (await readPeople(db, [by])).get(by);
    if (person === undefined) throw noSuchPerson(by);
    return { value: person.roles, until: isStaff(person.roles) ? Date.now() + REMEMBERED_MS : 0 };
  });
  return async (area, id, by) => {
    const roles = await rolesOf(by);
    if (area === caseArea) {
      if (roles.every((role) => partyRoles.has(role)) && !(await wasTied(db, id, by))) throw noSuchRecord(area, id);
      return;
    }
    const head = isStaff(roles) ? await readRecordHead(db, id) : undefined;
    if (head === undefined || !area.shows(head.kind) || isKeptFrom(head, { id: by, roles }))
      throw noSuchRecord(area, id);
  };
}
