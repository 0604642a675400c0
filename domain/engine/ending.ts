import { outlasts } from '../nodes/closing-kinds.ts';
import type { Discharge, Pointless } from '../plan/deadline.ts';
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

/** The first lapse of each deadline, by its id; undefined where none has lapsed, as in most cases. */
const lapses = reading((c) => {
  if (c.all('deadline.lapsed').length === 0) return undefined;
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
function discharge({ c, late, judged }: Judging, { row, opening }: Opened): Discharge | undefined {
  const { find } = row.done;
  const done = find(c, opening);
  if (done === undefined || judged === c) return done;
  const again = find(judged, opening) ?? { ...done, at: late.get(done.seq)?.recordedAt ?? done.at };
  return again.at > done.at ? again : done;
}

const nothing: readonly Pointless[] = [];

/** Why a deadline is no longer asked for, each reason with its instant (engine.md 6). */
function pointless(c: Case, { row, opening }: Opened): readonly Pointless[] {
  const { voidWhen, runsOn } = row;
  const closed = c.first('case.closed');
  if (opening.until === undefined && voidWhen === undefined && closed === undefined) return nothing;
  const over =
    closed === undefined || outlasts(runsOn, closed.payload.kind)
      ? undefined
      : { at: closed.at, seq: closed.seq, zh: '案件已经结案' };
  return [opening.until, voidWhen?.(c, opening), over].filter((reason) => reason !== undefined);
}

/** What ended a deadline first: its discharge, its lapse confirmed by review, or that it is no longer asked for. */
export function ending(judging: Judging, opened: Opened): Ending | undefined {
  const { late, judged: c } = judging;
  const done = discharge(judging, opened);
  let first: Ending | undefined = done && {
    at: done.at,
    seq: done.seq,
    how: 'done',
    zh: done.zh ?? null,
    late: late.get(done.seq),
  };
  const lapsed = lapses(c)?.get(opened.id);
  if (lapsed !== undefined && isBefore(lapsed.at, first)) {
    const { at, seq, payload } = lapsed;
    first = { at, seq, how: 'lapsed', zh: payload.reason, late: late.get(seq) };
  }
  for (const { at, seq, zh, byTime } of pointless(c, opened)) {
    const entry = byTime ? undefined : late.get(seq);
    const then = entry?.recordedAt ?? Math.max(at, opened.opening.at);
    if (isBefore(then, first)) first = { at: then, seq, how: 'void', zh, late: entry, byTime };
  }
  return first;
}

/** Of those at one instant the discharge counts. */
const isBefore = (at: number, first: Ending | undefined): boolean => first === undefined || at < first.at;
