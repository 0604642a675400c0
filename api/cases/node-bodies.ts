import Type, { type TSchema } from 'typebox';
import { Id, InstantText, record } from '../../domain/nodes/fields.ts';
import { subjectKinds } from '../../domain/nodes/node.ts';
import { type NodeId, nodeIds, nodeRow } from '../../domain/nodes/index.ts';
import { roles } from '../../domain/nodes/roles.ts';

const At = Type.Optional(InstantText('发生时刻，带时区；不写为现在'));

/** A node completion of any kind; its payload is checked against its node's row. */
export const AnyNodeBody = record({
  at: At,
  subject: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], description: '针对哪一项' })),
  payload: Type.Optional(Type.Unknown({ description: '内容，随节点而定' })),
});

/** Those that can be sent. */
export const sendableNodes: readonly NodeId[] = nodeIds.filter(
  (id) => id !== 'case.filed' && nodeRow(id).by.length > 0,
);

/** What the OpenAPI document calls the body of a node. */
export const bodyName = (id: NodeId): string => `node.${id}`;

/** The body of one node, for a client developer to read and to generate from. */
export function nodeBody(id: NodeId): TSchema {
  const row = nodeRow(id);
  const who = row.by.map((role) => roles[role]).join('、');
  const made = row.numbered === undefined ? '' : '；不写则由系统编号';
  const called = row.subject && Id(`${row.introduces ? '新' : ''}${subjectKinds[row.subject]}的编号${made}`);
  const subject = called && { subject: row.numbered === undefined ? called : Type.Optional(called) };
  return Type.Object(
    { at: At, ...subject, payload: row.payload },
    {
      additionalProperties: false,
      title: `${id} ${row.zh}`,
      description: `${row.zh}（${row.basis.zh}）。登记人：${who}。`,
      examples: [nodeExample(id)],
    },
  );
}

/** A body as one would send it. */
export function nodeExample(id: NodeId): object {
  const row = nodeRow(id);
  const subjects = {
    party: row.introduces ? 'respondent-2' : 'respondent-1',
    asset: 'a-1',
    receipt: 'r-1',
    form: 'f-1',
    matter: 'm-1',
    clue: 'c-1',
  };
  return { ...(row.subject && { subject: subjects[row.subject] }), payload: row.example };
}

/** All of them as a table, for the description of the path. */
export const nodeTableText = (): string =>
  [
    '| 节点 | 名称 | 登记人 | 依据 | 内容 |',
    '|---|---|---|---|---|',
    ...sendableNodes.map((id) => {
      const row = nodeRow(id);
      const who = row.by.length > 5 ? '工作人员' : row.by.map((role) => roles[role]).join('、');
      return `| \`${id}\` | ${row.zh} | ${who} | ${row.basis.zh} | \`${bodyName(id)}\` |`;
    }),
  ].join('\n');
