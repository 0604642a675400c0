// What founds and what decides a record that judges a case is written into that case too (plan §10, engine.md 29).
import { isNodeId, type NodeId, nodeRow } from '../nodes/index.ts';
import { recordKindRow } from '../nodes/record-kinds.ts';
import { aboutOf } from '../plan/matters/readings.ts';
import { readersOf, recipientOf } from '../plan/matters/readers.ts';
import { canonical } from '../record/canonical.ts';
import { type Case, readCase } from '../record/case.ts';
import type { Draft, Fact } from '../record/fact.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
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

/** What of a record is said in the case that it judges, by its place. */
function said(c: Case): ReadonlyMap<number, Fact> {
  const { foundedBy, endedBy } = recordKindRow(c.kind);
  const nodes = endedBy === null ? [foundedBy] : [foundedBy, endedBy];
  return new Map(nodes.flatMap((node): readonly Fact[] => c.all(node)).map((f) => [f.seq, f]));
}

/** What a command has made of it: said anew, put right, taken back. `before`: the record until then. */
export function relays(before: readonly Fact[], c: Case): readonly Relay[] {
  const about = aboutOf(c);
  if (recordKindRow(c.kind).judges !== true || about === null) return [];
  const [was, is] = [before.length === 0 ? new Map<number, Fact>() : said(readCase(before)), said(c)];
  const relay = ({ node, subject, at, seq }: Fact, payload: object | null): Relay => ({
    ...{ effect: 'fact', key: `${seq}/${c.record.length}`, to: { record: about } },
    ...{ node, subject, payload, at, from: recordName(c) },
  });
  return [
    ...[...is.values()].filter((f) => !isSame(was.get(f.seq), f)).map((f) => relay(f, f.payload)),
    ...[...was.values()].filter((f) => !is.has(f.seq)).map((f) => relay(f, null)),
  ];
}

const isSame = (one: Fact | undefined, other: Fact): boolean =>
  one !== undefined && one.at === other.at && canonical(one.payload) === canonical(other.payload);

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

/**
 * What a case makes of what another record says: it is written down by the engine, put right and taken back with it. What does
 * not fit, a thing that is not there, a word that somebody has said already, is a person's work: review hears of it.
 */
export function hearing(c: Case, relayed: Relayed, now: Instant) {
  const { node, subject, payload, from } = relayed;
  const at = Math.min(relayed.at, now);
  const sys = { by: 'system', as: ['system'], now } as const;
  const own = c.all(node).filter((f) => f.via === 'system');
  const things = payload === null ? [] : thingsOf({ node, subject, payload });
  const before =
    payload === null
      ? own.findLast((f) => f.subject === subject)
      : own.findLast((f) => thingsOf(f).join() === things.join());
  const draft = (about: object): readonly Draft[] => [{ ...sys, subject: null, ...about } as unknown as Draft]; // of the row's own form
  if (payload === null) return { drafts: before === undefined ? [] : draft({ node: 'fact.withdrawn', at: now, payload: { fact: before.seq, reason: `${from}已经撤回` } }), notices: [] }; // prettier-ignore
  if (before !== undefined) return { drafts: draft({ node: 'fact.corrected', at: now, payload: { fact: before.seq, at: formatInstant(at), payload, reason: `${from}已经更正` } }), notices: [] }; // prettier-ignore
  const fits =
    isNodeId(node) &&
    things.every((id) => c.subjects.has(id)) &&
    !c.all(node).some((f) => thingsOf(f).join() === things.join());
  return fits
    ? { drafts: draft({ node, subject, payload, at }), notices: ending(c, relayed) }
    : { drafts: [], notices: [misfit(c, relayed)] };
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
