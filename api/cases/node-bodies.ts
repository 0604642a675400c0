import Type, { type TSchema } from 'typebox';
import { called, Id, InstantText, record } from '../../domain/nodes/fields.ts';
import { longestId, type NodeRow, subjectKinds, subjectZh, type SubjectKind } from '../../domain/nodes/node.ts';
import { type NodeId, nodeIds, nodeRow } from '../../domain/nodes/index.ts';
import {
  foundingNode,
  foundingNodes,
  type MatterKind,
  matterKinds,
  type RecordKind,
  standsIn,
} from '../../domain/nodes/record-kinds.ts';
import { roles } from '../../domain/nodes/roles.ts';
import type { ProblemCode } from '../http/errors.ts';
import { Founding } from '../../domain/engine/found.ts';

const At = Type.Optional(InstantText('发生时刻，带时区；不写为现在'));

/** A node completion of any kind; its payload is checked against its node's row. */
export const AnyNodeBody = record({
  at: At,
  subject: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], ...called('针对哪一项') })),
  payload: Type.Optional(Type.Unknown(called('内容，随节点而定'))),
});

/** How a completion is judged, for all that may be wrong with it: sent in earnest or only to see. */
export const judgements: readonly ProblemCode[] = [
  'bad-json', 'missing-field', 'unknown-field', 'wrong-type', 'id-number-doubtful', 'bad-instant', 'subject-missing', 'subject-not-allowed', 'at-not-allowed',
  'wrong-role', 'wrong-party', 'unknown-case', 'unknown-node', 'at-in-future', 'unknown-subject', 'case-closed', 'too-many-assets', 'too-many-facts',
  'record-too-large', 'nodes-open', 'gates-open', 'body-too-large', 'unsupported-media-type',
]; // prettier-ignore

/** The nodes that can be sent to a record of a kind: not what founds it, nor what the engine alone records. */
export const sendableNodes = (kind: RecordKind): readonly NodeId[] =>
  nodeIds.filter((id) => standsIn(nodeRow(id).in, kind) && nodeRow(id).by.length > 0 && !foundingNodes.has(id));

/** A founding of a kind as it can be tried on any day. */
export const foundingExample = (kind: MatterKind) => ({
  kind,
  at: '2026-01-20T16:20:00+08:00', // else the days that it names would be over when somebody tries it
  payload: nodeRow(foundingNode(kind)).example,
});

/** The body that founds a matter of a kind. */
export const foundingBody = (kind: MatterKind): TSchema =>
  Type.Object(
    {
      ...Founding.properties,
      kind: Type.Literal(kind, { title: '事项种类' }),
      payload: nodeRow(foundingNode(kind)).payload,
    },
    { additionalProperties: false, title: matterKinds[kind], description: nodeText(foundingNode(kind)) },
  );

/** What the OpenAPI document calls the body of a node. */
export const bodyName = (id: NodeId): string => `node.${id}`;

/** Its articles: its own, and that of each thing about which it has another. */
function articlesOf({ basis, basisAbout = {} }: NodeRow): string {
  const others = Object.entries(basisAbout).map(([kind, { zh }]) => `${subjectKinds[kind as SubjectKind]}：${zh}`); // its keys are kinds
  return [basis.zh, ...others].join('；');
}

/** What a row says of itself: the article, who records it, and when besides. */
export function nodeText(id: NodeId): string {
  const row = nodeRow(id);
  const marks = [
    ...(row.once ? ['只能登记一次'] : []),
    ...(row.final ? ['不能撤回或更正'] : []),
    ...(row.afterClosing === true ? ['结案后仍可登记'] : []),
    ...(row.afterClosing === 'no-property' ? ['终结本次执行程序后仍可登记'] : []),
  ];
  const also = marks.length === 0 ? '' : `${marks.join('，')}。`;
  return `${row.zh}（${articlesOf(row)}）。登记人：${row.by.map((role) => roles[role]).join('、')}。${also}`;
}

/** The body of one node, for a client developer to read and to generate from. */
export function nodeBody(id: NodeId): TSchema {
  const row = nodeRow(id);
  const made = row.numbered === undefined ? '' : '；不写则由系统编号';
  const name =
    row.subject && Id(`${row.introduces === true ? '新' : ''}${subjectZh(row)}的编号${made}`, longestId(row.subject));
  const subject = name && { subject: row.numbered === undefined ? name : Type.Optional(name) };
  return Type.Object(
    { at: At, ...subject, payload: row.payload },
    { additionalProperties: false, title: row.zh, description: nodeText(id) },
  );
}

/** A body as one would send it. */
export function nodeExample(id: NodeId): object {
  const row = nodeRow(id);
  return { ...(row.subject && { subject: exampleOf(row, row.subject) }), payload: row.example };
}

/** The ids that the engine gives, as examples have them; of the other kinds an example has the first letter: `a-1`. */
const numberedExamples: Partial<Record<SubjectKind, string>> = {
  document: 'assistance-notice-1',
  delivery: 'enforcement-notice-1.respondent-1',
  application: 'application-1',
  restriction: 'restriction-1',
  sanction: 'sanction-1',
  request: 'request-1',
  'payee-account': 'account-1',
};

/** An id as an example has it; of what takes the place of another, which it names, the next. */
function exampleOf({ introduces, example }: NodeRow, kind: SubjectKind): string {
  if (kind === 'party') return `respondent-${introduces ? 2 : 1}`;
  const first = numberedExamples[kind] ?? `${kind.charAt(0)}-1`;
  return introduces === true && Object.values(example as object).includes(first) ? first.replace(/1$/, '2') : first;
}
