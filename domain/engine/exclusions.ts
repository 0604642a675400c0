import type { CivilDate } from '../time/civil-date.ts';
import type { Case } from '../record/case.ts';
import type { Excluded } from '../plan/derived.ts';
import { stopGround, stops } from '../nodes/stop-grounds.ts';
import { reading } from '../record/reading.ts';

/** What stands between a case's own clock and the calendar (engine.md 9; 审限规定9). */
export interface Stopped {
  /** Days taken out of the count: approved, with an end. */
  readonly closed: readonly Excluded[];
  /** A stop without an end: no due until it has one, but a day to look at it again. */
  readonly open: { readonly from: CivilDate; readonly review: CivilDate | null; readonly fact: number } | undefined;
}

/** The end that each exclusion was first given, by the place in the record of its approval. */
const ends = reading((c) => {
  const first = new Map<number, CivilDate>();
  for (const { payload } of c.all('exclusion.ended')) {
    if (!first.has(payload.exclusion)) first.set(payload.exclusion, payload.to);
  }
  return first;
});

/** Of several stops without an end the first counts: the clock runs again when the last has ended (engine.md 9). */
const earlierOf = (a: Stopped['open'], b: NonNullable<Stopped['open']>) =>
  a !== undefined && a.from <= b.from ? a : b;

const reviewOf = (c: Case, stop: number): CivilDate | undefined =>
  c.all('stop.reviewed').findLast((f) => f.payload.of === stop)?.payload.next;

/** Reads the approved exclusions that stop a rule's clock; `exclusion.ended` gives an open one its end. */
export function exclusionsOf(c: Case, rule: string): Stopped {
  const closed: Excluded[] = [];
  let open: Stopped['open'];
  for (const { seq, payload } of c.all('exclusion.approved')) {
    if (!stops(payload.ground, rule)) continue;
    if (payload.clocks !== undefined && !payload.clocks.some((clock) => clock === rule)) continue;
    const to = ends(c).get(seq) ?? payload.to;
    if (to === undefined)
      open = earlierOf(open, { from: payload.from, review: reviewOf(c, seq) ?? payload.review ?? null, fact: seq });
    else if (to >= payload.from)
      closed.push({ from: payload.from, to, ground: stopGround(payload.ground).zh, fact: seq });
  }
  return { closed, open };
}
