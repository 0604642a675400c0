import { refuse, type Refusal } from '../record/refusal.ts';
import { rungs } from '../plan/ladder.ts';
import type { RuleDraft } from './draft.ts';

/** A year: what warns later warns nobody. */
const MOST_HOURS = 8_784;

/**
 * Whether a ladder makes sense: hours that are not negative, a share of the time, rungs that rise. A supervised matter
 * is itself the 督办 and has no such rung (plan §3): one that had would open matters without end.
 */
export function checkLadder({ rule, ladder }: Pick<RuleDraft, 'rule' | 'ladder'>): Refusal | undefined {
  if (ladder === undefined || ladder === null) return undefined;
  const { remind } = ladder;
  if (remind !== undefined && !(remind.share >= 0 && remind.share <= 1)) {
    return wrong('remind.share', '提醒的提前量是剩余期限的一部分，应为0至1');
  }
  if (remind !== undefined && !areHours(remind.leastHours)) return wrong('remind.leastHours', HOURS);
  let before: { readonly zh: string; readonly hours: number } | undefined;
  for (const rung of ['urge', 'supervise', 'criticise'] as const) {
    const hours = ladder[rung]?.afterHours;
    if (hours === undefined) continue;
    if (!areHours(hours)) return wrong(`${rung}.afterHours`, HOURS);
    if (before !== undefined && hours <= before.hours) {
      return wrong(`${rung}.afterHours`, `预警应逐级加重：${rungs[rung].zh}应晚于${before.zh}`);
    }
    before = { zh: rungs[rung].zh, hours };
  }
  return rule === 'supervised-matter' && ladder.supervise !== undefined
    ? wrong('supervise', '督办事项本身即是督办，不再设督办一级')
    : undefined;
}

const HOURS = `小时数应为0至${MOST_HOURS}`;

const areHours = (hours: number): boolean => hours >= 0 && hours <= MOST_HOURS;

const wrong = (id: string, zh: string): Refusal => refuse('bad-ladder', zh, undefined, [{ id, zh }]);
