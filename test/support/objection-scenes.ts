// Objections as they are judged (plan §10): in a case of their own, from which the ruling comes back.
import type { PayloadOf } from '../../domain/nodes/index.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { type Court, given } from './given.ts';
import { members } from './row-scenes.ts';

/** The case of its own of an objection that a case has received, with its panel, at the case's own time. */
export function filedApart(court: Court, objection = 'objection-1'): Court {
  const { kind = 'conduct', on: receivedOn = '' } = court.c.first('objection.received', objection)?.payload ?? {};
  const at = formatInstant(court.now);
  return given().founds('objection-case', { objection, kind, receivedOn }, { at, about: court.c });
}

/** The same with a panel of others. */
export const panelled = (court: Court, objection?: string): Court => seated(filedApart(court, objection));

const seated = (own: Court): Court => own.complete('case.assigned', { panel: members, officer: undefined } as never);

/** What the case hears when an objection of it has been filed and ruled on. */
export function ruledApart(
  court: Court,
  objection = 'objection-1',
  payload: Partial<PayloadOf<'objection.decided'>> = {},
) {
  const own = filedApart(court, objection);
  const decided = seated(own).complete('objection.decided', objection, payload, { by: 'p-panel' });
  return court.hears(own).hears(decided);
}
