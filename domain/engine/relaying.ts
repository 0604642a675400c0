// What one record says in another (engine.md 29): what founds and decides an objection case in the case that it judges (plan §10), what was taken over where it was in force.
import { isNodeId, type NodeId, nodeRow } from '../nodes/index.ts';
import { recordKindIds, recordKindRow } from '../nodes/record-kinds.ts';
import { continuedAs } from '../plan/closing/after-closing-readings.ts';
import { isHeld, stepsOf } from '../plan/control/measures.ts';
import { assetThere } from '../plan/control/taking-over.ts';
import { moneyOf } from '../plan/money/journal.ts';
import { aboutOf } from '../plan/matters/readings.ts';
import { readersOf, recipientOf } from '../plan/matters/readers.ts';
import { canonical } from '../record/canonical.ts';
import { aboutFacts, type Case, readCase } from '../record/case.ts';
import { caseIdOf, isOfOneCourt, parseCaseNumber } from '../record/case-number.ts';
import { asFact, type Draft, type Fact } from '../record/fact.ts';
import { dateOf, formatInstant, type Instant } from '../time/instant.ts';
import { recordName } from '../words/titles.ts';
import type { Notice } from './notice.ts';

/** A fact for another record: it waits in the outbox until that record has taken it. */
export interface Relay extends Relayed {
  readonly effect: 'fact';
  readonly key: string;
  /** The record that it is for. */
  readonly to: { readonly record: string };
}

/** What another record says of itself. */
export interface Relayed {
  readonly node: NodeId;
  readonly subject: string | null;
  /** As it holds there; null: it was taken back. */
  readonly payload: object | null;
  readonly at: Instant;
  /** By what name people call the record that says so. */
  readonly from: string;
}

/** What a fact says in another record. */
type Saying = Pick<Relayed, 'node' | 'subject' | 'at'> & { readonly payload: object; readonly record: string };

/** What of a record is said in others, by its place: in the case that it judges; in those whose controls it took over, and that it takes up again. */
function said(c: Case): ReadonlyMap<number, Saying> {
  if (c.kind === 'case') return new Map([...controlsTaken(c), ...takenUp(c), ...transfers(c)]);
  const record = aboutOf(c);
  const { judges, foundedBy, endedBy } = recordKindRow(c.kind);
  if (judges !== true || record === null) return new Map();
  const nodes = endedBy === null ? [foundedBy] : [foundedBy, endedBy];
  return new Map(nodes.flatMap((node): readonly Fact[] => c.all(node)).map((f) => [f.seq, { ...f, record }]));
}

type Said = readonly [seq: number, saying: Saying];

const controlsTaken = (c: Case): readonly Said[] =>
  c.all('asset.taken-over').flatMap(({ seq, at, payload }): Said[] => {
    const record = otherCase(c, payload.from);
    const to = c.filed.payload.caseNo;
    return record === undefined
      ? []
      : [[seq, { node: 'asset.passed-on', subject: assetThere(payload), payload: { to }, at, record }]];
  });

function takenUp(c: Case): readonly Said[] {
  const { restoredFrom, caseNo } = c.filed.payload;
  const record = restoredFrom === undefined ? undefined : otherCase(c, restoredFrom);
  const payload = { caseNo, as: 'restored' };
  return record === undefined
    ? []
    : [[c.filed.seq, { node: 'case.linked', subject: null, payload, at: c.filed.at, record }]];
}

/** Money that leaves for another case arrives there, in the lot of the bank's line that brought it (docs/spec/money.md 3). */
const transfers = (c: Case): readonly Said[] =>
  c.all('funds.transferred').flatMap(({ seq, at, subject: form, payload }): Said[] => {
    const record = otherCase(c, payload.case);
    const receipt = moneyOf(c).before.form(form)?.receipt;
    const arrived = c.first('funds.arrived', receipt?.id);
    if (record === undefined || receipt === undefined || arrived === undefined) return [];
    const own = caseIdOf(c.filed.payload.caseNo);
    const { payer, countsOn = dateOf(arrived.at) } = arrived.payload;
    const from = { record: own, receipt: receipt.id, lot: receipt.lot, ...(form !== null && { form }) };
    const said = { amountFen: payload.amountFen, payer, source: 'transfer', countsOn, from };
    return [[seq, { node: 'funds.arrived', subject: `${own}.${seq}`, payload: said, at, record }]];
  });

/** A case of this court by its number, as far as that tells: whether it is here its sender finds out. */
function otherCase(c: Case, named: string): string | undefined {
  const { id } = parseCaseNumber(named) ?? {};
  return id !== undefined && id !== caseIdOf(c.filed.payload.caseNo) && isOfOneCourt(c.filed.payload.caseNo, named)
    ? id
    : undefined;
}

const sayers: ReadonlySet<NodeId> = new Set(['asset.taken-over', 'funds.transferred', ...recordKindIds.flatMap((kind) => [recordKindRow(kind).foundedBy, recordKindRow(kind).endedBy ?? []].flat()), ...aboutFacts]); // prettier-ignore

/** What a command has made of it: said anew, put right, taken back. `before`: the record until then. */
export function relays(before: readonly Fact[], c: Case): readonly Relay[] {
  if (!c.record.slice(before.length).some(({ node }) => sayers.has(node))) return [];
  const [was, is] = [before.length === 0 ? new Map<number, Saying>() : said(readCase(before)), said(c)];
  const relay = (seq: number, { node, subject, at, record }: Saying, payload: object | null): Relay => ({
    ...{ effect: 'fact', key: `${seq}/${c.record.length}`, to: { record } },
    ...{ node, subject, payload, at, from: recordName(c) },
  });
  return [
    ...[...is].filter(([seq, f]) => !isSame(was.get(seq), f)).map(([seq, f]) => relay(seq, f, f.payload)),
    ...[...was].filter(([seq, f]) => isGone(f, is.get(seq))).map(([seq, f]) => relay(-seq, f, null)),
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

/** Whether what nobody has said yet fits: a thing that is in force passes on, a case is taken up again once, anything else is said once. */
function fits(c: Case, { node, subject }: Relayed, things: readonly string[]): boolean {
  if (node === 'funds.arrived') return subject !== null && !c.subjects.has(subject);
  if (!isNodeId(node) || !things.every((id) => c.subjects.has(id))) return false;
  if (node === 'asset.passed-on') return isHeld(c, subject ?? '');
  if (node === 'case.linked') return continuedAs(c) === undefined;
  return !c.all(node).some((f) => thingsOf(f).join() === things.join());
}

/**
 * What a case makes of what another record says: it is written down by the engine, put right and taken back with it. What does
 * not fit, a thing that is not there, a word that somebody has said already, is a person's work: review hears of it.
 */
export function hearing(c: Case, relayed: Relayed, now: Instant) {
  const { node, subject, payload, from } = relayed;
  const since = node === 'asset.passed-on' ? stepsBut(c, relayed) : undefined; // clocks differ: it passes on behind what was done here
  const at = Math.max(Math.min(relayed.at, now), since ?? 0);
  const sys = { by: 'system', as: ['system'], now } as const;
  const own = c.all(node).filter((f) => f.via === 'system' && caseIdOf(sayerOf(f) ?? from) === caseIdOf(from));
  const things = payload === null ? [] : thingsOf({ node, subject, payload });
  const before =
    payload === null
      ? own.findLast((f) => f.subject === subject)
      : own.findLast((f) => thingsOf(f).join() === things.join());
  const draft = (about: object): readonly Draft[] => [{ ...sys, subject: null, ...about } as unknown as Draft]; // of the row's own form
  if (payload === null) return { drafts: before === undefined ? [] : draft({ node: 'fact.withdrawn', at: now, payload: { fact: before.seq, reason: `${from}已经撤回` } }), notices: [] }; // prettier-ignore
  if (before !== undefined) return { drafts: draft({ node: 'fact.corrected', at: now, payload: { fact: before.seq, at: formatInstant(at), payload, reason: `${from}已经更正` } }), notices: [] }; // prettier-ignore
  return fits(c, relayed, things)
    ? { drafts: draft({ node, subject, payload, at }), notices: ending(c, relayed) }
    : { drafts: [], notices: [misfit(c, relayed)] };
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
  const to = node === recordKindRow(c.kind).endedBy ? (readersOf(c) ?? []).map(recipientOf) : [];
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
