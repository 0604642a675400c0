// Among whom money is shared: every creditor the case knows of, whoever a plan happens to name (民诉解释506–509, docs/decisions/188).
import { readAllocationQuestion } from '../../money/allocate.ts';
import { isRefused } from '../../money/forms.ts';
import { isMoney } from '../../nodes/claims.ts';
import type { Case } from '../../record/case.ts';
import { isGrowing } from '../../record/claim-items.ts';
import type { FactOf } from '../../record/fact.ts';
import { applicants } from '../../record/parties.ts';
import { dateOf, type Instant } from '../../time/instant.ts';
import { personKey } from './creditors.ts';
import { ownerKey } from './for-whom.ts';
import { forms } from './forms.ts';
import { claimItems } from './owed.ts';
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
  if (all.length === 0 || leftFen(c, { on: dateOf(at), bySums: true }) === 0) return [];
  const items = claimItems(c).filter(isMoney);
  const alone = all.filter((id) => lacksOwn(c, id));
  const isTogether = items.some(({ creditor }) => creditor === undefined || !all.includes(creditor));
  return all.length === 1 ? [all] : [...alone.map((id) => [id]), ...(isTogether ? [all] : [])];
}

/** Whether an applicant has not had all of the items that are its own. */
function lacksOwn(c: Case, id: string): boolean {
  const own = claimItems(c).filter((item) => isMoney(item) && item.creditor === id);
  if (own.some((item) => item.amountFen === undefined || isGrowing(item))) return true;
  const had = [...forms(c).values()].reduce((fen, form) => (ownerKey(c, form.applied.payload) === id ? fen + form.paidFen : fen), 0); // prettier-ignore
  return own.reduce((fen, { amountFen = 0 }) => fen + amountFen, 0) > had;
}

/**
 * What each of those lacks who have applied to take part and are no applicants here, in fen: what the last plan recognised of it beyond what
 * it gives, and what was applied for since.
 */
export function participantsLack(c: Case): ReadonlyMap<string, number> {
  const own = new Set(applicants(c).map(({ id }) => id));
  const applied = Map.groupBy(c.all('participation.applied'), ({ payload }) => personKey(c, payload.creditor));
  return new Map(
    [...applied]
      .filter(([creditor]) => !own.has(creditor))
      .map(([creditor, titles]) => {
        const plan = c.all('distribution.planned').findLast((each) => recognisedFen(c, each, creditor) > 0);
        const since = titles.filter(({ seq }) => plan === undefined || seq > plan.seq).flatMap(({ payload }) => payload.claims); // prettier-ignore
        const asked = since.reduce((all, { amountFen }) => all + amountFen, 0);
        const lacking = plan === undefined ? 0 : recognisedFen(c, plan, creditor) - givenFen(c, plan, creditor);
        return [creditor, asked + Math.max(lacking, 0)];
      }),
  );
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
