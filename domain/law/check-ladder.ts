import { refuse, type Refusal } from '../record/refusal.ts';
import { type Rung, rungIds, rungs, spanOf, type Step } from '../plan/ladder.ts';
import { DAY } from '../time/instant.ts';
import type { RuleDraft } from './draft.ts';

/** A year: what warns later warns nobody. */
const LONGEST = 366 * DAY;

/**
 * Whether a ladder makes sense: each step an id of its own and a time that can be reckoned, in the order in which they
 * fall, rungs that rise. A supervised matter is itself the 督办 and has no such rung: one that had would open matters
 * without end. 通报批评 stands on it alone, after its due (plan §3).
 */
export function checkLadder({ rule, ladder }: Pick<RuleDraft, 'rule' | 'ladder'>): Refusal | undefined {
  if (ladder === undefined || ladder === null) return undefined;
  if (ladder.length === 0) return wrong('ladder', '请至少写一步；不预警的写 null');
  let before: { readonly rung: Rung; readonly place: number; readonly zh: string } | undefined;
  const ids = new Set<string>();
  for (const step of ladder) {
    const refusal = namedOnce(step, ids) ?? ofItsRule(step, rule) ?? timed(step);
    if (refusal !== undefined) return refusal;
    ids.add(step.id);
    const zh = `“${step.id}”（${rungs[step.rung].zh}）`;
    const place = placeOf(step);
    if (before !== undefined && place !== undefined && !(place > before.place))
      return wrong(step.id, `各步应按先后排列：${zh}应晚于${before.zh}`);
    if (before !== undefined && rungIds.indexOf(step.rung) < rungIds.indexOf(before.rung))
      return wrong(step.id, `预警应逐级加重：${zh}不应排在${before.zh}之后`);
    before = { rung: step.rung, place: place ?? before?.place ?? 0, zh };
  }
  return undefined;
}

/** The log, the notices and what has fired know a step by its id. */
function namedOnce({ id }: Step, ids: ReadonlySet<string>): Refusal | undefined {
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(id)) return wrong('id', `步骤编号“${id.slice(0, 40)}”只能用小写字母、数字、-`);
  return ids.has(id) ? wrong(id, `步骤编号“${id}”重复，请另编号`) : undefined;
}

function ofItsRule({ id, rung, when }: Step, rule: RuleDraft['rule']): Refusal | undefined {
  const isMatter = rule === 'supervised-matter';
  if (isMatter && rung === 'supervise') return wrong(id, '督办事项本身即是督办，不再设督办一级');
  if (!isMatter && rung === 'criticise') return wrong(id, '通报批评只在督办事项上设：一次逾期只通报一次');
  if (rung === 'criticise' && !('after' in when && spanOf(when.after) !== 0))
    return wrong(id, '通报批评应在届满之后若干小时：写作 {"after": "48h"}');
  return 'at' in when && rung !== 'supervise' ? wrong(id, '法定期限届满时的一步应为督办') : undefined;
}

function timed({ id, when }: Step): Refusal | undefined {
  if ('at' in when) return undefined;
  if ('share' in when && !(when.share >= 0 && when.share <= 1))
    return wrong(id, '提醒的提前量 share 是剩余期限的一部分，应为0至1');
  const span = spanOf(Object.values(when).find((value) => typeof value === 'string') ?? '');
  return span === undefined || span > LONGEST ? wrong(id, '时间写作 24h 或 90d，至多366日') : undefined;
}

/**
 * Where a step stands among the others, by its distance from the due. A share of the time lies somewhere before it,
 * and the law's due wherever the law puts it.
 */
function placeOf({ when }: Step): number | undefined {
  if ('at' in when || 'share' in when) return undefined;
  return 'before' in when ? -(spanOf(when.before) ?? 0) : (spanOf(when.after) ?? 0);
}

const wrong = (id: string, zh: string): Refusal => refuse('bad-ladder', zh, undefined, [{ id, zh }]);
