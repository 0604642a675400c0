// While a duty to pay stands still because nothing may be paid: what was put off, planned or disputed since (docs/spec/money.md 7.3, 8; docs/decisions/172).
import type { Case } from '../../record/case.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { Instant } from '../../time/instant.ts';
import type { Earlier, Opening, Standstill } from '../deadline.ts';
import { waitsForPlan } from './claimants.ts';
import { deferralsOf, deferredAt, defersAll } from './deferrals.ts';
import { heldBackOf } from './disputed-shares.ts';
import { openlyDisputedFen, plannedIn, planOf, settledAs, settling } from './disputes.ts';
import { undisputedFrom } from './distributed.ts';
import { servesClaim } from './for-whom.ts';
import { type Form, forms, movements, outOf, signed, sum } from './forms.ts';
import { duesOf } from './objection-times.ts';
import { drawsOnShare, givenFen, paidFen, shareDrawn } from './plan-shares.ts';

/** What somebody is urged to pay of a receipt at an instant, and how much of it could be had but for what is held up. */
interface Wanted {
  readonly receipt: string;
  readonly at: Instant;
  readonly fen: number;
  /** For whom. */
  readonly applied: Form['applied']['payload'];
  /** What no other form has of it, and what no other order at the bank has. */
  readonly freeFen: number;
  /** What no form has of it, this one neither. */
  readonly besideFen: number;
  readonly reachFen: number;
}

/** What holds it up. */
type Held = Pick<Standstill, 'fact' | 'zh'>;

/** What holds up a sum; `over`: when everybody's time to object to the plan of its receipt is, where that is known. */
function heldUp(
  c: Case,
  { receipt, at, fen, applied, freeFen, besideFen, reachFen }: Wanted,
  over: Instant | undefined,
): Held | undefined {
  const planned = planOf(c, receipt);
  const ever = openlyDisputedFen(c, receipt, at);
  // who is held to a share is held up by what is held back alone: `shareHeld` says the rest
  const isHeldToShare = planned !== undefined && shareDrawn(c, planned, applied) !== undefined;
  const disputedFen = isHeldToShare ? Math.min(ever, Math.max(besideFen, 0)) : ever;
  const objected = planned && c.all('distribution.objected', planned.subject).findLast((f) => f.at <= at);
  if (objected !== undefined && disputedFen > 0 && fen > reachFen - disputedFen)
    return { fact: objected.seq, zh: '分配有争议' };
  if (
    planned !== undefined &&
    planned.at <= at &&
    (over === undefined || at < over) &&
    settledAs(c, planned, at) === undefined &&
    (drawsOnShare(c, planned, applied) || fen > freeFen - plannedIn(c, planned, receipt))
  )
    // prettier-ignore
    return { fact: planned.seq, zh: '列入分配方案，尚可提出异议' };
  const waits = servesClaim(c, applied) ? waitsForPlan(c, receipt, at) : undefined;
  if (waits !== undefined) return { fact: waits.seq, zh: '他人申请参与分配，尚待制作分配方案' };
  const deferred = deferredAt(c, receipt, at);
  if (deferred === undefined) return undefined;
  const isHeld = defersAll(c, deferred.approved) || fen > reachFen - ever - deferred.fen;
  return isHeld ? { fact: deferred.approved.seq, zh: '经批准延期发放' } : undefined;
}

/** Of a form besides: an objection that holds back whose share it is. */
function shareHeld(c: Case, { applied, receipt }: Form, { at, fen }: Wanted): Held | undefined {
  const planned = planOf(c, receipt);
  const objected = planned && c.all('distribution.objected', planned.subject).findLast((f) => f.at <= at);
  const key = planned && shareDrawn(c, planned, applied.payload);
  if (planned === undefined || objected === undefined || key === undefined) return undefined;
  const leftFen = givenFen(c, planned, key, at) - paidFen(c, planned, key, at);
  const isHeld = fen <= leftFen && fen > leftFen - (heldBackOf(c, planned, at).get(key) ?? 0);
  return isHeld ? { fact: objected.seq, zh: '分配有争议' } : undefined;
}

/** What a form holds of its receipt at an instant, and what of that lies with the bank, in fen. */
function heldBy(c: Case, id: string, form: Form, at: Instant): { readonly fen: number; readonly atBankFen: number } {
  const { applied, approved, ended } = form;
  if (applied.at > at || (ended !== undefined && ended.at <= at)) return { fen: 0, atBankFen: 0 };
  const { amountFen } = approved === undefined || approved.at > at ? applied.payload : approved.payload;
  const fen = Math.max(amountFen - sum(outOf(c, id).filter((f) => f.at <= at)), 0);
  const sent = c.all('payout.sent', id).findLast((f) => f.at <= at);
  const failed = sent && c.all('payout.failed', id).findLast((f) => f.at <= at && f.seq > sent.seq);
  return { fen, atBankFen: sent !== undefined && failed === undefined ? fen : 0 };
}

/** What is wanted of a receipt for one of its forms; null: the bank has been told already, or there is nothing to pay. */
function wantedFor(c: Case, id: string, form: Form, at: Instant): Wanted | null {
  const { receipt } = form;
  const own = heldBy(c, id, form, at);
  if (own.fen === 0 || own.atBankFen > 0) return null;
  const beside = besides(c, receipt, { at, but: id });
  return { receipt, at, fen: own.fen, applied: form.applied.payload, besideFen: beside.freeFen - own.fen, ...beside };
}

/** What of a receipt nobody else has at an instant. */
function besides(c: Case, receipt: string, { at, but }: { readonly at: Instant; readonly but?: string }) {
  const arrived = c.first('funds.arrived', receipt)?.payload.amountFen ?? 0;
  const restFen = (movements(c).get(receipt) ?? []).reduce((rest, f) => (f.at <= at ? rest - signed(f) : rest), arrived); // prettier-ignore
  const others = [...forms(c)].filter(([id, form]) => form.receipt === receipt && id !== but).map(([id, form]) => heldBy(c, id, form, at)); // prettier-ignore
  const [held, atBank] = [others.reduce((fen, each) => fen + each.fen, 0), others.reduce((fen, each) => fen + each.atBankFen, 0)]; // prettier-ignore
  return { freeFen: restFen - held, reachFen: restFen - atBank };
}

/** The instants at which what holds a receipt up may change, each with the day from which days are counted then. */
function turns(c: Case, receipt: string, over: Instant | undefined): ReadonlyMap<Instant, Instant | CivilDate> {
  const planned = planOf(c, receipt);
  const deferrals = deferralsOf(c, receipt);
  const joined = c.all('participation.applied');
  if (planned === undefined && deferrals.length === 0 && joined.length === 0) return new Map(); // as most receipts
  const own = [...forms(c)].filter(([, form]) => form.receipt === receipt);
  const facts = [
    ...(movements(c).get(receipt) ?? []),
    ...deferrals.map(({ approved }) => approved),
    ...(joined.length === 0
      ? []
      : [
          ...joined,
          ...c.all('distribution.planned').flatMap((each) => [each, ...c.all('distribution.settled', each.subject)]),
        ]),
    ...own.flatMap(([id, { applied, ended }]) => [applied, ...(ended === undefined ? [] : [ended]), ...c.all('payout.sent', id), ...c.all('payout.failed', id)]), // prettier-ignore
    ...(planned === undefined ? [] : [planned, ...c.all('distribution.objected', planned.subject), ...settling(c, planned)]), // prettier-ignore
  ];
  return new Map<Instant, Instant | CivilDate>([
    ...facts.map(({ at }) => [at, at] as const),
    ...(over === undefined ? [] : [[over, over] as const]),
    ...deferrals.map(({ end }) => [end.at, end.countedFrom] as const),
  ]);
}

/** The stretches in which something could not be paid, from an opening on. */
function stretches(
  at: Instant,
  turning: ReadonlyMap<Instant, Instant | CivilDate>,
  heldAt: (at: Instant) => Held | undefined,
): readonly Standstill[] {
  if (turning.size === 0) return [];
  const from = [...new Set([at, ...[...turning.keys()].filter((each) => each > at)])].toSorted((a, b) => a - b);
  return from.flatMap((start, i) => {
    const held = heldAt(start);
    const next = from[i + 1];
    const end = next === undefined ? null : { at: next, countedFrom: turning.get(next) ?? next };
    return held === undefined ? [] : [{ from: start, end, ...held }];
  });
}

/** The end of everybody's time to object to the plan of a receipt; undefined: not known. */
function timeOver(c: Case, receipt: string, earlier: Earlier): Instant | undefined {
  const planned = planOf(c, receipt);
  return planned && undisputedFrom(c, planned, duesOf(earlier('distribution-objection')))?.at;
}

/** While a form that is approved could not be put to the bank: finance is not urged to pay what it may not. */
export const formHeldUp = (c: Case, { subject, at }: Opening, earlier: Earlier): readonly Standstill[] => {
  const form = forms(c).get(subject ?? '');
  if (form === undefined) return [];
  const over = timeOver(c, form.receipt, earlier);
  return stretches(at, turns(c, form.receipt, over), (now) => {
    const wanted = wantedFor(c, subject ?? '', form, now);
    return wanted === null ? undefined : (heldUp(c, wanted, over) ?? shareHeld(c, form, wanted));
  });
};

/** While nothing of a receipt could be applied for, behind a payment of it that came back. */
export const anewHeldUp = (c: Case, { subject, at }: Opening, earlier: Earlier): readonly Standstill[] => {
  const form = forms(c).get(subject ?? '');
  if (form === undefined) return [];
  const { receipt } = form;
  const over = timeOver(c, receipt, earlier);
  return stretches(at, turns(c, receipt, over), (now) => {
    const { freeFen } = besides(c, receipt, { at: now });
    return freeFen <= 0
      ? undefined
      : heldUp(
          c,
          { receipt, at: now, fen: 1, applied: form.applied.payload, freeFen, besideFen: freeFen, reachFen: freeFen },
          over,
        );
  });
};
