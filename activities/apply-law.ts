import { advance, asFacts } from '../domain/case/advance.ts';
import { lawsMet } from '../domain/case/law.ts';
import { shiftsOf } from '../domain/law/preview.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Db } from '../db/client.ts';
import type { Decided } from './decide-and-record.ts';
import { type CaughtUp, save } from './load-case.ts';
import { viewOf } from './view.ts';

/**
 * Brings a case under the law now in force: `law.applied`, and every open deadline derived again. A case that has met it
 * already is skipped; one in which nothing would change is left as it is.
 */
export async function applyLaw(tx: Db, standing: CaughtUp, now: Instant): Promise<Decided> {
  const { caseId, caseNo, inForce, kept, laws, record } = standing;
  const met = lawsMet(record).at(-1);
  const view = () => viewOf(tx, caseId, standing, now, 'count');
  if (met?.rules === inForce.rules && met.calendar === inForce.calendar)
    return { answer: null, view: await view(), law: 'skipped' };
  const outcome = advance(standing, asFacts(record, [], inForce, 'system', now), { now, laws });
  if (shiftsOf({ caseId, caseNo, now }, kept, outcome.derived).length === 0) {
    return { answer: null, view: await view(), law: 'untouched' };
  }
  await save(tx, caseId, standing, outcome, now, null);
  return {
    answer: null,
    view: await viewOf(tx, caseId, { ...standing, advanced: outcome }, now, 'count'),
    law: 'moved',
  };
}
