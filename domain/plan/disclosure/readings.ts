import type { Case } from '../../record/case.ts';
import { withdrawnSeqs } from '../../record/effective.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { parties } from '../../record/parties.ts';
import { reading } from '../../record/reading.ts';
import type { Instant } from '../../time/instant.ts';
import { audienceOf, toldNodes } from './audience.ts';
import { heldUntil, inHands, releases } from './release.ts';

/** Somebody whom a fact is for. */
export interface Hearer {
  readonly party: string;
  /** From when on they may hear of it; undefined: it is withheld still. */
  readonly from: Instant | undefined;
}

/** A fact that is told, and to whom. */
export interface Telling {
  /** As it holds; of a correction or withdrawal, that fact itself. */
  readonly fact: Fact;
  readonly to: readonly Hearer[];
}

type Change = FactOf<'fact.corrected' | 'fact.withdrawn'>;

/** Disclosures by the facts that they tell. */
const byFact = reading((c) => {
  const found = new Map<number, { readonly disclosed: FactOf<'node.disclosed'>; readonly to: ReadonlySet<string> }[]>();
  for (const disclosed of c.all('node.disclosed')) {
    const each = { disclosed, to: new Set(disclosed.payload.deliveries.map(({ party }) => party)) };
    for (const seq of disclosed.payload.facts) {
      const known = found.get(seq);
      if (known === undefined) found.set(seq, [each]);
      else known.push(each);
    }
  }
  return found;
});

/** The disclosure by which a party first heard of a fact; undefined if it has not. */
export const firstTelling = (c: Case, fact: number, party: string): FactOf<'node.disclosed'> | undefined =>
  byFact(c)
    .get(fact)
    ?.find(({ to }) => to.has(party))?.disclosed;

/** The facts that could not be delivered, by party. */
const failures = reading((c) => {
  const found = new Map<string, Set<number>>();
  for (const { payload } of c.all('delivery.failed')) {
    const facts = found.get(payload.party) ?? new Set();
    for (const seq of payload.facts) facts.add(seq);
    found.set(payload.party, facts);
  }
  return found;
});

/** Whether the delivery of a fact to a party has failed: then the officer tells it by another channel. */
export const hasFailed = (c: Case, fact: number, party: string): boolean => failures(c).get(party)?.has(fact) === true;

/** The corrections and withdrawals that stand, by the fact that they change. */
export const changesOf = reading((c): ReadonlyMap<number, readonly Change[]> => {
  const isChange = (fact: Fact): fact is Change => fact.node === 'fact.corrected' || fact.node === 'fact.withdrawn';
  const changes = c.record.filter(isChange);
  if (changes.length === 0) return new Map();
  const gone = withdrawnSeqs(c.record);
  return Map.groupBy(
    changes.filter(({ seq }) => !gone.has(seq)),
    ({ payload }) => payload.fact,
  );
});

/** Everything that is told in a case, by the place of the fact in the record (plan §6). */
export const tellings = reading((c): ReadonlyMap<number, Telling> => {
  const found = new Map<number, Telling>();
  if (c.kind !== 'case') return found;
  for (const node of toldNodes) for (const fact of c.all(node)) add(found, { fact, to: hearersOf(c, fact) });
  for (const change of [...changesOf(c).values()].flat()) add(found, { fact: change, to: misledBy(c, change) });
  return found;
});

function add(found: Map<number, Telling>, telling: Telling): void {
  if (telling.to.length > 0) found.set(telling.fact.seq, telling);
}

/** Who is to hear of a fact, and from when on. Who left before they might hear is told nothing. */
function hearersOf(c: Case, fact: Fact): readonly Hearer[] {
  const hearers: Hearer[] = [];
  const held = heldUntil(c, fact);
  for (const { id: party, side, left } of audienceOf(c, fact)) {
    const from = side === 'applicant' ? fact.at : earlierOf(laterOf(releases(c).get(party), held), inHands(c, fact, party)); // prettier-ignore
    if (left === undefined || left.at >= (from ?? Number.POSITIVE_INFINITY)) hearers.push({ party, from });
  }
  return hearers;
}

/** When either has come; undefined while neither has. */
const earlierOf = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);

/** When both have come; undefined while one has not. */
const laterOf = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || b === undefined ? undefined : Math.max(a, b);

/**
 * Who has heard what a correction or withdrawal changes, as it was: they hear of the change (plan §6). Who first hears of
 * the fact as it is now has heard of the change with it: it stands in the same disclosure.
 */
function misledBy(c: Case, change: Change): readonly Hearer[] {
  const found = new Map<string, Hearer>();
  const left = new Map(parties(c).map((party) => [party.id, party.left]));
  for (const { disclosed, to } of byFact(c).get(change.payload.fact) ?? []) {
    const isTold = disclosed.payload.facts.includes(change.seq);
    for (const party of isTold ? [] : to)
      if (left.get(party) === undefined && !found.has(party))
        found.set(party, { party, from: Math.max(change.at, disclosed.at) });
  }
  return [...found.values()];
}
