import { isOverdue } from '../plan/light.ts';
import type { Derived, Status } from '../plan/derived.ts';
import type { Rung } from '../plan/ladder.ts';
import { readCase } from '../record/case.ts';
import { isRefusal, type Refusal } from '../record/refusal.ts';
import type { Instant } from '../time/instant.ts';
import type { Standing } from './advance.ts';
import { derive } from './derive.ts';
import { answerOf, type Command, handleSteps, type Moment } from './handle.ts';
import { logTypes } from './log.ts';
import { standingAt } from './standstill.ts';

const { opened, moved, certain, done, reopened, suspended, lapsed, void: ended } = logTypes;

/** What can become of a deadline, in the words of the log. */
export const turnNames = { opened, moved, certain, done, reopened, suspended, lapsed, void: ended } as const;
export type Turn = keyof typeof turnNames;

/** What a completion would make of one deadline. */
export interface Foreseen {
  /** As it stands; undefined for one that would open. */
  readonly before: Derived | undefined;
  /** As it would stand; undefined for one whose opening would be gone. */
  readonly after: Derived | undefined;
  readonly turns: readonly Turn[];
  /** The steps that would warn at once. */
  readonly rungs: readonly Rung[];
  readonly becomesOverdue: boolean;
  /** The person who would answer for it; null: whoever holds its role (engine.md 20). */
  readonly holder: string | null;
}

/** What a completion would make of a record. */
export interface Foresight {
  /** The place in the record that it would have. */
  readonly fact: number;
  readonly deadlines: readonly Foreseen[];
}

/**
 * What recording a completion now would do to the deadlines, or founding a record, or why it would be refused: the machine decides it as it
 * would the command itself, and nothing is written. What has fallen due by itself is none of its doing. With pauses as
 * `handleSteps`.
 */
export function* foreseeSteps(
  standing: Standing,
  command: Extract<Command, { kind: 'complete' | 'file' | 'found' }>,
  moment: Moment,
): Generator<void, Foresight | Refusal> {
  const { now, laws } = moment;
  const { advanced: caughtUp } = yield* handleSteps(standing, { kind: 'wake' }, moment);
  const found = caughtUp ?? standing;
  const outcome = yield* handleSteps(found, command, { ...moment, wokenFor: null });
  const answer = answerOf(outcome);
  if (isRefusal(answer)) return answer;
  const { derived = [], changes = [], kept } = outcome.advanced ?? {};
  const before = caughtUp?.derived ?? (found.record.length === 0 ? [] : derive(readCase(found.record), laws).map((d) => standingAt(d, now))); // prettier-ignore
  const warned = Map.groupBy(
    changes.flatMap((x) => (x.type === 'rung' ? [x] : [])),
    ({ deadline }) => deadline.id,
  );
  const beside = {
    now,
    rungsOf: (id: string) => (warned.get(id) ?? []).map(({ step }) => step.rung),
    holders: [found.kept, kept ?? found.kept].map((all) => (id: string) => all.get(id)?.holder ?? null),
  };
  const hasOpened = ({ openedAt }: Derived) => openedAt <= now; // what only time would open is none of its doing
  return { fact: answer.fact, deadlines: compared(before.filter(hasOpened), derived.filter(hasOpened), beside) };
}

interface Beside {
  readonly now: Instant;
  readonly rungsOf: (id: string) => readonly Rung[];
  /** Who answers for a deadline, as it is kept before and after. */
  readonly holders: readonly ((id: string) => string | null)[];
}

/** Those that would not stay as they are, in the order of the plan; those that would be gone come last. */
function compared(
  before: readonly Derived[],
  after: readonly Derived[],
  { now, rungsOf, holders: [heldBefore, heldAfter] }: Beside,
): readonly Foreseen[] {
  const was = new Map(before.map((d) => [d.id, d]));
  const is = new Map(after.map((d) => [d.id, d]));
  const pairs = [
    ...after.map((d) => [was.get(d.id), d] as const),
    ...before.filter(({ id }) => !is.has(id)).map((d) => [d, undefined] as const),
  ];
  return pairs.flatMap(([old, next]) => {
    const id = (next ?? old)?.id ?? '';
    const turns = turnsOf(old, next);
    const rungs = rungsOf(id);
    const holder = heldAfter?.(id) ?? null;
    const passesOn = old !== undefined && next !== undefined && holder !== (heldBefore?.(id) ?? null);
    const isMarked = lapsesOf(next) > lapsesOf(old);
    const becomesOverdue = isLate(next, now) && !isLate(old, now);
    if (turns.length === 0 && rungs.length === 0 && !passesOn && !isMarked) return [];
    return [{ before: old, after: next, turns, rungs, becomesOverdue, holder }];
  });
}

/** How often money was sent out late without approval. */
const lapsesOf = (d: Derived | undefined): number =>
  d?.because.filter((b) => b.step === 'without-approval').length ?? 0;

const isLate = (d: Derived | undefined, now: Instant): boolean => d !== undefined && isOverdue(d, now);

function turnsOf(old: Derived | undefined, next: Derived | undefined): readonly Turn[] {
  if (next === undefined) return old === undefined || old.status === 'void' ? [] : ['void'];
  if (old === undefined) {
    if (next.status === 'void') return []; // it never ran
    return next.status === 'open' ? ['opened'] : ['opened', turnTo[next.status]];
  }
  const moved = old.targetDue !== next.targetDue || old.legalDue !== next.legalDue;
  const certain = !moved && old.provisional && !next.provisional;
  return [
    ...(moved ? (['moved'] as const) : []),
    ...(certain ? (['certain'] as const) : []),
    ...(old.status === next.status ? [] : [turnTo[next.status]]),
  ];
}

/** How the log says that a deadline has come to a status. */
const turnTo: Readonly<Record<Status, Turn>> = {
  open: 'reopened',
  suspended: 'suspended',
  done: 'done',
  'done-late': 'done',
  lapsed: 'lapsed',
  void: 'void',
};
