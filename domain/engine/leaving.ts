import { nodeRow } from '../nodes/index.ts';
import type { PersonNamed } from '../nodes/node.ts';
import { roles } from '../nodes/roles.ts';
import { isStaff } from '../plan/matters/readers.ts';
import type { Person } from '../record/actor.ts';
import type { Draft } from '../record/fact.ts';
import type { Missing } from '../record/refusal.ts';
import { dateOf, endOfDay, type Instant } from '../time/instant.ts';
import { dateZh } from '../words/time.ts';
import { handing } from './strangers.ts';

/** When somebody is out of the role in which they are named, or of all that they do in the court, if that is soon. */
function outAt({ role, from }: PersonNamed, { roles: held, leaving = [] }: Person): Instant | undefined {
  const own = role === undefined && from === 'court' ? held.filter((each) => isStaff([each])) : held.filter((each) => each === role); // prettier-ignore
  const ends = own.map((each) => leaving.find((one) => one.role === each)?.at);
  return ends.length > 0 && ends.every((at) => at !== undefined) ? Math.max(...ends) : undefined;
}

/** That what is put into somebody's hands will have to be handed over soon: they leave on a day that is known (docs/decisions/175). */
export const leavingSoon = (draft: Draft, people: ReadonlyMap<string, Person>): readonly Missing[] =>
  !handing.has(draft.node)
    ? []
    : (nodeRow(draft.node).names?.(draft.payload) ?? []).flatMap((named) => {
        const known = people.get(named.person);
        const at = known && outAt(named, known);
        const isOverBefore = at !== undefined && named.until !== undefined && endOfDay(named.until) <= at;
        if (known === undefined || at === undefined || named.person === draft.by || isOverBefore) return [];
        const what = named.role === undefined ? '在本院的职务' : `所任${roles[named.role]}`;
        return [
          { id: named.person, zh: `${known.name}${what}到${dateZh(dateOf(at - 1))}为止，届时须移交：宜另行指定` },
        ];
      });
