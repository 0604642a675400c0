import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';

type Application = FactOf<'application.received'>;
type Kind = Application['payload']['kind'];

/** The application of an id. */
export const applicationOf = (c: Case, id: string): Application | undefined => c.first('application.received', id);

/** The applications of a kind that are unanswered or granted: what was refused may be applied for again. */
export const notRefused = (c: Case, kind: Kind): readonly Application[] =>
  c
    .all('application.received')
    .filter((f) => f.payload.kind === kind && c.first('application.decided', f.subject)?.payload.granted !== false);

/** The application to join somebody for which another asks for more time; undefined for any other application. */
export function joinderExtended(c: Case, id: string): string | undefined {
  const asked = applicationOf(c, id)?.payload;
  const about = asked?.kind === 'extension' ? asked.about : undefined;
  return about !== undefined && applicationOf(c, about)?.payload.kind === 'joinder' ? about : undefined;
}

/** The days that the president has added for one. */
export const daysAdded = (c: Case, joinder: string): number =>
  c
    .all('application.decided')
    .filter(({ subject, payload }) => payload.granted && joinderExtended(c, subject ?? '') === joinder)
    .reduce((sum, { payload }) => sum + (payload.days ?? 0), 0);
