import type { RecordKind } from '../nodes/record-kinds.ts';
import type { Role, Team } from '../nodes/roles.ts';
import type { RuleId } from '../plan/deadlines.ts';
import type { Because, Derived, Status } from '../plan/derived.ts';
import type { Rung } from '../plan/ladder.ts';
import { barred, readersOf } from '../plan/matters/readers.ts';
import { journalOf } from '../plan/money/journal.ts';
import { movesMoney } from '../plan/money/postings.ts';
import type { Entry } from '../money/ledger/entry.ts';
import { aboutOf } from '../plan/matters/readings.ts';
import type { Fact } from '../record/fact.ts';
import { identitiesOf } from '../record/search.ts';
import { searchTextOf } from '../words/search-text.ts';
import type { Instant } from '../time/instant.ts';
import type { Advanced, Standing } from './advance.ts';
import type { Fired } from './climb.ts';
import { type StoredEffect, storedEffect } from './effects.ts';
import { happeningsIn } from './happenings.ts';
import { type Kept, standingRung } from './settle.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';

/** A deadline that has opened, as it is stored. */
export interface StoredDeadline {
  readonly id: string;
  readonly rule: RuleId;
  readonly subject: string | null;
  readonly seq: number;
  readonly title: string | null;
  readonly openedAt: Instant;
  readonly targetDue: string | null;
  readonly legalDue: string | null;
  readonly dueAt: Instant | null;
  readonly provisional: boolean;
  readonly status: Status;
  readonly lateSince: Instant | null;
  /** The highest rung that fired for the present due. */
  readonly rung: Rung | null;
  readonly endedAt: Instant | null;
  readonly endedBy: number | null;
  readonly ownerRole: Role;
  /** The person, where the role is bound to the case. */
  readonly ownerPerson: string | null;
  readonly because: readonly Because[];
  readonly fired: readonly Fired[];
  readonly since: Instant | null;
  readonly rulesVersion: number;
  readonly calendarVersion: number;
}

/** What is stored of a record beside its facts: all that lists need to find and sort it. */
export interface StoredRecord {
  readonly kind: RecordKind;
  readonly version: number;
  readonly filedAt: Instant;
  readonly closedAt: Instant | null;
  readonly stage: Snapshot['stage'];
  readonly team: Team | null;
  readonly officer: string | null;
  /** The earliest due among its open deadlines, also where it has passed; null: none is open. */
  readonly nextDueAt: Instant | null;
  /** The earliest instant at which anything falls due by itself (engine.md 13). */
  readonly nextWakeAt: Instant | null;
  readonly snapshot: Snapshot;
  /** Of a matter: the case that it is about. */
  readonly about: string | null;
  /** Persons from whom it is kept; null: nobody. */
  readonly barred: readonly string[] | null;
  /** Those who alone may know of it; null: the court's own people. */
  readonly readers: readonly string[] | null;
  /** What it is found by (domain/record/search.ts). */
  readonly searchText: string;
  /** The identity numbers by which it is found. */
  readonly identities: readonly string[];
}

/** What came of a command, as the store keeps it. */
export interface Rows {
  readonly record: StoredRecord;
  /** Every deadline that has opened. */
  readonly deadlines: readonly StoredDeadline[];
  /** Those whose opening has been withdrawn: nothing derives them any more, what is stored of them stays, void. */
  readonly withdrawn: readonly string[];
  /** What is to be sent out: it goes into the outbox. */
  readonly effects: readonly StoredEffect[];
  /** What neighbouring systems may hear of: it goes there too where one of them wants to. */
  readonly happenings: readonly StoredEffect[];
  /** What its new facts post to the ledger (docs/spec/money.md 1). */
  readonly entries: readonly Entry[];
}

/** What came of a command or of time, with the rows in which it is kept. */
export interface Concluded extends Advanced {
  readonly rows: Rows;
}

/** The rows in which an outcome is kept. `before` is what was kept of its deadlines until now; `id`: the record's, where its number does not tell. */
export const rowsOf = (before: Standing['kept'], advanced: Advanced, id?: string): Rows => ({
  record: storedRecord(advanced),
  deadlines: advanced.derived.flatMap((d) => {
    const kept = advanced.kept.get(d.id);
    return kept === undefined ? [] : storedDeadline(d, kept);
  }),
  withdrawn: withdrawnIds(before, advanced),
  effects: advanced.effects.map(storedEffect),
  happenings: happeningsIn(advanced).map(storedEffect),
  entries: postedBy(advanced, id),
});

/** What facts may have posted, or taken back. */
const posting = ({ node }: Fact): boolean => movesMoney(node) || node === 'fact.withdrawn' || node === 'fact.corrected';

function postedBy({ c, appended }: Advanced, id: string | undefined): readonly Entry[] {
  if (!appended.some(posting)) return [];
  const seqs = new Set(appended.map(({ seq }) => seq));
  return journalOf(c, id).entries.filter(({ fact }) => seqs.has(fact));
}

/** A deadline's row. What is kept says how it stands: one whose opening has moved into the future is void until then. */
export const storedDeadline = (
  d: Derived,
  { since, fired, status, holder }: Pick<Kept, 'since' | 'fired' | 'status' | 'holder'>,
): StoredDeadline => ({
  id: d.id,
  rule: d.rule,
  subject: d.subject,
  seq: d.seq,
  title: d.title,
  openedAt: d.openedAt,
  targetDue: d.targetDue,
  legalDue: d.legalDue,
  dueAt: d.dueAt,
  provisional: d.provisional,
  status,
  lateSince: d.lateSince,
  rung: standingRung({ fired, dueAt: d.dueAt }),
  endedAt: d.endedAt,
  endedBy: d.endedBy,
  ownerRole: d.owner,
  ownerPerson: holder,
  because: d.because,
  fired,
  since,
  rulesVersion: d.law.rules,
  calendarVersion: d.law.calendar,
});

/** What the row of a record follows from; when it wakes next follows from its time too. */
interface Recorded extends Pick<Advanced, 'c'> {
  readonly nextWake: Pick<NonNullable<Advanced['nextWake']>, 'at'> | null;
  readonly derived: readonly Pick<Derived, 'id' | 'dueAt'>[];
  /** Which of them are open counts as kept. */
  readonly kept: ReadonlyMap<string, Pick<Kept, 'status'>>;
}

/** A record's row. */
export function storedRecord(recorded: Recorded): StoredRecord {
  const { c, nextWake } = recorded;
  const snapshot = snapshotOf(c);
  const { filedAt, closedAt, stage, team, officer } = snapshot;
  const kept = barred(c);
  return {
    kind: c.kind,
    version: c.record.length,
    ...{ filedAt, closedAt, stage, team, officer },
    nextDueAt: nextDueOf(recorded),
    nextWakeAt: nextWake?.at ?? null,
    snapshot,
    about: aboutOf(c),
    barred: kept.length === 0 ? null : kept,
    readers: readersOf(c),
    searchText: searchTextOf(c),
    identities: identitiesOf(c),
  };
}

function nextDueOf({ derived, kept }: Recorded): Instant | null {
  let next: Instant | null = null;
  for (const { id, dueAt } of derived) {
    if (dueAt !== null && kept.get(id)?.status === 'open' && dueAt < (next ?? Infinity)) next = dueAt;
  }
  return next;
}

function withdrawnIds(before: Standing['kept'], { derived, kept }: Advanced): readonly string[] {
  const derivedIds = new Set(derived.map((d) => d.id));
  return [...kept.keys()].filter((id) => !derivedIds.has(id) && before.get(id)?.status !== 'void');
}
