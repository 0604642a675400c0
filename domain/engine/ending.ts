import { outlasts } from '../nodes/closing-kinds.ts';
import type { Discharge, Pointless } from '../plan/deadline.ts';
import { deadlineRow } from '../plan/deadlines.ts';
import type { LateEntry } from '../plan/derived.ts';
import type { Case } from '../record/case.ts';
import type { FactOf } from '../record/fact.ts';
import { reading } from '../record/reading.ts';
import type { Opened } from './dues.ts';
import type { LateEntries } from './late-entries.ts';

/** How a deadline ended: by which fact, when, and whether that was entered late. */
export interface Ending {
  /** By which lateness is judged: of a late entry, when it was recorded. */
  readonly at: number;
  readonly seq: number;
  readonly how: 'done' | 'lapsed' | 'void';
  readonly zh: string | null;
  readonly late?: LateEntry | undefined;
  /** Time alone ended it, or will: until then it runs. */
  readonly byTime?: true | undefined;
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
function discharge({ c, late, judged }: Judging, { rule, opening }: Opened): Discharge | undefined {
  const { find } = deadlineRow(rule).done;
  const done = find(c, opening);
  if (done === undefined || judged === c) return done;
  const again = find(judged, opening) ?? { ...done, at: late.get(done.seq)?.recordedAt ?? done.at };
  return again.at > done.at ? again : done;
}

/** Why a deadline is no longer asked for, each reason with its instant (engine.md 6). */
function pointless(c: Case, { rule, opening }: Opened): readonly Pointless[] {
  const { voidWhen, runsOn } = deadlineRow(rule);
  const closed = c.first('case.closed');
  const over =
    closed === undefined || outlasts(runsOn, closed.payload.kind)
      ? undefined
      : { at: closed.at, seq: closed.seq, zh: '案件已经结案' };
  return [opening.until, voidWhen?.(c, opening), over].filter((reason) => reason !== undefined);
}

/** What ended a deadline first: its discharge, its lapse confirmed by review, or that it is no longer asked for. */
export function ending(judging: Judging, opened: Opened): Ending | undefined {
  const { late, judged: c } = judging;
  let first: Ending | undefined;
  const end = ({ at, seq, byTime }: Discharge & Pick<Ending, 'byTime'>, how: Ending['how'], zh: string | null) => {
    if (first === undefined || at < first.at)
      first = { at, seq, how, zh, late: byTime ? undefined : late.get(seq), byTime }; // of those at one instant, the discharge counts
  };
  const done = discharge(judging, opened);
  if (done !== undefined) end(done, 'done', null);
  const lapsed = lapses(c).get(opened.id);
  if (lapsed !== undefined) end(lapsed, 'lapsed', lapsed.payload.reason);
  for (const { at, seq, zh, byTime } of pointless(c, opened)) {
    const entered = byTime ? undefined : late.get(seq)?.recordedAt;
    end({ at: entered ?? Math.max(at, opened.opening.at), seq, byTime }, 'void', zh);
  }
  return first;
}
