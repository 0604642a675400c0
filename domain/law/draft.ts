import type { Role } from '../nodes/roles.ts';
import type { CourtSettings } from '../plan/court-settings.ts';
import type { RuleId } from '../plan/deadlines.ts';
import type { Ladder } from '../plan/ladder.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Roll } from '../time/period.ts';

/** `draft` → `applying` → `applied`, or `discarded`. */
export type DraftStatus = 'draft' | 'applying' | 'applied' | 'discarded';

/** A day that a notice, or the court itself, names. */
export interface DraftDay {
  readonly date: CivilDate;
  readonly kind: 'rest' | 'work';
  readonly name: string;
}

/** A year of the court calendar: a notice of the State Council, its amendment, or the court's own closing days. */
export interface CalendarDraft {
  readonly kind: 'calendar';
  readonly year: number;
  /** The court's own days (snow, say): added to the year, never publishing it. */
  readonly local: boolean;
  /** Who gave the notice, e.g. 国务院办公厅. */
  readonly source: string;
  /** The notice's number, e.g. 国办发明电〔2026〕7号. */
  readonly notice: string;
  readonly days: readonly DraftDay[];
}

/** A new version of one rule's settings; what is left out stays as it is. */
export interface RuleDraft {
  readonly kind: 'rule';
  readonly rule: RuleId;
  /** Deadlines that open from the beginning of this day; null: of the day on which it is published. */
  readonly effectiveFrom: CivilDate | null;
  readonly within?: string;
  readonly roll?: Roll;
  readonly ladder?: Ladder | null;
  /** The document that the court sets it by. */
  readonly basis: string;
  readonly reachesOpen: boolean;
}

/** Rules that came with a release and are law already: it is only left to have the cases that sleep meet them (engine.md 4). */
export interface PlanDraft {
  readonly kind: 'plan';
  /** The version of the rule book that brought them. */
  readonly version: number;
  readonly rules: readonly RuleId[];
}

/** A change of what the court sets for itself; what is left out stays as it is. */
export interface SettingsDraft {
  readonly kind: 'settings';
  /** Who answers for a desk from now on; null: nobody in particular. */
  readonly lead?: Readonly<Partial<Record<Role, string | null>>>;
  readonly leaderOf?: CourtSettings['leaderOf'];
  readonly lateEntry?: Partial<CourtSettings['lateEntry']>;
  /** The whole list anew. */
  readonly publicAccounts?: CourtSettings['publicAccounts'];
  /** The whole order anew. */
  readonly triageOrder?: CourtSettings['triageOrder'];
  /** The whole list anew. */
  readonly confirmed?: CourtSettings['confirmed'];
  /** The whole list of a table anew. */
  readonly rates?: CourtSettings['rates'];
  readonly feeRank?: CourtSettings['feeRank'];
  readonly bounceWait?: number;
  readonly payeeAccounts?: Partial<CourtSettings['payeeAccounts']>;
  /** The document that the court sets it by. */
  readonly basis: string;
}

/** A change that is not law yet. */
export type Unpublished = CalendarDraft | RuleDraft | SettingsDraft;

export type LawDraft = Unpublished | PlanDraft;
