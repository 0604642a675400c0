import type { NodeId, PayloadOf } from '../../nodes/index.ts';
import { reading } from '../../record/reading.ts';
import { foldText } from '../../record/search.ts';

/** The nodes that record a line of the bank's, each with what its references are called and kept under. */
const lineNodes = {
  'funds.arrived': { zh: '银行流水号', did: '到账', prefix: '' },
  'payout.paid': { zh: '付款回单号', did: '支付', prefix: 'paid|' },
  'payout.refunded': { zh: '退款回单号', did: '退还', prefix: 'paid|' },
  'payout.returned': { zh: '退票回单号', did: '退票', prefix: 'returned|' },
  'payout.sent': { zh: '付款指令号', did: '提交', prefix: 'sent|' },
  'funds.reversed': { zh: '银行流水号', did: '冲正', prefix: 'reversed|' },
  'cash.deposited': { zh: '银行流水号', did: '解款', prefix: 'deposited|' },
} as const satisfies { readonly [N in NodeId]?: object };

export type LineNode = keyof typeof lineNodes;

export const lineNodeIds = Object.keys(lineNodes) as LineNode[]; // the keys of a constant record are exactly its type

/** Whether a node records a line of the bank's: one transfer, in or out. */
export const isLineNode = (node: string): node is LineNode => Object.hasOwn(lineNodes, node);

/** What the references of a node are called, and what they are of. */
export const lineWords = (node: LineNode): { readonly zh: string; readonly did: string } => lineNodes[node];

const LINE = 'line|';

/** Whether a key is that of a statement's line: its number is one in its account, whatever the money did. */
export const isStatementLine = (key: string): boolean => key.startsWith(LINE);

/** Under which keys a line of the bank's may stand: as an arrival's serial, or as a line of its account. */
export const keysOfLine = ({ account, serial }: { readonly account: string; readonly serial: string }) => ({
  arrival: foldText(serial).trim(),
  line: `${LINE}${foldText(account).trim()}|${foldText(serial).trim()}`,
});

/** A reference and a line of the statement as they are compared and kept, however they were written, if there are any. */
export function bankLineOf(node: LineNode, payload: PayloadOf<LineNode>): readonly string[] {
  const said = 'reference' in payload ? payload.reference : undefined;
  const reference = foldText(said ?? '').trim();
  const line = 'line' in payload ? payload.line : undefined;
  return [
    ...(reference === '' ? [] : [`${lineNodes[node].prefix}${reference}`]),
    ...(line === undefined ? [] : [keysOfLine(line).line]),
  ];
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
