import type { StepWhen } from '../plan/ladder.ts';
import { periodZh } from './time.ts';

/** When a step of a ladder fires: `届满前30日`, `届满后24小时`. */
export function whenZh(when: StepWhen): string {
  if ('at' in when) return '法定期限届满时，晚于督办的';
  if ('before' in when) return `届满前${periodZh(when.before)}`;
  if ('share' in when) {
    if (when.share === 1) return '起算时';
    return `届满前，剩余期限的${Math.round(when.share * 1_000) / 10}%，至少${periodZh(when.atLeast)}`;
  }
  return /^0/.test(when.after) ? '届满时' : `届满后${periodZh(when.after)}`;
}
