// What people say of a plan of distribution in a simulated case: mostly what comes next of the last one.
import type { NodeId } from '../../domain/nodes/index.ts';
import type { Fact } from '../../domain/record/fact.ts';
import { dateOf, type Instant } from '../../domain/time/instant.ts';
import { oneBy } from './chance.ts';

/** How often each is tried. */
export const planWeights: readonly (readonly [NodeId, number])[] = [
  ['distribution.planned', 3],
  ['distribution.objected', 5],
  ['distribution.opposed', 3],
  ['remedy.sought', 3],
  ['remedy.decided', 3],
  ['distribution.settled', 3],
];

const PARTIES = ['applicant-1', '张建国', 'respondent-1'] as const;
const SUMS = [1, 7, 100, 12_345] as const;

interface Telling {
  readonly chance: () => number;
  readonly record: readonly Fact[];
  readonly receipts: readonly string[];
  readonly now: Instant;
}

/** What is said of a plan; undefined: it is no node of one. */
export function toldOfPlan(node: NodeId, { chance, record, receipts, now }: Telling) {
  if (!planWeights.some(([each]) => each === node)) return undefined;
  const planned = record.findLast((f) => f.node === 'distribution.planned');
  const fen = planned?.node === 'distribution.planned' ? (planned.payload.shares[0]?.amountFen ?? 1) : 1;
  const party = oneBy(chance, PARTIES);
  const all = [{ party: 'applicant-1', amountFen: fen }];
  switch (node) {
    case 'distribution.planned': {
      const receipt = receipts.length === 0 ? 'r-0' : oneBy(chance, receipts);
      const id = `distribution-${record.filter((f) => f.node === node).length + 1}`;
      return { subject: id, payload: { receipts: [receipt], shares: [{ party: 'applicant-1', amountFen: oneBy(chance, SUMS) }] } }; // prettier-ignore
    }
    case 'distribution.objected': {
      const off = 1 + Math.floor(chance() * fen);
      const wants = chance() < 0.4 ? { wants: [{ party: 'applicant-1', fen: fen - off }] } : {};
      return { subject: planned?.subject ?? 'distribution-1', payload: { party, disputedFen: off, ground: '一', ...wants } }; // prettier-ignore
    }
    case 'distribution.opposed':
      return { subject: planned?.subject ?? 'distribution-1', payload: { party } };
    case 'remedy.sought':
      return { subject: planned?.subject ?? 'distribution-1', payload: { way: 'lawsuit', party, on: dateOf(now) } };
    case 'remedy.decided':
      return { subject: planned?.subject ?? 'distribution-1', payload: { outcome: 'refused', ruling: '一', party, on: dateOf(now) } }; // prettier-ignore
    default: {
      const suing = record.flatMap((f) => (f.node === 'remedy.sought' && f.subject === planned?.subject ? [f.payload.party] : [])); // prettier-ignore
      const how = oneBy(chance, ['judged', 'judged', 'unopposed', 'corrected'] as const);
      const sued = how === 'judged' || suing.length === 0 ? {} : { sued: suing };
      return { subject: planned?.subject ?? 'distribution-1', payload: { how, shares: all, document: '一', ...sued } };
    }
  }
}
