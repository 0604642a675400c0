import type { NodeId } from '../nodes/index.ts';
import { partyRoles } from '../nodes/roles.ts';
import { overControlled } from '../plan/control/over-control.ts';
import { endsBehindControl, untold } from '../plan/disposal/auction-warnings.ts';
import { auctionWarnings } from '../plan/disposal/claimed.ts';
import type { Case } from '../record/case.ts';
import type { Draft } from '../record/fact.ts';
import type { Person } from '../record/actor.ts';
import type { Accepted } from './answer.ts';
import { leavingSoon } from './leaving.ts';

/** Controlling more than is left of the claim, auctioning what a third party claims or beyond the control, giving to who leaves is told to whoever does it (plan D2, D5). */
export function warned(c: Case, draft: Draft, people: ReadonlyMap<string, Person>): Pick<Accepted, 'warnings'> {
  const { node, at, as } = draft;
  const isStaff = as.some((role) => !partyRoles.has(role));
  const auctioned = isStaff && ofAuctions.has(node) ? auctionWarnings(c, at) : [];
  const outlasting = draft.node === 'auction.announced' ? [...endsBehindControl(c, draft), ...untold(draft)] : [];
  const warnings = [
    ...(controls.has(node) ? overControlled(c) : []),
    ...auctioned,
    ...outlasting,
    ...leavingSoon(draft, people),
  ];
  return warnings.length === 0 ? {} : { warnings };
}

/** What is said of an objection or of an auction that may go on in spite of one. */
const ofAuctions: ReadonlySet<NodeId> = new Set(['objection.received', 'objection.decided', 'remedy.sought', 'auction.handed-over', 'price.started', 'price.set', 'auction.terms-set', 'auction.held', 'in-kind.asked', 'sale.price-paid'] as const); // prettier-ignore
const controls: ReadonlySet<NodeId> = new Set(['asset.frozen', 'asset.sealed', 'asset.seized', 'asset.taken-over', 'asset.promoted'] as const); // prettier-ignore
