import type { NodeId } from '../../nodes/index.ts';
import { personsOf } from '../../record/delegations.ts';
import type { Case } from '../../record/case.ts';
import { reading } from '../../record/reading.ts';
import { isBrought } from '../persons.ts';
import { outNodes } from './forms.ts';

/** The parts that persons have in a form, each another's (docs/spec/money.md 4). */
export type Duty = 'applies' | 'reviews' | 'approves' | 'pays';

/** THE TABLE of the nodes by which somebody has a part in a form. */
const dutyOf: { readonly [N in NodeId]?: Duty } = {
  'payout.material-reviewed': 'reviews',
  'payout.approved': 'approves',
  'payout.sent': 'pays',
  ...Object.fromEntries(outNodes.map((node) => [node, 'pays'])),
};

/** Somebody's part in a form. */
export interface FormPerson {
  readonly form: string;
  readonly duty: Duty;
  readonly person: string;
}

/**
 * Everybody's part in the forms of a case, as its facts hold now: who acts in another's place counts as both. What a takeover brought
 * stands under whoever filed it, and says of nobody who they were (engine.md 5).
 */
const formPersons = reading((c): ReadonlyMap<string, FormPerson> => {
  const found = new Map<string, FormPerson>();
  const put = (form: string, duty: Duty, persons: readonly string[]): void => {
    for (const person of persons) found.set(JSON.stringify([form, duty, person]), { form, duty, person });
  };
  for (const f of c.all('payout.applied')) if (!isBrought(c, f)) put(f.payload.form, 'applies', personsOf(c, f));
  for (const [node, duty] of Object.entries(dutyOf) as [NodeId, Duty][])
    for (const f of c.all(node)) if (!isBrought(c, f)) put(f.subject ?? '', duty, personsOf(c, f));
  return found;
});

/** What a command has changed of them; `before` undefined: the record was not there. */
export function formPersonsMoved(before: Case | undefined, c: Case) {
  const [was, is] = [before === undefined ? new Map<string, FormPerson>() : formPersons(before), formPersons(c)];
  return {
    added: [...is].filter(([key]) => !was.has(key)).map(([, each]) => each),
    gone: [...was].filter(([key]) => !is.has(key)).map(([, each]) => each),
  };
}
