import { DAY, HOUR, type Instant } from '../time/instant.ts';
import type { Role } from '../nodes/roles.ts';

/** Whom a step tells besides `review`: who holds the deadline, the leader of its role, or an office. */
export type Told = 'holder' | 'leader' | Role;

/** What a step of a ladder is. */
interface RungRow {
  readonly zh: string;
  /** Who is told, besides `review`: always (plan §3). */
  readonly to: readonly Told[];
  /** Who too, once the law's own due has passed. */
  readonly beyondLaw?: readonly Told[];
}

/**
 * The rungs that fall by clock, in rising order, and whom each tells (plan §3): the one table of it. `discipline`
 * 依法依纪处理 never falls by clock. Criticism is put to the director: nobody else hears of it before the decision.
 */
export const rungs = {
  remind: { zh: '提醒', to: ['holder'] },
  urge: { zh: '催办', to: ['holder', 'leader'] },
  supervise: { zh: '督办', to: ['holder', 'director'], beyondLaw: ['supervising-leader'] },
  criticise: { zh: '通报批评', to: ['director'] },
} as const satisfies Record<string, RungRow>;

export type Rung = keyof typeof rungs;

export const rungIds = Object.keys(rungs) as Rung[]; // the keys of a constant record are exactly its type

/** What each rung is called. */
export const rungNames = Object.fromEntries(rungIds.map((id) => [id, rungs[id].zh])) as Record<Rung, string>; // of all ids

/** How those whom a step tells are called, where the deadline decides who they are. */
export const toldNames = { holder: '责任人', leader: '其负责人' } as const;

/** Whom a rung tells besides `review`, before or after the law's own due has passed. */
export function toldBy(rung: Rung, isBeyondLaw: boolean): readonly Told[] {
  const { to, beyondLaw = [] }: RungRow = rungs[rung];
  return isBeyondLaw ? [...to, ...beyondLaw] : to;
}

/**
 * When a step falls: some time before the due, at a share of the time that is left, some time after the due, or when the
 * law's own due passes. Spans are real hours or days of 24 hours: `24h`, `90d`.
 */
export type StepWhen =
  | { readonly before: string }
  | { readonly share: number; readonly atLeast: string }
  | { readonly after: string }
  | { readonly at: 'legalDue' };

/** One step of a ladder. It fires once for its (deadline, step, due). */
export interface Step {
  readonly id: string;
  readonly rung: Rung;
  readonly when: StepWhen;
}

/** The steps in the order in which they fall: a court's setting for each rule. */
export type Ladder = readonly Step[];

/** A step that is called as its rung, or by an id of its own. */
export const step = (rung: Rung, when: StepWhen, id: string = rung): Step => ({ id, rung, when });

const climb = (atLeast: string): Ladder => [
  step('remind', { share: 0.2, atLeast }),
  step('urge', { after: '0h' }),
  step('supervise', { after: '24h' }),
  step('supervise', { at: 'legalDue' }, 'beyond-law'),
];

/** The default of plan §3. */
export const defaultLadder = climb('24h');

/** The default for periods in hours: the reminder comes at least one hour before. */
export const hourLadder = climb('1h');

/** A supervised matter is itself the 督办: it has no such rung and opens no other. Criticism stands on it alone (plan §3). */
export const matterLadder: Ladder = [
  step('remind', { share: 1, atLeast: '0h' }), // at its opening
  step('urge', { after: '0h' }),
  step('criticise', { after: '48h' }),
];

const UNITS = { h: HOUR, d: DAY };

/** Milliseconds of `24h` or `90d`; undefined for anything else. */
export function spanOf(text: string): number | undefined {
  const [, count, unit] = /^(0|[1-9]\d{0,4})([hd])$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * UNITS[unit as keyof typeof UNITS]; // as the pattern has it
}

/** A step and the instant at which it falls. */
export interface StepAt {
  readonly step: string;
  readonly rung: Rung;
  readonly at: Instant;
  /** Milliseconds that it waits behind the instant from which the ladder counts; 0 for those before the due. */
  readonly wait: number;
  /** It only tells that the law's due has passed too: it opens no matter, and falls only behind 督办 (plan §3). */
  readonly isLegal: boolean;
}

/** What the instants of a ladder follow from. */
export interface Climbed {
  readonly openedAt: Instant;
  readonly dueAt: Instant;
  readonly legalDueAt: Instant | null;
  /** When it last ceased to stand still; null if it never did. */
  readonly stillUntil: Instant | null;
  /** The day itself that must not come unprepared, where the due lies before it: steps count back from here. */
  readonly lastDay?: Instant | undefined;
}

/** A step with its spans read, in milliseconds. */
interface ReadStep extends Omit<StepAt, 'at'> {
  readonly from: 'legalDue' | 'behind' | 'before';
  /** How long before the due: a share of the time that is left, or this where it is more. */
  readonly share: number;
  readonly lead: number;
}

/** The steps of each ladder, read once: a thousand deadlines climb the same one. */
const known = new WeakMap<Ladder, ReadLadder>();

interface ReadLadder {
  readonly steps: readonly ReadStep[];
  /** Where the law has no due of its own. */
  readonly own: readonly ReadStep[];
}

function readSteps(ladder: Ladder): ReadLadder {
  const found = known.get(ladder);
  if (found !== undefined) return found;
  const steps = ladder.map(readStep);
  const read = { steps, own: steps.filter(({ isLegal }) => !isLegal) };
  known.set(ladder, read);
  return read;
}

function readStep({ id, rung, when }: Step): ReadStep {
  const one = { step: id, rung, wait: 0, isLegal: false, share: 0, lead: 0 };
  if ('at' in when) return { ...one, from: 'legalDue', isLegal: true };
  if ('after' in when) return { ...one, from: 'behind', wait: millis(when.after) };
  if ('before' in when) return { ...one, from: 'before', lead: millis(when.before) };
  return { ...one, from: 'before', share: when.share, lead: millis(when.atLeast) };
}

/**
 * The instants of a ladder in the order in which they fall (plan §3). Steps before the due never precede the opening;
 * the others count from the latest of the due, the opening and the end of the last standstill (engine.md 26).
 */
export function stepInstants(ladder: Ladder, climbed: Climbed): readonly StepAt[] {
  const { openedAt, dueAt, legalDueAt, stillUntil } = climbed;
  const asked = Math.max(dueAt, openedAt);
  const led = leadIn(ladder, climbed);
  const behind = Math.max(asked, stillUntil ?? openedAt);
  const instantOf = (each: ReadStep): Instant => {
    if (each.from === 'behind') return behind + each.wait;
    if (each.from === 'legalDue') return Math.max(legalDueAt ?? asked, openedAt);
    return Math.max(led(each), openedAt);
  };
  const { steps, own } = readSteps(ladder);
  return inOrder(
    (legalDueAt === null ? own : steps).map((each) => {
      const { step, rung, wait, isLegal } = each;
      return { step, rung, at: instantOf(each), wait, isLegal };
    }),
  );
}

/**
 * When a step before the due falls, so long before the due; or before the day behind it that a row names. Those that would then fall
 * behind the beginning of the due's own day, over a holiday between the two, are brought forward together, the last of them to
 * that beginning; the others keep their day (docs/decisions/082).
 */
function leadIn(ladder: Ladder, { openedAt, dueAt, lastDay }: Climbed): (step: ReadStep) => Instant {
  const ahead = lastDay ?? Math.max(dueAt, openedAt);
  const own = ({ share, lead }: ReadStep): Instant => ahead - Math.max(Math.round((ahead - openedAt) * share), lead);
  if (lastDay === undefined) return own;
  const before = readSteps(ladder).steps.filter(({ from }) => from === 'before');
  const over = Math.max(0, ...before.map((each) => own(each) - (dueAt - DAY)));
  return (each) => own(each) - (own(each) > dueAt - DAY ? over : 0);
}

/** The same steps, none of them counted from before an instant (engine.md 26). */
export const countedFrom = (steps: readonly StepAt[], since: Instant): readonly StepAt[] =>
  inOrder(steps.map((s) => ({ ...s, at: Math.max(s.at, since + s.wait) })));

/** In order of falling, without a step at the law's due that is no later than 督办. */
function inOrder(steps: readonly StepAt[]): readonly StepAt[] {
  if (steps.every((s, i) => !s.isLegal && (steps[i - 1]?.at ?? s.at) <= s.at)) return steps; // as most ladders are
  const supervised = steps.reduce((last, s) => (s.rung === 'supervise' && !s.isLegal ? Math.max(last, s.at) : last), 0);
  return steps.filter((s) => !s.isLegal || s.at > supervised).toSorted((a, b) => a.at - b.at);
}

/** Of a span in a checked ladder. Throws on any other: no ladder that was let in holds one. */
function millis(text: string): number {
  const span = spanOf(text);
  if (span === undefined) throw new Error(`not a span: ${text}`);
  return span;
}
