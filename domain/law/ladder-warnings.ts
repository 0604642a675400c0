import { deadlineRow } from '../plan/deadlines.ts';
import { defaultLadder, type Ladder, type Rung, rungIds, rungNames, spanOf, type Step } from '../plan/ladder.ts';
import { whenZh } from '../words/ladder.ts';
import type { RuleDraft } from './draft.ts';

/** What a court should mean where it has a rule warn otherwise than the plan does. */
export const ladderWarningCodes = {
  'rung-missing': '缺少方案规定的预警',
  'rung-later': '预警晚于方案',
} as const;

/** Something odd about a ladder. */
export interface LadderWarning {
  readonly code: keyof typeof ladderWarningCodes;
  /** The rung, and what was found of it against the plan's: `supervise 0/2`, `supervise 366d/24h`. */
  readonly about: string;
  readonly zh: string;
}

/**
 * How a drafted ladder warns less than the plan's own (docs/spec/plan.md 3): a rung that it lacks, or has fewer times, and one
 * that falls later. The court may set it, but not by an oversight: without 督办 nobody follows up money that is not paid out.
 */
export function ladderWarnings({ rule, ladder }: Pick<RuleDraft, 'rule' | 'ladder'>): readonly LadderWarning[] {
  if (ladder === undefined) return [];
  const { zh, legal, ladder: own = defaultLadder } = deadlineRow(rule);
  // where the law sets no period, nothing falls with the law's own due
  const plan = (own ?? []).filter(({ when }) => legal !== undefined || !('at' in when));
  return rungIds.flatMap((rung) => compared({ zh, rung }, stepsOf(plan, rung), stepsOf(ladder ?? [], rung)));
}

const stepsOf = (ladder: Ladder, rung: Rung): Ladder => ladder.filter((step) => step.rung === rung);

function compared({ zh, rung }: { readonly zh: string; readonly rung: Rung }, plan: Ladder, drafted: Ladder) {
  const name = `“${zh}”的${rungNames[rung]}`;
  const found: LadderWarning[] = [];
  if (drafted.length < plan.length) {
    const left = drafted.length === 0 ? '草案没有' : `草案只有${drafted.length}次`;
    found.push({
      code: 'rung-missing',
      about: `${rung} ${drafted.length}/${plan.length}`,
      zh: `${name}，方案为${timesOf(plan)}，${left}（武法〔2022〕11号 三·一(五)2、四·一）`,
    });
  }
  const late = plan.flatMap((step, i) => (isLater(drafted[i], step) ? [[step, drafted[i]] as const] : []));
  for (const [step, later] of late)
    found.push({
      code: 'rung-later',
      about: `${rung} ${inShort(later.when)}/${inShort(step.when)}`,
      zh: `${name}，方案为${whenZh(step.when)}，草案为${whenZh(later.when)}`,
    });
  return found;
}

const inShort = (when: Step['when']): string => Object.values(when).join('-');

const timesOf = (steps: Ladder): string =>
  steps.map(({ when }) => ('at' in when ? '法定期限届满时' : whenZh(when))).join('、');

/** Whether a step falls later than the plan's. One by a share of the time and one by a span cannot be compared. */
function isLater(drafted: Step | undefined, { when: plan }: Step): drafted is Step {
  if (drafted === undefined) return false;
  const { when } = drafted;
  if ('share' in when && 'share' in plan)
    return when.share < plan.share || (spanOf(when.atLeast) ?? 0) < (spanOf(plan.atLeast) ?? 0);
  const [at, planned] = [placeOf(when), placeOf(plan)];
  return at !== undefined && planned !== undefined && at > planned;
}

/** Milliseconds from the due; undefined where only the case tells. */
function placeOf(when: Step['when']): number | undefined {
  if ('after' in when) return spanOf(when.after);
  return 'before' in when ? -(spanOf(when.before) ?? 0) : undefined;
}
