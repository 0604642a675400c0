import type { Static } from 'typebox';
import { deadlineRow, ruleIds } from '../../domain/plan/deadlines.ts';
import { type ClosingKind, closingKindIds } from '../../domain/nodes/closing-kinds.ts';
import { isRequiredFor } from '../../domain/plan/deadline.ts';
import { subjectZh } from '../../domain/nodes/node.ts';
import { type NodeId, nodeIds, nodeRow } from '../../domain/nodes/index.ts';
import { recordKindIds, standsIn } from '../../domain/nodes/record-kinds.ts';
import { type Role, roles } from '../../domain/nodes/roles.ts';
import { withStated } from '../http/stated.ts';
import type { NodeInfo } from './table-schemas.ts';

const roleZh = (id: Role) => ({ id, zh: roles[id] });

/** The kinds of closing that require a deadline which this node discharges (plan §5). */
const requiredFor = (node: NodeId): ClosingKind[] =>
  closingKindIds.filter((kind) =>
    ruleIds.map(deadlineRow).some((row) => isRequiredFor(row, kind) && row.done.nodes.includes(node)),
  );

/** The node table, readable by a lawyer. */
export const nodeInfos = (): Static<typeof NodeInfo>[] =>
  nodeIds.map((id) => {
    const row = nodeRow(id);
    return {
      id,
      zh: row.zh,
      in: recordKindIds.filter((kind) => standsIn(row.in, kind)),
      basis: row.basis.zh,
      basisLayer: row.basis.layer,
      by: row.by.map(roleZh),
      subject:
        row.subject === undefined
          ? null
          : { kind: row.subject, zh: subjectZh(row), introduces: row.introduces !== undefined },
      payload: withStated(row.payload),
      example: row.example,
      once: row.once === true,
      final: row.final === true,
      beforeFiling: row.beforeFiling === true,
      sealed: row.sealed === true,
      afterClosing: row.afterClosing ?? false,
      disclose: row.disclose,
      requiredFor: requiredFor(id),
    };
  });
