// Whose share of a plan is held back by what is disputed of it: docs/spec/money.md 7.3.
import { allocate } from '../../money/allocate.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { personKey } from './creditors.ts';
import { openObjections, settledAs } from './disputes.ts';
import { isBesides, heldBackFen, writtenAs } from './held-back.ts';

type Plan = FactOf<'distribution.planned'>;
type Objection = FactOf<'distribution.objected'>['payload'];
type ByPerson = ReadonlyMap<string, number>;

const total = (sums: Iterable<number>): number => [...sums].reduce((all, fen) => all + fen, 0);

/** A sum taken off several, to the fen: of each in proportion to what it has, of all of them all that they have where it is more. */
function proRata(fen: number, has: ByPerson): ByPerson {
  const claims = [...has].flatMap(([id, amount]) => (amount > 0 ? [{ id, amount: BigInt(amount) }] : []));
  if (fen <= 0 || claims.length === 0) return new Map();
  const { shares } = allocate({ amount: BigInt(fen), ranks: [{ share: 'pro-rata', claims }], deduct: [] });
  return new Map(shares.map(({ id, paid }) => [id, Number(paid)]));
}

/** What an objection that says a sum alone takes off whom: it means anybody but the objector, and the objector only for what the others do not have. */
function meant(c: Case, { party, disputedFen }: Objection, planned: ByPerson): ByPerson {
  const own = personKey(c, party);
  const off = proRata(disputedFen, new Map([...planned].filter(([key]) => key !== own)));
  const rest = Math.min(disputedFen - total(off.values()), planned.get(own) ?? 0);
  return rest > 0 ? new Map([...off, [own, rest]]) : off;
}

/** What each of the objections from before that say a sum alone takes off whom, beyond what is taken off already: the most that one of them does. */
function beyond(c: Case, objections: readonly Objection[], { planned, off }: Record<'planned' | 'off', ByPerson>) {
  const sums = objections.map((each) => meant(c, each, planned));
  return new Map([...off].map(([key, fen]) => [key, Math.max(0, ...sums.map((each) => (each.get(key) ?? 0) - fen))]));
}

const plus = (one: ByPerson, other: ByPerson): ByPerson =>
  new Map([...one].map(([key, fen]) => [key, fen + (other.get(key) ?? 0)]));

/** What each share keeps back as the case stands, or stood at an instant, by whose it is: together what the plan holds back, no fen of it twice. */
export function heldBackOf(c: Case, plan: Plan, at = Number.POSITIVE_INFINITY): ByPerson {
  const { shares } = (settledAs(c, plan, at) ?? plan).payload;
  const objections = openObjections(c, plan, at);
  const byKey = Map.groupBy(shares, ({ party }) => personKey(c, party));
  const planned = new Map([...byKey].map(([key, own]) => [key, total(own.map(({ amountFen }) => amountFen))]));
  const wanted = objections.flatMap(({ wants = [] }) => wants);
  const lost = ({ party, amountFen }: Plan['payload']['shares'][number]): number =>
    Math.max(amountFen - Math.min(amountFen, ...wanted.filter((each) => writtenAs(each.party) === writtenAs(party)).map(({ fen }) => fen)), 0); // prettier-ignore
  const off = new Map([...byKey].map(([key, own]) => [key, total(own.map(lost))]));
  const before = objections.filter((each) => !isBesides(each));
  const most = heldBackFen(shares, before) - total(off.values());
  const sums = before.filter(({ wants }) => wants === undefined);
  return objections.filter(isBesides).reduce<ByPerson>(
    (held, each) => plus(held, meant(c, each, new Map([...planned].map(([key, fen]) => [key, fen - (held.get(key) ?? 0)])))), // prettier-ignore
    plus(off, proRata(most, beyond(c, sums, { planned, off }))),
  );
}
