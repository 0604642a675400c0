import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { earliest } from '../opens.ts';

/** What answers a contest: that the deadline has lapsed, or that it stands (plan D7). Undefined while nobody has. */
export const answerTo = (c: Case, { seq, at, payload: { deadline } }: FactOf<'deadline.contested'>) =>
  earliest([
    ...c.all('deadline.lapsed').filter((f) => f.payload.deadlines.includes(deadline) && (f.at > at || f.seq > seq)),
    ...c.all('contest.rejected').filter((f) => f.payload.contest === seq),
  ]);
