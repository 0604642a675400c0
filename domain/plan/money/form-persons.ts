import type { NodeId } from '../../nodes/index.ts';
import { personsOf } from '../../record/delegations.ts';
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { DAY } from '../../time/instant.ts';
import { isBrought } from '../persons.ts';
import { outNodes } from './forms.ts';
import { accountOfForm, saidOfAccount } from './payee-accounts.ts';

/** The parts that persons have in a form, each another's; `account`: who proposed or decided on the account to which it goes (docs/spec/money.md 4). */
export type Duty = 'applies' | 'reviews' | 'approves' | 'pays' | 'account';

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

type Parts = Map<string, FormPerson>;

/**
 * Everybody's part in the forms of a case, as its facts hold now: who acts in another's place counts as both. What a takeover brought
 * stands under whoever filed it, and says of nobody who they were (engine.md 5). `apartDays`: how long whoever proposed or decided on an
 * account keeps off.
 */
function formPersons(c: Case, apartDays: number): Parts {
  const found: Parts = new Map();
  const put = (form: string, duty: Duty, persons: readonly string[]): void => {
    for (const person of persons) found.set(JSON.stringify([form, duty, person]), { form, duty, person });
  };
  const said = new Map<string, Fact[]>();
  for (const f of c.all('payout.applied')) if (!isBrought(c, f)) put(f.payload.form, 'applies', personsOf(c, f));
  for (const [node, duty] of Object.entries(dutyOf) as [NodeId, Duty][])
    for (const f of c.all(node)) {
      if (isBrought(c, f)) continue;
      put(f.subject ?? '', duty, personsOf(c, f));
      if (duty !== 'reviews') said.set(f.subject ?? '', [...(said.get(f.subject ?? '') ?? []), f]);
    }
  for (const applied of c.all('payout.applied')) {
    const { form } = applied.payload;
    const persons = keptOff(c, applied, said.get(form) ?? [], apartDays);
    put(
      form,
      'account',
      persons.filter((person) => !hasOther(found, form, person)),
    );
  }
  return found;
}

/** Whether somebody applied for a form or reviewed it: that is no part from which an account keeps them off. */
const hasOther = (found: Parts, form: string, person: string): boolean =>
  (['applies', 'reviews'] as const).some((duty) => found.has(JSON.stringify([form, duty, person])));

/** Who may not approve or pay a form for the account's sake: but for those who did so before they spoke on it, or long after. */
function keptOff(
  c: Case,
  applied: FactOf<'payout.applied'>,
  said: readonly Fact[],
  apartDays: number,
): readonly string[] {
  const account = accountOfForm(c, applied);
  if (account === undefined) return [];
  return saidOfAccount(account)
    .filter((f) => !isBrought(c, f))
    .flatMap((spoke) => {
      const until = spoke.recordedAt + apartDays * DAY;
      return personsOf(c, spoke).filter((person) => {
        const own = said.filter((f) => personsOf(c, f).includes(person));
        return own.length === 0 || own.some((f) => f.seq > spoke.seq && f.recordedAt < until);
      });
    });
}

/** What a command has changed of them; `before` undefined: the record was not there. */
export function formPersonsMoved(before: Case | undefined, c: Case, apartDays: number) {
  const [was, is] = [
    before === undefined ? new Map<string, FormPerson>() : formPersons(before, apartDays),
    formPersons(c, apartDays),
  ];
  return {
    added: [...is].filter(([key]) => !was.has(key)).map(([, each]) => each),
    gone: [...was].filter(([key]) => !is.has(key)).map(([, each]) => each),
  };
}
