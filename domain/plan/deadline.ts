import type { Case } from '../record/case.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { Roll } from '../time/period.ts';
import type { Basis } from '../nodes/basis.ts';
import type { AfterClosing, ClosingKind } from '../nodes/closing-kinds.ts';
import type { Ladder } from './ladder.ts';
import type { NodeId } from '../nodes/index.ts';
import type { Where } from '../nodes/record-kinds.ts';
import type { SubjectKind } from '../nodes/node.ts';
import type { Role } from '../nodes/roles.ts';

/** Something that starts a deadline: a fact, or an instant that follows from facts (engine.md 7). */
export interface Opening {
  readonly at: Instant;
  /** The opening fact: with rule and subject it is the deadline's identity (engine.md 6). */
  readonly seq: number;
  readonly subject: string | null;
  /** Counted from here instead of from `at`: a case limit runs from filing, whenever the team was chosen. */
  readonly from?: Instant | undefined;
  /**
   * It stops being asked for here, unmet, and why: the end of the stretch that it opened with, read from the same facts as
   * its beginning. What makes it pointless whatever opened it is the row's `voidWhen`, which is asked of the case as judged:
   * there a stretch may begin with another fact (engine.md 2b), and its end would not be found again.
   */
  readonly until?: Pointless | undefined;
  /** Whose deadline it is, where the row leaves that to the fact. */
  readonly owner?: Role | undefined;
  /** A date given by the fact itself: an order that names its day. */
  readonly due?: string | undefined;
  /** The period that the fact itself calls for, in place of the rule's: what is urgent. */
  readonly within?: string | undefined;
  /** What gives that date or period, as a sentence names it before the date or the number; left out: a document, or what the rule says of such a thing. */
  readonly dueZh?: string | undefined;
  /** What it is called, where that depends on the fact: 督办：制作送达执行通知书. */
  readonly title?: string | undefined;
  /** The deadline that a supervised matter stands for, and the due for which it was opened (engine.md 25). */
  readonly about?: Lateness | undefined;
}

/** A deadline and one of its dues: what somebody is late for. */
export interface Lateness {
  readonly deadline: string;
  readonly dueAt: Instant;
}

/** Whose approval a late payout takes. */
export type Office = 'supervising-leader' | 'president';

/** The fact that makes a deadline pointless, when, and why in a few words (engine.md 6). */
export interface Pointless {
  readonly at: Instant;
  readonly seq: number;
  readonly zh: string;
  /** Time alone brings it about: until then the deadline runs. Something opens in its place at that very instant, for which the record wakes. */
  readonly byTime?: true;
}

/** A stretch in which a deadline stands still: no due, no rung (engine.md 9). When it ends the period is counted anew. */
export interface Standstill {
  readonly from: Instant;
  /** Its end, and from when the period is then counted; null: nobody knows yet. */
  readonly end: { readonly at: Instant; readonly countedFrom: Instant | CivilDate } | null;
  /** What made it stand still. */
  readonly fact: number;
  readonly zh: string;
}

/** A stretch in which a deadline ran: from its opening or the end of a standstill to the next one. */
export interface Leg {
  readonly from: Instant;
  /** The opening fact, or what made the deadline stand still before. */
  readonly seq: number;
  readonly targetDue: string | null;
  readonly dueAt: Instant | null;
  /** Its due came before the deadline stood still again or was discharged. */
  readonly passed: boolean;
}

export interface Discharge {
  readonly at: Instant;
  /** The last recorded of the facts that it took. */
  readonly seq: number;
  /** What became of what was asked for, where that was not done, or not all of it. */
  readonly zh?: string;
}

/** What a row may know of a deadline that another row has given. */
export interface DeadlineAbove {
  readonly id: string;
  readonly subject: string | null;
  readonly seq: number;
  /** As people call it: 发放案款 r-7. */
  readonly name: string;
  readonly openedAt: Instant;
  readonly dueAt: Instant | null;
  /** The last recorded of the facts that its due rests on. */
  readonly restsOn: number;
  readonly endedAt: Instant | null;
  readonly endedBy: number | null;
  readonly legs: readonly Leg[];
  /** When the record learnt of its rule, where it began without it. */
  readonly metAt: Instant | null;
}

/** The deadlines of rows above this one in the table, for rows that follow from other rows. */
export interface Earlier {
  (rule: string): readonly DeadlineAbove[];
  /** Those that have to be over before a case is closed in this way. */
  readonly requiredFor: (kind: ClosingKind) => readonly DeadlineAbove[];
}

/** When a deadline opens: as a sentence, as the nodes that can cause it, as a function. */
export interface Opens {
  readonly zh: string;
  readonly nodes: readonly NodeId[];
  readonly find: (c: Case, earlier: Earlier) => readonly Opening[];
}

/** What discharges a deadline. */
export interface Done {
  readonly zh: string;
  readonly nodes: readonly NodeId[];
  readonly find: (c: Case, opening: Opening) => Discharge | undefined;
}

/** `conf` in plan §2.1 where it is not S, text read: how well the number of a row is known. */
export const knowledge = {
  W: '见于法条摘录，原文待核对',
  M: '凭记忆，待本院核对后确认',
  I: '由条文推得，待本院核对后确认',
} as const;

export type Knowledge = keyof typeof knowledge;

export interface DeadlineRow {
  readonly zh: string;
  readonly basis: Basis;
  /** The kind of record that it stands in; left out: a case. */
  readonly in?: Where;
  /** `保` in plan §2: it stands in cases of 执保 too; `alone` (`in 执保`): in those only. Left out: not in them. */
  readonly preservation?: 'too' | 'alone';
  /** A period as `periods.md` writes it. */
  readonly within: string;
  readonly roll?: Roll;
  /** ° in plan §2: the plan gives no number, the court has set this one. */
  readonly courtsOwn?: true;
  /** How well its number is known, where it is the law's and the law's text was not read (plan §2.1). */
  readonly known?: Knowledge;
  readonly legal?: {
    readonly basis: Basis;
    readonly within: (c: Case, opening?: Opening) => string;
    readonly from?: (c: Case, opening: Opening) => Instant;
    /** Left out: its last day moves off a day of rest (民诉法85). What ends by itself does not move. */
    readonly roll?: Roll;
  };
  /** What its subject is, where it has one. */
  readonly about?: SubjectKind;
  /** Other kinds of thing that it may be about, where a fact about such a one opened it. */
  readonly orAbout?: readonly SubjectKind[];
  readonly opens: Opens;
  readonly done: Done;
  /** What its owner says on the way, before what discharges it: a submission, an application, a handling. */
  readonly towards?: readonly NodeId[];
  readonly owner: Role;
  /** Left out: the default ladder of plan §3. `null`: it informs and warns nobody. */
  readonly ladder?: Ladder | null;
  /** Its steps count back from the day that its opening names (`from`), which lies behind its due (plan §3, seizures). */
  readonly warnsOf?: 'from';
  /** Who is told in place of its holder and review: a row that informs (`i` in plan §2). */
  readonly tells?: readonly Role[];
  /** Money and the statutory limit: what was past at a takeover is warned of once more, from the entry on (engine.md 5). */
  readonly warnsAtEntry?: true;
  /** The kinds of closing that it keeps from being recorded while it is open; `*`: every kind; left out: none (plan §2). */
  readonly required?: '*' | readonly ClosingKind[];
  /** The first later fact that makes it pointless: it ends void by itself, nobody has to confess it (engine.md 6). */
  readonly voidWhen?: (c: Case, opening: Opening) => Pointless | undefined;
  /** A standstill that begins behind its due comes too late: nobody lifts their own lateness by asking (plan §2, `close`). */
  readonly stillInTime?: true;
  /** `~` in plan §2: it stands still under a stay of the case or of its subject, and is counted anew afterwards. */
  readonly stays?: true;
  /** When it stands still besides, in any order; left out: never. */
  readonly still?: (c: Case, opening: Opening, earlier: Earlier) => readonly Standstill[];
  /** What of money was sent out late without the approval that it takes (plan §5); left out: it is not about that. */
  readonly unapproved?: (
    c: Case,
    opening: Opening,
    legs: readonly Leg[],
  ) => readonly { readonly fact: number; readonly office: Office }[];
  /** `+` in plan §2: it runs on after closing and may open then, `+N` after 终本 alone; what else is open when the case is closed ends void. */
  readonly runsOn?: AfterClosing;
  /** It ends by being met, or void by itself: nobody may declare that its purpose has fallen away (engine.md 10). */
  readonly neverLapses?: true;
  /** The case's own clock: approved exclusions stop it, an extension replaces its due (plan §5). */
  readonly clock?: 'case' | 'extendable';
  /**
   * Counted back, by a negative `within`, from the last day before rolling of this other rule's deadline of the same
   * opening fact: it moves and stands still with that. That rule stands before this one in the table.
   */
  readonly backFrom?: string;
}

export const deadline = (row: DeadlineRow): DeadlineRow => row;

/** Whether a row's deadlines have to be over before a case is closed in this way. */
export const isRequiredFor = ({ required }: DeadlineRow, kind: ClosingKind): boolean =>
  required === '*' || required?.includes(kind) === true;
