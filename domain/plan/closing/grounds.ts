import { yuan } from '../../money/yuan.ts';
import { type ClosingKind, closingKindIds, freeingKinds } from '../../nodes/closing-kinds.ts';
import { type NodeId, nodeRow } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { reading } from '../../record/reading.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { Pointless } from '../deadline.ts';
import { assetsInForce } from '../control/measures.ts';
import { claimMet, leftFen } from '../money/readings.ts';

interface Ground {
  /** Why what the case still asks for has become pointless. */
  readonly zh: string;
  /** The nodes by which it comes about. */
  readonly nodes: readonly NodeId[];
  /** The fact at which it became so. */
  readonly holds: (c: Case) => Fact | undefined;
  /** What is left until it is, on a day, in words; left out, or undefined: no sum says it. */
  readonly rest?: (c: Case, on: CivilDate) => string | undefined;
}

/** What the creditors have still to get, where it is a sum. */
function claimLeft(c: Case, on: CivilDate): string | undefined {
  const left = leftFen(c, { on });
  return left === null || left <= 0 ? undefined : `债权尚有${yuan(left)}未受偿`;
}

/** A ground that one of these facts is: the first of them. */
const said = (zh: string, ...nodes: readonly NodeId[]): Ground => ({
  zh,
  nodes,
  holds: (c) => nodes.flatMap((node): readonly Fact[] => c.all(node).slice(0, 1)).toSorted(inOrder)[0],
});

/** How a preservation was carried out, as it was said last, while the controls still show it. */
const carriedOut = (zh: string, result: FactOf<'preservation.carried-out'>['payload']['result']): Ground => ({
  zh,
  nodes: ['preservation.carried-out'],
  holds: (c) => {
    const last = c.last('preservation.carried-out');
    const holds = last?.payload.result === result && (result !== 'none' || assetsInForce(c).length === 0);
    return holds ? last : undefined;
  },
});

/** What lets a case be closed, by kind (plan §5); null: all its gates together are its ground. */
export const closingGrounds = {
  performed: {
    zh: '债权已受偿',
    nodes: [
      'payout.paid',
      'payout.escrowed',
      'claim.waived',
      'performance.recorded',
      'performance.completed',
      'settlement.performed',
    ],
    holds: claimMet,
    rest: claimLeft,
  },
  'no-property': null,
  terminated: said('已裁定终结执行', 'enforcement.terminated'),
  dismissed: said('已裁定驳回执行申请', 'enforcement.dismissed'),
  refused: said('已裁定不予执行', 'enforcement.refused'),
  cancelled: said('已决定销案或者他院已立案', 'case.cancelled', 'transfer.accepted'),
  preserved: carriedOut('保全已全部实施', 'full'),
  'partly-preserved': carriedOut('保全已部分实施', 'partial'),
  'nothing-to-preserve': carriedOut('没有可供保全的财产', 'none'),
} as const satisfies Readonly<Record<ClosingKind, Ground | null>>;

/** The same without their own types: what generic code reads. */
const grounds: Readonly<Record<ClosingKind, Ground | null>> = closingGrounds;

export const groundOf = (kind: ClosingKind): Ground | null => grounds[kind];

/** The nodes by which a ground of any kind but 终本 may come about, or of one that frees what is in force. */
export const groundNodes: readonly NodeId[] = [
  ...new Set(closingKindIds.flatMap((kind) => grounds[kind]?.nodes ?? [])),
];
export const freeingNodes: readonly NodeId[] = freeingKinds.flatMap((kind) => grounds[kind]?.nodes ?? []);

/** What a ground that does not hold yet takes, as a refusal lists it. */
export const groundLacking = ({ nodes }: Ground) =>
  nodes.map((id) => ({ id, zh: `${nodeRow(id).zh}（${id}）`, basis: nodeRow(id).basis.zh }));

/** `∅` in plan §2: what is void once a ground of any kind but 终本 holds. */
export const whenGroundHolds = (c: Case): Pointless | undefined => {
  const first = firstGround(c);
  return first && { at: first.fact.at, seq: first.fact.seq, zh: first.zh };
};

/** The same of those that free what is in force: that of 执保 frees nothing (plan §5). */
export const freeingGround = (c: Case): Fact | undefined => {
  const first = firstGround(c);
  return first && freeingKinds.includes(first.kind) ? first.fact : undefined;
};

/** The ground that held first, of which kind, and the fact at which it did. */
export const firstGround = reading((c) => {
  const found = closingKindIds.flatMap((kind) => {
    const ground = grounds[kind];
    const fact = ground?.holds(c);
    return ground === null || fact === undefined ? [] : [{ kind, fact, zh: ground.zh }];
  });
  return found.toSorted((a, b) => inOrder(a.fact, b.fact))[0];
});
