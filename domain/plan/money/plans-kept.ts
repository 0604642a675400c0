import type { FenAmount } from '../../money/fen.ts';
import type { LedgerPlace } from '../../money/ledger/accounts.ts';
import { type Lines, moved } from '../../money/ledger/entry.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { heldBackFen, openOf } from './held-back.ts';
import { type Before, disputedIn, heldIn } from './places.ts';

/** A plan of distribution as the ledger knows it. */
interface Plan {
  readonly place: LedgerPlace;
  readonly shares: FactOf<'distribution.planned'>['payload']['shares'];
  /** Its receipts, and how much of each may be disputed: what was left of it when it was planned. */
  readonly most: ReadonlyMap<string, FenAmount>;
  readonly objections: readonly FactOf<'distribution.objected'>['payload'][];
  readonly suits: readonly FactOf<'remedy.sought'>['payload'][];
  readonly settled: FactOf<'distribution.settled'>['payload'] | undefined;
}

/** What moves of a receipt. */
interface KeptBack {
  readonly receipt: string;
  readonly lines: Lines;
}

/** The plans of a record as its ledger grows (docs/decisions/113). */
interface PlansKept {
  readonly meet: (fact: Fact) => void;
  /** What is free and disputed is held back, whatever made it free; once its plan is settled it is free again but for what is sued for. */
  readonly kept: () => readonly KeptBack[];
  readonly disputedOf: Before['disputedOf'];
}

/** No plan yet; `look` is the ledger beside them, as it stands whenever it is asked. */
export function plansKept(
  record: string,
  { receipt: receiptOf, formsOf, balance }: Pick<Before, 'receipt' | 'formsOf' | 'balance'>,
): PlansKept {
  const plans = new Map<string, Plan>();
  const held = heldIn(record);
  const there = (place: LedgerPlace, receipt: string): FenAmount => {
    const known = receiptOf(receipt);
    return known === undefined ? 0n : balance(place, known);
  };
  const mostOf = (receipt: string): FenAmount =>
    [held, ...formsOf(receipt).flatMap(({ reserved, transit }) => [reserved, transit])].reduce(
      (fen, place) => fen + there(place, receipt),
      0n,
    );
  const meet = (fact: Fact): void => {
    const id = fact.subject ?? '';
    const known = plans.get(id);
    if (fact.node === 'distribution.planned' && known === undefined) {
      const { receipts, shares } = fact.payload;
      const most = new Map(receipts.map((receipt) => [receipt, mostOf(receipt)]));
      plans.set(id, { place: disputedIn(record, id), shares, most, objections: [], suits: [], settled: undefined });
    }
    if (known === undefined) return;
    if (fact.node === 'distribution.objected') plans.set(id, { ...known, objections: [...known.objections, fact.payload] }); // prettier-ignore
    if (fact.node === 'remedy.sought') plans.set(id, { ...known, suits: [...known.suits, fact.payload] });
    if (fact.node === 'distribution.settled') plans.set(id, { ...known, shares: fact.payload.shares, settled: fact.payload }); // prettier-ignore
  };
  const keptOf = ({ place, shares, most, ...plan }: Plan): readonly KeptBack[] => {
    let rest = BigInt(heldBackFen(shares, openOf(plan)));
    return [...most].map(([receipt, limit]) => {
      const lot = receiptOf(receipt)?.lot ?? '';
      const wanted = rest < limit ? rest : limit;
      rest -= wanted;
      const lacks = wanted - there(place, receipt);
      const free = there(held, receipt);
      const lines = lacks < 0n ? moved(place, held, lot, -lacks) : moved(held, place, lot, lacks < free ? lacks : free);
      return { receipt, lines };
    });
  };
  return {
    meet,
    kept: () => [...plans.values()].flatMap(keptOf),
    disputedOf: (receipt) => [...plans.values()].flatMap(({ most, place }) => (most.has(receipt) ? [place] : [])),
  };
}
