// What is said once in the whole court, whichever record says it: a line of the bank's, a letter that founds a matter.
import type { NodeId, PayloadOf } from '../nodes/index.ts';
import { foundingNodes } from '../nodes/record-kinds.ts';
import type { Case } from '../record/case.ts';
import { caseIdOf, parseCaseNumber } from '../record/case-number.ts';
import { foldText } from '../record/search.ts';
import { reading } from '../record/reading.ts';
import { bankLineOf, isCashReceipt, isStatementLine, type LineNode, lineNodeIds, lineWords } from './money/bank-lines.ts'; // prettier-ignore

/** What of a node stands once: under which key, and what is said to whoever sends it again. */
interface Once<N extends NodeId> {
  readonly keyOf: (payload: PayloadOf<N>) => readonly string[];
  /** The field that is taken, as it was sent; in which record; under which key. */
  readonly zh: (said: string, where: string, key: string) => string;
  readonly field: string;
}

const bankLine = (node: LineNode): Once<LineNode> => ({
  keyOf: (payload) => bankLineOf(node, payload),
  zh: (said, where, key) => {
    const { zh, did } = lineWords(node, key);
    return `${zh} ${said} 已在${where}登记${did}，同一笔${did}在全院只登记一次；登错案件的，请先在该案撤回（fact.withdrawn）`;
  },
  field: 'reference',
});

/** A letter as it is compared, however it was written. */
const letter = (kind: string, ...parts: readonly string[]): readonly string[] => [
  `${kind}|${parts.map((part) => foldText(part).replaceAll(/\s/gu, '')).join(' ')}`,
];

const letterTaken = (said: string, where: string): string =>
  `${said} 已经登记（${where}），同一来函在全院只登记一次；有误的请更正该件`;

const letters = {
  'entrustment.received': {
    keyOf: ({ from, letterNo }) => letter('entrustment', from, letterNo),
    zh: letterTaken,
    field: 'letterNo',
  },
  'agency.enlisted': {
    keyOf: ({ licence }) => letter('agency', licence),
    zh: (said, where) => `证照 ${said} 的机构已经入库（${where}），一家机构只入库一次；有误的请更正该件`,
    field: 'licence',
  },
  'objection.filed': {
    keyOf: ({ caseNo, case: about, objection }) => [
      ...letter('objection-case', parseCaseNumber(caseNo)?.id ?? caseNo),
      ...letter('objection-case', caseIdOf(about), objection),
    ],
    zh: (said, where) => `${said} 已经立案（${where}），一件异议只立一案，一个案号只用一次`,
    field: 'objection',
  },
  'restoration.decided': {
    keyOf: ({ granted, newCaseNo }) =>
      !granted || newCaseNo === undefined ? [] : letter('restoration', caseIdOf(newCaseNo)),
    zh: (said, where) => `${said} 已在${where}定为恢复执行的案号，一个案号只用一次`,
    field: 'newCaseNo',
  },
  // a line is an arrival in a case or money of none: never both
  'funds.unidentified': {
    keyOf: ({ line }) => [foldText(line.serial).trim()],
    zh: (said, where) => `银行流水号 ${said} 已在${where}登记，同一笔到账在全院只登记一次`,
    field: 'line',
  },
  'order.received': { keyOf: ({ from, no }) => letter('order', from, no), zh: letterTaken, field: 'no' },
} satisfies { readonly [N in NodeId]?: Once<N> };

type OnceNode = LineNode | keyof typeof letters;

const rows = {
  ...Object.fromEntries(lineNodeIds.map((node) => [node, bankLine(node)])),
  ...letters,
} as unknown as Readonly<Record<OnceNode, Once<OnceNode>>>; // a row only ever gets payloads of its own node

export const onceNodeIds = Object.keys(rows) as OnceNode[]; // the keys of a constant record are exactly its type

/** Whether a node says something that stands once in the whole court. */
export const isOnceNode = (node: string): node is OnceNode => Object.hasOwn(rows, node);

/** Its key as it is compared and kept, however it was written, if there is one. */
export const onceKeys = (node: OnceNode, payload: PayloadOf<OnceNode>): readonly string[] => rows[node].keyOf(payload);

const fieldOf = (node: OnceNode, key: string): string => {
  if (isStatementLine(key)) return 'line';
  return isCashReceipt(key) ? 'cashReceipt' : rows[node].field;
};

/** What is said where it stands in another record already, and the field that says it. */
export const onceTaken = (
  node: OnceNode,
  key: string,
  where: string,
): { readonly zh: string; readonly field: string } => ({
  zh: rows[node].zh(key.slice(key.indexOf('|') + 1), where, key),
  field: fieldOf(node, key),
});

/** All of it in a record, of what founds one that alone (elsewhere the engine has repeated it), each with what it was said of. */
export const onceIn = reading(
  (c): ReadonlyMap<string, string> =>
    new Map(
      onceNodeIds.flatMap((node) =>
        (foundingNodes.has(node) && c.founding.node !== node ? [] : c.all(node)).flatMap((f) =>
          onceKeys(node, f.payload).map((key) => [key, f.subject ?? ''] as const),
        ),
      ),
    ),
);

/** What a record has of it that it had not before; `before` undefined: it was not there. */
export const onceSince = (before: Case | undefined, after: Case): readonly string[] =>
  [...onceIn(after).keys()].filter((key) => before === undefined || !onceIn(before).has(key));
