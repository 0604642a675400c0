import { readInstant } from '../../gate/instant.ts';
import { deliveryOf } from '../../nodes/documents.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { reading } from '../../record/reading.ts';
import type { Instant } from '../../time/instant.ts';
import { controlsAgainst } from '../control/against.ts';
import { assetOf, type Control, isControl } from '../control/measures.ts';
import { firstIssue, served } from '../documents/readings.ts';
import { plansServedOn } from '../money/distribution-deadlines.ts';

/** When a control takes effect: as it says, else when it was made. */
const effectOf = ({ payload, at }: Control): Instant =>
  (payload.effectiveAt === undefined ? undefined : readInstant(payload.effectiveAt)) ?? at;

/**
 * From when a respondent may hear of a fact: a control once it has effect itself (plan §6: *held*), one that waits behind
 * another court's once it is promoted, if ever; anything else at once.
 */
export function heldUntil(c: Case, fact: Fact): Instant | undefined {
  if (!isControl(fact) || fact.payload.order === 'first') return fact.at;
  return c.all('asset.promoted', assetOf(fact)).find(({ at }) => at >= fact.at)?.at;
}

/**
 * When each respondent may hear of the case: once the first control of what it holds has effect, or its notice has been
 * issued, whichever comes first; undefined while neither has (plan §6). A control of what no respondent is said to hold
 * counts for each: nobody can say whom it has not warned.
 */
export const releases = reading(
  (c): ReadonlyMap<string, Instant | undefined> =>
    new Map(
      [...controlsAgainst(c)].map(([id, controls]) => {
        const notice = firstIssue(c, 'enforcement-notice', id)?.at;
        const found = [...controls.map(effectOf), ...(notice === undefined ? [] : [notice])];
        return [id, found.length === 0 ? undefined : Math.min(...found)];
      }),
    ),
);

/**
 * From when a paper of the case is in somebody's hands: what has been served on them they may read, though all else of the case stays
 * withheld (docs/decisions/154). With the paper of a plan the plan itself: they object to it in fifteen days (民诉解释509).
 */
export function inHands(c: Case, { node, subject, payload }: Fact, party: string): Instant | undefined {
  if (node === 'distribution.planned') {
    const each = plansServedOn(c, { subject, party }).flatMap((delivery) => served(c, delivery)?.at ?? []);
    return each.length === 0 ? undefined : Math.min(...each);
  }
  const document = node === 'documents.issued' ? payload.id : subject;
  if (document == null || (node !== 'documents.issued' && node !== 'document.sent')) return undefined;
  return served(c, deliveryOf(document, party))?.at;
}
