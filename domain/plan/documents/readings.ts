import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { reading } from '../../record/reading.ts';
import type { documentKinds } from '../../nodes/documents.ts';
import { firstAbout } from '../parties/readings.ts';

type Issued = FactOf<'documents.issued'>;

/** The first issue of each kind of document to each respondent. */
const firstIssues = reading((c) => {
  const found = new Map<string, Issued>();
  for (const fact of c.all('documents.issued')) {
    for (const recipient of fact.payload.recipients) {
      const key = `${fact.payload.kind} ${recipient}`;
      if (!found.has(key)) found.set(key, fact);
    }
  }
  return found;
});

/** When a document first went out to a respondent; undefined if it has not. */
export const firstIssue = (c: Case, kind: keyof typeof documentKinds, respondent: string): Issued | undefined =>
  firstIssues(c).get(`${kind} ${respondent}`);

const firstServiceRecords = reading((c) =>
  firstAbout(c, c.all('trial-service.recorded'), ({ payload: { party } }) =>
    party === undefined ? undefined : [party],
  ),
);

/** When it was first recorded how a respondent was served at trial; undefined if it was not. */
export const firstServiceRecord = (c: Case, respondent: string): FactOf<'trial-service.recorded'> | undefined =>
  firstServiceRecords(c).get(respondent);
