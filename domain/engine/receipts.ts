import type { PayloadOf } from '../nodes/index.ts';
import { firstSaying, firstTelling, hasFailed, lastFailure, tellings } from '../plan/disclosure/readings.ts';
import { ways } from '../plan/parties/ways.ts';
import type { Case } from '../record/case.ts';
import type { Fact } from '../record/fact.ts';
import { parties } from '../record/parties.ts';
import type { Instant } from '../time/instant.ts';
import { tellingZh } from './disclosure.ts';
import type { PartySight } from './party-sight.ts';

/** What a party has read: the facts of one or several batches. */
export interface ReadBatch {
  readonly party: string;
  readonly facts: readonly number[];
}

/** Which places of what was told are shown: from the first, up to the last, that one not in it. */
interface Shown {
  readonly from: number;
  readonly to: number;
}

/**
 * What has been read by whoever is shown a part of what they were told. A batch is the unit (docs/decisions/161): it has been read with its last
 * line, so that no case grows by a fact a look; what was read is read once.
 */
export function readBy(c: Case, { heard, parties: own }: PartySight, { from, to }: Shown): readonly ReadBatch[] {
  return own.flatMap(({ id: party }): ReadBatch[] => {
    const batches = new Map<number, { last: number; facts: number[] }>();
    for (const [place, { fact }] of heard.entries()) {
      const batch = firstTelling(c, fact.seq, party)?.seq;
      if (batch === undefined) continue;
      const known = batches.get(batch) ?? { last: place, facts: [] };
      known.last = place;
      if (firstSaying(c, fact.seq, party, 'read') === undefined) known.facts.push(fact.seq);
      batches.set(batch, known);
    }
    const facts = [...batches.values()].flatMap((batch) => (batch.last >= from && batch.last < to ? batch.facts : []));
    return facts.length === 0 ? [] : [{ party, facts: facts.toSorted((a, b) => a - b) }];
  });
}

/** That a party has read it, where it looks at its case itself. */
export const readSaid = ({ party, facts }: ReadBatch, person: string): PayloadOf<'node.disclosed'> => ({
  facts: [...facts],
  deliveries: [{ party, channel: ways.account, outcome: 'read', person }],
});

/** What a gateway or a provider says of a short message after it has taken it. */
export type SmsReport = { readonly status: 'delivered' } | { readonly status: 'failed'; readonly reason: string };

/** A node completion. */
export type ReportFact =
  | { readonly node: 'node.disclosed'; readonly payload: PayloadOf<'node.disclosed'> }
  | { readonly node: 'delivery.failed'; readonly payload: PayloadOf<'delivery.failed'> };

/**
 * What is recorded of such a report, of the facts that the message told; undefined where it tells nothing new: something is known of them already,
 * or they were not told by short message.
 */
export function reportSaid(c: Case, { party, facts }: ReadBatch, report: SmsReport): ReportFact | undefined {
  const open = facts.filter((seq) => {
    const told = firstSaying(c, seq, party, 'told');
    const isKnown = hasFailed(c, seq, party) || (['delivered', 'read'] as const).some((said) => firstSaying(c, seq, party, said) !== undefined); // prettier-ignore
    return tellings(c).has(seq) && told?.delivery.channel === ways.sms && !isKnown;
  });
  if (open.length === 0) return undefined;
  if (report.status === 'delivered')
    return { node: 'node.disclosed', payload: { facts: open, deliveries: [{ party, channel: ways.sms, outcome: 'delivered' }] } }; // prettier-ignore
  return { node: 'delivery.failed', payload: { facts: open, party, channel: ways.sms, reason: report.reason } };
}

/** What has become of one thing that one party is told. */
export interface ToldLine {
  readonly fact: Fact;
  readonly zh: string;
  readonly party: string;
  readonly name: string;
  /** From when on it may be told; null: it is withheld still. */
  readonly from: Instant | null;
  readonly told: Word | null;
  readonly delivered: Word | null;
  readonly read: (Word & { readonly person: string | null }) | null;
  /** Why it did not come the last time that it was tried. */
  readonly failed: (Word & { readonly reason: string }) | null;
}

/** When something was said, and by which way. */
interface Word {
  readonly at: Instant;
  readonly way: string;
}

/** Everything that is told in a case, and to whom, in the order of the record: what the officer answers for (四·二). */
export function toldLines(c: Case): readonly ToldLine[] {
  const names = new Map(parties(c).map(({ id, name }) => [id, name]));
  const lines = [...tellings(c).values()].flatMap((telling) =>
    telling.to.map(({ party, from }): ToldLine => {
      const { fact } = telling;
      const first = firstTelling(c, fact.seq, party);
      const way = first?.payload.deliveries.find((each) => each.party === party)?.channel ?? '';
      const [delivered, read, failed] = [firstSaying(c, fact.seq, party, 'delivered'), firstSaying(c, fact.seq, party, 'read'), lastFailure(c, fact.seq, party)]; // prettier-ignore
      return {
        ...{ fact, zh: tellingZh(c, telling, [party]), party, name: names.get(party) ?? party, from: from ?? null },
        told: first === undefined ? null : { at: first.at, way },
        delivered: delivered === undefined ? null : wordOf(delivered),
        read: read === undefined ? null : { ...wordOf(read), person: read.delivery.person ?? null },
        failed: failed === undefined ? null : { at: failed.at, way: failed.payload.channel, reason: failed.payload.reason }, // prettier-ignore
      };
    }),
  );
  return lines.toSorted((a, b) => a.fact.seq - b.fact.seq);
}

const wordOf = ({ disclosed, delivery }: NonNullable<ReturnType<typeof firstSaying>>): Word => ({
  at: disclosed.at,
  way: delivery.channel,
});
