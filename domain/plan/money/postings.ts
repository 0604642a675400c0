// What each node of the money chapter does to the ledger (docs/spec/money.md 3): "debit ← credit" there is `from`, `to` here.
import type { chapters } from '../../nodes/chapters.ts';
import type { unidentifiedNodes } from '../../nodes/unidentified.ts';
import type { NodeId } from '../../nodes/index.ts';
import { lotOf, passageKey, type LedgerPlace } from '../../money/ledger/accounts.ts';
import { type Lines, moved } from '../../money/ledger/entry.ts';
import { caseIdOf } from '../../record/case-number.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import {
  arrivedIn,
  atBank,
  type Before,
  escrowIn,
  fenOf,
  freeIn,
  heldIn,
  type Posts,
  recoverableBy,
  unidentifiedIn,
  type LedgerForm,
  type LedgerReceipt,
  reservedFor,
  taking,
} from './places.ts';
import { reconciliationPostings } from './reconciliation-postings.ts';

/** What was received: at the bank, in cash, out of what nobody had claimed, or out of another case. */
function origin({ record }: Before, { payload, by }: FactOf<'funds.arrived'>): LedgerPlace {
  const { source, from, officers, line } = payload;
  if (source === 'cash') return { account: 'cash', key: officers?.[0] ?? by };
  if (source === 'claim' && from !== undefined) return { account: 'unidentified', key: from.record };
  if (source === 'transfer' && from !== undefined)
    return { account: 'in-passage', key: passageKey(from.record, record) };
  return atBank(line);
}

/** Money keeps the lot of the bank's line that brought it, wherever in the court it goes. */
function lotFrom({ record }: Before, { subject, payload: { source, from } }: FactOf<'funds.arrived'>): string {
  if (source === 'claim' && from !== undefined) return from.record;
  if (source === 'transfer' && from !== undefined) return from.lot ?? lotOf(from.record, from.receipt ?? '');
  return lotOf(record, subject ?? '');
}

/** The receipt that a first arrival brings into a record. */
export const receiptOf = (before: Before, fact: FactOf<'funds.arrived'>): LedgerReceipt => ({
  id: fact.subject ?? '',
  lot: lotFrom(before, fact),
  fen: fenOf(fact.payload.amountFen),
  at: origin(before, fact),
});

/** What a form has reserved is free again. */
const freed = (before: Before, { subject }: Fact): Lines => {
  const form = before.form(subject);
  if (form === undefined) return [];
  const { receipt, reserved } = form;
  return moved(reserved, freeIn(before, receipt), receipt.lot, before.balance(reserved, receipt));
};

/** A form's money leaves: what is on its way first, then what it has reserved; of an old record also what nobody had reserved for it. */
const leaving = <N extends NodeId>(into: (before: Before, fact: FactOf<N>, form: LedgerForm) => LedgerPlace): Posts<N> =>
  (before, fact) => {
    const form = before.form(fact.subject);
    if (form === undefined) return [];
    const { record } = before;
    const others = before.formsOf(form.receipt.id).filter(({ id }) => id !== form.id);
    return taking(before, {
      receipt: form.receipt,
      fen: fenOf((fact.payload as { readonly amountFen?: unknown }).amountFen),
      out: [
        form.transit,
        form.reserved,
        heldIn(record),
        arrivedIn(record),
        ...others.map(({ reserved }) => reserved),
        ...before.disputedOf(form.receipt.id),
      ],
      into: into(before, fact, form),
      short: recoverableBy(record, fact),
    });
  }; // prettier-ignore

const toBank = leaving<'payout.paid' | 'payout.refunded'>((_, { payload: { line } }, { receipt }) =>
  atBank(line, receipt),
);

/** Nothing moves: something is said, asked or decided of money. */
const none = null;

type Table = {
  readonly [
    N in
      | keyof typeof chapters.money.nodes
      | keyof typeof unidentifiedNodes
      | keyof typeof reconciliationPostings
      | 'request.returned'
      | 'remedy.sought'
  ]: Posts<N> | null;
};

/** A record of unidentified money is one receipt, which has no name of its own. */
export const unidentifiedOf = ({ record }: Before, { payload: { line, amountFen } }: FactOf<'funds.unidentified'>): LedgerReceipt => ({ id: '', lot: record, fen: fenOf(amountFen), at: atBank(line) }); // prettier-ignore

/** THE TABLE of postings: total over the money chapter, unidentified money and reconciliation, and what else moves money. */
export const postings: Table = {
  'funds.arrived': (before, fact) => {
    const { lot, at, fen } = receiptOf(before, fact);
    return moved(at, arrivedIn(before.record), lot, fen);
  },
  'funds.reviewed': none,
  'funds.confirmed': (before, { subject, payload }) => {
    const receipt = before.receipt(subject);
    if (receipt === undefined) return [];
    const [out, into] = [[arrivedIn(before.record)], heldIn(before.record)];
    return taking(before, { receipt, fen: fenOf(payload.amountFen), out, into });
  },
  'funds.reversed': (before, fact) => {
    const receipt = before.receipt(fact.subject) ?? before.receipt(null);
    if (receipt === undefined) return [];
    const { record } = before;
    return taking(before, {
      receipt,
      fen: fenOf(fact.payload.amountFen),
      out: [
        arrivedIn(record),
        heldIn(record),
        unidentifiedIn(record),
        ...before.disputedOf(receipt.id),
        ...before.formsOf(receipt.id).map(({ reserved }) => reserved), // not at the bank yet: it does not go
      ],
      into: atBank(fact.payload.line, receipt),
      short: recoverableBy(record, fact),
    });
  },
  'cash.deposited': (before, { subject, payload }) => {
    const receipt = before.receipt(subject);
    return receipt?.at.account !== 'cash' ? [] : moved(atBank(payload.line), receipt.at, receipt.lot, before.balance(receipt.at, receipt)); // prettier-ignore
  },
  'payout.applied': (before, { subject, payload }) => {
    const receipt = before.receipt(subject);
    if (receipt === undefined) return [];
    const [out, into] = [[heldIn(before.record)], reservedFor(before.record, payload.form)];
    return taking(before, { receipt, fen: fenOf(payload.amountFen), out, into });
  },
  'payout.material-reviewed': (before, fact) => (fact.payload.passed ? [] : freed(before, fact)),
  'request.returned': freed,
  'payout.withdrawn': freed,
  'payout.rejected': freed,
  'payout.approved': (before, { subject, payload }) => {
    const form = before.form(subject);
    if (form === undefined) return [];
    const { receipt, reserved } = form;
    const over = before.balance(reserved, receipt) - fenOf(payload.amountFen);
    if (over >= 0n) return moved(reserved, freeIn(before, receipt), receipt.lot, over);
    return taking(before, { receipt, fen: -over, out: [heldIn(before.record)], into: reserved }); // an old record reserved nothing before
  },
  'payout.sent': (before, { subject }) => {
    const form = before.form(subject);
    if (form === undefined) return [];
    const { receipt, reserved, transit } = form;
    return moved(reserved, transit, receipt.lot, before.balance(reserved, receipt));
  },
  'payout.failed': (before, { subject, payload }) => {
    const form = before.form(subject);
    if (form === undefined) return [];
    const { receipt, transit } = form;
    const goesAgain = payload.again && before.reversal(receipt.id) === undefined;
    const back = goesAgain ? form.reserved : freeIn(before, receipt);
    return moved(transit, back, receipt.lot, before.balance(transit, receipt));
  },
  'payout.paid': toBank,
  'payout.refunded': toBank,
  'fee.taken': leaving<'fee.taken'>(({ record }) => ({ account: 'fee', key: record })),
  'funds.transferred': leaving<'funds.transferred'>(({ record }, { payload }) => ({
    account: 'in-passage',
    key: passageKey(record, caseIdOf(payload.case)),
  })),
  'payout.escrowed': leaving<'payout.escrowed'>(({ record }) => escrowIn(record)),
  'escrow.released': (before, { subject, payload }) => {
    const form = before.form(subject);
    if (form === undefined) return [];
    const [fen, { escrowedFen }] = [fenOf(payload.amountFen), form];
    const [out, into] = [[escrowIn(before.record)], freeIn(before, form.receipt)];
    return taking(before, { receipt: form.receipt, fen: fen < escrowedFen ? fen : escrowedFen, out, into });
  },
  'escrow.reviewed': none,
  'payout.returned': (before, { subject, payload }) => {
    const form = before.form(subject);
    if (form === undefined) return [];
    const { receipt } = form;
    return moved(atBank(payload.line, receipt), freeIn(before, receipt), receipt.lot, fenOf(payload.amountFen));
  },
  'shortage.recognised': (before, fact) => {
    const receipt = before.receipt(fact.subject) ?? before.form(fact.subject)?.receipt;
    if (receipt === undefined) return [];
    const { record } = before;
    return moved(recoverableBy(record, fact), heldIn(record), receipt.lot, fenOf(fact.payload.amountFen));
  },
  'funds.allocated': none,
  'fee.assessed': none,
  'claim.waived': none,
  // a record of unidentified money is its own lot: what is claimed of it leaves with the arrival in the case
  'funds.unidentified': (before, fact) => {
    const { at, lot, fen } = unidentifiedOf(before, fact);
    return moved(at, unidentifiedIn(before.record), lot, fen);
  },
  'funds.sent-back': (before) => {
    const receipt = before.receipt(null);
    if (receipt === undefined) return [];
    const out = unidentifiedIn(before.record);
    return moved(out, receipt.at, receipt.lot, before.balance(out, receipt));
  },
  'claim.proposed': none,
  'funds.claimed': none,
  'funds.publicised': none,
  'unidentified.reviewed': none,
  ...reconciliationPostings,
  'payee-account.confirmed': none,
  'payee-account.change-proposed': none,
  'payee-account.changed': none,
  'payee-account.stopped': none,
  'payout.delay-approved': none,
  'deferral.ended': none,
  // what an objection holds back, and a suit holds on, follows every entry: `kept` in journal.ts
  'participation.applied': none,
  'distribution.planned': () => [],
  'distribution.objected': () => [],
  'distribution.opposed': none,
  'distribution.settled': () => [],
  'remedy.sought': () => [],
};

/** Whether facts of a node may move money. */
export const movesMoney = (node: NodeId): boolean => postingOf(node) !== null;

/** What a fact of a node posts; null: nothing, ever. */
export const postingOf = (node: NodeId): Posts<NodeId> | null =>
  (postings as unknown as Readonly<Partial<Record<NodeId, Posts<NodeId> | null>>>)[node] ?? null; // a posting only ever gets facts of its own node
