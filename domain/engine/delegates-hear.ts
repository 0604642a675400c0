import type { Case } from '../record/case.ts';
import { standIns } from '../record/delegations.ts';
import type { Instant } from '../time/instant.ts';
import { personMark } from '../words/persons.ts';
import type { Effect } from './effects.ts';
import type { Recipient } from './notice.ts';

/**
 * A notice, and beside whom it goes to who acts in their place in this record now (plan §1): it names both. Of an office all of whose holders
 * hear, also who stands in for one of them.
 */
export function withDelegates(c: Case, effect: Effect, now: Instant): Effect {
  if (effect.effect !== 'notice') return effect;
  const found = standIns(c, now).flatMap(({ from, to, roles }) => {
    const met = effect.to.find(({ role, person }) => (person === null || person === from) && (role === null ? roles.length > 0 : roles.some((each) => each === role))); // prettier-ignore
    return met === undefined || effect.to.some(({ person }) => person === to) ? [] : [{ from, to, role: met.role }];
  });
  if (found.length === 0) return effect;
  const more: readonly Recipient[] = [...new Map(found.map(({ to, role }) => [to, { role, person: to }])).values()];
  const said = found.map(({ from, to }) => `${personMark(to)}代${personMark(from)}`).join('，');
  return { ...effect, to: [...effect.to, ...more], text: `${effect.text}（同时告知代行职责的人：${said}）` };
}
