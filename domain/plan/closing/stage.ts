import type { Case } from '../../record/case.ts';
import { isPreservation } from '../../record/preservation.ts';
import { assetsInForce } from '../control/measures.ts';
import { unpaidReceipts } from '../money/readings.ts';
import { firstGround } from './grounds.ts';

/** The stages of a case (engine.md 18), derived from its facts. */
export const stages = {
  intake: '收案',
  control: '查控',
  disposal: '处置',
  payout: '发放',
  closing: '结案审查',
  closed: '已结案',
  archived: '已归档',
} as const;

export type Stage = keyof typeof stages;

export const stageIds = Object.keys(stages) as Stage[]; // the keys of a constant record are exactly its type

/** The stages of a case that is closed. */
export const closedStages: ReadonlySet<Stage> = new Set<Stage>(['closed', 'archived']);

/** The stage that a case has reached. */
export function stageOf(c: Case): Stage {
  if (c.first('dossier.archived')) return 'archived';
  if (c.first('case.closed')) return 'closed';
  if (unpaidReceipts(c).length > 0) return 'payout';
  if (firstGround(c) ?? c.first('closing.submitted') ?? c.first('closing.reviewed')) return 'closing';
  if (isPreservation(c)) return c.first('query.started') || assetsInForce(c).length > 0 ? 'control' : 'intake';
  if (c.first('asset-schedule.filed')) return 'disposal';
  return c.first('query.started') ? 'control' : 'intake';
}
