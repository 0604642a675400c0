import type { NodeId } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';

const MOST = 20;

/** What a decision is read against besides what was said of the thing that it is about. */
const readAgainst: { readonly [D in NodeId]?: readonly NodeId[] } = {
  'exclusion.approved': ['exclusion.approved', 'exclusion.ended'],
  'extension.approved': ['long-case.reported', 'panel.decided', 'extension.approved'],
  'restriction.decided': ['property-report.checked', 'restriction.decided'],
  'sanction.decided': ['property-report.checked', 'sanction.decided'],
  'warrant.issued': ['warrant.issued', 'whereabouts.unknown'],
  'release.decided': ['panel.decided'],
  'stay.ordered': ['panel.decided', 'stay.ordered'],
  'termination-track.entered': ['asset-schedule.filed'],
  'termination.approved': ['final-recheck.analysed', 'termination.interviewed', 'panel.decided'],
  'team.changed': ['triage.decided', 'team.changed'],
  'restoration.decided': ['case.closed'],
  'filing.corrected': ['case.filed'],
  'fact.withdrawn': ['closing.submitted', 'closing.reviewed', 'case.closed'],
  'payout.approved': ['panel.decided'],
  'payee-account.changed': ['address.confirmed'],
  'triage.decided': [
    'case.filed',
    'asset-schedule.filed',
    'trial-service.recorded',
    'traits.recorded',
    'whereabouts.unknown',
  ],
  'closing.reviewed': ['performance.completed', 'termination.approved', 'enforcement.terminated', 'closing.returned'],
  'panel.decided': ['long-case.reported', 'exclusion.approved', 'extension.approved'],
};

/** Who asks, for which decision, about what, with what content. */
interface Asking {
  readonly made: Fact;
  readonly asks: {
    readonly of: NodeId;
    readonly about: string | undefined;
    readonly payload: Readonly<Record<string, unknown>>;
  };
}

/** What else a request is about: a form's receipt and account, the account that is to be changed. */
function alsoOf({ node, subject, payload }: Fact): readonly (string | null)[] {
  if (node === 'payout.applied') return [subject, payload.payeeAccount];
  return node === 'payee-account.change-proposed' ? [payload.account] : [];
}

/** The facts on which a request is decided, in order, the last of them: of what it is about, and of what it is read against. */
export function concerning(c: Case, { made, asks: { of, about, payload } }: Asking): readonly Fact[] {
  const assets: readonly unknown[] = Array.isArray(payload['assets']) ? payload['assets'] : [];
  const things = new Set<unknown>([about, ...alsoOf(made), ...assets]);
  things.delete(undefined);
  const nodes = new Set<NodeId>(readAgainst[of]);
  const own = c.facts.filter(
    (f) => f.seq !== made.seq && (nodes.has(f.node) || (f.subject !== null && things.has(f.subject))),
  );
  return own.toSorted(inOrder).slice(-MOST);
}
