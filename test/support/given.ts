/**
 * A court in memory: files a case, lets time pass, records what people do, and is read like a report. It drives the machine
 * itself (`domain/engine/handle.ts`), without a store: every step gives a new court, so that one history can be continued
 * in several ways.
 */
import type { Standing } from '../../domain/engine/advance.ts';
import { type Case, readCase } from '../../domain/record/case.ts';
import { derive } from '../../domain/engine/derive.ts';
import { standingAt } from '../../domain/engine/standstill.ts';
import type { Derived } from '../../domain/plan/derived.ts';
import type { Filing } from '../../domain/engine/filing.ts';
import { blank, type Command, handle, type Outcome } from '../../domain/engine/handle.ts';
import type { Law, LawVersions } from '../../domain/plan/law.ts';
import type { DeliveryReport, Disclosure } from '../../domain/engine/disclosure.ts';
import type { Notice } from '../../domain/engine/notice.ts';
import { caseIdOf } from '../../domain/record/case-number.ts';
import { isRefusal, type Refusal } from '../../domain/record/refusal.ts';
import type { Concluded, Rows } from '../../domain/engine/rows.ts';
import type { NextWake } from '../../domain/engine/settle.ts';
import { type NodeId, nodeRow, type PayloadOf } from '../../domain/nodes/index.ts';
import type { FoundingNode, MatterKind } from '../../domain/nodes/record-kinds.ts';
import { formatInstant, type Instant } from '../../domain/time/instant.ts';
import { missingFirst } from './accounts.ts';
import { feeSeenTo } from './fees.ts';
import { type Founds, foundUnder, NOW } from './founding.ts';
import { instant } from './instants.ts';
import { grounded } from './releases.ts';
import { nodeExample, rolesOf } from './node-examples.ts';
import { asSent, sent } from './sent.ts';
import { law1, lawLibrary } from './given-law.ts';
import { bench, called, personFor } from './given-people.ts';
import { accepted, batchesWith, type DeadlineReport, type Logged, refusalOf, reportOf, rungLines } from './given-report.ts'; // prettier-ignore

/** What a node completion may say: its subject, its payload (laid over the row's example), and how it was sent. */
type Told<N extends NodeId> =
  [payload?: Partial<PayloadOf<N>>, how?: How] | [subject: string, payload?: Partial<PayloadOf<N>>, how?: How];

interface How {
  /** When it happened; left out: now. */
  readonly at?: string | undefined;
  /** Who records it: a role or a person's id; left out: somebody of the first role that the row names. */
  readonly by?: string | undefined;
}

/** A completion with anything in it. */
export interface Sent extends How {
  readonly subject?: string | undefined;
  readonly payload?: unknown;
}

interface State extends Standing {
  readonly now: Instant;
  readonly nextWake: NextWake | null;
  readonly laws: readonly Law[];
  readonly log: readonly Logged[];
  readonly notices: readonly Notice[];
  /** The batches that went out to the parties. */
  readonly batches: readonly Disclosure[];
  readonly rows: Rows; // of the last command
  /** The case that it judges. */
  readonly about?: Case | undefined;
  /** The court's other cases, of which a fact may name one. */
  readonly others?: ReadonlyMap<string, Case> | undefined;
}

export interface Court extends Readonly<State> {
  readonly c: Case;
  readonly derived: readonly Derived[];
  readonly lookUp: (versions: LawVersions) => Law;
  /** Lets time pass: the case wakes at each instant it asked for, as its workflow does. */
  at(when: string): Court;
  /** Lets time pass while nothing wakes, and wakes then: the worker was down. */
  workerDownUntil(when: string): Court;
  /** Records a node completion. Throws if it is refused. */
  complete<N extends NodeId>(node: N, ...told: Told<N>): Court;
  /** The same record in a court that has those cases too. */
  beside(...others: readonly Court[]): Court;
  /** What another record's last command has it say here. */
  hears(other: { readonly rows: Pick<Rows, 'effects'> & Partial<Pick<Rows, 'record'>> }): Court;
  /** The same record, as the case that it judges stands there. */
  judging(about: Court): Court;
  /** The last batch, that for which something waits still, has come to its hearers, but for those of whom it is said why not. */
  delivered(failed?: readonly DeliveryReport[]): Court;
  /** What waits for the next batch goes out with it. */
  gathered(): Court;
  /** Sends a completion that is refused, with anything for a payload, and gives the refusal. Throws if it is accepted. */
  refused(node: string, sent?: Sent): Refusal;
  /** Sends a completion; refused, the court stays as it was. */
  tries(node: NodeId, sent: Sent): Court;
  /** The answer to a completion, the row's example unless told otherwise. */
  answer(node: NodeId, sent: Sent): unknown;
  /** `case.assigned` with the example's persons. */
  assigned(): Court;
  /** The officer submits a closing, unless it lies with review already, and review passes it, if it is ready. */
  reviewed(payload?: Partial<PayloadOf<'closing.reviewed'>>, how?: How): Court;
  /** The court publishes law: cases meet it at their next command, or when they wake. */
  publish(change: Partial<Pick<Law, 'book' | 'courtCalendar' | 'courtSettings'>>): Court;
  /** The deadline of a rule as it stands now: the last one opened. Throws if none has opened. */
  deadline(rule: string, subject?: string): DeadlineReport;
  /** Every deadline of a rule that has opened, or of all rules. */
  deadlines(rule?: string): readonly DeadlineReport[];
  /** The seq of the last fact of a node. */
  seq(node: NodeId, subject?: string): number;
  /** Rungs as they fell: `2026-01-21T00:00 urge reception@2`. */
  rungs(rule?: string): readonly string[];
}

export interface Before {
  /** Files the case and gives the court that has it. Throws if the filing is refused. */
  filed(at?: string, body?: Partial<Filing>): Court;
  /** Files a case that was taken over: filed then, entered into the system now, with what was already done. */
  takenOver(filedAt: string, enteredAt: string, history?: NonNullable<Filing['history']>, by?: string): Court;
  /** Founds a petition, received then, and gives the court that has it. Throws if it is refused. */
  petitioned(payload?: Partial<PayloadOf<'petition.received'>>, at?: string): Court;
  /** Founds a matter, its payload laid over the row's example. Throws if it is refused. */
  founds<K extends MatterKind>(kind: K, payload?: Partial<PayloadOf<FoundingNode<K>>>, how?: Founds): Court;
  /** Sends a founding that is refused. Throws if it is accepted. */
  foundsNot(kind: MatterKind, payload?: object, how?: Founds): Refusal;
  /** Sends a filing that is refused. Throws if it is accepted. */
  refused(body: Partial<Filing>, now?: string, by?: string): Refusal;
}

/** A court before any case, under the plan's own rules and the State Council's calendar unless told otherwise. */
export function given(filing: Partial<Filing> = {}, law: Law = law1): Before {
  const file = (body: Filing, now: Instant, by = 'filing') =>
    handle(
      blank,
      { kind: 'file', body, actor: { ...called(by), via: 'api' }, people: bench },
      { now, wokenFor: null, inForce: law, laws: () => law },
    );
  const founded = (outcome: Outcome, now: Instant, about?: Case): Court =>
    after({ ...blank, about, now, nextWake: null, laws: [law], log: [], notices: [], batches: [] }, accepted(outcome));
  const open = (body: Filing, now: Instant, by?: string): Court => founded(file(body, now, by), now);
  return {
    filed: (at = '2026-01-20T16:20', more = {}) => open({ ...example(at), ...filing, ...more }, instant(at)),
    takenOver: (at, enteredAt, history = [], by) =>
      open({ ...example(at), ...filing, history }, instant(enteredAt), by),
    petitioned: (payload = {}, at = NOW) => founded(foundUnder(law, 'petition', payload, { at }), instant(at)),
    founds: (kind, payload = {}, how = {}) =>
      founded(foundUnder(law, kind, payload, how), instant(how.at ?? NOW), how.about),
    foundsNot: (kind, payload = {}, how = {}) => refusalOf(foundUnder(law, kind, payload, how)),
    refused: (body, now = '2026-01-20T16:20', by) =>
      refusalOf(file({ ...example('2026-01-20T16:20'), ...filing, ...body }, instant(now), by)),
  };
}

/** The row's own example, filed then: a claim of 250,000.00 yuan, one applicant, one respondent. */
const example = (at: string): Filing => ({
  ...(nodeRow('case.filed').example as PayloadOf<'case.filed'>), // the example of that very row
  filedAt: formatInstant(instant(at)),
});

const after = (before: Omit<State, 'rows'>, { record, kept, nextWake, log, effects, rows }: Concluded): Court =>
  court({
    ...before,
    record,
    kept,
    nextWake,
    log: [...before.log, ...log.map((entry) => ({ ...entry, recordedAt: before.now }))],
    notices: [...before.notices, ...effects.filter((each) => each.effect === 'notice')],
    batches: batchesWith(before.batches, effects),
    rows,
  });

function court(state: State): Court {
  const lookUp = lawLibrary(state.laws);
  const c = readCase(state.record);
  const derived = derive(c, lookUp).map((d) => standingAt(d, state.now));
  const opened = derived.filter((d) => d.openedAt <= state.now);
  const report = (d: Derived) => reportOf(d, state.kept.get(d.id), state.now);
  const inForce = state.laws.at(-1) ?? law1;
  const inHand = (command: Command, now = state.now): Outcome =>
    handle(state, command, { now, wokenFor: state.nextWake?.at ?? null, inForce, laws: lookUp });
  const wakeAt = (now: Instant): Court => after({ ...state, now }, accepted(inHand({ kind: 'settle' }, now)));

  const sends = (node: string, { subject, payload, at, by }: Sent): Outcome => {
    const person = by === undefined ? personFor(rolesOf(node)) : called(by);
    const completion = { node, subject, payload, at: at && asSent(at) };
    const { about, others } = state;
    return inHand({ kind: 'complete', completion, actor: { ...person, via: 'api' }, people: bench, about, others });
  };

  const self: Court = {
    ...state,
    c,
    derived,
    lookUp,
    at(when) {
      const until = instant(when);
      if (until < state.now) throw new Error(`${when} has already passed`);
      if (state.nextWake !== null && state.nextWake.at <= until) return wakeAt(state.nextWake.at).at(when);
      return court({ ...state, now: until });
    },
    workerDownUntil: (when) => wakeAt(instant(when)),
    complete(node, ...told) {
      if (node === 'closing.submitted' && feeSeenTo(self) !== self) return feeSeenTo(self).complete(node, ...told);
      const tells = (of: NodeId, what: readonly unknown[]) => after(state, accepted(sends(of, sent(of, grounded(of, c, what), state.record.length)))); // prettier-ignore
      const first = missingFirst(c, node, told);
      return first === undefined ? tells(node, told) : tells(first.node, first.told).complete(node, ...told);
    },
    beside: (...others) =>
      court({ ...state, others: new Map(others.map(({ c: each }) => [caseIdOf(each.filed.payload.caseNo), each])) }),
    hears: ({ rows }) =>
      after(state, accepted(inHand({ kind: 'settle', relayed: rows.effects.flatMap((e) => (e.effect === 'fact' ? [{ ...e.body, record: `${rows.record?.kind ?? 'other'}-1` }] : [])) }))), // prettier-ignore
    judging: ({ c: about }) => court({ ...state, about }),
    delivered(reports = []) {
      const out = self.gathered();
      if (out !== self) return out.delivered(reports);
      const to = state.batches.at(-1)?.to ?? [];
      return after(state, accepted(inHand({ kind: 'disclosed', delivered: [{ to, reports }] })));
    },
    gathered() {
      const { nextWake: wake } = state;
      return wake?.deadline === null && wake.records === undefined ? wakeAt(wake.at) : self;
    },
    refused: (node, told = {}) => refusalOf(sends(node, { payload: nodeExample(node), ...told })),
    answer: (node, told) => sends(node, { payload: nodeExample(node), ...told }).answer,
    tries(node, told) {
      const { answer, advanced } = sends(node, told);
      return advanced === undefined || (answer !== null && isRefusal(answer)) ? self : after(state, advanced);
    },
    assigned: () => self.complete('case.assigned'),
    reviewed(payload = {}, how = {}) {
      const submitted = {
        ...sent('closing.submitted', [payload.kind === undefined ? {} : { kind: payload.kind }], 0),
        at: how.at,
      };
      return feeSeenTo(self).tries('closing.submitted', submitted).tries('closing.reviewed', sent('closing.reviewed', [payload, how], 0)); // prettier-ignore
    },
    publish(change) {
      const { rules, calendar, settings } = inForce;
      const next = {
        rules: rules + (change.book ? 1 : 0),
        calendar: calendar + (change.courtCalendar ? 1 : 0),
        settings: settings + (change.courtSettings ? 1 : 0),
      };
      return court({ ...state, laws: [...state.laws, { ...inForce, ...change, ...next }] });
    },
    deadline(rule, subject) {
      const found = opened.findLast((d) => d.rule === rule && d.subject === (subject ?? d.subject));
      if (found === undefined) throw new Error(`no deadline ${rule} ${subject ?? ''} has opened`);
      return report(found);
    },
    deadlines: (rule) => opened.filter((d) => d.rule === (rule ?? d.rule)).map(report),
    seq: (node, subject) =>
      state.record.findLast((f) => f.node === node && f.subject === (subject ?? f.subject))?.seq ?? 0,
    rungs: (rule) => rungLines(state.log, rule),
  };
  return self;
}
