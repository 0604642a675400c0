import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { endOfDay, type Instant } from '../../time/instant.ts';
import type { Standstill } from '../deadline.ts';
import { groundEnded } from './deferral-grounds.ts';
import { everDisputedFen } from './disputes.ts';
import { restBefore } from './forms.ts';
import { restFen } from './readings.ts';

type Approved = FactOf<'payout.delay-approved'>;

/** An approved deferral of a receipt, and until when it holds. */
export interface Deferral {
  readonly approved: Approved;
  readonly end: { readonly at: Instant; readonly countedFrom: Instant | CivilDate };
  /** The next one took its place before it had come to its day. */
  readonly isReplaced: boolean;
  /** The portion that is put off, in fen; null: all that was left. */
  readonly fen: number | null;
}

/** Every deferral of a receipt, in order: to its day, to that on which its ground fell away, or until it was decided anew. */
export function deferralsOf(c: Case, receipt: string): readonly Deferral[] {
  const ended = c.all('deferral.ended', receipt);
  const all = c.all('payout.delay-approved', receipt);
  return all.map((approved, i) => {
    const { at, seq, payload } = approved;
    const next = all[i + 1];
    const over = ended.find((f) => f.at > at || (f.at === at && f.seq > seq));
    const planned = { at: endOfDay(payload.until), countedFrom: payload.until };
    const early = over && { at: Math.min(over.at, endOfDay(over.payload.on)), countedFrom: over.payload.on };
    const replaced = next && { at: next.at, countedFrom: next.at }; // decided anew, for longer or for less
    const ends = [planned, early, replaced].filter((end) => end !== undefined);
    const end = ends.reduce((first, other) => (other.at < first.at ? other : first));
    return { approved, end, isReplaced: end === replaced, fen: portionOf(c, receipt, approved) };
  });
}

/** What a deferral names of a receipt; null where that is all that is left, or it names no sum. */
function portionOf(c: Case, receipt: string, approved: Approved): number | null {
  const { amountFen } = approved.payload;
  if (amountFen === undefined) return null;
  return amountFen < restBefore(c, receipt, approved) ? amountFen : null;
}

/** Whether a deferral puts off all that was left: then it stands for the whole receipt. */
export const defersAll = (c: Case, approved: Approved): boolean =>
  portionOf(c, approved.subject ?? '', approved) === null;

/**
 * While a deferral of all that is left holds, to its day or to the day on which its ground fell away, the payout stands
 * still; then the ten days run anew (plan §2).
 */
export const deferrals = (c: Case, receipt: string): readonly Standstill[] =>
  deferralsOf(c, receipt)
    .filter(({ fen }) => fen === null)
    .map(({ approved: { at, seq }, end }) => ({ from: at, end, fact: seq, zh: '经批准延期发放' }));

/** What an approved deferral holds of a receipt at an instant, in fen, and which; undefined: none does. */
export function deferredAt(
  c: Case,
  receipt: string,
  at: Instant,
): { readonly approved: Approved; readonly fen: number } | undefined {
  const found = deferralsOf(c, receipt).find(({ approved, end }) => approved.at <= at && at < end.at);
  if (found === undefined) return undefined;
  const { approved, fen } = found;
  return { approved, fen: fen === null ? restFen(c, receipt) : putOffFen(c, receipt, approved, fen) };
}

/** What a deferral of a portion takes out of what is payable, and what opens anew at its end (docs/spec/money.md 5). */
export interface Portion {
  readonly approved: Approved;
  readonly takenFen: number;
  readonly freedFen: number;
  readonly end: Deferral['end'];
}

/**
 * The deferrals of portions of a receipt: one that is prolonged keeps what it had taken. One for a distribution's sake does not put off once
 * more what an objection holds back.
 */
export function portionsDeferred(c: Case, receipt: string): readonly Portion[] {
  const all = deferralsOf(c, receipt).map((each) => ({ ...each, fen: each.fen === null ? null : putOffFen(c, receipt, each.approved, each.fen) })); // prettier-ignore
  return all.flatMap(({ approved, end, isReplaced, fen }, i) => {
    if (fen === null) return [];
    const [before, next] = [all[i - 1], all[i + 1]];
    const kept = before?.isReplaced === true ? Math.min(before.fen ?? 0, fen) : 0;
    const goesOn = isReplaced ? Math.min(next?.fen ?? 0, fen) : 0;
    return [{ approved, takenFen: fen - kept, freedFen: fen - goesOn, end }];
  });
}

const putOffFen = (c: Case, receipt: string, { payload: { ground } }: Approved, fen: number): number =>
  ground === 'distribution' ? Math.max(fen - everDisputedFen(c, receipt), 0) : fen;

/**
 * Every deferral of a receipt as people look at it: since when, until when, and of how much; null: of all that was left. `ended`: what it was
 * for fell away before; null: not that the record tells.
 */
export const deferralsShown = (c: Case, receipt: string) =>
  deferralsOf(c, receipt).map(({ approved, end, fen }) => {
    const over = groundEnded(c, approved);
    const ended = over === undefined || over.at >= end.at ? null : over;
    return { fact: approved.seq, from: approved.at, until: end.at, fen, ended };
  });
