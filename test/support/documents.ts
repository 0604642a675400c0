import type { NodeId } from '../../domain/nodes/index.ts';
import { type DocumentField, type DocumentKind, documentKind, rulingParts } from '../../domain/nodes/document-kinds.ts';

const said: Readonly<Record<DocumentField, unknown>> = {
  account: '6217000000000000001',
  performWithin: 10,
  performBy: undefined,
  reportWithin: 10,
  reportBy: undefined,
  appearOn: { instant: '2028-06-30T09:00:00+08:00', place: '第三执行谈话室', persons: ['party'] },
  signedBy: 'p-president',
  parts: Object.keys(rulingParts),
};

/** What a document of a kind has to say. */
export const saysOf = (kind: DocumentKind): object =>
  Object.fromEntries(
    (documentKind(kind).says ?? [])
      .flat()
      .flatMap((field) => (said[field] === undefined ? [] : [[field, said[field]]])),
  );

/** What the example of a node would say here: a line of the bank's stands once, by its own number; each kind of document says its own. */
export function ownOf(node: NodeId, payload: object | undefined, line: string | false): object {
  if (line !== false) return { reference: line };
  const { kind } = { kind: undefined, ...payload };
  const isDocument = node === 'documents.issued' || node === 'document.ready';
  return isDocument && kind !== undefined ? saysOf(kind) : {};
}
