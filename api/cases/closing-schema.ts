import Type from 'typebox';
import { closingKinds } from '../../domain/nodes/closing-kinds.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';

/** One line of a checklist. */
export const ClosingItem = Type.Object({
  id: Type.String({ description: '结案事由 ground，条件（如 Z1），期限编号，或者审查 review' }),
  of: oneOf({ ground: '结案事由', gate: '结案条件', deadline: '结案前须了结的期限', review: '结案审查' }, '哪一类'),
  zh: Type.String({ description: '要求' }),
  basis: Type.String({ description: '依据' }),
  met: Type.Boolean({ description: '是否具备' }),
  facts: Type.Array(
    Type.Object({
      seq: Type.Integer({ description: '记录的序号' }),
      node: Type.String({ description: '节点' }),
      zh: Type.String({ description: '节点名称' }),
      at: InstantShown('发生'),
    }),
    { description: '据以认定的记录' },
  ),
  gaps: Type.Array(
    Type.Object({
      zh: Type.String({ description: '缺什么' }),
      node: Type.String({ description: '登记哪一节点可以补正；结案事由和期限列出的，登记其中应当登记的' }),
      nodeZh: Type.String({ description: '节点名称' }),
      by: Type.Array(Type.Object({ role: Type.String(), zh: Type.String() }), { description: '谁可以登记' }),
    }),
    { description: '还缺什么' },
  ),
});

/** What a case lacks to be closed, by kind. */
export const ClosingChecklist = namedSchema(
  'ClosingChecklist',
  Type.Object({
    closed: orNull(oneOf(closingKinds, '已经结案的方式；尚未结案的为 null')),
    kinds: Type.Array(
      Type.Object({
        kind: oneOf(closingKinds, '结案方式'),
        zh: Type.String({ description: '名称' }),
        hasGround: Type.Boolean({ description: '结案事由已经具备；终结本次执行程序为其各项条件均已具备' }),
        gaps: Type.Integer({ description: '尚不具备的项数；0 即可以结案' }),
        items: orNull(Type.Array(ClosingItem, { description: '逐项清单；未指定 kind 的为 null' })),
      }),
      { description: '指定 kind 的只有这一种' },
    ),
  }),
);
