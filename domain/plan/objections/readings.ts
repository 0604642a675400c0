import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { personKey } from '../money/creditors.ts';

type Objection = FactOf<'objection.received'>;

/** The objection of an id. */
export const objectionOf = (c: Case, id: string): Objection | undefined => c.first('objection.received', id);

/** What was ruled on it. */
export const rulingOn = (c: Case, id: string): FactOf<'objection.decided'> | undefined =>
  c.first('objection.decided', id);

/** The case of its own in which it was filed. */
export const filedAs = (c: Case, id: string): FactOf<'objection.filed'> | undefined =>
  c.all('objection.filed').find(({ payload }) => payload.objection === id);

type Sought = FactOf<'remedy.sought'>;

/** The remedies sought against a decision that nobody has answered yet; several suits about one plan. What says not whose it answers, answers the first. */
export const remediesPending = (c: Case, id: string): readonly Sought[] =>
  c.all('remedy.decided', id).reduce<readonly Sought[]>((open, { payload: { party } }) => {
    const answered = party === undefined ? open[0] : soughtOf(c, open, party);
    return open.filter((sought) => sought !== answered);
  }, c.all('remedy.sought', id)); // prettier-ignore

/** The first of them. */
export const remedyPending = (c: Case, id: string): Sought | undefined => remediesPending(c, id)[0];

/** Of several remedies the one that somebody has sought. */
export const soughtOf = (c: Case, all: readonly Sought[], party: string): Sought | undefined =>
  all.find(({ payload }) => personKey(c, payload.party) === personKey(c, party));

/** What the ruling or a judgment sets free: the assets that it names, else those of the objection (plan §5). */
export const freedBy = (c: Case, { subject, payload }: FactOf<'objection.decided' | 'remedy.decided'>) =>
  payload.assets ?? objectionOf(c, subject ?? '')?.payload.assets ?? [];

/** The facts that make the release of an asset due: an objection upheld, a remedy granted, for it (plan §5). */
export const freeing = (c: Case, asset: string): readonly Fact[] =>
  [
    ...c.all('objection.decided').filter(({ payload }) => payload.outcome === 'upheld'),
    ...c.all('remedy.decided').filter(({ payload }) => payload.outcome === 'granted'),
  ].filter((f) => freedBy(c, f).includes(asset));
