import type { NodeId, PayloadOf } from '../../nodes/index.ts';
import { reading } from '../../record/reading.ts';
import { foldText } from '../../record/search.ts';

/** The nodes that record a line of the bank's, each with what its references are called and kept under. */
const lineNodes = {
  'funds.arrived': { zh: '银行流水号', did: '到账', prefix: '' },
  'payout.paid': { zh: '付款回单号', did: '支付', prefix: 'paid|' },
  'payout.refunded': { zh: '退款回单号', did: '退还', prefix: 'paid|' },
  'payout.returned': { zh: '退票回单号', did: '退票', prefix: 'returned|' },
} as const satisfies { readonly [N in NodeId]?: object };

export type LineNode = keyof typeof lineNodes;

export const lineNodeIds = Object.keys(lineNodes) as LineNode[]; // the keys of a constant record are exactly its type

/** Whether a node records a line of the bank's: one transfer, in or out. */
export const isLineNode = (node: string): node is LineNode => Object.hasOwn(lineNodes, node);

/** What the references of a node are called, and what they are of. */
export const lineWords = (node: LineNode): { readonly zh: string; readonly did: string } => lineNodes[node];

/** A reference as it is compared and kept, however it was written, if there is one. */
export function bankLineOf(node: LineNode, { reference }: PayloadOf<LineNode>): readonly string[] {
  const line = foldText(reference ?? '').trim();
  return line === '' ? [] : [`${lineNodes[node].prefix}${line}`];
}

/** The bank's references in a record, each with the receipt or form that it was recorded for. */
export const bankLinesIn = reading(
  (c): ReadonlyMap<string, string> =>
    new Map(
      lineNodeIds.flatMap((node) =>
        c.all(node).flatMap((f) => bankLineOf(node, f.payload).map((line) => [line, f.subject ?? ''] as const)),
      ),
    ),
);
