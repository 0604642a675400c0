import type { NodeId } from '../nodes/index.ts';
import { nodeIds, nodeRow } from '../nodes/index.ts';
import { standsIn } from '../nodes/record-kinds.ts';
import { partyRoles } from '../nodes/roles.ts';
import { deadlineRow, type RuleId } from '../plan/deadlines.ts';
import { firstTelling, tellings } from '../plan/disclosure/readings.ts';
import { maySpeak } from '../plan/money/distribution-speakers.ts';
import { type Case, endOf } from '../record/case.ts';
import type { Fact } from '../record/fact.ts';
import { caseWhenLeft, isPartyAt, type Party, partiesActedFor, partiesHeardFor } from '../record/parties.ts';
import type { Instant } from '../time/instant.ts';
import { tellingZh } from './disclosure.ts';
import { type Asker, asParty, ownDeadline, wasToldOf } from './heard.ts';
import { type Kept, standsOpen } from './settle.ts';

/** The way of a case as a party walks it, in five plain steps, by the nodes of which one tells that a step has begun. */
export const partySteps = {
  filed: { zh: '立案', begins: ['case.filed'] },
  control: { zh: '查控财产', begins: ['query.started', 'query.returned', 'traditional-query.started', 'traditional-query.returned', 'asset.frozen', 'asset.sealed', 'asset.seized', 'asset.taken-over'] }, // prettier-ignore
  disposal: { zh: '处置财产', begins: ['disposal.registered', 'auction.decided', 'price.started', 'price.set', 'auction.announced', 'in-kind.asked', 'asset.disposed'] }, // prettier-ignore
  payout: { zh: '发放案款', begins: ['funds.arrived', 'funds.confirmed', 'payout.paid'] },
  closed: { zh: '结案', begins: ['case.closed', 'case.cancelled'] },
} as const satisfies Readonly<Record<string, { readonly zh: string; readonly begins: readonly NodeId[] }>>;
export type PartyStep = keyof typeof partySteps;

/** Where a step stands. `skipped`: the case is over and never came to it. */
export const stepStates = { done: '已进行', now: '正在进行', ahead: '尚未开始', skipped: '未经过' } as const;

/** A fact of a case that somebody may hear as a party. */
export interface HeardFact {
  readonly fact: Fact;
  /** From when on they may: of a respondent, not before the control has effect (plan §6). */
  readonly since: Instant;
  /** When they were told; null: it is on its way. */
  readonly toldAt: Instant | null;
  readonly zh: string;
}

/** What a deadline says to a party. */
export interface PartyDuty {
  readonly deadline: Kept;
  /** Who has to keep it: the party itself, the court, or somebody on the other side. */
  readonly who: 'you' | 'court' | 'other';
  /** What opened it, in the words in which the party was told; null where it opened for the party's own doing. */
  readonly because: string | null;
}

/**
 * A case as it is to somebody who speaks for a party of it: what they were told or may be by now, and nothing that they could
 * only know from the file (engine.md 23; plan §6). Undefined where nothing of it has come to them, no time of their own runs: to
 * them there is no such case.
 */
export interface PartySight {
  readonly parties: readonly Party[];
  /** When the last of them left the case: up to then they see it, and no more is asked of them; null: one is in it. */
  readonly leftAt: Instant | null;
  readonly heard: readonly HeardFact[];
  readonly steps: readonly { readonly id: PartyStep; readonly since: Instant | null; readonly state: keyof typeof stepStates }[]; // prettier-ignore
  readonly duties: readonly PartyDuty[];
  /** The nodes that they may hand in, in the order of the plan. */
  readonly handIn: readonly NodeId[];
}

/** See PartySight. `kept`: the case's deadlines as they stand. */
export function partySight(c: Case, asker: Asker, kept: Iterable<Kept>): PartySight | undefined {
  const parties = partiesHeardFor(c, asker.actor.id, asker.now);
  const heard = heardBy(c, parties, asker.now);
  const present = parties.filter((party) => isPartyAt(party, asker.now));
  const duties = present.length === 0 ? [] : dutiesOf(c, asker, { parties: present, heard, kept });
  if (heard.length === 0 && duties.length === 0) return undefined;
  const isOver = heard.some(({ fact }) => fact.seq === endOf(c)?.seq);
  const leftAt = present.length > 0 ? null : Math.max(...parties.map(({ left }) => left?.at ?? asker.now));
  return { parties, leftAt, heard, steps: stepsOf(heard, isOver), duties, handIn: handedIn(c, asker, isOver) };
}

/** What may be heard by now, as it became so; for a party that has left, as the record stood then. */
function heardBy(c: Case, parties: readonly Party[], now: Instant): readonly HeardFact[] {
  const present = parties.filter((party) => isPartyAt(party, now));
  const gone = parties.filter((party) => !present.includes(party));
  const found = [
    ...heardIn(c, c, { own: present, now }),
    ...gone.flatMap((party) => heardIn(caseWhenLeft(c, party), c, { own: [party], now })),
  ];
  const once = new Map(found.toReversed().map((each) => [each.fact.seq, each]));
  return [...once.values()].toSorted((a, b) => a.since - b.since || a.fact.seq - b.fact.seq);
}

/** What some parties may hear in a case; when they did the record says as it stands. */
function heardIn(
  c: Case,
  record: Case,
  { own, now }: { readonly own: readonly Party[]; readonly now: Instant },
): readonly HeardFact[] {
  const ids = new Set(own.map(({ id }) => id));
  if (ids.size === 0) return [];
  return [...tellings(c).values()].flatMap((telling): HeardFact[] => {
    const { fact } = telling;
    const to = telling.to.flatMap(({ party, from }) => (ids.has(party) && from !== undefined && from <= now ? [{ party, from }] : [])); // prettier-ignore
    if (to.length === 0) return [];
    const since = Math.max(fact.recordedAt, Math.min(...to.map(({ from }) => from)));
    const told = to.flatMap(({ party }) => firstTelling(record, fact.seq, party)?.at ?? []);
    const zh = tellingZh(c, telling, to.map(({ party }) => party)); // prettier-ignore
    return [{ fact, since, toldAt: told.length === 0 ? null : Math.min(...told), zh }];
  });
}

function stepsOf(heard: readonly HeardFact[], isOver: boolean): PartySight['steps'] {
  const begun = Object.entries(partySteps).map(([id, { begins }]) => {
    const nodes: readonly NodeId[] = begins;
    const first = heard.filter(({ fact }) => nodes.includes(fact.node)).map(({ fact }) => fact.at);
    return { id: id as PartyStep, since: first.length === 0 ? null : Math.min(...first) }; // the keys of a constant record are exactly its type
  });
  const last = begun.findLastIndex(({ since }) => since !== null);
  return begun.map((step, i) => {
    if (step.since === null) return { ...step, state: isOver ? 'skipped' : 'ahead' };
    return { ...step, state: i === last && !isOver ? 'now' : 'done' };
  });
}

interface Known {
  readonly parties: readonly Party[];
  readonly heard: readonly HeardFact[];
  readonly kept: Iterable<Kept>;
}

/**
 * What falls due: the party's own, and of the court's what began with something that it was told of, and of
 * whose end it will be told, whichever it is. So no duty speaks of a search to the respondent, nor of the court's own desk to anybody.
 */
function dutiesOf(c: Case, asker: Asker, { parties, heard, kept }: Known): readonly PartyDuty[] {
  const isOwn = ownDeadline(c, asker);
  const sides = new Set<string>(parties.map(({ side }) => side));
  const whose = (deadline: Kept): PartyDuty['who'] => {
    const { owner, subject, rule } = deadline;
    if (!partyRoles.has(owner)) return 'court';
    const speaking = parties.map(({ id }) => maySpeak(c, rule, c.fact(openedBy(deadline)), id));
    if (speaking.some((may) => may !== undefined)) return speaking.includes(true) ? 'you' : 'other';
    const isOthers = ['party', 'delivery'].includes(c.subjects.get(subject ?? '')?.of ?? '');
    return isOthers || !sides.has(owner) ? 'other' : 'you';
  };
  const told = new Map(heard.map(({ fact, zh }) => [fact.seq, zh]));
  const isAbout = (subject: string | null): boolean =>
    subject === null || parties.some(({ id }) => id === subject) || wasToldOf(c, asker, subject);
  const found = [...kept].flatMap((deadline): PartyDuty[] => {
    if (!standsOpen(deadline) || ofTheHouse.has(deadline.rule)) return [];
    const because = told.get(openedBy(deadline)) ?? null;
    if (isOwn(deadline.id)) return [{ deadline, who: 'you', because }];
    if (because === null || !isAbout(deadline.subject) || !endsInTheOpen(c, deadline, parties)) return [];
    return [{ deadline, who: whose(deadline), because }];
  });
  return found.toSorted((a, b) => (a.deadline.dueAt ?? Infinity) - (b.deadline.dueAt ?? Infinity));
}

/** Who in the court agrees to a delay is told to nobody (plan §6), though it ends as the payout does. */
const ofTheHouse: ReadonlySet<RuleId> = new Set<RuleId>(['payout-late-approval', 'payout-30-day-approval']);

/** The place in the record of what opened a deadline (engine.md 6). */
const openedBy = ({ id }: Kept): number => Number(/@(\d+)$/.exec(id)?.[1]);

/** Whether the party would be told of it, however it ends. */
function endsInTheOpen(c: Case, { rule, subject }: Kept, parties: readonly Party[]): boolean {
  const isApplicant = parties.some(({ side }) => side === 'applicant');
  const isAnothers = c.subjects.get(subject ?? '')?.of === 'party' && parties.every(({ id }) => id !== subject);
  const isConcerned = subject !== null && !isAnothers;
  return deadlineRow(rule).done.nodes.every((node) => {
    const { disclose } = nodeRow(node);
    if (disclose === 'own') return isConcerned;
    return disclose === 'parties' || (isApplicant && (disclose === 'applicant' || disclose === 'held'));
  });
}

/** What somebody may hand in as a party here; behind the end of a case that they were told of, what may still be said then. */
function handedIn(c: Case, asker: Asker, isOver: boolean): readonly NodeId[] {
  return nodeIds.filter((node) => {
    const { by, in: where, afterClosing } = nodeRow(node);
    if (!by.some((role) => partyRoles.has(role)) || !standsIn(where, c.kind)) return false;
    if (isOver && afterClosing === undefined) return false;
    const acting = partiesActedFor(c, { person: asker.actor.id, at: asker.now, node });
    return acting.some(({ side }) => by.includes(side));
  });
}

/** What somebody handed in as a party, in order: their own words, as they came. */
export const submissionsOf = (c: Case, person: string): readonly Fact[] =>
  c.record.filter(({ by, as, via }) => by === person && via !== 'system' && asParty(as));
