import { DAY, type Instant, wholeSecond } from '../time/instant.ts';
import { becoming, isOwn } from '../plan/by-itself.ts';
import { inPlaceOfWhom } from '../record/delegations.ts';
import { bySystem } from '../record/by-system.ts';
import { type Case, readCase } from '../record/case.ts';
import { deriveSteps } from './derive.ts';
import { standingAt } from './standstill.ts';
import type { CourtSettings } from '../plan/court-settings.ts';
import type { Derived } from '../plan/derived.ts';
import type { Draft, Fact, Via } from '../record/fact.ts';
import { type LawInForce, type Laws, lawsMet, meeting } from '../plan/law.ts';
import { lateEntries } from './late-entries.ts';
import { handedOver, handoverNotices, handovers, passedOnNotices } from './handover.ts';
import { type Holders, holdersIn } from './holding.ts';
import { type LogEntry, logChange, logFact } from './log.ts';
import { disclosureDue } from './disclosure.ts';
import type { Effect } from './effects.ts';
import { foundingsDue, foundingsUndone } from './foundings.ts';
import { announcements, movedNotices, noticesFor } from './notice.ts';
import { deferralNotices } from './deferral-notice.ts';
import { objectionNotices } from './objection-notice.ts';
import { triageNotices } from './triage-notice.ts';
import { relays } from './relaying.ts';
import { supervise, superviseFacts, toSupervise } from './supervising.ts';
import { toEnd } from './steps.ts';
import { type Change, type Kept, type NextWake, settle } from './settle.ts';

/** A case as the store keeps it. */
export interface Standing {
  readonly record: readonly Fact[];
  readonly kept: ReadonlyMap<string, Kept>;
}

/** What came of letting a case catch up with its facts and its time. */
export interface Advanced extends Standing {
  readonly c: Case;
  readonly derived: readonly Derived[];
  readonly appended: readonly Fact[];
  readonly changes: readonly Change[];
  readonly log: readonly LogEntry[];
  /** What is to be sent out. */
  readonly effects: readonly Effect[];
  readonly nextWake: NextWake | null;
}

/** A case that was filed more than a day before it came in was taken over: from when (plan §3), else null. */
export function takenOverAt(c: Case): Instant | null {
  if (c.kind !== 'case') return null;
  const entered = c.record.find((f) => f.node === 'case.filed')?.recordedAt ?? c.filed.recordedAt;
  return entered - c.filed.at > DAY ? entered : null;
}

/**
 * Appends facts, derives, and settles until nothing more follows: a 督办 rung opens a supervised matter, whose deadline
 * may itself fall due. Pure: the same standing, facts, law and now give the same outcome.
 */
export const advance = (before: Standing, facts: readonly Fact[], when: When): Advanced =>
  toEnd(advanceSteps(before, facts, when));

/** The case's own time, and the law library. */
interface When {
  readonly now: Instant;
  readonly laws: Laws;
}

/** The same with pauses: of a large case each step takes a while, and whoever drives it may let others have a turn. */
export function* advanceSteps(
  before: Standing,
  facts: readonly Fact[],
  { now, laws }: When,
): Generator<void, Advanced> {
  const appended: Fact[] = [...facts];
  const effects: Effect[] = [];
  const changes: Change[] = [];
  const cause = facts.at(-1)?.seq ?? null;
  let { kept } = before;
  let record = facts.length === 0 ? before.record : [...before.record, ...facts];
  let c = readCase(record);
  const log: LogEntry[] = [...factLines(c, facts, laws)];
  append(effects, triageNotices(c, facts, { before: before.record, settings: () => settingsMet(c, laws) }));
  append(effects, objectionNotices(c, facts, holdersIn(c, laws)));
  append(effects, deferralNotices(c, facts, holdersIn(c, laws)));
  if (facts.length > 0) append(effects, relays(before.record, c));
  if (facts.length > 0 && before.record.length > 0) append(effects, foundingsUndone(c, before.record));
  for (let isFirst = true; ; isFirst = false) {
    yield;
    for (let own = fallen(c, now); own.length > 0; own = fallen(c, now)) {
      append(appended, own);
      append(log, logFacts(own));
      record = [...record, ...own];
      c = readCase(record);
    }
    const derived = (yield* deriveSteps(c, laws)).map((d) => standingAt(d, now));
    yield;
    const who = holdersIn(c, laws);
    const known = { takenOverAt: takenOverAt(c), knownAt: knownFrom(appended, now) };
    const settled = settle({ derived, kept, holder: who.of, now, ...known });
    const handed = handovers(kept, settled.kept.values());
    kept = settled.kept;
    yield;
    append(changes, settled.changes);
    append(
      log,
      settled.changes.map((change) => logChange(change, { now, cause, who })),
    );
    yield;
    append(effects, noticesFor(c, settled.changes, { who, atFiling: before.record.length === 0 }));
    if (before.record.length > 0) append(effects, passedOnNotices(c, settled.changes, who));
    append(effects, movedBy(c, settled.changes, { facts, who }));
    yield;
    const matters = toSupervise(settled.changes, derived, kept);
    const next = record.length + 1;
    const passed = handed.map((handover, i) => handedOver(handover, next + i, now));
    const late = matters.map((d, i) => supervise(c, d, next + passed.length + i, wholeSecond(now)));
    const own = isFirst ? superviseFacts(c, facts, next + passed.length + late.length, wholeSecond(now)) : [];
    const opened = [...late, ...own];
    append(effects, handoverNotices(c, passed, derived));
    append(appended, [...passed, ...opened]);
    append(log, logFacts([...passed, ...opened]));
    if (before.record.length > 0 && opened.length === 0) {
      append(effects, announcements(c, facts, derived)); // a takeover announces nothing anew
      append(effects, foundingsDue(c, { before: before.record, facts }, { derived, who }));
    }
    if (passed.length + opened.length > 0) {
      record = [...record, ...passed, ...opened];
      c = readCase(record);
    }
    if (opened.length > 0) continue; // a matter has a deadline of its own; a handover changes none
    const telling = disclosureDue(c, derived, now);
    if (typeof telling === 'object') effects.push(telling);
    const nextWake = nextOf(c, settled.nextWake, typeof telling === 'number' ? telling : undefined);
    return { record, kept, c, derived, appended, changes, log, effects, nextWake };
  }
}

const logFacts = (facts: readonly Fact[]): readonly LogEntry[] => facts.map((f) => logFact(f));

/** The court's settings that a record has met. */
function settingsMet(c: Case, laws: Laws): CourtSettings {
  const met = lawsMet(c.record).at(-1);
  if (met === undefined) throw new Error('the record names no law: law.applied is missing');
  return laws(met).courtSettings;
}

/** What the record has come to say by itself, and nobody has recorded yet. */
const fallen = (c: Case, now: Instant): readonly Fact[] =>
  becoming(c)
    .filter(({ at }) => at <= now)
    .map((own, i) => bySystem({ ...own, seq: c.record.length + 1 + i, recordedAt: wholeSecond(now) }));

/** The next instant at which anything happens by itself: a deadline's, what the record then says, the next batch to the parties. */
function nextOf(c: Case, wake: NextWake | null, tells: Instant | undefined): NextWake | null {
  const [records] = becoming(c);
  const own: readonly NextWake[] = [
    ...(records === undefined ? [] : [{ at: records.at, deadline: null, rung: null, records }]),
    ...(tells === undefined ? [] : [{ at: tells, deadline: null, rung: null }]),
  ];
  return own.reduce((first, next) => (first === null || next.at < first.at ? next : first), wake);
}

/**
 * When what gave a deadline its due came to be known; null where only time has passed. A case that wakes late meets the law
 * from the instant that it was to wake for, and what it has come to say by itself was known when it came about: by those
 * deadlines alone that rest on it.
 */
function knownFrom(appended: readonly Fact[], now: Instant): (d: Derived) => Instant | null {
  if (!appended.every((f) => f.node === 'law.applied' || isOwn(f))) return () => wholeSecond(now);
  const met = appended.findLast((f) => f.node === 'law.applied')?.at ?? null;
  const own = new Map(appended.filter(isOwn).map((f) => [f.seq, f.at]));
  return ({ restsOn }) => own.get(restsOn) ?? met;
}

/** The lines of new facts; a late entry is called so, and both who acted and in whose place (engine.md 2b, 21). */
function factLines(c: Case, facts: readonly Fact[], laws: Laws): readonly LogEntry[] {
  if (facts.length === 0) return [];
  const met = lawsMet(c.record);
  const late = lateEntries(c, met, met.map(laws));
  return facts.map((f) => logFact(f, { late: late.has(f.seq), inPlaceOf: inPlaceOfWhom(c, f) }));
}

/** One by one: of very many, `push(...)` runs out of stack. */
function append<T>(list: T[], more: readonly T[]): void {
  for (const each of more) list.push(each);
}

interface Met {
  readonly facts: readonly Fact[];
  readonly who: Holders;
}

/** Owners hear of dates that a new law moved (engine.md 4); at filing there was nothing to move. */
const movedBy = (c: Case, changes: readonly Change[], { facts, who }: Met): readonly Effect[] => {
  const law = facts.find((f) => f.node === 'law.applied');
  return law === undefined ? [] : movedNotices(c, changes, { who, seq: law.seq });
};

/** What a case wakes with. */
export interface Waking {
  /** The instant that it was to wake for; `now` may be later: the worker was down. */
  readonly wokenFor: Instant;
  readonly now: Instant;
  readonly inForce: LawInForce;
  readonly laws: Laws;
}

/**
 * Lets time do its work in a case for which something falls due, with pauses as `advanceSteps`. It meets the law in force
 * first, from the instant that it was to wake for: nobody is warned of a date that a notice has moved since the case last
 * looked.
 */
export const wakeSteps = (before: Standing, { wokenFor: at, now, inForce, laws }: Waking): Generator<void, Advanced> =>
  advanceSteps(before, meeting(before.record, inForce, { at, now }), { now, laws });

/** Turns accepted drafts, at least one, into facts; a command that meets newer law appends it first (engine.md 4). */
export function asFacts(record: readonly Fact[], drafts: readonly Draft[], law: LawInForce, via: Via): readonly Fact[] {
  const now = drafts[0]?.now ?? 0;
  const met = meeting(record, law, { at: now, now });
  const next = record.length + met.length + 1;
  return [...met, ...drafts.map(({ now: recordedAt, ...draft }, i) => ({ ...draft, recordedAt, via, seq: next + i }))];
}
