import type { NodeId } from '../../domain/nodes/index.ts';
import { addMonths } from '../../domain/time/civil-date.ts';
import { dateOf } from '../../domain/time/instant.ts';

/** A node that somebody completes (the row's own example is the payload unless one is given), or days that pass. */
export type StoryStep =
  | { readonly node: NodeId; readonly payload?: object; readonly subject?: string; readonly by?: string }
  | { readonly days: number };

const issued = (kind: string, says: object): StoryStep => ({
  node: 'documents.issued',
  payload: { kind, recipients: ['respondent-1'], channel: 'post', ...says },
});

const measure = { order: 'first', ruling: '之一', until: addMonths(dateOf(Date.now()), 11) };

/** The first days of an ordinary case: sixteen completions, all of them in time. */
export const firstDays: readonly StoryStep[] = [
  { node: 'material.received' },
  { node: 'reception.held' },
  { node: 'case.assigned' },
  { node: 'trial-service.recorded' },
  { node: 'query.started' },
  { node: 'related-cases.checked' },
  issued('enforcement-notice', { account: '6217000000000000001', performWithin: 10 }),
  issued('property-report-order', { reportWithin: 10 }),
  issued('summons', {
    appearOn: { instant: '2099-06-30T09:00:00+08:00', place: '第三执行谈话室', persons: ['party'] },
  }),
  {
    node: 'query.returned',
    payload: {
      complete: true,
      assets: [
        { id: 'a-1', kind: 'bank-account', holder: '李卫东', description: '建设银行尾号0001', valueFen: 3_000_000 },
        { id: 'a-2', kind: 'vehicle', holder: '李卫东', description: '小型轿车', valueFen: null },
      ],
    },
  },
  { node: 'asset.frozen', payload: { ...measure, amountFen: 3_000_000 }, subject: 'a-1' },
  { node: 'asset.sealed', payload: measure, subject: 'a-2' },
  { node: 'traditional-query.started' },
  { node: 'traditional-query.returned' },
  { node: 'asset.sealed', payload: measure, subject: 'a-3' },
  {
    node: 'asset-schedule.filed',
    payload: { items: ['a-1', 'a-2', 'a-3'].map((asset) => ({ asset, valueFen: null })) },
  },
];

/** The rest of it: the money comes, is paid out in full, the case is closed and archived. */
export const lastDays: readonly StoryStep[] = [
  { days: 10 },
  { node: 'funds.arrived', subject: 'r-1' },
  { node: 'funds.reviewed', subject: 'r-1' },
  { node: 'funds.confirmed', subject: 'r-1' },
  { node: 'payee-account.confirmed', subject: 'account-1' },
  { node: 'payout.applied', subject: 'r-1' },
  { node: 'payout.material-reviewed', subject: 'FK-2026-031' },
  { node: 'payout.approved', subject: 'FK-2026-031' },
  { node: 'payout.paid', subject: 'FK-2026-031' },
  { node: 'asset.released', subject: 'a-1' },
  { node: 'asset.released', subject: 'a-2' },
  { node: 'asset.released', subject: 'a-3' },
  { node: 'fee.assessed', payload: { feeFen: 0, waived: true, document: '免交决定书' }, by: 'p-president-1' },
  { node: 'closing.submitted' },
  { node: 'closing.reviewed' },
  { node: 'case.closed' },
  { days: 3 },
  { node: 'dossier.archived' },
];

/** The whole way of an ordinary case, from its filing to its archive. */
export const ordinaryCase: readonly StoryStep[] = [...firstDays, ...lastDays];
