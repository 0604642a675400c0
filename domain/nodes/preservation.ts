import { chapters } from './chapters.ts';
import type { NodeId } from './index.ts';

/** What only a case of 执保 has. */
const alone: ReadonlySet<string> = new Set(['preservation.carried-out'] as const satisfies readonly NodeId[]);

/**
 * What a case of 执保 has no use for: it takes measures and keeps them, it satisfies nobody (plan §0, §5). What serves a clock
 * that does not stand there but says something true all the same, a reception, a query, a clue, stays possible.
 */
const never: ReadonlySet<string> = new Set([
  ...Object.keys({ ...chapters.money.nodes, ...chapters.disposal.nodes, ...chapters.triage.nodes }),
  ...([
    'asset.deducted',
    'debt.notified',
    'debt.answered',
    'final-query.started',
    'final-query.returned',
    'final-query.done',
    'final-related-cases.checked',
    'final-recheck.analysed',
    'property-report.received',
    'property-report.checked',
    'reward.published',
    'audit.reported',
    'restriction.decided',
    'restriction.lifted',
    'exclusion.approved',
    'extension.approved',
    'long-case.reported',
    'stay.ordered',
    'stay.ended',
    'settlement.reached',
    'settlement.instalment',
    'settlement.breached',
    'settlement.performed',
    'performance.recorded',
    'performance.completed',
    'termination-track.entered',
    'termination-track.left',
    'termination.interviewed',
    'termination.approved',
    'termination.published',
    'enforcement.dismissed',
    'enforcement.refused',
    'enforcement.terminated',
    'case.cancelled',
    'case.transferred',
    'transfer.accepted',
    'periodic-query.done',
    'restoration.decided',
  ] as const satisfies readonly NodeId[]),
]);

/** Whether a node may be recorded in a case of 执保, or in one of another kind. */
export const servesCase = (node: NodeId, isOfPreservation: boolean): boolean =>
  !(isOfPreservation ? never : alone).has(node);
