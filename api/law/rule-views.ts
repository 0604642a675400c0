import type { Static } from 'typebox';
import type { RuleRow } from '../../db/law/rules.ts';
import { closingKindIds } from '../../domain/nodes/closing-kinds.ts';
import { whenZh } from '../../domain/words/ladder.ts';
import { periodZh } from '../../domain/words/time.ts';
import { ruleInForce, type RuleVersion } from '../../domain/plan/law.ts';
import { legalLimits } from '../../domain/law/legal-limit.ts';
import { knownZh } from '../../domain/plan/confirmed.ts';
import { type DeadlineRow, isRequiredFor } from '../../domain/plan/deadline.ts';
import { deadlineRow, type RuleId, ruleIds } from '../../domain/plan/deadlines.ts';
import { type Ladder, rungs, type Told, toldNames } from '../../domain/plan/ladder.ts';
import { type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import { type Role, roles } from '../../domain/nodes/roles.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import { dateOf, formatInstant, startOfDay } from '../../domain/time/instant.ts';
import type { RuleInfo } from '../tables/table-schemas.ts';

type Info = Static<typeof RuleInfo>;

const roleZh = (id: Role) => ({ id, zh: roles[id] });
const nodeZh = (id: NodeId) => ({ id, zh: nodeRow(id).zh });

/** The deadline table as it is in force on a day, with what was and what will be: readable by a lawyer. */
export function ruleTable(rows: readonly RuleRow[], on: CivilDate): Info[] {
  const byRule = Map.groupBy(rows, (row) => row.rule);
  return ruleIds.flatMap((id) => {
    const versions = inOrder(byRule.get(id) ?? []);
    const inForce = ruleInForce(new Map([[id, versions]]), id, startOfDay(on));
    return inForce === undefined ? [] : ruleInfo(id, versions, inForce);
  });
}

/** By the day from which they hold; of one day, the later published. */
const inOrder = (rows: readonly RuleRow[]): readonly RuleRow[] =>
  rows.toSorted((a, b) => (a.effectiveFrom ?? 0) - (b.effectiveFrom ?? 0) || a.version - b.version);

function ruleInfo(id: RuleId, versions: readonly RuleRow[], inForce: RuleVersion): Info {
  const row = deadlineRow(id);
  const at = versions.findIndex((v) => v.version === inForce.version);
  return {
    id,
    zh: row.zh,
    basis: inForce.basis.zh,
    basisLayer: inForce.basis.layer,
    courtsOwn: row.courtsOwn === true,
    known: knownZh(id),
    opens: { zh: row.opens.zh, nodes: row.opens.nodes.map(nodeZh) },
    version: inForce.version,
    effectiveFrom: dayOrNull(inForce.effectiveFrom),
    reachesOpen: inForce.reachesOpen,
    within: inForce.within,
    withinZh: periodZh(inForce.within),
    roll: inForce.roll,
    legal: legalView(row),
    done: { zh: row.done.zh, nodes: row.done.nodes.map(nodeZh) },
    owner: roleZh(row.owner),
    ladder: inForce.ladder === null ? [] : ladderView(inForce.ladder),
    blocksClosing: row.required !== undefined,
    requiredFor: closingKindIds.filter((kind) => isRequiredFor(row, kind)),
    clock: row.clock ?? null,
    versions: versions.map((v, i) => versionView(v, stateAt(i, at))),
  };
}

/** Of versions in order, the one at `at` is in force. */
function stateAt(i: number, at: number): Info['versions'][number]['state'] {
  if (i === at) return 'in-force';
  return i < at ? 'earlier' : 'future';
}

const versionView = (v: RuleRow, state: Info['versions'][number]['state']): Info['versions'][number] => ({
  version: v.version,
  effectiveFrom: dayOrNull(v.effectiveFrom),
  reachesOpen: v.reachesOpen,
  basis: v.basis.zh,
  basisLayer: v.basis.layer,
  within: v.within,
  withinZh: periodZh(v.within),
  roll: v.roll,
  ladder: v.ladder && [...v.ladder],
  state,
  publishedAt: formatInstant(v.publishedAt),
  publishedBy: v.publishedBy,
});

const dayOrNull = (at: number | null): CivilDate | null => (at === null ? null : dateOf(at));

/** The law's limit may depend on the kind of case: asked of one of each. */
function legalView(row: DeadlineRow): Info['legal'] {
  const [within, other] = legalLimits(row);
  if (row.legal === undefined || within === undefined || other === undefined) return null;
  return {
    basis: row.legal.basis.zh,
    within,
    withinZh: periodZh(within),
    nonLitigation: other === within ? null : periodZh(other),
  };
}

const ladderView = (ladder: Ladder): Info['ladder'] =>
  ladder.map(({ id, rung, when }) => ({
    step: id,
    rung,
    zh: rungs[rung].zh,
    when: whenZh(when),
    to: rungs[rung].to.map(toldZh),
  }));

const toldZh = (told: Told) =>
  told === 'holder' || told === 'leader' ? { id: told, zh: toldNames[told] } : roleZh(told);
