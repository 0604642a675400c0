import type { NodeId } from '../nodes/index.ts';
import { partyRoles } from '../nodes/roles.ts';
import { overControlled } from '../plan/control/over-control.ts';
import { auctionWarnings } from '../plan/disposal/claimed.ts';
import type { Case } from '../record/case.ts';
import type { Draft } from '../record/fact.ts';
import type { Accepted } from './answer.ts';

/** Controlling more than is left of the claim, and auctioning what a third party claims, is told to whoever does it (plan D2, D5). */
export function warned(c: Case, { node, at, as }: Pick<Draft, 'node' | 'at' | 'as'>): Pick<Accepted, 'warnings'> {
  const isStaff = as.some((role) => !partyRoles.has(role));
  const auctioned = isStaff && ofAuctions.has(node) ? auctionWarnings(c, at) : [];
  const warnings = [...(controls.has(node) ? overControlled(c) : []), ...auctioned];
  return warnings.length === 0 ? {} : { warnings };
}

/** What is said of an objection or of an auction that may go on in spite of one. */
const ofAuctions: ReadonlySet<NodeId> = new Set(['objection.received', 'objection.decided', 'remedy.sought', 'auction.handed-over', 'price.started', 'price.set', 'auction.terms-set', 'auction.held', 'in-kind.asked', 'sale.price-paid'] as const); // prettier-ignore
const controls: ReadonlySet<NodeId> = new Set(['asset.frozen', 'asset.sealed', 'asset.seized', 'asset.taken-over', 'asset.promoted'] as const); // prettier-ignore
