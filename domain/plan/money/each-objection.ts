// Each objection to a plan is opposed and sued for by itself: what becomes of one holds up no other (民诉解释510, docs/spec/money.md 7.4).
import { law } from '../../nodes/basis.ts';
import { named, refuse } from '../../record/refusal.ts';
import { dateOf } from '../../time/instant.ts';
import { type FactGuard, subjectOf } from '../guard.ts';
import { allPassed, lastDayZh, tooLate } from '../late.ts';
import { writtenAs } from './held-back.ts';
import { objectionsOpposed, suedFor } from './standing-objections.ts';

const basis = law('民诉解释510');

/**
 * An objection is opposed within fifteen days of the day on which the others were told of it (民诉解释510). Who names nobody opposes every
 * objection of others, and has to be in time for each.
 */
export const opposedInTime: FactGuard<'distribution.opposed'> = (c, draft, standing) => {
  if (standing.believed === true || standing.isRecorded === true) return undefined;
  const meant = objectionsOpposed(c, draft);
  const times = standing.deadlines().filter((d) => d.rule === 'distribution-opposition' && d.subject === draft.subject);
  const late = meant.flatMap((objected) => {
    const own = times.filter(({ id }) => id.endsWith(`@${objected.seq}`));
    const over = allPassed(own, dateOf(draft.at));
    return over === undefined ? [] : [{ objected, over }];
  });
  const [first] = draft.payload.objector !== undefined && late.length < meant.length ? [] : late;
  if (first === undefined) return undefined;
  const zh = `应在异议通知之日起15日内（${first.objected.payload.party}的异议，至${lastDayZh(first.over)}）提出`;
  const refused = tooLate({ basis: basis, zh }, draft);
  if (refused === undefined || late.length === meant.length) return refused;
  return { ...refused, zh: `${refused.zh}；只反对期限未满的异议的，在 objector 写明其异议人` };
};

/** What was opposed and sued for is left open by its name, and nothing else is: its shares stay held until they are judged (民诉解释510条3款). */
export const suedLeftOpen: FactGuard<'distribution.settled'> = (c, draft) => {
  const { how, sued = [] } = draft.payload;
  const suing = how === 'judged' ? [] : suedFor(c, subjectOf(draft)).map(({ payload }) => payload.party);
  const is = (all: readonly string[], party: string): boolean => all.some((one) => writtenAs(one) === writtenAs(party));
  const strange = sued.filter((party) => !is(suing, party));
  if (strange.length > 0) return refuse('not-qualified', how === 'judged' ? '依判决确定的，不写 sued' : `${named(strange)}没有就其异议提起诉讼，不写在 sued 中`, basis, strange.map((party) => ({ id: 'sued', zh: `去掉${party}` }))); // prettier-ignore
  const missing = [...new Set(suing)].filter((party) => !is(sued, party));
  return missing.length === 0 ? undefined : refuse('missing-field', `${named(missing)}已经起诉：其争议的部分留待判决，请在 sued 写明，其余的现在确定`, basis, missing.map((party) => ({ id: 'sued', zh: party }))); // prettier-ignore
};
