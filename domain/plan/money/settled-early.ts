// Before which a distribution is not settled: somebody may still object, oppose or sue (民诉解释509, 510; docs/spec/money.md 7.4).
import { law } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import type { DraftOf } from '../../record/fact.ts';
import { named, refuse, type Refusal } from '../../record/refusal.ts';
import { addDays } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import type { DeadlineNow } from '../derived.ts';
import { lastServed } from '../documents/readings.ts';
import { subjectOf } from '../guard.ts';
import { lastDay } from '../late.ts';
import { plannedAs } from './disputes.ts';
import { mayObject, timesToObject } from './may-object.ts';
import { standingObjections } from './standing-objections.ts';

const [basis, basis510] = [law('民诉解释509'), law('民诉解释510')];
const DAYS = 15;
const ANSWERED: readonly string[] = ['distribution-opposition', 'distribution-suit'];

/** Refused before every time has run in which somebody may speak; `deadlines`: as the case has them, undefined of what is believed. */
export const tooEarly = (
  c: Case,
  draft: DraftOf<'distribution.settled'>,
  deadlines: readonly DeadlineNow[] | undefined,
): Refusal | undefined =>
  withinTimes(c, draft, deadlines ?? []) ?? (deadlines === undefined ? undefined : notAllOver(c, draft, deadlines));

/** Nobody may object any more: to each the plan was served, and their fifteen days have run (民诉解释509). */
function notAllOver(c: Case, draft: DraftOf<'distribution.settled'>, deadlines: readonly DeadlineNow[]) {
  const planned = plannedAs(c, draft);
  const waiting = planned === undefined ? [] : mayObject(c, planned, { on: dateOf(draft.at), deadlines });
  return waiting.length === 0 ? undefined : refuse('too-early', `${named(waiting)}的异议期限尚未届满：分配方案须送达每一债权人和被执行人`, basis, waiting.map((id) => ({ id, zh: '尚可提出异议' }))); // prettier-ignore
}

/**
 * Objection, opposition and suit have fifteen days each, from when the others were told or the plan was served (民诉解释509, 510); a last
 * day that is a day of rest rolls on, as the deadline itself does.
 */
function withinTimes(
  c: Case,
  draft: DraftOf<'distribution.settled'>,
  deadlines: readonly DeadlineNow[],
): Refusal | undefined {
  const id = subjectOf(draft);
  const answers = [...c.all('distribution.opposed', id), ...standingObjections(c, id)];
  const planned = plannedAs(c, draft);
  const told = answers.map(({ payload: { toldOn }, at }) => toldOn ?? dateOf(at));
  const from = told.toSorted().at(-1) ?? (planned && (lastServed(c, 'distribution-plan', planned)?.on ?? dateOf(planned.at))); // prettier-ignore
  if (from === undefined) return undefined;
  const times = deadlines.filter(({ rule, id: of }) => ANSWERED.includes(rule) && answers.some(({ seq }) => of.endsWith(`:${id}@${seq}`))); // prettier-ignore
  const toObject = answers.length > 0 || planned === undefined ? [] : timesToObject(c, planned, deadlines);
  const last = [addDays(from, DAYS), ...[...times, ...toObject].map(lastDay)].toSorted().at(-1) ?? from;
  return dateOf(draft.at) > last ? undefined : refuse('too-early', `${last}以前还可以提出异议、反对或者起诉，期满以后才能确定分配`, answers.length > 0 ? basis510 : basis, [{ id: 'at', zh: `${last}以后` }]); // prettier-ignore
}
