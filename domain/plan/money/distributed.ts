// What a plan takes out of what is payable of its receipts, and when that becomes payable again: docs/spec/money.md 5, 7.3.
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { reading } from '../../record/reading.ts';
import { dateOf, type Instant, startOfDay } from '../../time/instant.ts';
import type { DeadlineAbove, Earlier } from '../deadline.ts';
import { disputedSteps, plannedIn, settledInFull, suedFen } from './disputes.ts';
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
  /** What the plan distributes of it; then what was objected to when it was payable already. */
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
  return {
    planned,
    taken,
    undisputed: isOver && undisputedFen > 0 ? { fact: planned, at: over, fen: undisputedFen } : undefined,
    settled: freed(c, planned, { receipt, heldFen }),
  };
}

/** What each settlement of a plan sets free of what was held. */
function freed(c: Case, planned: Planned, { receipt, heldFen }: { readonly receipt: string; readonly heldFen: number }) {
  let held = heldFen;
  return c.all('distribution.settled', planned.subject).flatMap((settled) => {
    const still = Math.min(suedFen(c, planned, { receipt, settled }), held);
    const fen = held - still;
    held = still;
    return fen > 0 ? [{ fact: settled, at: settled.at, fen }] : [];
  });
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
  c.all('distribution.planned').map((planned) => {
    const settled = settledInFull(c, planned);
    const isDisputed = c.first('distribution.objected', planned.subject) !== undefined;
    const over = isDisputed ? undefined : undisputedFrom(c, planned, duesOf(earlier('distribution-objection')));
    const end = over ?? settled;
    return { openedAt: planned.at, seq: planned.seq, endedAt: end?.at ?? null, endedBy: over === undefined ? (settled?.seq ?? null) : planned.seq }; // prettier-ignore
  });

type Stretch = Pick<DeadlineAbove, 'openedAt' | 'seq' | 'endedAt' | 'endedBy'>;
