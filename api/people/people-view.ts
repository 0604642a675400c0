import type { Static } from 'typebox';
import { roles } from '../../domain/nodes/roles.ts';
import type { PeopleChanged } from '../../domain/people/change.ts';
import { type Assignment, peopleChanges, runsAtInstant } from '../../domain/people/register.ts';
import { formatInstant, type Instant } from '../../domain/time/instant.ts';
import { peopleChangeZh } from '../../domain/words/people.ts';
import type { AssignmentView, PeopleChangeView, PersonView } from './people-schema.ts';

/** An assignment as it goes out. */
export const assignmentView = (a: Assignment, name: string, now: Instant): Static<typeof AssignmentView> => ({
  id: a.id < 0 ? null : a.id,
  person: a.person,
  name,
  role: a.role,
  roleZh: roles[a.role],
  from: formatInstant(a.from),
  to: a.to === null ? null : formatInstant(a.to),
  running: runsAtInstant(a, now),
});

/** A person with what they were given. */
export const personView = (
  { id, name }: { readonly id: string; readonly name: string },
  given: readonly Assignment[],
  now: Instant,
): Static<typeof PersonView> => ({
  id,
  name,
  roles: [...new Set(given.filter((a) => runsAtInstant(a, now)).map(({ role }) => role))],
  assignments: given.map((a) => assignmentView(a, name, now)),
});

/** What a change did. `name`: of whom it is about, as they are called now. */
export function changeView(done: PeopleChanged, name: string, now: Instant): Static<typeof PeopleChangeView> {
  const { kind, person, before, after } = done;
  const shown = (side: PeopleChanged['before']) =>
    side === null || typeof side === 'string' ? null : assignmentView(side, name, now);
  return {
    ...{ kind, kindZh: peopleChanges[kind], person, name },
    nameBefore: typeof before === 'string' ? before : null,
    ...{ before: shown(before), after: shown(after), zh: peopleChangeZh(done, name) },
  };
}
