import { deadlineRow, type RuleId, ruleIds } from '../plan/deadlines.ts';
import type { ClosingKind } from '../nodes/closing-kinds.ts';
import { type RecordKind, recordKindIds, standsIn } from '../nodes/record-kinds.ts';
import { type Earlier, isRequiredFor, type Opening } from '../plan/deadline.ts';
import { stepInstants } from '../plan/ladder.ts';
import type { Instant } from '../time/instant.ts';
import { type Asked, countDues, type Dues } from './dues.ts';
import { asJudged, lateEntries } from './late-entries.ts';
import { deadlineId, type Ending, ending, type Judging } from './ending.ts';
import { acceptance, besideTheMark } from './marks.ts';
import { countRunning, type Running, standingAt } from './standstill.ts';
import type { Case } from '../record/case.ts';
import type { Because, Derived, Status } from '../plan/derived.ts';
import { deadlineName } from '../words/deadline.ts';
import { type Law, type LawMet, type Laws, lawsMet, ruleFor, versionsOf } from '../plan/law.ts';

const derivedOf = new WeakMap<Case, { readonly under: readonly Law[]; readonly derived: readonly Derived[] }>();

/**
 * Which deadlines a case has, when each is due and why: a pure function of its facts and of the law that they name.
 * Yields what lies ahead too; takes no `now` (engine.md 7). Asked again of the same case under the same laws, it answers
 * what it answered.
 */
export function derive(c: Case, laws: Laws): readonly Derived[] {
  const met = lawsMet(c.record);
  const under = met.map(laws);
  const before = derivedOf.get(c);
  if (before?.under.length === under.length && before.under.every((law, i) => law === under[i])) return before.derived;
  const derived = deriveUnder(c, met, under);
  derivedOf.set(c, { under, derived });
  return derived;
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

/** The rules that stand in each kind of record. */
const rulesOf = Object.fromEntries(
  recordKindIds.map((kind) => [kind, ruleIds.filter((rule) => standsIn(deadlineRow(rule).in, kind))]),
) as unknown as Readonly<Record<RecordKind, readonly RuleId[]>>; // of every kind

function deriveUnder(c: Case, all: readonly LawMet[], under: readonly Law[]): readonly Derived[] {
  const known = lawsKnown(all, under);
  const late = lateEntries(c, all, under);
  const judging: Judging = { c, late, judged: asJudged(c, late) };
  const byRule = new Map<RuleId, readonly Derived[]>();
  const opened = new Map<RuleId, ReadonlyMap<number, Opening>>();
  const above = (rule: string): readonly Derived[] => byRule.get(rule as RuleId) ?? []; // an unknown rule has none
  const requiredFor = (kind: ClosingKind) => required(kind).flatMap(above);
  const earlier: Earlier = Object.assign(above, { requiredFor });
  /** A deadline as it is counted under a law, and what it may be counted back from: that is counted under the same. */
  const standing = (rule: RuleId, opening: Opening, law: Law): Asked | undefined => {
    const version = ruleFor(rule, opening.at, known.before(opening.seq, opening.at), law);
    return version && { c, rule, opening, law, version, lastDay: (other) => lastDay(other, opening, law) };
  };
  const lastDay = (rule: RuleId, { seq }: Opening, law: Law): Dues['extended'] => {
    const found = opened.get(rule)?.get(seq); // it stands above this row in the table
    const asked = found && standing(rule, found, law);
    return asked === undefined ? null : countDues(asked).extended;
  };
  for (const rule of rulesOf[c.kind]) {
    const met = known.met(rule);
    const openings = met === undefined ? [] : deadlineRow(rule).opens.find(c, earlier);
    if (countedFrom.has(rule)) opened.set(rule, new Map(openings.toReversed().map((o) => [o.seq, o]))); // of several from one fact, the first
    byRule.set(
      rule,
      openings.flatMap((opening): readonly Derived[] => {
        if (met === undefined || cameTooLate(c, rule, opening, met)) return [];
        const ended = ending(judging, rule, opening);
        // what is discharged stays settled under the law before its discharge was recorded (engine.md 4)
        const law = known.before(ended === undefined ? Number.POSITIVE_INFINITY : ended.seq);
        const asked = standing(rule, opening, knows(law, rule) ? law : met.law);
        return asked === undefined
          ? []
          : [settleOne({ ...asked, ...countRunning(asked, ended?.at), ended, metAt: met.late })];
      }),
    );
  }
  return [...byRule.values()].flat();
}

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
      under[all.findLastIndex((l) => l.seq < seq || l.at <= at)] ?? first,
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
function cameTooLate(c: Case, rule: RuleId, opening: Opening, met: RuleMet): boolean {
  const [closed, archived] = [c.first('case.closed'), c.first('dossier.archived')]; // of a case alone
  if (closed === undefined) return false;
  if (opening.at > closed.at) return deadlineRow(rule).runsOn !== true;
  return archived !== undefined && archived.seq < met.seq && opening.at < closed.at;
}

interface Settling extends Asked, Running {
  readonly ended: Ending | undefined;
  readonly metAt: Instant | null;
}

function settleOne({ c, rule, opening, law, version, dues, legs, still, ended, metAt }: Settling): Derived {
  const { subject, seq, title = null, about = null } = opening;
  const status = statusOf(dues, ended);
  const id = deadlineId(rule, subject, seq);
  const because = [...dues.because, ...besideTheMark(c, { rule, opening, id, dueAt: dues.dueAt, legs })];
  if (ended?.late) because.push({ step: 'late-entry', ...ended.late });
  if (ended) because.push({ step: 'ended', status, fact: ended.seq, zh: ended.zh });
  return {
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
    restsOn: Math.max(seq, ...dues.because.flatMap(factsOf)),
    about,
    extended: dues.extended,
    provisional: dues.provisional,
    status,
    endedAt: ended?.at ?? null,
    endedBy: ended?.seq ?? null,
    owner: opening.owner ?? deadlineRow(rule).owner,
    law: versionsOf(law),
    metAt,
    legs,
    still,
    steps: status === 'open' ? stepsOf(c, { rule, opening, version }, dues, still?.to ?? opening.at) : [],
    because,
  };
}

/** The facts that a step of the reasoning rests on. */
function factsOf(because: Because): readonly number[] {
  if (because.step === 'excluded') return because.intervals.map(({ fact }) => fact);
  return 'fact' in because ? [because.fact] : [];
}

function statusOf(dues: Dues, ended: Ending | undefined): Status {
  if (ended === undefined) return dues.dueAt === null ? 'suspended' : 'open';
  if (ended.how !== 'done') return ended.how;
  return dues.dueAt === null || ended.at < dues.dueAt ? 'done' : 'done-late';
}

/**
 * The steps of a deadline that runs. A good reason that the director accepted, for it or for the deadline that it stands
 * for, stops criticism and nothing else (plan §3: 无正当理由).
 */
function stepsOf(
  c: Case,
  { rule, opening, version }: Pick<Asked, 'rule' | 'opening' | 'version'>,
  { dueAt, legalDueAt, stillUntil }: Dues,
  openedAt: Instant,
): Derived['steps'] {
  if (dueAt === null || version.ladder === null) return [];
  const steps = stepInstants(version.ladder, { openedAt, dueAt, legalDueAt, stillUntil });
  const own = { deadline: deadlineId(rule, opening.subject, opening.seq), dueAt };
  const hasReason = [own, opening.about].some((late) => late !== undefined && acceptance(c, late) !== undefined);
  return hasReason ? steps.filter((s) => s.rung !== 'criticise') : steps;
}
