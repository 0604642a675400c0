import type { Discharge, Opening, Pointless } from '../plan/deadline.ts';
import { deadlineRow, type RuleId } from '../plan/deadlines.ts';
import type { LateEntry } from '../plan/derived.ts';
import type { Case } from '../record/case.ts';
import type { FactOf } from '../record/fact.ts';
import { reading } from '../record/reading.ts';
import type { LateEntries } from './late-entries.ts';

/** How a deadline ended: by which fact, when, and whether that was entered late. */
export interface Ending {
  /** By which lateness is judged: of a late entry, when it was recorded. */
  readonly at: number;
  readonly seq: number;
  readonly how: 'done' | 'lapsed' | 'void';
  readonly zh: string | null;
  readonly late?: LateEntry | undefined;
}

/** `payout:r-7@12`: rule, subject if any, the opening fact (engine.md 6). */
export const deadlineId = (rule: string, subject: string | null, seq: number): string =>
  `${rule}${subject === null ? '' : `:${subject}`}@${seq}`;

/** The first lapse of each deadline, by its id. */
const lapses = reading((c) => {
  const first = new Map<string, FactOf<'deadline.lapsed'>>();
  for (const fact of c.all('deadline.lapsed')) {
    for (const id of fact.payload.deadlines) if (!first.has(id)) first.set(id, fact);
  }
  return first;
});

/** A case, and how it stands where late entries happen when they were recorded. */
export interface Judging {
  readonly c: Case;
  readonly late: LateEntries;
  readonly judged: Case;
}

/**
 * What discharged a deadline. Late entries make nothing timely: the discharge as the facts have it counts, or the one that
 * is left where they happen when they were recorded, whichever is later (engine.md 2b).
 */
function discharge({ c, late, judged }: Judging, rule: RuleId, opening: Opening): Discharge | undefined {
  const { find } = deadlineRow(rule).done;
  const done = find(c, opening);
  if (done === undefined || judged === c) return done;
  const again = find(judged, opening) ?? { ...done, at: late.get(done.seq)?.recordedAt ?? done.at };
  return again.at > done.at ? again : done;
}

/** Why a deadline is no longer asked for, each reason with its instant (engine.md 6). */
function pointless(c: Case, rule: RuleId, opening: Opening): readonly Pointless[] {
  const { voidWhen, runsOn } = deadlineRow(rule);
  const closed = runsOn ? undefined : c.first('case.closed');
  const over = closed && { at: closed.at, seq: closed.seq, zh: '案件已经结案' };
  const reasons = [opening.until, voidWhen?.(c, opening), over].filter((reason) => reason !== undefined);
  return reasons.map((reason) => ({ ...reason, at: Math.max(reason.at, opening.at) }));
}

/** What ended a deadline first: its discharge, its lapse confirmed by review, or that it is no longer asked for. */
export function ending(judging: Judging, rule: RuleId, opening: Opening): Ending | undefined {
  const { late, judged: c } = judging;
  const done = discharge(judging, rule, opening);
  const id = deadlineId(rule, opening.subject, opening.seq);
  const lapsed = lapses(c).get(id);
  const all: Ending[] = [
    ...(done ? [{ at: done.at, seq: done.seq, how: 'done' as const, zh: null }] : []),
    ...(lapsed ? [{ at: lapsed.at, seq: lapsed.seq, how: 'lapsed' as const, zh: lapsed.payload.reason }] : []),
    ...pointless(c, rule, opening).map((reason) => ({
      ...reason,
      at: late.get(reason.seq)?.recordedAt ?? reason.at,
      how: 'void' as const,
    })),
  ];
  const first = all.toSorted((a, b) => a.at - b.at)[0]; // stable: of those at one instant, the discharge counts
  return first && { ...first, late: late.get(first.seq) };
}
