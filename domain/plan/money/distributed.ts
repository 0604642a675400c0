// What a plan takes out of what is payable of its receipts, and when that becomes payable again: docs/spec/money.md 5, 7.3.
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { reading } from '../../record/reading.ts';
import { dateOf, type Instant, startOfDay } from '../../time/instant.ts';
import type { DeadlineAbove, Earlier } from '../deadline.ts';
import { disputedSteps, plannedIn, settling, suedFen, unsettledStretches } from './disputes.ts';
import { type DueOf, duesOf, timesOver, timesOverAtLeast } from './objection-times.ts';

type Planned = FactOf<'distribution.planned'>;

/** A sum that is taken out of what is payable, or comes free, with a fact. */
interface Step<F extends Fact = Fact> {
  readonly fact: F;
  readonly at: Instant;
  readonly fen: number;
}

/** A plan and one of its receipts. */
interface Distributed {
  readonly planned: Planned;
  /** What the plan distributes of it; then what was objected to when it was payable already, and what a suit holds again. */
  readonly taken: readonly Step[];
  /** What nobody disputes, from about when everybody's time is over: without a calendar. */
  readonly undisputed: Step<Planned> | undefined;
  /** All else, from the settlement on; what was sued for from the judgment. */
  readonly settled: readonly Step<FactOf<'distribution.settled'>>[];
}

/** Every plan of each receipt; an old record may have it in two. */
const distributed = reading((c): ReadonlyMap<string, readonly Distributed[]> => {
  const all = c
    .all('distribution.planned')
    .flatMap((planned) =>
      [...new Set(planned.payload.receipts)].map((receipt) => [receipt, distributedBy(c, planned, receipt)] as const),
    );
  return new Map(
    [...Map.groupBy(all, ([receipt]) => receipt)].map(([receipt, of]) => [receipt, of.map(([, each]) => each)]),
  );
});

export const distributedOf = (c: Case, receipt: string): readonly Distributed[] => distributed(c).get(receipt) ?? [];

function distributedBy(c: Case, planned: Planned, receipt: string): Distributed {
  const settled = c.first('distribution.settled', planned.subject);
  const over = timesOverAtLeast(c, planned);
  const isOver = over !== undefined && (settled === undefined || over <= settled.at);
  const planFen = plannedIn(c, planned, receipt);
  const objected = disputedSteps(c, receipt).filter(({ fact }) => fact.subject === planned.subject);
  const late = isOver ? objected.filter(({ fact }) => fact.at >= over) : [];
  const disputedFen = objected.reduce((sum, { fact, fen }) => sum + (isOver && fact.at < over ? fen : 0), 0);
  const undisputedFen = isOver ? Math.max(planFen - disputedFen, 0) : 0;
  const taken = [{ fact: planned, fen: planFen }, ...late].map((step) => ({ ...step, at: step.fact.at }));
  const heldFen = taken.reduce((sum, { fen }) => sum + fen, 0) - undisputedFen;
  const { again, freed } = settledSteps(c, planned, { receipt, heldFen });
  return {
    planned,
    taken: [...taken, ...again],
    undisputed: isOver && undisputedFen > 0 ? { fact: planned, at: over, fen: undisputedFen } : undefined,
    settled: freed,
  };
}

/** What each settlement of a plan sets free of what was held, and what a suit that the court hears of later holds again. */
function settledSteps(c: Case, planned: Planned, { receipt, heldFen }: { readonly receipt: string; readonly heldFen: number }) {
  let held = heldFen;
  const again: Step<FactOf<'remedy.sought'>>[] = [];
  const freed: Step<FactOf<'distribution.settled'>>[] = [];
  let isSettled = false;
  for (const fact of settling(c, planned)) {
    const { at } = fact;
    const sued = suedFen(c, planned, { receipt, at });
    if (fact.node === 'distribution.settled') {
      isSettled = true;
      if (sued < held) freed.push({ fact, at, fen: held - sued });
      held = Math.min(sued, held);
    } else if (isSettled && sued > held) {
      again.push({ fact, at, fen: sued - held });
      held = sued;
    }
  }
  return { again, freed };
} // prettier-ignore

/** When what nobody disputes of a plan is payable, by the times to object as the case has them, and from which day its own days count. */
export function undisputedFrom(
  c: Case,
  planned: Planned,
  dueOf: DueOf,
): { readonly at: Instant; readonly from: Instant } | undefined {
  const over = timesOver(c, planned, dueOf);
  if (over === undefined) return undefined;
  const at = Math.min(over, c.first('distribution.settled', planned.subject)?.at ?? over);
  return { at, from: startOfDay(dateOf(at - 1)) };
}

/** The stretches in which a plan is still open: until everybody's time is over where nobody disputes anything, else until it is settled. */
export const openPlans = (c: Case, earlier: Earlier): readonly Stretch[] =>
  c.all('distribution.planned').flatMap((planned): readonly Stretch[] => {
    const isDisputed = c.first('distribution.objected', planned.subject) !== undefined;
    const over = isDisputed ? undefined : undisputedFrom(c, planned, duesOf(earlier('distribution-objection')));
    if (over !== undefined) return [{ openedAt: planned.at, seq: planned.seq, endedAt: over.at, endedBy: planned.seq }];
    return unsettledStretches(c, planned).map(({ from: { at, seq }, end }) => ({ openedAt: at, seq, endedAt: end?.at ?? null, endedBy: end?.seq ?? null })); // prettier-ignore
  });

type Stretch = Pick<DeadlineAbove, 'openedAt' | 'seq' | 'endedAt' | 'endedBy'>;
