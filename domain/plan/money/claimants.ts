// Among whom money is shared: every creditor the case knows of, whoever a plan happens to name (民诉解释506–509, docs/decisions/188).
import { readAllocationQuestion } from '../../money/allocate.ts';
import { isRefused } from '../../money/forms.ts';
import { isMoney } from '../../nodes/claims.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { applicants } from '../../record/parties.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { dateOf, type Instant } from '../../time/instant.ts';
import { creditorOf } from './by-creditor.ts';
import { personKey } from './creditors.ts';
import { planOf } from './disputes.ts';
import { ownerKey } from './for-whom.ts';
import { forms } from './forms.ts';
import { elsewhereFen, grownFen } from './owed.ts';
import { claimItems } from './serving.ts';
import { givenFen } from './plan-shares.ts';
import { leftFen } from './readings.ts';

/** A creditor, by the keys of all who stand for it: applicants who claim together are one. */
type Claimant = readonly string[];

/** The creditors who lack something at an instant: those of the case, and those who have applied to take part. */
export const claimants = (c: Case, at: Instant): readonly Claimant[] => [
  ...ofCase(c, at),
  ...[...participantsLack(c)].flatMap(([creditor, fen]) => (fen > 0 ? [[creditor]] : [])),
];

function ofCase(c: Case, at: Instant): readonly Claimant[] {
  const all = applicants(c, at).map(({ id }) => id);
  const on = dateOf(at);
  const left = leftFen(c, { on, bySums: true });
  if (all.length === 0 || (left !== null && left <= 0)) return []; // who was paid too much lacks nothing
  const items = claimItems(c).filter(isMoney);
  const alone = all.filter((id) => ownLackFen(c, id, on) !== 0);
  const isTogether = items.some(({ creditor }) => creditor === undefined || !all.includes(creditor));
  return all.length === 1 ? [all] : [...alone.map((id) => [id]), ...(isTogether ? [all] : [])];
}

/** What an applicant lacks of the items that are its own, with what has grown on them by a day, in fen; null: nobody can say. */
export function ownLackFen(c: Case, id: string, on: CivilDate): number | null {
  const own = claimItems(c).filter((item) => isMoney(item) && creditorOf(c, item.id) === id);
  if (own.length === 0) return 0;
  if (own.some(({ amountFen }) => amountFen === undefined)) return null;
  const had = [...forms(c).values()].reduce((fen, form) => (ownerKey(c, form.applied.payload) === id ? fen + form.paidFen : fen), 0); // prettier-ignore
  const owed = own.reduce((fen, { amountFen = 0 }) => fen + amountFen, 0);
  return Math.max(owed + grownFen(c, on, id) - elsewhereFen(c, id) - had, 0);
}

/**
 * What each of those lacks who have applied to take part and are no applicants here, in fen, as the case stands or stood at an instant: what the
 * last plan recognised of it beyond what it gives, and what was applied for since.
 */
export function participantsLack(c: Case, at: Instant = Number.POSITIVE_INFINITY): ReadonlyMap<string, number> {
  const own = new Set(applicants(c).map(({ id }) => id));
  const applied = Map.groupBy(c.all('participation.applied').filter((f) => f.at <= at), ({ payload }) => personKey(c, payload.creditor)); // prettier-ignore
  return new Map(
    [...applied]
      .filter(([creditor]) => !own.has(creditor))
      .map(([creditor, titles]) => {
        const plan = c.all('distribution.planned').findLast((each) => each.at <= at && recognisedFen(c, each, creditor) > 0); // prettier-ignore
        const since = titles.filter(({ seq }) => plan === undefined || seq > plan.seq).flatMap(({ payload }) => payload.claims); // prettier-ignore
        const asked = since.reduce((all, { amountFen }) => all + amountFen, 0);
        const lacking = plan === undefined ? 0 : recognisedFen(c, plan, creditor) - givenFen(c, plan, creditor, at);
        return [creditor, asked + Math.max(lacking, 0)];
      }),
  );
}

/** The application of another creditor for whose sake nobody is paid of a receipt that no plan distributes yet; undefined: there is none. */
export function waitsForPlan(c: Case, receipt: string, at?: Instant): FactOf<'participation.applied'> | undefined {
  const planned = planOf(c, receipt);
  if (planned !== undefined && (at === undefined || planned.at <= at)) return undefined;
  const lack = participantsLack(c, at);
  return c.all('participation.applied').find(({ payload: { creditor } }) => (lack.get(personKey(c, creditor)) ?? 0) > 0); // prettier-ignore
}

type Plan = FactOf<'distribution.planned'>;

/** What a plan recognises of a creditor's claims. */
function recognisedFen(c: Case, { payload: { question, ranks = [] } }: Plan, creditor: string): number {
  const claims = ranks.flatMap((rank) => rank.claims);
  const own = new Set(claims.filter(({ party }) => party !== undefined && personKey(c, party) === creditor).map(({ id }) => id)); // prettier-ignore
  const read = readAllocationQuestion(question ?? {});
  const asked = isRefused(read) ? [] : read.ranks.flatMap((rank) => rank.claims);
  return asked.reduce((fen, { id, amount }) => fen + (own.has(id) ? Number(amount) : 0), 0);
}
