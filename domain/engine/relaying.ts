// What one record says in another (engine.md 29): what founds and decides an objection case in the case that it judges (plan §10), what was taken over where it was in force.
import { isNodeId, type NodeId, nodeRow } from '../nodes/index.ts';
import { recordKindIds, recordKindRow } from '../nodes/record-kinds.ts';
import { continuedAs } from '../plan/closing/after-closing-readings.ts';
import { isHeld, stepsOf } from '../plan/control/measures.ts';
import { readersOf, recipientOf } from '../plan/matters/readers.ts';
import { canonical } from '../record/canonical.ts';
import { aboutFacts, type Case, readCase } from '../record/case.ts';
import { caseIdOf, isOfOneCourt } from '../record/case-number.ts';
import { asFact, type Draft, type Fact } from '../record/fact.ts';
import { isPreservation } from '../record/preservation.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import { recordName } from '../words/titles.ts';
import type { Notice } from './notice.ts';
import { said, type Saying, transferOf } from './sayings.ts';

/** A fact for another record: it waits in the outbox until that record has taken it. */
export interface Relay extends Relayed {
  readonly effect: 'fact';
  readonly key: string;
  /** The record that it is for. */
  readonly to: { readonly record: string };
}

/** What another record says of itself. */
export interface Relayed {
  /** The record that says so, by its id, as the store knows it; left out: an earlier release did not look. */
  readonly record?: string;
  /** The store refuses what comes of it, now and ever: it is a person's work, as what does not fit. */
  readonly isUnstorable?: true;
  /** It is said no more because another record does not take it: why. */
  readonly reason?: string;
  readonly node: NodeId;
  readonly subject: string | null;
  /** As it holds there; null: it was taken back. */
  readonly payload: object | null;
  readonly at: Instant;
  /** By what name people call the record that says so. */
  readonly from: string;
}

const sayers: ReadonlySet<NodeId> = new Set(['asset.taken-over', 'funds.transferred', ...recordKindIds.flatMap((kind) => [recordKindRow(kind).foundedBy, ...recordKindRow(kind).endedBy]), ...aboutFacts]); // prettier-ignore

/** What a command has made of it: said anew, put right, taken back. `before`: the record until then. */
export function relays(before: readonly Fact[], c: Case): readonly Relay[] {
  if (!c.record.slice(before.length).some(({ node }) => sayers.has(node))) return [];
  const [was, is] = [before.length === 0 ? new Map<string, Saying>() : said(readCase(before)), said(c)];
  const relay = (place: string, { node, subject, at, record }: Saying, payload: object | null): Relay => ({
    ...{ effect: 'fact', key: `${place}/${c.record.length}`, to: { record } },
    ...{ node, subject, payload, at, from: recordName(c) },
  });
  return [
    ...[...is].filter(([place, f]) => !isSame(was.get(place), f)).map(([place, f]) => relay(place, f, f.payload)),
    ...[...was].filter(([place, f]) => isGone(f, is.get(place))).map(([place, f]) => relay(`-${place}`, f, null)),
  ];
}

const isSame = (one: Saying | undefined, other: Saying): boolean =>
  one !== undefined &&
  one.at === other.at &&
  !isGone(one, other) &&
  canonical(one.payload) === canonical(other.payload);

/** Whether it is said no more where it was said: taken back, or of another thing. */
const isGone = (was: Saying, is: Saying | undefined): boolean =>
  is?.record !== was.record || is.subject !== was.subject;

/** The things that a fact is about, by their ids. */
const thingsOf = ({
  node,
  subject,
  payload,
}: {
  readonly node: NodeId;
  readonly subject: string | null;
  readonly payload: object;
}) => (subject === null ? (nodeRow(node).brings?.(payload) ?? []).map(({ id }) => id) : [subject]);

/** What names the record by which it is said: of several that say the same, each speaks for itself. */
const sayerOf = (f: Fact): string | undefined => {
  if (f.node === 'asset.passed-on') return f.payload.to;
  if (f.node === 'funds.arrived') return f.payload.from?.record;
  return f.node === 'case.linked' ? f.payload.caseNo : undefined;
};

/** Whether what nobody has said yet fits: a thing that is in force passes on, a case is taken up again once, money arrives under an id of its own, anything else is said once. */
function fits(c: Case, { node, subject }: Relayed, things: readonly string[]): boolean {
  if (isNodeId(node) && nodeRow(node).introduces === true) return !isPreservation(c) && !things.some((id) => c.subjects.has(id)); // prettier-ignore
  if (!isNodeId(node) || !things.every((id) => c.subjects.has(id))) return false;
  if (node === 'asset.passed-on') return isHeld(c, subject ?? '');
  if (node === 'case.linked') return continuedAs(c) === undefined;
  return !c.all(node).some((f) => thingsOf(f).join() === things.join());
}

/**
 * What a case makes of what another record says: it is written down by the engine, put right and taken back with it. What does
 * not fit, a thing that is not there, a word that somebody has said already, is a person's work: review hears of it.
 */
export function hearing(c: Case, relayed: Relayed, now: Instant): Heard {
  const { node, subject, payload, from } = relayed;
  const since = node === 'asset.passed-on' ? stepsBut(c, relayed) : undefined; // clocks differ: it passes on behind what was done here
  const at = Math.max(Math.min(relayed.at, now), since ?? 0);
  const sys = { by: 'system', as: ['system'], now } as const;
  const isTheirs = (sayer: string): boolean => sayer === relayed.record || caseIdOf(sayer) === caseIdOf(from); // a matter has no number
  const own = c.all(node).filter((f) => f.via === 'system' && isTheirs(sayerOf(f) ?? from));
  const things = payload === null ? [] : thingsOf({ node, subject, payload });
  const before =
    payload === null
      ? own.findLast((f) => f.subject === subject)
      : own.findLast((f) => thingsOf(f).join() === things.join());
  const draft = (about: object): readonly Draft[] => [{ ...sys, subject: null, ...about } as unknown as Draft]; // of the row's own form
  if (relayed.isUnstorable)
    return { drafts: [], notices: [misfit(c, relayed)], replies: replies(c, relayed, before, now) };
  if (relayed.reason !== undefined) return untaken(c, relayed, now);
  if (payload === null) return { drafts: before === undefined ? [] : draft({ node: 'fact.withdrawn', at: now, payload: { fact: before.seq, reason: `${from}已经撤回` } }), notices: [] }; // prettier-ignore
  if (before !== undefined) return { drafts: draft({ node: 'fact.corrected', at: now, payload: { fact: before.seq, at: formatInstant(at), payload, reason: `${from}已经更正` } }), notices: [] }; // prettier-ignore
  if (!fits(c, relayed, things))
    return { drafts: [], notices: [misfit(c, relayed)], replies: replies(c, relayed, before, now) };
  const said = node === 'funds.arrived' && !('from' in payload) && relayed.record !== undefined ? { ...payload, from: { record: relayed.record } } : payload; // prettier-ignore
  return { drafts: draft({ node, subject, payload: said, at }), notices: ending(c, relayed) };
}

/** What a record makes of what it hears: its own facts, whom it tells, what it says back. */
interface Heard {
  readonly drafts: readonly Draft[];
  readonly notices: readonly Notice[];
  readonly replies?: readonly Relay[];
}

/** THE TABLE of what a record takes back where another does not take the money that it says arrives there, by where that comes from (docs/spec/money.md 3). */
const restsOn = { claim: 'funds.claimed', transfer: 'funds.transferred' } as const satisfies Readonly<Record<string, NodeId>>; // prettier-ignore

/** Money that is not taken, and had not been taken before, goes back to the record that says so. */
function replies(
  c: Case,
  { node, subject, record, payload, at }: Relayed,
  before: Fact | undefined,
  now: Instant,
): readonly Relay[] {
  // prettier-ignore
  const source = node === 'funds.arrived' && payload !== null && 'source' in payload ? payload.source : undefined;
  const back = source === 'claim' || source === 'transfer' ? restsOn[source] : undefined;
  if (back === undefined || record === undefined || before !== undefined) return [];
  const zh = `${nodeRow(node).zh} ${subject ?? ''} 不能收入`;
  return [
    {
      ...{ effect: 'fact', key: `untaken/${record}/${subject ?? ''}/${at}`, to: { record }, node: back },
      ...{ subject, payload: null, at: now, from: recordName(c), reason: zh },
    },
  ];
}

/** What rested on another record's taking it is taken back; whoever said it hears why. */
function untaken(c: Case, { node, subject, from, reason = '', at }: Relayed, now: Instant): Heard {
  const meant = node === 'funds.transferred' ? transferOf(c, subject) : c.last(node);
  if (meant === undefined) return { drafts: [], notices: [] };
  const payload = { fact: meant.seq, reason: `${from}：${reason}` };
  const draft = { node: 'fact.withdrawn', subject: null, payload, at: now, by: 'system', as: ['system'], now } as const;
  const next = node === 'funds.transferred' ? `审批表 ${meant.subject ?? ''} 的款项仍在本案：由财务退回审批表（payout.rejected），或者再次划转` : '请另行处理'; // prettier-ignore
  const text = `【关联记录】${recordName(c)}：“${nodeRow(node).zh}”已经退回（${from}：${reason}），${next}`;
  return { drafts: [draft], notices: [{ ...about(c, { from, node, subject, at }), to: [{ role: 'finance', person: null }, { role: 'funds', person: null }], text }] }; // prettier-ignore
}

/** When something was last done about a thing, but for what the other record says of it. */
const stepsBut = (c: Case, { subject, from }: Relayed): Instant | undefined =>
  stepsOf(c, subject ?? '').findLast((f) => caseIdOf(sayerOf(f) ?? '') !== caseIdOf(from))?.at;

/** Whether the engine wrote it down because another record of this court says so: that record rests on what it rests on here. */
export function isRelayed(c: Case, f: Fact): boolean {
  if (f.via !== 'system') return false;
  if (f.node === 'asset.passed-on') return isOfOneCourt(c.filed.payload.caseNo, f.payload.to);
  if (f.node === 'funds.arrived') return f.payload.source === 'transfer';
  return f.node === 'case.linked' && f.seq === continuedAs(c)?.seq;
}

/** A record with what others have said to it and it has not taken yet. */
export function withRelayed(record: readonly Fact[], waiting: readonly Relayed[], now: Instant): Case {
  let c = readCase(record);
  for (const each of waiting) {
    const { drafts } = hearing(c, each, now);
    const heard = drafts.map(({ now: recordedAt, ...draft }, i) => asFact({ ...draft, recordedAt, via: 'system', seq: c.record.length + 1 + i })); // prettier-ignore
    if (heard.length > 0) c = readCase([...c.record, ...heard]);
  }
  return c;
}

/** Those who alone know of a record hear that another has ended it: they work on it. */
const ending = (c: Case, { node, from, at }: Relayed): readonly Notice[] => {
  const to = recordKindRow(c.kind).endedBy.includes(node as never) ? (readersOf(c) ?? []).map(recipientOf) : [];
  const text = `【关联记录】${recordName(c)}：${from} 中启动本件的决定已经撤回，本件已经办结，不必再办`;
  return to.length === 0 ? [] : [{ ...about(c, { from, node, subject: null, at }), to, text }];
};

const about = (
  c: Case,
  { node, subject, from, at }: Pick<Relayed, 'node' | 'subject' | 'from' | 'at'>,
): Omit<Notice, 'to' | 'text'> => ({
  effect: 'notice',
  kind: 'relayed',
  key: `relayed/${from}/${node}/${subject ?? ''}/${at}`,
  caseNo: recordName(c),
  rung: null,
  deadline: null,
});

const misfit = (c: Case, relayed: Relayed): Notice => ({
  ...about(c, relayed),
  to: [
    { role: 'review', person: null },
    { role: 'officer', person: null },
  ],
  text: `【关联记录】${recordName(c)}：${relayed.from} 的“${nodeRow(relayed.node).zh}”与本案现有记录不符，没有自动登记，请核对后处理`,
});
