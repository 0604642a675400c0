import type { Static } from 'typebox';
import { INSTANT_FORM, readInstant } from '../../domain/gate/instant.ts';
import { addMonths } from '../../domain/time/civil-date.ts';
import { dateOf, formatInstant, HOUR, type Instant, startOfDay } from '../../domain/time/instant.ts';
import { ApiProblem } from '../http/errors.ts';
import type { ClockAsked } from './trial-schemas.ts';

const lengths = { min: HOUR / 60, h: HOUR, d: 24 * HOUR };
const MOST_MONTHS = 120;

/** The instant that a clock request means, from the case's own time on. Throws an ApiProblem where there is none. */
export function targetOf({ advance, to }: Static<typeof ClockAsked>, now: Instant): Instant {
  if ((advance === undefined) === (to === undefined)) {
    throw new ApiProblem('missing-field', '请写 advance（如 30d）或 to（时刻），二者取一', {
      missing: [{ id: 'advance', zh: '与 to 二者取一' }],
    });
  }
  const target = advance === undefined ? instantOf(to ?? '') : later(now, advance);
  if (target < now) throw new ApiProblem('clock-backwards', `本案现在是 ${formatInstant(now)}，请给出更晚的时刻`);
  if (target > plusMonths(now, MOST_MONTHS)) throw new ApiProblem('clock-too-far');
  return target;
}

function instantOf(text: string): Instant {
  const at = readInstant(text);
  if (at === undefined) throw new ApiProblem('bad-instant', `to ${INSTANT_FORM}`);
  return at;
}

function later(now: Instant, advance: string): Instant {
  const [, count = '0', unit = 'd'] = /^(\d+)(min|h|d|mo?)$/.exec(advance) ?? []; // its schema has been checked
  if (unit === 'm' || unit === 'mo') return plusMonths(now, Math.min(Number(count), MOST_MONTHS + 1));
  return now + Number(count) * lengths[unit as keyof typeof lengths]; // the expression lets only these through
}

/** The same time of day on the corresponding day (民法典202). */
function plusMonths(now: Instant, months: number): Instant {
  const today = dateOf(now);
  return startOfDay(addMonths(today, months)) + (now - startOfDay(today));
}
