import { isNodeId } from '../nodes/index.ts';
import { type LawInForce, type Laws, lawsMet, meeting } from '../plan/law.ts';
import type { Actor, Person } from '../record/actor.ts';
import { aboutFacts, readCase } from '../record/case.ts';
import type { Fact } from '../record/fact.ts';
import { isRefusal, type Refusal } from '../record/refusal.ts';
import type { Instant } from '../time/instant.ts';
import { type Advanced, advanceSteps, asFacts, type Standing, wakeSteps } from './advance.ts';
import { type Accepted, acceptedAnswer } from './answer.ts';
import type { Completion } from './completion.ts';
import { decide } from './decide.ts';
import { withDelegates } from './delegates-hear.ts';
import { deriveSteps, openedBy } from './derive.ts';
import { type Delivered, reported } from './disclosure.ts';
import { type Followed, linkFacts } from './linking.ts';
import { restoredFacts } from './restoring.ts';
import type { Deadlines } from '../plan/guard.ts';
import type { Elsewhere } from './elsewhere.ts';
import { type Filing, filingSteps } from './filing.ts';
import { decideFounding, type Founding } from './found.ts';
import { hearing, type Relayed } from './relaying.ts';
import { type Concluded, rowsOf } from './rows.ts';
import { warned } from './warned.ts';
import { toEnd } from './steps.ts';

/** Who sends a command, whom it may name, and what stands beside its record: looked up before, by the wall clock. */
export interface Sender extends Pick<Deadlines, 'about' | 'others' | 'bank' | 'underway'> {
  readonly actor: Actor;
  readonly people: ReadonlyMap<string, Person>;
  /** The bank's references that it brings and that stand in other records. */
  readonly elsewhere?: Elsewhere | undefined;
}

/** What a record can be asked to do, its form checked and its sender known to have the right to ask. */
export type Command =
  | ({ readonly kind: 'file'; readonly body: Filing } & Followed & Sender)
  | ({ readonly kind: 'found'; readonly body: Founding } & Sender)
  | ({ readonly kind: 'complete'; readonly completion: Completion } & Sender)
  /** Batches have gone out to the parties: record what became of them. */
  | { readonly kind: 'disclosed'; readonly delivered: readonly Delivered[] }
  /** Meet the law in force, if it would change anything; `rollout` is the draft that brings it. */
  | { readonly kind: 'law'; readonly rollout?: string | undefined; readonly changes: () => boolean }
  /** Look again, though nothing seems due, and take what other records have to say (relaying.ts). */
  | { readonly kind: 'settle'; readonly relayed?: readonly Relayed[] }
  /** Nothing but what has fallen due. */
  | { readonly kind: 'wake' };

/** When a command meets a record, in the record's own time, and under which law. */
export interface Moment {
  readonly now: Instant;
  /** The instant that the record was to wake for; null: none. */
  readonly wokenFor: Instant | null;
  readonly inForce: LawInForce;
  readonly laws: Laws;
  readonly caseId?: string; // where the record's number does not tell
}

/** What the law in force did to a record: only `moved` wrote anything on its account. */
export type LawEffect = 'moved' | 'untouched' | 'skipped' | 'deferred';

/** What came of a command. The store writes it as it is. */
export interface Outcome {
  /** The answer; null where nobody asked. */
  readonly answer: Accepted | Refusal | null;
  /** What was appended, changed, logged and is to be told, and the rows of it; undefined where nothing was. */
  readonly advanced: Concluded | undefined;
  readonly law?: LawEffect;
}

/** The same before it is put into rows. */
interface Bare extends Omit<Outcome, 'advanced'> {
  readonly advanced: Advanced | undefined;
}

/** The answer to a command that somebody sent. Throws where nobody did. */
export function answerOf({ answer }: Outcome): Accepted | Refusal {
  if (answer === null) throw new Error('only a command that somebody sent is answered');
  return answer;
}

/** Nothing has been recorded yet. */
export const blank: Standing = { record: [], kept: new Map() };

/**
 * THE MACHINE: what a command makes of a record. Pure: the same standing, command, moment and law give the same outcome.
 * Whoever brings commands only loads what it asks for and writes what it answers (docs/architecture.md).
 */
export const handle = (standing: Standing, command: Command, moment: Moment): Outcome =>
  toEnd(handleSteps(standing, command, moment));

/** The same with pauses: of a large record each step takes a while, and whoever drives it may let others have a turn. */
export function* handleSteps(standing: Standing, command: Command, moment: Moment): Generator<void, Outcome> {
  const { advanced, ...answered } = yield* concluding(standing, command, moment);
  if (advanced === undefined) return { ...answered, advanced };
  yield;
  const effects = advanced.effects.map((effect) => withDelegates(advanced.c, effect, moment.now));
  const told = { ...advanced, effects };
  return { ...answered, advanced: { ...told, rows: rowsOf(standing.kept, told, moment.caseId) } };
}

function* concluding(standing: Standing, command: Command, moment: Moment): Generator<void, Bare> {
  switch (command.kind) {
    case 'file':
      return yield* file(standing, command, moment);
    case 'found':
      return yield* found(standing, command, moment);
    case 'complete':
      return yield* complete(standing, command, moment);
    case 'law':
      return yield* meet(standing, command, moment);
    case 'disclosed':
      return yield* disclosed(standing, command, moment);
    case 'settle':
    case 'wake':
      return { answer: null, advanced: yield* settled(standing, command, moment) };
  }
}

/**
 * What is already due happens before a command is looked at: then it makes no difference whether the timer or the command
 * came first. `always` looks even if nothing seems due.
 */
function* catchUp(standing: Standing, moment: Moment, always: boolean): Generator<void, Advanced | undefined> {
  const { now, wokenFor, inForce, laws } = moment;
  if (wokenFor !== null && wokenFor <= now) return yield* wakeSteps(standing, { wokenFor, now, inForce, laws });
  return always ? yield* advanceSteps(standing, [], { now, laws }) : undefined;
}

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;

function* file(
  standing: Standing,
  { body, actor, people, elsewhere, earlier = [], restored }: Of<'file'>,
  moment: Moment,
): Generator<void, Bare> {
  const { now, inForce, laws } = moment;
  const filed = yield* filingSteps(body, { now, actor, people, elsewhere, restored }, inForce, laws);
  if (isRefusal(filed)) return { answer: filed, advanced: undefined };
  const filing = asFacts([], filed.drafts, inForce, actor.via);
  const facts = restoredFacts([...filing, ...linkFacts(filing, earlier)], restored);
  return founded(yield* advanceSteps(standing, facts, { now, laws }));
}

function* found(
  standing: Standing,
  { body, actor, people, elsewhere, about }: Of<'found'>,
  moment: Moment,
): Generator<void, Bare> {
  const { now, inForce, laws } = moment;
  const draft = decideFounding(body, { now, actor, people, elsewhere, about });
  if (isRefusal(draft)) return { answer: draft, advanced: undefined };
  return founded(yield* advanceSteps(standing, asFacts([], [draft], inForce, actor.via), { now, laws }));
}

const founded = (advanced: Advanced): Bare => {
  const { c, record, changes } = advanced;
  return { answer: acceptedAnswer(c.founding.seq, record.length, changes), advanced };
};

function* complete(standing: Standing, command: Of<'complete'>, moment: Moment): Generator<void, Bare> {
  const { completion, ...sender } = command;
  const { now, inForce, laws } = moment;
  const before = yield* catchUp(standing, moment, false);
  const { record, kept } = before ?? standing;
  const c = before?.c ?? readCase(record);
  if (isNodeId(completion.node) && aboutFacts.has(completion.node)) yield* deriveSteps(c, laws); // a correction asks what follows as it stands: here with pauses
  const deadlines = () => [...kept.values()];
  const draft = decide(c, completion, {
    ...sender,
    now,
    deadlines,
    deadlinesOf: openedBy(laws),
    settings: laws(inForce).courtSettings,
    calendar: laws(inForce).courtCalendar,
  });
  if (isRefusal(draft)) return { answer: draft, advanced: before };
  const facts = asFacts(record, [draft], inForce, sender.actor.via);
  const advanced = yield* advanceSteps({ record, kept }, facts, { now, laws });
  const seq = facts.at(-1)?.seq ?? 0;
  return {
    answer: {
      ...acceptedAnswer(seq, advanced.record.length, advanced.changes),
      ...warned(advanced.c, draft, sender.people),
    },
    advanced: before === undefined ? advanced : both(before, advanced),
  };
}

/** The engine's own word of what parties have been told (plan §6); nobody else hears an answer. */
function* disclosed(standing: Standing, { delivered }: Of<'disclosed'>, moment: Moment): Generator<void, Bare> {
  const { now, inForce, laws } = moment;
  const before = yield* catchUp(standing, moment, false);
  const { record, kept } = before ?? standing;
  const c = before?.c ?? readCase(record);
  const drafts = delivered.flatMap((batch) => reported(c, batch, now));
  if (drafts.length === 0) return { answer: null, advanced: before };
  const facts = asFacts(record, drafts, inForce, 'system');
  const advanced = yield* advanceSteps({ record, kept }, facts, { now, laws });
  return { answer: null, advanced: before === undefined ? advanced : both(before, advanced) };
}

/** What has fallen due, and then what other records have said since. */
function* settled(
  standing: Standing,
  command: Of<'settle' | 'wake'>,
  moment: Moment,
): Generator<void, Advanced | undefined> {
  const relayed = command.kind === 'settle' ? (command.relayed ?? []) : [];
  let last = yield* catchUp(standing, moment, command.kind === 'settle' && relayed.length === 0);
  const { now, inForce, laws } = moment;
  for (const each of relayed) {
    const { record, kept } = last ?? standing;
    const { drafts, notices, replies = [] } = hearing(last?.c ?? readCase(record), each, now);
    const facts = drafts.length === 0 ? [] : asFacts(record, drafts, inForce, 'system');
    const next = yield* advanceSteps({ record, kept }, facts, { now, laws });
    const told = { ...next, effects: [...next.effects, ...notices, ...replies] };
    last = last === undefined ? told : both(last, told);
  }
  return last;
}

/** What had fallen due, and then what the command made of it: one outcome, written once. */
const both = (before: Advanced, then: Advanced): Advanced => ({
  ...then,
  appended: [...before.appended, ...then.appended],
  changes: [...before.changes, ...then.changes],
  log: [...before.log, ...then.log],
  effects: [...before.effects, ...then.effects],
});

/**
 * A record that has met the law in force already is skipped, one in which nothing would change is left as it is; what this
 * same rollout did before stays done. A rollout looks even where nothing seems due: the record may have met the law by a
 * worker of the release before, which did not know the deadlines that came with it.
 */
function* meet(standing: Standing, { rollout, changes }: Of<'law'>, moment: Moment): Generator<void, Bare> {
  const { now, wokenFor, inForce, laws } = moment;
  const facts = meeting(standing.record, inForce, { at: Math.min(wokenFor ?? now, now), now, rollout }); // as on waking
  if (facts.length === 0) {
    const advanced = yield* catchUp(standing, moment, rollout !== undefined);
    return { answer: null, advanced, law: earlierEffect(standing.record, rollout) };
  }
  if (!changes()) return { answer: null, advanced: yield* catchUp(standing, moment, false), law: 'untouched' };
  return { answer: null, advanced: yield* advanceSteps(standing, facts, { now, laws }), law: 'moved' };
}

/** What became of a record that has met the law already. */
export const earlierEffect = (record: readonly Fact[], rollout: string | undefined): LawEffect =>
  rollout !== undefined && lawsMet(record).at(-1)?.rollout === rollout ? 'moved' : 'skipped';
