import { caseBound, desks, type Role } from '../nodes/roles.ts';
import type { RateTableName, TableEntry } from '../money/lpr.ts';
import { type TriageGroup, triageGroupIds } from '../nodes/triage-criteria.ts';
import type { Leads } from '../record/holders.ts';

/** Who leads the holders of a role: whoever holds another role, or a person by id. */
export type Leader = { readonly role: Role } | { readonly person: string };

/** Where fees and what is the treasury's go: an account of the court's or the treasury's own, as the court has published it. */
export interface PublicAccount {
  readonly to: 'court-fee' | 'treasury';
  readonly payee: string;
  readonly account: string;
}

/**
 * What a court sets for itself beside its rules and its calendar: dated and versioned like them. A record names the
 * version that it has met (`law.applied`), and what follows from its facts follows under that.
 */
export interface CourtSettings {
  /** A desk left out has none. */
  readonly lead: Leads;
  /** Who is told of what the holders of a role are late with, by role (plan §1, from 催办 on). */
  readonly leaderOf: Readonly<Partial<Record<Role, Leader>>>;
  /** Days after which a fact comes too late to be taken at its word: any fact; a decision, a payment, a closing (engine.md 2b). */
  readonly lateEntry: { readonly days: number; readonly decisions: number };
  /** What goes to any other as fee or to the treasury the panel decides on first (plan §5, money 4). */
  readonly publicAccounts: readonly PublicAccount[];
  /** Which criteria decide where several teams' match, the first first (plan §4, X5): each group once. */
  readonly triageOrder: readonly TriageGroup[];
  /** The rules of law whose numbers the court has looked up and confirmed: only then do they climb beyond 提醒 (plan §2.1). */
  readonly confirmed: readonly string[];
  /** What was published of the tables of rates since the release, the earliest first: it continues what is built in (money/lpr.ts). */
  readonly rates: Readonly<Partial<Record<RateTableName, readonly TableEntry[]>>>;
  /** Whether the enforcement fee is taken out of a receipt before its creditor or after (money.md 15.8). */
  readonly feeRank: 'first' | 'last';
  /** For how many working days after a payment came back no dossier is archived (money.md 14). */
  readonly bounceWait: number;
  /** Hours from the decision until a changed account is used; days in which who proposed or decided one neither approves nor pays to it (money.md 4). */
  readonly payeeAccounts: { readonly coolingHours: number; readonly apartDays: number };
}

/** What holds in a court that has set nothing: the first version. */
export const defaultSettings: CourtSettings = {
  lead: {},
  leaderOf: {
    ...Object.fromEntries(desks.map((desk) => [desk, { role: 'director' } as const])),
    ...Object.fromEntries(
      [...caseBound].map((role) => [role, { role: role === 'team-leader' ? 'director' : 'team-leader' } as const]),
    ),
  },
  lateEntry: { days: 3, decisions: 1 },
  publicAccounts: [],
  triageOrder: triageGroupIds,
  confirmed: [],
  rates: {},
  feeRank: 'first',
  bounceWait: 3,
  payeeAccounts: { coolingHours: 24, apartDays: 30 },
};

/** Who leads the holders of a role. What no version names is the director's (plan §1). */
export const leaderOf = ({ leaderOf: named }: CourtSettings, role: Role): Leader => named[role] ?? { role: 'director' };
