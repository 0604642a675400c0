// What objections hold back of a plan: docs/spec/money.md 7.3. Read of facts alone, as the ledger does.
import type { FactOf } from '../../record/fact.ts';
import { foldName } from '../../record/bank-names.ts';

type Shares = FactOf<'distribution.planned'>['payload']['shares'];
type Objection = Pick<FactOf<'distribution.objected'>['payload'], 'disputedFen' | 'wants' | 'adds'>;

/** How a party is written in a plan: an objection that says what each should get writes them alike. */
export const writtenAs = (party: string): string => foldName(party);

/** What an objection takes off a plan's shares: of those that it names, what is planned beyond what it gives them. */
export function takenOff(shares: Shares, wants: NonNullable<Objection['wants']>): number {
  const given = new Map(wants.map(({ party, fen }) => [writtenAs(party), fen]));
  return shares.reduce((fen, { party, amountFen }) => fen + Math.max(amountFen - (given.get(writtenAs(party)) ?? amountFen), 0), 0); // prettier-ignore
}

/** Of several objections those of some parties, as an objection writes them. */
const ofThem = <O extends Pick<FactOf<'distribution.objected'>['payload'], 'party'>>(
  objections: readonly O[],
  parties: readonly string[],
): readonly O[] => objections.filter(({ party }) => parties.some((one) => writtenAs(one) === writtenAs(party)));

type Settlement = Pick<FactOf<'distribution.settled'>['payload'], 'how' | 'sued' | 'shares'>;
type Suit = Pick<FactOf<'remedy.sought'>['payload'], 'holds' | 'gone'>;

/**
 * Who is sued for of what a settlement leaves open, as their objections write them: whom it names, and whose suit holds by itself, whenever the
 * court hears of it (docs/decisions/187). A judgment leaves nothing open.
 */
export const suedOf = ({ how, sued = [] }: Settlement, suits: readonly Suit[]): readonly string[] =>
  how === 'judged' ? [] : [...sued, ...suits.flatMap(({ holds = [] }) => holds)];

/**
 * The objections to a plan that hold back something: all of them until it is settled, from then on those that are sued for, as far as what they
 * dispute had not been paid when the court heard of it: no other's money stands in for it (docs/decisions/187).
 */
export function openOf<O extends Objection & Pick<FactOf<'distribution.objected'>['payload'], 'party'>>({ objections, suits, settled }: {
  readonly objections: readonly O[];
  readonly suits: readonly Suit[];
  readonly settled: Settlement | undefined;
}): readonly O[] {
  if (settled === undefined) return objections;
  const gone = goneOf(suits);
  return ofThem(objections, suedOf(settled, suits)).map((each) => asFarAsThere(each, settled.shares, gone));
} // prettier-ignore

/** What had left of each share at the first of the suits that came behind a settlement, by how the share is written. */
function goneOf(suits: readonly Suit[]): ReadonlyMap<string, number> {
  const [first, ...others] = suits.flatMap(({ gone }) => (gone === undefined ? [] : [new Map(gone.map(({ party, fen }) => [writtenAs(party), fen]))])); // prettier-ignore
  return new Map([...(first ?? [])].map(([key, fen]) => [key, Math.min(fen, ...others.map((each) => each.get(key) ?? 0))])); // prettier-ignore
}

/** An objection as far as it is about money that has not left: nobody is held below what they have had. */
function asFarAsThere<O extends Objection & { readonly party: string }>(objection: O, shares: Shares, gone: ReadonlyMap<string, number>): O {
  if (gone.size === 0) return objection;
  const { wants, party, disputedFen } = objection;
  if (wants !== undefined) return { ...objection, wants: wants.map((each) => ({ ...each, fen: Math.max(each.fen, gone.get(writtenAs(each.party)) ?? 0) })) };
  const others = shares.filter((share) => writtenAs(share.party) !== writtenAs(party));
  const sumOf = (of: (share: Shares[number]) => number): number => others.reduce((fen, share) => fen + of(share), 0);
  const ofOthers = Math.min(disputedFen, sumOf(({ amountFen }) => amountFen));
  const there = sumOf((share) => Math.max(share.amountFen - (gone.get(writtenAs(share.party)) ?? 0), 0));
  return { ...objection, disputedFen: disputedFen - ofOthers + Math.min(ofOthers, there) };
} // prettier-ignore

/** Whether an objection says a sum alone that it disputes beside all others (docs/decisions/170). */
export const isBesides = ({ wants, adds }: Objection): boolean => wants === undefined && adds === true;

/**
 * For each share what is planned beyond the lowest that an objection gives it; those that say a sum alone dispute so much besides, all of
 * them together and no more than there is (docs/decisions/170, 183). Of several from before the largest does, and only beyond the others.
 */
export function heldBackFen(shares: Shares, objections: readonly Objection[]): number {
  const lowest = new Map<string, number>();
  for (const { wants = [] } of objections)
    for (const { party, fen } of wants) {
      const key = writtenAs(party);
      lowest.set(key, Math.min(lowest.get(key) ?? fen, fen));
    }
  const named = takenOff(
    shares,
    [...lowest].map(([party, fen]) => ({ party, fen })),
  );
  const sums = objections.filter((each) => each.wants === undefined && !isBesides(each));
  const before = Math.max(named, ...sums.map(({ disputedFen }) => disputedFen));
  const besides = objections.filter(isBesides).reduce((fen, { disputedFen }) => fen + disputedFen, 0);
  const planned = shares.reduce((fen, { amountFen }) => fen + amountFen, 0);
  return before + Math.min(besides, Math.max(planned - before, 0));
}
