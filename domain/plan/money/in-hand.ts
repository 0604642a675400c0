import type { Role } from '../../nodes/roles.ts';
import type { Case } from '../../record/case.ts';
import type { Instant } from '../../time/instant.ts';
import { personsBehind } from '../persons.ts';
import { type Form, forms } from './forms.ts';

type Forms = readonly (readonly [id: string, form: Form])[];

/** Those out of which money may still go. */
const alive = (c: Case): Forms =>
  [...forms(c)].filter(([, { ended, approved, leftFen, sent }]) => sent !== undefined || (ended === undefined && (approved === undefined || leftFen > 0))); // prettier-ignore

const isReviewed = ({ reviewed }: Form): boolean => reviewed?.payload.passed === true;

/** Of which forms a role has the next step in hand: whose it is, who reviews its material, who pays it. */
const handled: Readonly<Partial<Record<Role, (form: Form) => boolean>>> = {
  officer: () => true,
  funds: (form) => !isReviewed(form),
  finance: ({ approved }) => approved !== undefined,
};

/** The forms that a role has in hand in a case, by id. */
export const formsInHand = (c: Case, role: Role): readonly string[] =>
  alive(c).flatMap(([id, form]) => (handled[role]?.(form) === true ? [id] : []));

/**
 * The forms that somebody could not go on with if they came to have a desk, since they had another part in them (docs/spec/money.md 4.5): the
 * desk's step is still to come.
 */
export function formsApart(c: Case, role: Role, person: string, now: Instant): readonly string[] {
  if (role !== 'funds' && role !== 'finance') return [];
  const ahead = alive(c).filter(([, form]) => role === 'finance' || !isReviewed(form));
  return ahead.flatMap(([id, form]) => {
    const others = [form.applied, form.approved, ...(role === 'finance' ? [form.reviewed] : [])];
    return others.some((f) => f !== undefined && personsBehind(c, f, now).includes(person)) ? [id] : [];
  });
}
