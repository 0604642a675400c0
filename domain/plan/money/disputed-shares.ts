// Whose share of a plan is held back by what is disputed of it: docs/spec/money.md 7.3.
import { allocate } from '../../money/allocate.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { personKey } from './creditors.ts';
import { openObjections, settledAs } from './disputes.ts';
import { heldBackFen, writtenAs } from './held-back.ts';

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

/** What objections that say a sum alone take off whom: together, but of those from before the most that one of them does. */
function meantBy(c: Case, objections: readonly Objection[], planned: ByPerson): ByPerson {
  const sums = objections.filter(({ wants }) => wants === undefined);
  const before = sums.filter(({ adds }) => adds !== true).map((each) => meant(c, each, planned));
  const off = new Map([...planned.keys()].map((key) => [key, Math.max(0, ...before.map((each) => each.get(key) ?? 0))]));
  for (const each of sums.filter(({ adds }) => adds === true)) {
    const left = new Map([...planned].map(([key, fen]) => [key, Math.max(fen - (off.get(key) ?? 0), 0)]));
    for (const [key, fen] of meant(c, each, left)) off.set(key, (off.get(key) ?? 0) + fen);
  }
  return off;
} // prettier-ignore

/** What each share keeps back as the case stands, or stood at an instant, by whose it is: together what the plan holds back, no fen of it twice. */
export function heldBackOf(c: Case, plan: Plan, at = Number.POSITIVE_INFINITY): ByPerson {
  const { shares } = (settledAs(c, plan, at) ?? plan).payload;
  const objections = openObjections(c, plan, at);
  const byKey = Map.groupBy(shares, ({ party }) => personKey(c, party));
  const planned = new Map([...byKey].map(([key, own]) => [key, total(own.map(({ amountFen }) => amountFen))]));
  const wanted = objections.flatMap(({ wants = [] }) => wants);
  const lost = ({ party, amountFen }: Plan['payload']['shares'][number]): number =>
    Math.max(amountFen - Math.min(amountFen, ...wanted.filter((each) => writtenAs(each.party) === writtenAs(party)).map(({ fen }) => fen)), 0); // prettier-ignore
  const named = new Map([...byKey].map(([key, own]) => [key, total(own.map(lost))]));
  const sums = meantBy(c, objections, planned);
  const more = proRata(
    heldBackFen(shares, objections) - total(named.values()),
    new Map([...named].map(([key, fen]) => [key, Math.max((sums.get(key) ?? 0) - fen, 0)])),
  );
  return new Map([...named].map(([key, fen]) => [key, fen + (more.get(key) ?? 0)]));
}
