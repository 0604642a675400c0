import type { NodeRow } from '../nodes/node.ts';
import type { Case } from '../record/case.ts';
import type { DraftOf, FactOf } from '../record/fact.ts';
import { type Missing, refuse, type Refusal } from '../record/refusal.ts';
import type { CourtCalendar } from '../time/court-calendar.ts';
import { type NodeId, nodeRow, type PayloadOf } from '../nodes/index.ts';
import type { Instant } from '../time/instant.ts';
import type { CourtSettings } from './court-settings.ts';
import type { AtBank } from './money/at-bank.ts';
import type { DeadlineNow, Derived } from './derived.ts';

/** Looks at the case alone: may this node be recorded at all now? */
export type CaseGuard = (c: Case) => Refusal | undefined;

/** The deadlines that have opened, as they stand, for guards that have to look at them. */
export interface Deadlines {
  readonly deadlines: () => readonly DeadlineNow[];
  /** The same of the case as it was, or would be, at an instant. */
  readonly of: (c: Case, at: Instant) => readonly Derived[];
  /** The court's settings in force; left out: those of a court that has set nothing. */
  readonly settings?: CourtSettings | undefined;
  /** The case that the record judges, as it stands (record-kinds.ts); left out: it judges none, or nobody has looked. */
  readonly about?: Case | undefined;
  /** The cases of this court that the fact names, by their ids, as they stand; left out: nobody has looked. */
  readonly others?: ReadonlyMap<string, Case> | undefined;
  /** What the bank and the ledger have of what the fact says; left out: nobody has looked. */
  readonly bank?: AtBank | undefined;
  /** Of a closing: what of the case's money is on its way, claimed or in doubt in other records, by what mends each; left out: nobody has looked. */
  readonly underway?: readonly Missing[] | undefined;
  /** The court's calendar in force; left out: it is not asked. */
  readonly calendar?: CourtCalendar | undefined;
  /** It comes with a takeover: who did it then is believed (engine.md 5). */
  readonly believed?: boolean;
  /** The fact has been recorded long since: what the engine noted of it then is not asked again. */
  readonly isRecorded?: boolean;
  /** Of a fact that was recorded long since: what each form holds or has paid as its record stands, in fen; what it asked for beyond that rests on nothing. */
  readonly holds?: ReadonlyMap<string, number> | undefined;
  /** What the fact lacked already when it was recorded: a correction of it is not refused for that again, for anything else it is. */
  readonly lacked?: Refusal | undefined;
  /** It is only asked for: nobody in particular decides it yet. */
  readonly isAskedFor?: boolean;
  /** What a decision asks for, also one about facts, which the engine judges; left out: the table of the plan alone. */
  readonly conditionOf?: ((node: NodeId) => Condition<NodeId>) | undefined;
}

/** Looks at the case, at the fact that asks to be recorded and, if it must, at the deadlines. */
export type FactGuard<N extends NodeId = NodeId> = (
  c: Case,
  draft: DraftOf<N>,
  standing: Deadlines,
) => Refusal | undefined;

/** What of the deadlines is known without any law at hand. */
export type DeadlinesOpened = Pick<Deadlines, 'deadlines' | 'believed' | 'isRecorded' | 'about' | 'underway'>;

/** Looks at who asks and at the state of the record; of the content at nothing but what the row's `among` varies. */
export type AskGuard<N extends NodeId = NodeId> = (
  c: Case,
  draft: DraftOf<N>,
  standing: DeadlinesOpened,
) => Refusal | undefined;

/** When a node may be said: what the case must be like, then what the fact must be like. */
export interface Condition<N extends NodeId> {
  readonly when?: readonly CaseGuard[];
  /** Who may, and about what: asked before the content, and of everybody who wants to know what they may do. */
  readonly asks?: readonly AskGuard<N>[];
  /** The contents between which `asks` tells, the likeliest first: where it refuses each, nothing may be said. Left out: it looks at none. */
  readonly among?: (c: Case, standing: DeadlinesOpened) => readonly Partial<PayloadOf<N>>[];
  readonly check?: readonly FactGuard<N>[];
  /**
   * What the engine adds to the fact, once it is accepted: what was true of the deadlines then. `was`: the content that this
   * one corrects.
   */
  readonly notes?: (draft: DraftOf<N>, standing: Deadlines, was?: PayloadOf<N>) => PayloadOf<N>;
}

/** Conditions by node; a node without any may be said whenever its row lets it. */
export type Conditions = { readonly [N in NodeId]?: Condition<N> };

/** The row of a node about a thing, with the article that it has for such. */
export function rowAbout(c: Case, node: NodeId, subject: string | null | undefined): NodeRow {
  const row = nodeRow(node);
  if (row.basisAbout === undefined || subject == null) return row;
  const kind = c.subjects.get(subject)?.of;
  return { ...row, basis: (kind && row.basisAbout[kind]) ?? row.basis };
}

/** Something that must have been recorded first, named as its own row names it; `basis`: the article where that is another. */
export const lacking = (node: NodeId, whose = '', basis = nodeRow(node).basis): Refusal => {
  const { zh } = nodeRow(node);
  return refuse('node-missing', `${whose}尚未登记“${zh}”（${node}）`, basis, [{ id: node, zh, basis: basis.zh }]);
};

/** This node must come first. */
export const after =
  (node: NodeId): CaseGuard =>
  (c) =>
    c.first(node) === undefined ? lacking(node) : undefined;

/** This node must come first for the same subject. */
export const afterFor =
  (node: NodeId): AskGuard =>
  (c, { subject }) =>
    c.first(node, subject) === undefined ? lacking(node, subject ?? '') : undefined;

/** What is true of a thing, or of the record, once: said again it says nothing, whoever erred corrects or withdraws it. */
export const notAgain: AskGuard = (c, { node, subject }) => {
  const { zh, basis, subject: of } = nodeRow(node);
  const before = c.first(node, of === undefined ? undefined : subject);
  if (before === undefined) return undefined;
  const missing = [{ id: `${before.seq}`, zh }];
  return refuse('already-recorded', `“${zh}”已经登记（第${before.seq}号记录）；有误的请更正或撤回`, basis, missing);
};

/** The subject of a fact whose row requires one. */
export const subjectOf = ({ subject }: Pick<FactOf<NodeId>, 'subject'>): string => subject ?? '';
