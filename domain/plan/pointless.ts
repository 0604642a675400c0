import type { Case } from '../record/case.ts';
import type { Pointless } from './deadline.ts';

/** Of several reasons for which something is no longer asked for, the first. */
export const firstReason = (...reasons: readonly (Pointless | undefined)[]): Pointless | undefined =>
  reasons.filter((reason) => reason !== undefined).toSorted((a, b) => a.at - b.at || a.seq - b.seq)[0];

/** A respondent is no longer party to the case: nobody is left to ask for what concerns it. */
export function respondentLeft(c: Case, party: string | null | undefined): Pointless | undefined {
  const left = c.first('party.left', party ?? '');
  return left && { at: left.at, seq: left.seq, zh: '该被执行人已退出本案' };
}
