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

type Disclosed = FactOf<'node.disclosed'>;
/** What a disclosure says of one party: by which way, and that it was told, delivered, read. */
export type DeliveryWord = Disclosed['payload']['deliveries'][number];

/** Disclosures by the facts that they tell. */
const byFact = reading((c) => {
  const found = new Map<number, { readonly disclosed: Disclosed; readonly to: ReadonlyMap<string, readonly DeliveryWord[]> }[]>(); // prettier-ignore
  for (const disclosed of c.all('node.disclosed')) {
    const each = { disclosed, to: Map.groupBy(disclosed.payload.deliveries, ({ party }) => party) };
    for (const seq of disclosed.payload.facts) {
      const known = found.get(seq);
      if (known === undefined) found.set(seq, [each]);
      else known.push(each);
    }
  }
  return found;
});

/**
 * The disclosure by which a party first heard of a fact; undefined if it has not: nor where all of it that was handed over has been reported as
 * not delivered since.
 */
export const firstTelling = (c: Case, fact: number, party: string): Disclosed | undefined =>
  byFact(c)
    .get(fact)
    ?.find(({ disclosed, to }) => to.get(party)?.some((way) => !cameBack(c, { fact, disclosed, way })) === true)
    ?.disclosed;

/** The disclosure that first says this of a fact and a party, and how it says it. */
export function firstSaying(c: Case, fact: number, party: string, outcome: DeliveryWord['outcome']) {
  for (const { disclosed, to } of byFact(c).get(fact) ?? []) {
    const delivery = to.get(party)?.find((each) => each.outcome === outcome);
    if (delivery !== undefined) return { disclosed, delivery };
  }
  return undefined;
}

type Failure = FactOf<'delivery.failed'>;

/** What could not be delivered, by party and fact. */
const failures = reading((c) => {
  const found = new Map<string, Map<number, Failure[]>>();
  for (const failed of c.all('delivery.failed')) {
    const facts = found.get(failed.payload.party) ?? new Map<number, Failure[]>();
    for (const seq of failed.payload.facts) facts.set(seq, [...(facts.get(seq) ?? []), failed]);
    found.set(failed.payload.party, facts);
  }
  return found;
});

/** Whether what was handed over is known by now not to have come: the way that took it says so later. */
const cameBack = (
  c: Case,
  { fact, disclosed, way }: { readonly fact: number; readonly disclosed: Disclosed; readonly way: DeliveryWord },
): boolean =>
  way.outcome === 'told' &&
  failures(c)
    .get(way.party)
    ?.get(fact)
    ?.some(({ seq, payload }) => seq > disclosed.seq && payload.channel === way.channel) === true;

/** The last failure to deliver a fact to a party. */
export const lastFailure = (c: Case, fact: number, party: string): Failure | undefined =>
  failures(c).get(party)?.get(fact)?.at(-1);

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
  const heard = new Set<string>();
  for (const { disclosed, to } of byFact(c).get(change.payload.fact) ?? []) {
    const isTold = disclosed.payload.facts.includes(change.seq);
    for (const [party, ways] of to) {
      const isReceipt = heard.has(party) && ways.every(({ outcome }) => outcome !== 'told'); // of what was told before
      heard.add(party);
      if (!isTold && !isReceipt && left.get(party) === undefined && !found.has(party))
        found.set(party, { party, from: Math.max(change.at, disclosed.at) });
    }
  }
  return [...found.values()];
}
