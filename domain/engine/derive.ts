import { deadlineRow, type RuleId, ruleIds } from '../plan/deadlines.ts';
import { type ClosingKind, outlasts } from '../nodes/closing-kinds.ts';
import { type Earlier, isRequiredFor, type Opening } from '../plan/deadline.ts';
import { type StepAt, stepInstants } from '../plan/ladder.ts';
import { isUnconfirmed } from '../plan/confirmed.ts';
import { rulesFor } from '../plan/rows-standing.ts';
import type { Instant } from '../time/instant.ts';
import { type Asked, countUnder, type Dues, type Opened } from './dues.ts';
import { asJudged, lateEntries } from './late-entries.ts';
import { deadlineId, type Ending, ending, type Judging } from './ending.ts';
import { acceptance, besideTheMark, wasLate } from './marks.ts';
import { countRunning, standingAt } from './standstill.ts';
import { toEnd } from './steps.ts';
import type { Case } from '../record/case.ts';
import { reading } from '../record/reading.ts';
import type { Because, Derived, Status } from '../plan/derived.ts';
import { deadlineName } from '../words/deadline.ts';
import { type Law, type LawMet, type Laws, lawsMet, ruleFor, versionsOf } from '../plan/law.ts';

/** What was derived of a case, and under which laws. */
const last = reading((): { under: readonly Law[]; derived: readonly Derived[] } => ({ under: [], derived: [] }));

/**
 * Which deadlines a case has, when each is due and why: a pure function of its facts and of the law that they name.
 * Yields what lies ahead too; takes no `now` (engine.md 7). Asked again of the same case under the same laws, it answers
 * what it answered.
 */
export const derive = (c: Case, laws: Laws): readonly Derived[] => toEnd(deriveSteps(c, laws));

/** The same with pauses, as `advanceSteps`. */
export function* deriveSteps(c: Case, laws: Laws): Generator<void, readonly Derived[]> {
  const met = lawsMet(c.record);
  const under = met.map(laws);
  const known = last(c);
  if (known.under.length !== under.length || known.under.some((law, i) => law !== under[i]))
    Object.assign(known, { under, derived: yield* deriveUnder(c, met, under) });
  return known.derived;
}

/** The deadlines of a case that have opened by an instant. */
export const openedBy =
  (laws: Laws) =>
  (c: Case, at: Instant): readonly Derived[] =>
    derive(c, laws)
      .filter((d) => d.openedAt <= at)
      .map((d) => standingAt(d, at));

/** The rules whose deadlines have to be over before a case is closed in this way. */
const required = (kind: ClosingKind): readonly RuleId[] =>
  ruleIds.filter((rule) => isRequiredFor(deadlineRow(rule), kind));

/** The rules from whose last day others count back. */
const countedFrom: ReadonlySet<string | undefined> = new Set(ruleIds.map((rule) => deadlineRow(rule).backFrom));

const SLICE = 500; // deadlines between two pauses

function* deriveUnder(c: Case, all: readonly LawMet[], under: readonly Law[]): Generator<void, readonly Derived[]> {
  const known = lawsKnown(all, under);
  const late = lateEntries(c, all, under);
  const judging: Judging = { c, late, judged: asJudged(c, late) };
  const byRule = new Map<RuleId, readonly Derived[]>();
  const opened = new Map<RuleId, ReadonlyMap<number, Opened>>();
  const above = (rule: string): readonly Derived[] => byRule.get(rule as RuleId) ?? []; // an unknown rule has none
  const requiredFor = (kind: ClosingKind) => required(kind).flatMap(above);
  const earlier: Earlier = Object.assign(above, { requiredFor });
  /** A deadline as it is counted under a law, and what it may be counted back from: that is counted under the same. */
  const standing = ({ id, rule, row, opening }: Opened, law: Law): Asked | undefined => {
    const found = ruleFor(rule, opening.at, known.before(opening.seq, opening.at), law);
    const version = found && opening.within !== undefined ? { ...found, within: opening.within } : found;
    return version && { c, judged: judging.judged, earlier, id, rule, row, opening, law, version, lastDay };
  };
  const lastDay: Asked['lastDay'] = (rule, { opening: { seq }, law }, extensions) => {
    const found = opened.get(rule)?.get(seq); // it stands above this row in the table
    const asked = found && standing(found, law);
    return asked === undefined ? null : countUnder(asked, extensions).extended;
  };
  const follow = (each: Opened, met: RuleMet): Derived | undefined => {
    if (cameTooLate(c, each, met)) return undefined;
    const ended = ending(judging, each);
    // what is discharged stays settled under the law before its discharge was recorded (engine.md 4)
    const law = known.before(ended === undefined ? Number.POSITIVE_INFINITY : ended.seq);
    const asked = standing(each, knows(law, each.rule) ? law : met.law);
    return asked && settleOne(asked, ended, met.late);
  };
  for (const rule of rulesFor(c)) {
    const met = known.met(rule);
    if (met === undefined) continue;
    const found = openingsOf(c, rule, earlier);
    if (countedFrom.has(rule)) opened.set(rule, new Map(found.toReversed().map((o) => [o.opening.seq, o]))); // of several from one fact, the first
    const derived: Derived[] = [];
    for (const [i, each] of found.entries()) {
      if (i % SLICE === SLICE - 1) yield;
      const one = follow(each, met);
      if (one !== undefined) derived.push(one);
    }
    byRule.set(rule, derived);
  }
  return [...byRule.values()].flat();
}

/**
 * The openings of a rule in a case, each with the id of its deadline. What a row finds twice under one id is one deadline, as it was
 * found first: two of one id could not be kept, and the case would stand still.
 */
function openingsOf(c: Case, rule: RuleId, earlier: Earlier): readonly Opened[] {
  const row = deadlineRow(rule);
  const found = row.opens
    .find(c, earlier)
    .map((opening) => ({ id: deadlineId(rule, opening.subject, opening.seq), rule, row, opening: whole(opening) }));
  return found.length < 2 ? found : [...new Map(found.toReversed().map((each) => [each.id, each])).values()].reverse();
}

/** An opening with all that it might say: whatever row found it, it is read alike, and quickly. */
const whole = ({ at, seq, subject, from, until, owner, due, within, dueZh, title, about }: Opening): Opening => {
  return { at, seq, subject, from, until, owner, due, within, dueZh, title, about };
};

/** The law by which a record came to know a rule; `late` is when, unless it began with it. */
interface RuleMet extends LawMet {
  readonly law: Law;
  readonly late: Instant | null;
}

/** The laws that a case has met, as its deadlines ask for them. Throws if the record names none. */
function lawsKnown(all: readonly LawMet[], under: readonly Law[]) {
  const [first] = under;
  if (first === undefined) throw new Error('the record names no law: law.applied is missing');
  return {
    /** The law that the case ran under when the fact `seq` was recorded, or when something began because time had passed. */
    before: (seq: number, at = Number.NEGATIVE_INFINITY): Law =>
      under.length === 1 ? first : (under[all.findLastIndex((l) => l.seq < seq || l.at <= at)] ?? first),
    /** The first law that knew a rule, and what that counts back from; undefined while none does: it opens nothing. */
    met: (rule: RuleId): RuleMet | undefined => {
      const index = under.findIndex((law) => knows(law, rule));
      const [met, law] = [all[index], under[index]];
      if (met === undefined || law === undefined) return undefined;
      return { ...met, law, late: index === 0 ? null : met.recordedAt };
    },
  };
}

const knows = ({ book }: Law, rule: RuleId): boolean => {
  const { backFrom } = deadlineRow(rule);
  return book.has(rule) && (backFrom === undefined || book.has(backFrom as RuleId)); // a test looks at the table
};

/**
 * A closed case opens no more but by rows that run on after closing; an archived one nothing either by a rule that it
 * learnt of later.
 */
function cameTooLate(c: Case, { row, opening }: Opened, met: RuleMet): boolean {
  const [closed, archived] = [c.first('case.closed'), c.first('dossier.archived')]; // of a case alone
  if (closed === undefined) return false;
  if (opening.at > closed.at) return !outlasts(row.runsOn, closed.payload.kind);
  return archived !== undefined && archived.seq < met.seq && opening.at < closed.at;
}

function settleOne(asked: Asked, ended: Ending | undefined, metAt: Instant | null): Derived {
  const { id, rule, row, opening, law } = asked;
  const { subject, seq, title = null, about = null } = opening;
  const { dues, because: counted, legs, still } = countRunning(asked, ended?.at);
  const status = statusOf(dues, ended);
  const lateSince = wasLate(asked, legs, { status, dueAt: dues.dueAt });
  const beside = besideTheMark(asked, { dueAt: dues.dueAt, lateSince, legs });
  const warnsUntil = status === 'open' ? Number.POSITIVE_INFINITY : endedByItself(asked.c, ended);
  const derived: Derived = {
    id,
    rule,
    subject,
    seq,
    title,
    name: deadlineName({ rule, subject, title }),
    openedAt: opening.at,
    targetDue: dues.targetDue,
    legalDue: dues.legalDue,
    dueAt: dues.dueAt,
    legalDueAt: dues.legalDueAt,
    restsOn: counted.reduce((last, each) => Math.max(last, lastFactOf(each)), seq),
    about,
    extended: dues.extended,
    provisional: dues.provisional,
    status,
    lateSince,
    endedAt: ended?.at ?? null,
    endedBy: ended?.seq ?? null,
    owner: opening.owner ?? row.owner,
    law: versionsOf(law),
    metAt,
    legs,
    still,
    steps:
      warnsUntil === undefined ? [] : stepsOf(asked, dues, still?.to ?? opening.at).filter(({ at }) => at < warnsUntil),
    because: [...counted, ...unconfirmed(asked), ...beside, ...endedBecause(ended, status)],
  };
  return ended?.byTime === true ? { ...derived, endsByTime: ended.at } : derived;
}

const nothing: readonly Because[] = [];

function unconfirmed({ rule, row: { known }, version, law }: Asked): readonly Because[] {
  return known !== undefined && isUnconfirmed(rule, version, law.courtSettings)
    ? [{ step: 'unconfirmed', known }]
    : nothing;
}

/** The last of the facts that a step of the reasoning rests on; 0: none. */
function lastFactOf(because: Because): number {
  if (because.step === 'excluded') return Math.max(...because.intervals.map(({ fact }) => fact));
  if (because.step === 'extended-late') return 0; // it moved nothing
  return 'fact' in because ? because.fact : 0;
}

/** When time itself ended it, which nobody said: what would have warned before warns in the log of a case that slept, too. */
const endedByItself = (c: Case, ended: Ending | undefined): Instant | undefined =>
  ended !== undefined && (ended.byTime || c.fact(ended.seq)?.via === 'system') ? ended.at : undefined;

function endedBecause(ended: Ending | undefined, status: Status): readonly Because[] {
  if (ended === undefined) return nothing;
  const { late, seq, zh } = ended;
  const end = { step: 'ended', status, fact: seq, zh } as const;
  return late === undefined ? [end] : [{ step: 'late-entry', ...late }, end];
}

function statusOf(dues: Dues, ended: Ending | undefined): Status {
  if (ended === undefined) return dues.dueAt === null ? 'suspended' : 'open';
  if (ended.how !== 'done') return ended.how;
  return dues.dueAt === null || ended.at < dues.dueAt ? 'done' : 'done-late';
}

const isCriticism = ({ rung }: StepAt): boolean => rung === 'criticise';

/**
 * The steps of a deadline that runs. A good reason that the director accepted, for it or for the deadline that it stands
 * for, stops criticism and nothing else (plan §3: 无正当理由).
 */
function stepsOf(
  { c, id, rule, row, opening, version, law }: Asked,
  { dueAt, legalDueAt, stillUntil }: Dues,
  openedAt: Instant,
): Derived['steps'] {
  if (dueAt === null || version.ladder === null) return [];
  const lastDay = row.warnsOf && opening.from;
  const all = stepInstants(version.ladder, { openedAt, dueAt, legalDueAt, stillUntil, lastDay });
  const steps = isUnconfirmed(rule, version, law.courtSettings) ? all.filter(({ rung }) => rung === 'remind') : all;
  if (!steps.some(isCriticism)) return steps;
  const hasReason = [{ deadline: id, dueAt }, opening.about].some(
    (late) => late !== undefined && acceptance(c, late) !== undefined,
  );
  return hasReason ? steps.filter((s) => !isCriticism(s)) : steps;
}
