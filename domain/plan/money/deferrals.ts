import type { Case } from '../../record/case.ts';
import { endOfDay } from '../../time/instant.ts';
import type { Standstill } from '../deadline.ts';

/**
 * While a deferral of a receipt's payout holds, to its day or to the day on which its ground fell away, the payout stands
 * still; then the ten days run anew (plan §2).
 */
export const deferrals = (c: Case, receipt: string): readonly Standstill[] => {
  const ended = c.all('deferral.ended', receipt);
  const approved = c.all('payout.delay-approved', receipt);
  return approved.map(({ at, seq, payload: { until } }, i) => {
    const next = approved[i + 1];
    const over = ended.find((f) => f.at > at || (f.at === at && f.seq > seq));
    const planned = { at: endOfDay(until), countedFrom: until };
    const early = over && { at: Math.min(over.at, endOfDay(over.payload.on)), countedFrom: over.payload.on };
    const replaced = next && { at: next.at, countedFrom: next.at }; // decided anew, for longer or for less
    const ends = [planned, early, replaced].filter((end) => end !== undefined);
    const end = ends.reduce((first, other) => (other.at < first.at ? other : first));
    return { from: at, end, fact: seq, zh: '经批准延期发放' };
  });
};
