// What of a receipt is payable, part by part: docs/spec/money.md 5.
import { yuan } from '../../money/yuan.ts';
import type { NodeId } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { reading } from '../../record/reading.ts';
import { type Instant, startOfDay } from '../../time/instant.ts';
import type { Earlier, Opening } from '../deadline.ts';
import { portionsDeferred } from './deferrals.ts';
import { distributedOf, undisputedFrom } from './distributed.ts';
import { type DueOf, duesOf } from './objection-times.ts';
import { isBack, type Movement, movements, signed } from './forms.ts';

/** A part of a receipt that becomes payable. */
export interface PayablePart {
  readonly receipt: string;
  /** The fact with which it does, or that had put it off until then: with the receipt its deadline's identity. */
  readonly fact: number;
  readonly at: Instant;
  /** From when its days count, where that is not the instant itself. */
  readonly from?: Instant;
  readonly fen: number;
  /** What has to have left the receipt, from the first fen on, until it is filled: the oldest part is filled first. */
  readonly upToFen: number;
  /** It has a payout of its own: what the court made good of a receipt has none. */
  readonly isOpened: boolean;
}

/** A sum that fills parts, and with which fact. */
interface Filling {
  readonly fact: Fact;
  readonly fen: number;
}

type Came = Omit<PayablePart, 'receipt' | 'upToFen'>;

/** Every part of each receipt, in the order in which they became payable. */
const allParts = reading((c): ReadonlyMap<string, readonly PayablePart[]> => {
  return new Map(
    c.all('funds.arrived').map(({ subject, payload }): readonly [string, readonly PayablePart[]] => {
      const receipt = subject ?? '';
      const confirmed = c.all('funds.confirmed', receipt);
      const came: readonly Came[] = [
        ...confirmed.map(({ at, seq }, i) => ({ at, fact: seq, fen: i === 0 ? payload.amountFen : 0, isOpened: true })), // an old record may say it twice
        ...(movements(c).get(receipt) ?? []).filter(isBack).map(cameBack),
        ...distributedOf(c, receipt).flatMap(({ undisputed, settled }) => [undisputed, ...settled].flatMap((step) => step === undefined ? [] : { at: step.at, fact: step.fact.seq, fen: step.fen, isOpened: true })),
        ...portionsDeferred(c, receipt).filter(({ freedFen }) => freedFen > 0).map(({ approved: { seq }, end: { at, countedFrom }, freedFen }) => ({
            ...{ at, fact: seq, fen: freedFen, isOpened: true },
            ...(typeof countedFrom === 'string' && { from: startOfDay(countedFrom) }),
          })),
      ]; // prettier-ignore
      let upToFen = confirmed.length === 0 ? payload.amountFen : 0;
      const ordered = came.toSorted((a, b) => a.at - b.at || a.fact - b.fact);
      return [receipt, ordered.map((part) => ({ ...part, receipt, upToFen: (upToFen += part.fen) }))];
    }),
  );
});

const cameBack = (f: Movement): Came => ({ at: f.at, fact: f.seq, fen: f.payload.amountFen, isOpened: f.node !== 'shortage.recognised' }); // prettier-ignore

/** The parts of a receipt, the oldest first. */
export const payableParts = (c: Case, receipt: string): readonly PayablePart[] => allParts(c).get(receipt) ?? [];

/** What is taken out of what is payable without leaving the receipt: distributed, disputed, or put off. */
const taken = (c: Case, receipt: string): readonly Filling[] => [
  ...distributedOf(c, receipt).flatMap((each) => each.taken),
  ...portionsDeferred(c, receipt).flatMap(({ approved: fact, takenFen: fen }) => (fen > 0 ? [{ fact, fen }] : [])),
];

/** What fills the parts of a receipt, in order: what left it, what is distributed and disputed of it, what was put off. */
const fillings = (c: Case, receipt: string): readonly Filling[] =>
  [...(movements(c).get(receipt) ?? []).flatMap((fact) => (signed(fact) > 0 ? [{ fact, fen: signed(fact) }] : [])), ...taken(c, receipt)].toSorted((a, b) => inOrder(a.fact, b.fact)); // prettier-ignore

const filledBy = (all: readonly Filling[], fen: number): Fact | undefined => {
  let sum = 0;
  return all.find((each) => (sum += each.fen) >= fen)?.fact;
};

/** What is left of each part of a receipt, the oldest filled first. */
export function partsLeft(c: Case, receipt: string): readonly (PayablePart & { readonly leftFen: number })[] {
  const gone = fillings(c, receipt).reduce((fen, each) => fen + each.fen, 0);
  return payableParts(c, receipt).map((part) => ({
    ...part,
    leftFen: Math.min(Math.max(part.upToFen - gone, 0), part.fen),
  }));
}

/** A payout for each part of a receipt that was not filled before it became payable. */
export const partOpenings = (c: Case, earlier: Earlier): readonly Opening[] =>
  c.all('funds.arrived').flatMap(({ subject }) => {
    const all = fillings(c, subject ?? '');
    return payableParts(c, subject ?? '').flatMap((part): readonly Opening[] => {
      const opened = part.isOpened ? openedAt(c, part, earlier) : undefined;
      if (opened === undefined || (filledBy(all, part.upToFen)?.at ?? opened.at) < opened.at) return [];
      return [{ ...opened, seq: part.fact, subject }];
    });
  });

/** When a part opens: what nobody disputes of a plan as the court's calendar has it. */
function openedAt(c: Case, { fact: seq, at, from }: PayablePart, earlier: Earlier) {
  const fact = c.fact(seq);
  if (fact?.node === 'distribution.planned') return undisputedFrom(c, fact, duesOf(earlier('distribution-objection')));
  return { at, ...(from !== undefined && { from }) };
}

/** When a part is payable as people look at it: of what nobody disputes of a plan by the days that the case has. */
export function shownPayableAt(c: Case, { fact: seq, at }: PayablePart, dueOf: DueOf): Instant {
  const fact = c.fact(seq);
  return fact?.node === 'distribution.planned' ? (undisputedFrom(c, fact, dueOf)?.at ?? at) : at;
}

type Payout = Pick<Opening, 'subject' | 'seq'>;

/** The fact with which a part was filled: what left the receipt, an objection or a deferral that took the rest of it out. */
export const paidInFull = (c: Case, { subject, seq }: Payout): Fact | undefined => {
  const part = payableParts(c, subject ?? '').find(({ fact }) => fact === seq);
  return part && filledBy(fillings(c, subject ?? ''), part.upToFen);
};

/** What of a filled part was not paid, in words: what took it out of what is payable; undefined: all of it was. */
export function unpaidOf(c: Case, { subject, seq }: Payout): string | undefined {
  const part = payableParts(c, subject ?? '').find(({ fact }) => fact === seq);
  if (part === undefined) return undefined;
  const from = part.upToFen - part.fen;
  let sum = 0;
  const parts = fillings(c, subject ?? '').flatMap(({ fact, fen }) => {
    const [start, end] = [sum, (sum += fen)];
    const own = Math.min(end, part.upToFen) - Math.max(start, from);
    const why = tookOut[fact.node];
    return own > 0 && why !== undefined ? [`${yuan(own)}${why}`] : [];
  });
  return parts.length === 0 ? undefined : `其中${parts.join('、')}，没有发放，具备发放条件后另计期限`;
}

/** What takes a sum out of what is payable without paying it. */
const tookOut: { readonly [N in NodeId]?: string } = {
  'distribution.planned': '列入分配方案',
  'distribution.objected': '在分配中有争议',
  'remedy.sought': '因起诉留待判决',
  'payout.delay-approved': '经批准延期发放',
};

/** The same of any sum that grows beside what is taken out: what finance was told to pay. */
export const inFull = (c: Case, { subject, seq }: Payout, grown: readonly (Fact & { readonly fen: number })[]): Fact | undefined => {
  const part = payableParts(c, subject ?? '').find(({ fact }) => fact === seq);
  const all = [...grown.map((fact) => ({ fact, fen: fact.fen })), ...taken(c, subject ?? '')];
  return part && filledBy(all.toSorted((a, b) => inOrder(a.fact, b.fact)), part.upToFen);
}; // prettier-ignore

/** The fact with which all was filled that had become payable of a receipt by an instant. */
export function filledUpTo(c: Case, { subject, at }: Pick<Opening, 'subject' | 'at'>): Fact | undefined {
  const part = payableParts(c, subject ?? '').findLast((each) => each.at <= at);
  return part && filledBy(fillings(c, subject ?? ''), part.upToFen);
}
