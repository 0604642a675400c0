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
