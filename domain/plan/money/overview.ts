// The money of a case as it stands, receipt by receipt: docs/spec/money.md 5, 14.
import type { NodeId } from '../../nodes/index.ts';
import type { PayoutGround } from '../../nodes/payouts-to.ts';
import { readInstant } from '../../gate/instant.ts';
import type { LedgerPlace } from '../../money/ledger/accounts.ts';
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { reading } from '../../record/reading.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { dateOf, type Instant } from '../../time/instant.ts';
import { type AccountShown, accountShownOf } from './account-shown.ts';
import { deferralsShown } from './deferrals.ts';
import { openlyDisputedFen } from './disputes.ts';
import { type Form, forms, type Movement, movements, type OutNode, outOf, signed, sum } from './forms.ts';
import { moneyOf } from './journal.ts';
import type { DueOf } from './objection-times.ts';
import { partsLeft, shownPayableAt } from './parts.ts';
import { arrivedIn, heldIn } from './places.ts';
import { restFen } from './readings.ts';

/** Where a form stands (docs/spec/money.md 4). */
export type FormState =
  | 'applied'
  | 'reviewed'
  | 'approved'
  | 'sent'
  | 'paid'
  | 'refunded'
  | 'taken'
  | 'escrowed'
  | 'transferred'
  | 'bounced'
  | 'released'
  | 'withdrawn'
  | 'returned'
  | 'rejected'
  | 'failed'
  | 'reversed';

/** What the money that left it makes of a form, by how it left. */
const wentAs: Readonly<Record<OutNode, FormState>> = {
  'payout.paid': 'paid',
  'payout.refunded': 'refunded',
  'fee.taken': 'taken',
  'payout.escrowed': 'escrowed',
  'funds.transferred': 'transferred',
};

const endedAs: { readonly [N in NodeId]?: FormState } = {
  'payout.withdrawn': 'withdrawn',
  'payout.rejected': 'rejected',
  'payout.failed': 'failed',
  'funds.reversed': 'reversed',
};

/** A form with its persons. */
export interface FormShown {
  readonly id: string;
  readonly state: FormState;
  readonly to: FactOf<'payout.applied'>['payload']['to'];
  readonly payee: string;
  /** For what its money goes elsewhere than to a creditor, and which document says so; null: it says neither. */
  readonly ground: PayoutGround | null;
  readonly document: string | null;
  /** The creditor for whom somebody else receives; null: nobody. */
  readonly onBehalfOf: string | null;
  readonly account: AccountShown;
  readonly replaces: string | null;
  readonly appliedFen: number;
  readonly approvedFen: number | null;
  readonly outFen: number;
  readonly returnedFen: number;
  /** Who did it, the last where several did; null: nobody yet. */
  readonly persons: Readonly<Record<'applied' | 'reviewed' | 'approved' | 'sent' | 'paid', string | null>>;
}

/** A part of a receipt that became payable, and what is left of it. */
export interface PartShown {
  /** The fact at which it became payable, with its deadline `payout:{receipt}@{fact}`. */
  readonly fact: number;
  readonly payableAt: Instant;
  readonly fen: number;
  readonly leftFen: number;
}

/** Each fen of a receipt lies in one of these, or has left by one of them. */
export type PartNames =
  | 'arrivedFen'
  | 'heldFen'
  | 'reservedFen'
  | 'disputedFen'
  | 'transitFen'
  | 'escrowFen'
  | 'feeFen'
  | 'paidFen'
  | 'refundedFen'
  | 'transferredFen'
  | 'reversedFen';

/** A receipt as it stands. */
export interface ReceiptShown {
  readonly id: string;
  readonly amountFen: number;
  readonly payer: string;
  readonly source: string | null;
  readonly bookedAt: Instant;
  readonly notifiedAt: Instant | null;
  /** The day to which interest runs. */
  readonly countsOn: CivilDate;
  readonly where: Readonly<Record<PartNames, number>>;
  /** What the court made good of it, or has to recover. */
  readonly recoverableFen: number;
  /** Of what is held: nobody is paid of it before its distribution is settled. */
  readonly disputedFen: number;
  readonly parts: readonly PartShown[];
  /** What was put off. */
  readonly deferrals: ReturnType<typeof deferralsShown>;
  readonly forms: readonly FormShown[];
  readonly bounced: boolean;
  readonly claimedLate: boolean;
}

/** All receipts of a case, in the order in which they came; `dueOf`: the days to object to a plan, left out: nobody has looked at a calendar. */
export function moneyOverview(c: Case, dueOf: DueOf = () => undefined): readonly ReceiptShown[] {
  const byReceipt = Map.groupBy(forms(c), ([, form]) => form.receipt);
  return c
    .all('funds.arrived')
    .map((arrived) => receiptShown(c, arrived, { own: byReceipt.get(arrived.subject ?? '') ?? [], dueOf }));
}

type OwnForms = readonly (readonly [string, Form])[];

function receiptShown(
  c: Case,
  arrived: FactOf<'funds.arrived'>,
  { own, dueOf }: { readonly own: OwnForms; readonly dueOf: DueOf },
): ReceiptShown {
  const id = arrived.subject ?? '';
  const { amountFen, payer, source = null, bookedAt, countsOn } = arrived.payload;
  const booked = (bookedAt === undefined ? undefined : readInstant(bookedAt)) ?? arrived.at;
  const moved = movements(c).get(id) ?? [];
  return {
    id,
    amountFen,
    payer,
    source,
    bookedAt: booked,
    notifiedAt: c.first('funds.confirmed', id)?.at ?? null,
    countsOn: countsOn ?? dateOf(booked),
    where: whereIs(c, id, { forms: own, moved }),
    recoverableFen: recoverable(c).get(id) ?? 0,
    disputedFen: Math.min(openlyDisputedFen(c, id), restFen(c, id)),
    parts: partsLeft(c, id).filter(({ isOpened }) => isOpened).map((part) => ({ fact: part.fact, payableAt: shownPayableAt(c, part, dueOf), fen: part.fen, leftFen: part.leftFen })), // prettier-ignore
    deferrals: deferralsShown(c, id),
    forms: own.map(([name, form]) => formShown(c, name, form)),
    bounced: moved.at(-1)?.node === 'payout.returned',
    claimedLate: source === 'claim',
  };
}

/** What the ledger has in the receipt's places, and what left it by each way. */
function whereIs(
  c: Case,
  receipt: string,
  { forms: ofIt, moved }: { readonly forms: OwnForms; readonly moved: readonly Movement[] },
): ReceiptShown['where'] {
  const { before } = moneyOf(c);
  const own = before.receipt(receipt);
  const there = (place: LedgerPlace): number => (own === undefined ? 0 : Number(before.balance(place, own)));
  const thereOf = (place: LedgerPlace | undefined): number => (place === undefined ? 0 : there(place));
  const ofForms = (place: 'reserved' | 'transit'): number =>
    ofIt.reduce((fen, [id]) => fen + thereOf(before.form(id)?.[place]), 0);
  const left = (...nodes: readonly NodeId[]): number =>
    moved.filter(({ node }) => nodes.includes(node)).reduce((fen, f) => fen + signed(f), 0);
  return {
    arrivedFen: there(arrivedIn(before.record)),
    heldFen: there(heldIn(before.record)),
    reservedFen: ofForms('reserved'),
    disputedFen: before.disputedOf(receipt).reduce((fen, place) => fen + there(place), 0),
    transitFen: ofForms('transit'),
    escrowFen: left('payout.escrowed', 'escrow.released'),
    feeFen: left('fee.taken'),
    paidFen: left('payout.paid', 'payout.returned'),
    refundedFen: left('payout.refunded'),
    transferredFen: left('funds.transferred'),
    reversedFen: left('funds.reversed'),
  };
}

/** What was ever posted to `recoverable`, by receipt. */
const recoverable = reading((c): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const { account, key, fen } of moneyOf(c).book.balances()) {
    const subject = account === 'recoverable' ? c.fact(Number(key.slice(key.lastIndexOf('#') + 1)))?.subject : null;
    if (subject == null) continue;
    const receipt = forms(c).get(subject)?.receipt ?? subject;
    found.set(receipt, (found.get(receipt) ?? 0) + Number(fen));
  }
  return found;
});

function formShown(c: Case, id: string, form: Form): FormShown {
  const { applied, reviewed, approved } = form;
  const out = outOf(c, id);
  const by = (fact: Fact | undefined): string | null => fact?.by ?? null;
  return {
    id,
    state: stateOf(c, id, form),
    to: applied.payload.to,
    payee: applied.payload.payee,
    ground: applied.payload.ground ?? null,
    document: applied.payload.document ?? null,
    onBehalfOf: applied.payload.onBehalfOf ?? null,
    account: accountShownOf(c, applied),
    replaces: applied.payload.replaces ?? null,
    appliedFen: applied.payload.amountFen,
    approvedFen: approved?.payload.amountFen ?? null,
    outFen: sum(out),
    returnedFen: sum(c.all('payout.returned', id)),
    persons: {
      applied: applied.by,
      reviewed: by(reviewed),
      approved: by(c.last('payout.approved', id)), // also of one that finance has sent back
      sent: by(c.last('payout.sent', id)),
      paid: by(out.at(-1)),
    },
  };
}

function stateOf(c: Case, id: string, { ended, sent, approved, reviewed, leftFen, paidFen }: Form): FormState {
  const out = outOf(c, id).at(-1);
  const last = [...outOf(c, id), ...c.all('payout.returned', id)].toSorted(inOrder).at(-1);
  if (last?.node === 'payout.returned') return 'bounced';
  if (sent !== undefined) return 'sent';
  if (ended !== undefined) return endedAs[ended.node] ?? 'returned';
  if (paidFen > 0 && leftFen <= 0) return out === undefined ? 'paid' : wentAs[out.node];
  if (leftFen <= 0 && c.last('escrow.released', id) !== undefined) return 'released';
  if (approved !== undefined) return 'approved';
  return reviewed?.payload.passed === true ? 'reviewed' : 'applied';
}
