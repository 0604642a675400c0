import type { Case } from '../../record/case.ts';
import { caseIdOf } from '../../record/case-number.ts';

/** The stages of a registered matter. */
export const matterStages = { received: '待登记', handling: '办理中', concluded: '已办结' } as const;

export type MatterStage = keyof typeof matterStages;

/** The stage that a matter has reached. */
export function matterStageOf(c: Case): MatterStage {
  if (c.first('petition.concluded')) return 'concluded';
  return c.first('petition.registered') ? 'handling' : 'received';
}

/** The case that a matter is about, by its id; null: none, or none that is known. */
export function aboutOf(c: Case): string | null {
  const named = c.kind === 'petition' ? c.first('petition.received')?.payload.case : undefined;
  return named === undefined ? null : caseIdOf(named);
}
