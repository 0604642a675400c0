import type { Static } from 'typebox';
import { type Case, indexed } from '../../domain/case/case.ts';
import { periodZh } from '../../domain/case/explain.ts';
import type { FactOf } from '../../domain/case/fact.ts';
import type { DeadlineRow } from '../../domain/plan/deadline.ts';
import { deadlineRow, type RuleId, ruleIds } from '../../domain/plan/deadlines/index.ts';
import { defaultLadder, type Ladder, type Rung, rungIds, rungs } from '../../domain/plan/ladder.ts';
import { subjectKinds } from '../../domain/plan/node.ts';
import { type NodeId, nodeIds, nodeRow, nodes } from '../../domain/plan/nodes/index.ts';
import { type Role, roles } from '../../domain/plan/roles.ts';
import type { NodeInfo, RuleInfo } from '../schemas/tables.ts';

const roleZh = (id: Role) => ({ id, zh: roles[id] });
const nodeZh = (id: NodeId) => ({ id, zh: nodeRow(id).zh });

/** Nodes that discharge a deadline which keeps a case from being closed as performed (plan §5). */
const closingNodes: ReadonlySet<NodeId> = new Set(
  ruleIds
    .map(deadlineRow)
    .filter((row) => row.blocksClosing !== false)
    .flatMap((row) => row.done.nodes),
);

/** The node table, readable by a lawyer. */
export const nodeTable = (): Static<typeof NodeInfo>[] =>
  nodeIds.map((id) => {
    const row = nodeRow(id);
    return {
      id,
      zh: row.zh,
      basis: row.basis.zh,
      basisLayer: row.basis.layer,
      by: row.by.map(roleZh),
      subject:
        row.subject === undefined
          ? null
          : { kind: row.subject, zh: subjectKinds[row.subject], introduces: row.introduces === true },
      payload: row.payload,
      example: row.example,
      once: row.once === true,
      final: row.final === true,
      beforeFiling: row.beforeFiling === true,
      afterClosing: row.afterClosing === true,
      disclose: row.disclose,
      requiredFor: closingNodes.has(id) ? ['performed'] : [],
    };
  });

/** The deadline table, readable by a lawyer. */
export const ruleTable = (): Static<typeof RuleInfo>[] =>
  ruleIds.map((id: RuleId) => {
    const row = deadlineRow(id);
    return {
      id,
      zh: row.zh,
      basis: row.basis.zh,
      basisLayer: row.basis.layer,
      courtsOwn: row.courtsOwn === true,
      opens: { zh: row.opens.zh, nodes: row.opens.nodes.map(nodeZh) },
      within: row.within,
      withinZh: periodZh(row.within),
      roll: row.roll ?? null,
      legal: legalView(row),
      done: { zh: row.done.zh, nodes: row.done.nodes.map(nodeZh) },
      owner: roleZh(row.owner),
      ladder: row.ladder === null ? [] : ladderView(row.ladder ?? defaultLadder),
      blocksClosing: row.blocksClosing !== false,
      clock: row.clock ?? null,
    };
  });

/** The law's limit may depend on the kind of case: asked of one of each. */
function legalView({ legal }: DeadlineRow): Static<typeof RuleInfo>['legal'] {
  if (legal === undefined) return null;
  const within = legal.within(sampleCase(false));
  const other = legal.within(sampleCase(true));
  return {
    basis: legal.basis.zh,
    within,
    withinZh: periodZh(within),
    nonLitigation: other === within ? null : periodZh(other),
  };
}

function sampleCase(nonLitigation: boolean): Case {
  const filed: FactOf<'case.filed'> = {
    node: 'case.filed',
    seq: 1,
    subject: null,
    payload: { ...nodes['case.filed'].example, nonLitigation },
    at: 0,
    recordedAt: 0,
    by: 'system',
    as: [],
    via: 'system',
  };
  return indexed([filed], [filed]);
}

const ladderView = (ladder: Ladder): Static<typeof RuleInfo>['ladder'] =>
  rungIds
    .filter((rung) => ladder[rung] !== undefined)
    .map((rung) => ({
      rung,
      zh: rungs[rung].zh,
      when: whenZh(ladder, rung),
      to: rungs[rung].to.map((to) => (to === 'owner' ? { id: to, zh: '责任人' } : roleZh(to))),
    }));

function whenZh(ladder: Ladder, rung: Rung): string {
  const { remind } = ladder;
  if (rung === 'remind') {
    return remind === undefined ? '' : `届满前，剩余期限的${remind.share * 100}%，至少${remind.leastHours}小时`;
  }
  const hours = ladder[rung]?.afterHours ?? 0;
  return hours === 0
    ? '届满时'
    : `届满后${hours}小时${rung === 'criticise' ? '，或者法定期限届满时（以先到者为准）' : ''}`;
}
