import type { Basis } from '../nodes/basis.ts';
import { type RuleId } from './deadlines.ts';
import type { Ladder } from './ladder.ts';
import type { CourtSettings } from './court-settings.ts';
import type { CourtCalendar } from '../time/court-calendar.ts';
import type { Instant } from '../time/instant.ts';
import type { Roll } from '../time/period.ts';
import { bySystem } from '../record/by-system.ts';
import type { Fact } from '../record/fact.ts';

/** One dated version of a rule's settings: what a court may change without touching the table's logic. */
export interface RuleVersion {
  readonly rule: RuleId;
  /** The version of the rule book that brought it. */
  readonly version: number;
  /** Deadlines that open from here on use it; null: from the beginning. */
  readonly effectiveFrom: Instant | null;
  readonly within: string;
  readonly roll: Roll | null;
  /** null: it warns nobody. */
  readonly ladder: Ladder | null;
  readonly basis: Basis;
  /** It reaches deadlines that were open when it came; otherwise those keep the version they opened under. */
  readonly reachesOpen: boolean;
}

/** Every rule's versions up to a version of the book, each rule's in order of `effectiveFrom`. */
export type RuleBook = ReadonlyMap<RuleId, readonly RuleVersion[]>;

/** The law that a case runs under: a version of the rules, of the calendar, of the court's settings. */
export interface LawVersions {
  readonly rules: number;
  readonly calendar: number;
  readonly settings: number;
}

export interface Law extends LawVersions {
  readonly book: RuleBook;
  readonly courtCalendar: CourtCalendar;
  readonly courtSettings: CourtSettings;
}

/** The law in force, with what of it a record takes along: rates that were published, so that what follows from its facts needs no law (money.md 6). */
export interface LawInForce extends LawVersions {
  readonly rates?: Record<string, { from: string; annual: string }[]>;
}

/** The law in force as a record meets it. */
export function inForceWith(versions: LawVersions, laws: Laws): LawInForce {
  const { rates } = laws(versions).courtSettings;
  const tables = Object.entries(rates).map(([name, rows]) => [name, rows.map((row) => ({ ...row }))] as const);
  return tables.length === 0 ? versions : { ...versions, rates: Object.fromEntries(tables) };
}

/** The versions alone. */
export const versionsOf = ({ rules, calendar, settings }: LawVersions): LawVersions => ({ rules, calendar, settings });

/** Whether two name the same law. */
export const sameLaw = (a: LawVersions, b: LawVersions): boolean =>
  a.rules === b.rules && a.calendar === b.calendar && a.settings === b.settings;

/** Looks up a law by its versions. Throws if it was never published: the record names only what was. */
export type Laws = (versions: LawVersions) => Law;

/**
 * The version in force when a deadline opened; what opens before a rule's first version uses the first (engine.md 4).
 * Undefined for a rule that the book does not know.
 */
export function ruleInForce(book: RuleBook, rule: RuleId, openedAt: Instant): RuleVersion | undefined {
  const versions = book.get(rule) ?? [];
  return versions.findLast((v) => v.effectiveFrom === null || v.effectiveFrom <= openedAt) ?? versions[0];
}

/**
 * The version that a deadline stands under: the one in force when it opened, of the law that the case then ran under,
 * unless a later one says that it reaches open deadlines. A rule that the law at the opening did not know stands in its
 * first version of the law now; undefined where that does not know it either (engine.md 4).
 */
export function ruleFor(rule: RuleId, openedAt: Instant, atOpening: Law, now: Law): RuleVersion | undefined {
  const versions = now.book.get(rule) ?? [];
  if (versions.length === 1) return versions[0]; // as most rules stand: its own and the first are one
  const own = ruleInForce(atOpening.book, rule, openedAt) ?? versions[0];
  if (own === undefined) return undefined;
  const later = versions.slice(versions.findIndex((v) => v.version === own.version) + 1);
  return later.findLast((v) => v.reachesOpen) ?? own;
}

/** A law that a case has met: by which fact, from when on, and through which rollout, if not by a command of its own. */
export interface LawMet extends LawVersions {
  readonly seq: number;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly rollout?: string;
}

/** The laws that a case has met, in order of recording. */
export function lawsMet(record: readonly Fact[]): readonly LawMet[] {
  return record
    .filter((f) => f.node === 'law.applied')
    .map(({ payload, seq, at, recordedAt }) => {
      const { settings = 1 } = payload as Partial<LawVersions>; // a record that is older than settings names none
      return { ...payload, settings, seq, at, recordedAt };
    });
}

/** When a case meets a law, and through which rollout if it is one that brings it. */
export interface Meeting {
  /** From when on the case runs under it. */
  readonly at: Instant;
  readonly now: Instant;
  /** The draft that is being rolled out. */
  readonly rollout?: string | undefined;
}

/** The fact by which a case meets the law in force; none where it has met it already (engine.md 4). */
export function meeting(record: readonly Fact[], law: LawInForce, { at, now, rollout }: Meeting): readonly Fact[] {
  const versions = versionsOf(law);
  const met = lawsMet(record).at(-1);
  if (met !== undefined && sameLaw(met, versions)) return [];
  const { rates } = law;
  const payload = { ...versions, ...(rollout !== undefined && { rollout }), ...(rates !== undefined && { rates }) };
  return [bySystem({ seq: record.length + 1, node: 'law.applied', subject: null, payload, at, recordedAt: now })];
}
