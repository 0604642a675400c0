import Type from 'typebox';
import { approvals, askedElsewhere } from '../../domain/nodes/approvals.ts';
import { contentBy, personal, recordAt, secretWhere } from '../../domain/nodes/field-classes.ts';
import { oneOf, rowNames } from '../../domain/nodes/fields.ts';
import { type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import { roles } from '../../domain/nodes/roles.ts';
import { decidedByOwner, ownDecision } from '../../domain/plan/approvals/own-decisions.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema, ref } from '../http/named.ts';
import { PayeeAccountShown } from '../money/payee-account-schema.ts';
import { ForeseenLine } from './node-preview-schema.ts';
import { WorklistItem } from './worklist-schema.ts';

const Said = Type.Object(
  {
    fact: Type.Integer({ description: '记录的序号' }),
    at: InstantShown('发生时刻'),
    by: Type.String({ description: '人员编号' }),
    byName: Type.String({ description: '姓名' }),
    text: orNull(Type.String({ description: '理由或者意见', ...personal('words') })),
  },
  { description: '谁、何时、怎么说' },
);

/** The same of who asked: the reason for a warrant says where a search is to be. */
const Asked = Type.Object({
  ...Said.properties,
  of: Type.String({ description: '所等待的决定' }),
  text: orNull(Type.String({ description: '理由', ...secretWhere('of', 'warrant.issued') })),
});

/** The decisions that a deadline waits for of its owner. */
const ownDecisions = Object.fromEntries(
  decidedByOwner.flatMap((rule) => ownDecision(rule) ?? []).map((node) => [node, nodeRow(node).zh]),
) as Readonly<Record<NodeId, string>>; // of some of them

/** A request that waits for somebody: what is asked, on what, how far it has come, what would follow. */
export const ApprovalItem = namedSchema(
  'ApprovalItem',
  Type.Object(
    {
      id: Type.String({
        description: '报批的编号；发放申请的为审批表的编号；直接等待决定的，为其所针对的编号，没有的为期限编号',
        examples: ['request-1'],
      }),
      of: oneOf({ ...ownDecisions, ...rowNames(approvals), ...rowNames(askedElsewhere) }, '所等待的决定'),
      ofZh: Type.String(),
      basis: Type.String({ description: '所依据的条文' }),
      also: orNull(Type.String({ description: '作出这一决定另外的要求' })),
      about: orNull(Type.String({ description: '针对哪一项；不针对某一项的为 null' })),
      payload: Type.Object(
        {},
        {
          additionalProperties: true,
          description: '拟作决定的内容；直接等待决定的，为照其所请作出时的内容',
          ...contentBy('of'),
        },
      ),
      account: orNull(PayeeAccountShown),
      asked: Asked,
      facts: Type.Array(
        Type.Object({
          fact: Type.Integer({ description: '记录的序号' }),
          node: Type.String({ description: '节点' }),
          zh: Type.String(),
          subject: orNull(Type.String({ description: '所针对的财产、案款等' })),
          at: InstantShown('发生时刻'),
        }),
        { description: '所涉的记录，最近的至多二十项' },
      ),
      chain: Type.Array(
        Type.Object({
          role: oneOf(roles, '职务'),
          roleZh: Type.String(),
          isNext: Type.Boolean({ description: '轮到此级' }),
        }),
        { description: '尚待的各级，由低到高，作出决定的在最后' },
      ),
      passed: Type.Array(Said, { description: '已经同意的各级，先后为序' }),
      isDue: Type.Boolean({ description: '各级已经同意，现在作出决定' }),
      follows: Type.Object(
        {
          refusal: orNull(
            Type.Object(
              {
                code: Type.String(),
                zh: Type.String({ description: '按现在的记录不能作出这一决定的原因', ...personal('words') }),
              },
              { description: '不能作出的原因；可以作出的为 null' },
            ),
          ),
          deadlines: Type.Array(ForeseenLine, { description: '会有变动的期限' }),
        },
        { description: '照此作出决定会怎样（试算，不登记）' },
      ),
      clock: ref(WorklistItem),
    },
    { description: '待审批的报批', ...recordAt('clock.case.id') },
  ),
);
