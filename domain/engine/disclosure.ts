import type { Case } from '../record/case.ts';
import type { Draft, Fact } from '../record/fact.ts';
import { parties, type Party } from '../record/parties.ts';
import type { Derived } from '../plan/derived.ts';
import { changesOf, firstTelling, hasFailed, type Telling, tellings } from '../plan/disclosure/readings.ts';
import { type Contact, oldContact } from '../plan/parties/contacts.ts';
import { type Way, ways } from '../plan/parties/ways.ts';
import { type Instant, MINUTE } from '../time/instant.ts';
import { changeZh, toldZh } from '../words/disclosures.ts';
import { recordName } from '../words/titles.ts';

/** A party to whom a batch goes, and which of its facts. */
export interface Hearing {
  readonly party: string;
  readonly channel: 'sandbox';
  readonly facts: readonly number[];
  /** The record knows a way to them: an account, a telephone, an address. */
  readonly reachable: boolean;
  /** Where they were reached before their account was to be changed: it goes there too (docs/spec/money.md 4). */
  readonly old?: Contact;
}

/** What parties are told, in one batch: all that each may hear and has not heard (plan §6). */
export interface Disclosure {
  readonly effect: 'disclosure';
  /** One batch of a record is on its way at a time: the next has another key once this one has been reported. */
  readonly key: string;
  readonly to: readonly Hearing[];
  readonly caseNo: string;
  /** The facts with their sentences; what several parties hear alike stands here once, what each hears of its own under its `party`. */
  readonly lines: readonly DisclosureLine[];
}

/** A sentence of a batch. */
interface DisclosureLine {
  readonly fact: number;
  readonly text: string;
  /** Whom alone it goes to; left out: everybody who hears of the fact. */
  readonly party?: string;
}

/** What of a batch somebody reads. */
export const linesFor = (
  { lines }: Pick<Disclosure, 'lines'>,
  { party, facts }: Pick<Hearing, 'party' | 'facts'>,
): readonly string[] => {
  const own = new Set(facts);
  return lines.filter((line) => own.has(line.fact) && (line.party ?? party) === party).map(({ text }) => text);
};

/** What became of a batch with one of those it went to. */
export interface DeliveryReport {
  readonly party: string;
  /** By what they were told; left out: by the sandbox. */
  readonly way?: Way;
  /** Why it could not be delivered; left out: they have been told. */
  readonly failed?: string;
  /** The ways that failed before one did not. */
  readonly tried?: readonly { readonly way: Way; readonly reason: string }[];
  /** Neither yet: their way is not open now. They are told with the next batch. */
  readonly later?: true;
}

/** So long after the first of them: what is recorded in one go is told in one go, and nobody's telephone rings ten times. */
const GATHERING = MINUTE;
/** Two batches of a case are so far apart. */
const APART = 5 * MINUTE;
/** So long before its day is over at the latest: what is told on the day after is told late. */
const BEFORE_MIDNIGHT = MINUTE;

/** The batch that is to go out now, or the instant from which the next may; undefined where nothing waits to be told. */
export function disclosureDue(c: Case, derived: readonly Derived[], now: Instant): Disclosure | Instant | undefined {
  const open = derived.filter((d) => d.rule === 'disclose' && d.status === 'open' && d.openedAt <= now);
  if (open.length === 0) return undefined;
  const waiting = open.flatMap((d): Waiting[] => {
    const telling = tellings(c).get(d.seq);
    const hearers = telling === undefined ? [] : waitingFor(c, telling, now);
    return telling === undefined || hearers.length === 0 ? [] : [{ telling, hearers, dueAt: d.dueAt ?? Infinity }];
  });
  if (waiting.length === 0) return undefined;
  const last = lastReport(c);
  const due = goesAt(waiting, last);
  if (now < due) return due;
  const facts = new Map<string, number[]>();
  for (const { telling, hearers } of waiting) {
    const all = [telling.fact.seq, ...changedBy(c, telling.fact.seq)];
    for (const { party } of hearers) {
      const own = facts.get(party) ?? [];
      own.push(...all);
      facts.set(party, own);
    }
  }
  const to = parties(c).flatMap((party) => {
    const own = facts.get(party.id);
    return own === undefined ? [] : [{ party: party.id, channel: 'sandbox' as const, facts: own, reachable: isReachable(c, party), ...whereBefore(c, party.id, own) }]; // prettier-ignore
  });
  const lines = waiting.flatMap((each) => linesOf(c, each));
  return { effect: 'disclosure', key: `disclosure/${last?.seq ?? 0}`, to, caseNo: recordName(c), lines };
}

/** A fact in the words of each who hears of it, once where they are the same. */
function linesOf(c: Case, { telling, hearers }: Waiting): readonly DisclosureLine[] {
  const fact = telling.fact.seq;
  const texts = hearers.map(({ party }) => ({ fact, text: tellingZh(c, telling, [party]), party }));
  const alike = new Set(texts.map(({ text }) => text));
  return alike.size > 1 ? texts : [...alike].map((text) => ({ fact, text }));
}

/** The old way to somebody who hears of a change of their account. */
function whereBefore(c: Case, party: string, facts: readonly number[]): Pick<Hearing, 'old'> {
  const first = facts.flatMap((seq) => c.fact(seq) ?? []).find(({ node }) => node.startsWith('payee-account.'));
  return first === undefined ? {} : { old: oldContact(c, party, first) };
}

/** A fact that waits to be told, to whom, and when its day is over. */
interface Waiting {
  readonly telling: Telling;
  readonly hearers: readonly Ready[];
  readonly dueAt: Instant;
}

/** When what waits goes out: once it has been gathered, with some distance from the batch before, but on its day. */
function goesAt(waiting: readonly Waiting[], last: Fact | undefined): Instant {
  const since = waiting.flatMap(({ telling: { fact }, hearers }) => hearers.map(({ from }) => Math.max(fact.recordedAt, from))); // prettier-ignore
  const gathered = Math.min(...since) + GATHERING;
  const onItsDay = Math.min(...waiting.map(({ dueAt }) => dueAt)) - BEFORE_MIDNIGHT;
  return Math.min(Math.max(gathered, last === undefined ? 0 : last.recordedAt + APART), onItsDay);
}

/** A party that may hear, and since when. */
interface Ready {
  readonly party: string;
  readonly from: Instant;
}

/** Who may hear of a fact by now and has not; whom it could not be delivered to hears of it from the officer. */
const waitingFor = (c: Case, { fact: { seq }, to }: Telling, now: Instant): readonly Ready[] =>
  to.flatMap(({ party, from = Number.POSITIVE_INFINITY }) =>
    from <= now && firstTelling(c, seq, party) === undefined && !hasFailed(c, seq, party) ? [{ party, from }] : [],
  );

/** The corrections of a fact, and theirs: who hears of it as it is has heard of them. */
const changedBy = (c: Case, seq: number): readonly number[] =>
  (changesOf(c).get(seq) ?? []).flatMap((change) => [change.seq, ...changedBy(c, change.seq)]);

/** A fact in the words in which those parties hear of it; of a correction or withdrawal, of what it changes. */
export function tellingZh(c: Case, { fact }: Telling, own: readonly string[]): string {
  if (fact.node !== 'fact.corrected' && fact.node !== 'fact.withdrawn') return toldZh(c, fact, own);
  const meant = c.fact(fact.payload.fact) ?? c.record[fact.payload.fact - 1];
  return changeZh(c, fact, meant, own);
}

/** What was recorded last of a batch: by the engine itself, not by whoever says that one was read. */
const lastReport = (c: Case): Fact | undefined =>
  c.record.findLast(({ node, via }) => via === 'system' && (node === 'node.disclosed' || node === 'delivery.failed'));

const isReachable = (c: Case, { id, phone, address }: Party): boolean =>
  [phone, address].some((way) => (way ?? '').trim() !== '') ||
  c.first('address.confirmed', id) !== undefined ||
  c.first('party.identified', id) !== undefined;

/** A batch that went out, with what became of it. */
export interface Delivered {
  readonly to: readonly Hearing[];
  readonly reports: readonly DeliveryReport[];
}

/** What the engine records of a batch: whom it has told, and whom it could not reach, way by way. */
export function reported(c: Case, { to, reports }: Delivered, now: Instant): readonly Draft[] {
  const found = new Map(reports.map((report) => [report.party, report]));
  const wayOf = (hearing: Hearing) => channelOf(hearing, found.get(hearing.party));
  const told = to.filter(({ party }) => found.get(party)?.failed === undefined && found.get(party)?.later !== true);
  const own = { subject: null, at: now, now, by: 'system', as: ['system'] } as const;
  const failure = ({ party, facts }: Hearing, channel: string, reason: string): Draft => ({ ...own, node: 'delivery.failed', payload: { facts: [...facts], party, channel, reason } }); // prettier-ignore
  return [
    // first what did not go: whoever was told after all has been told
    ...to.flatMap((hearing) =>
      (found.get(hearing.party)?.tried ?? []).map(({ way, reason }) => failure(hearing, ways[way], reason)),
    ),
    ...inOneFact(c, told).map((group): Draft => ({
      ...{ ...own, node: 'node.disclosed' },
      payload: {
        facts: [...new Set(group.flatMap(({ facts }) => facts))],
        deliveries: group.map((hearing) => ({ party: hearing.party, channel: wayOf(hearing), outcome: 'told' })),
      },
    })),
    ...to.flatMap((hearing) => {
      const reason = found.get(hearing.party)?.failed;
      return reason === undefined ? [] : [failure(hearing, wayOf(hearing), reason)];
    }),
  ];
}

/** By what somebody was told, or was not in the end. */
export const channelOf = ({ channel }: Hearing, report: DeliveryReport | undefined): string =>
  report?.way === undefined ? channel : ways[report.way];

/**
 * The hearers of a batch, those together of whom one fact can tell: for each it says all of its facts that are for them. Who
 * has heard less, since their control has no effect yet, stands alone.
 */
function inOneFact(c: Case, told: readonly Hearing[]): readonly (readonly Hearing[])[] {
  if (told.length === 0) return [];
  const all = [...new Set(told.flatMap(({ facts }) => facts))];
  const isFor = (seq: number, party: string) =>
    tellings(c)
      .get(seq)
      ?.to.some((h) => h.party === party) === true;
  const hasAll = ({ party, facts }: Hearing): boolean => {
    const heard = new Set(facts);
    return all.every((seq) => heard.has(seq) || !isFor(seq, party));
  };
  const together = told.filter(hasAll);
  const apart = told.filter((hearing) => !hasAll(hearing)).map((hearing) => [hearing]);
  return together.length === 0 ? apart : [together, ...apart];
}
