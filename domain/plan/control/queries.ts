import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { reading } from '../../record/reading.ts';
import { firstAbout } from '../parties/readings.ts';

const firstQueries = reading((c) => firstAbout(c, c.all('query.started'), ({ payload }) => payload.respondents));

/** The network query that first asked about a respondent (plan 三·一(二)); undefined if none did. */
export const firstQuery = (c: Case, respondent: string): FactOf<'query.started'> | undefined =>
  firstQueries(c).get(respondent);
