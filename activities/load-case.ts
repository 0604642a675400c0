import type { Moment } from '../domain/engine/handle.ts';
import type { Concluded } from '../domain/engine/rows.ts';
import { inForceWith, lawsMet } from '../domain/plan/law.ts';
import type { Instant } from '../domain/time/instant.ts';
import { afterCommit, type Db } from '../db/client.ts';
import { lockCase, type Read, readAround, readStanding } from '../db/cases/read.ts';
import { type AnsweredCommand, writeOutcome } from '../db/cases/write.ts';
import { type LinesMoved, moveBankLines } from '../db/cases/bank-lines.ts';
import { removeFormPersons } from '../db/ledger/write.ts';
import type { NodeId } from '../domain/nodes/index.ts';
import { formPersonsMoved } from '../domain/plan/money/form-persons.ts';
import { outNodes } from '../domain/plan/money/forms.ts';
import { onceIn, onceNodeIds, onceSince } from '../domain/plan/once-in-court.ts';
import { readCase } from '../domain/record/case.ts';
import type { Fact } from '../domain/record/fact.ts';
import type { RecordDeps } from './deps.ts';
import type { Standings } from './standings.ts';

/** A case as the transaction found it, with the law it met and the law in force now. */
export interface Loaded extends Read, Omit<Moment, 'now'> {
  readonly caseId: string;
  readonly caseNo: string;
  readonly court: string;
  readonly filingHash: string;
  /** Its row's revision as it was found, and what it will be if this transaction writes it (standings.ts); left out: there was none. */
  readonly revisions?: { readonly found: string; readonly own: string };
  /** Milliseconds that its clock is ahead of the real one (engine.md 16). */
  readonly clockOffset: number;
}

/** Locks and reads a case, along with its officer and the person who asks; undefined if there is none. */
export async function loadCase(
  { laws, standings }: RecordDeps,
  tx: Db,
  caseId: string,
  asking: string | null,
): Promise<Loaded | undefined> {
  const known = standings.get(caseId);
  // one trip: the second statement runs, and looks, once the first has the lock
  const [row, people, all] = await Promise.all([
    lockCase(tx, caseId),
    known && readAround(tx, caseId, known, asking),
    known === undefined ? readStanding(tx, caseId, asking) : undefined,
  ]);
  if (row === undefined) return undefined;
  const isAsLeft = known?.revision === row.revision && known.record.length === row.version;
  const read = isAsLeft && people ? { ...known, people } : (all ?? (await readStanding(tx, caseId, asking)));
  const { caseNo, court, filingHash, nextWakeAt: wokenFor, clockOffset, inForce } = row;
  const library = await laws.load(tx, [...lawsMet(read.record), inForce]);
  const revisions = { found: row.revision, own: row.ownRevision };
  return {
    ...read,
    caseId,
    caseNo,
    court,
    filingHash,
    revisions,
    wokenFor,
    clockOffset,
    inForce: inForceWith(inForce, library),
    laws: library,
  };
}

/** A case after a command, or as it was found: then nothing came of it. */
export interface Left extends Loaded {
  readonly advanced: Concluded | undefined;
}

const movesLines: ReadonlySet<NodeId> = new Set([...onceNodeIds, 'fact.corrected', 'fact.withdrawn']);

const movesParts: ReadonlySet<NodeId> = new Set([...outNodes, 'fact.corrected', 'fact.withdrawn', 'delegation.given']);

/** What a command did to what stands once in the whole court (domain/plan/once-in-court.ts); undefined where it cannot have done anything. */
function linesMoved(before: readonly Fact[], { c, appended }: Concluded): LinesMoved | undefined {
  if (!appended.some(({ node }) => movesLines.has(node))) return undefined;
  const had = before.length === 0 ? undefined : readCase(before);
  const [was, is] = [had === undefined ? new Map<string, string>() : onceIn(had), onceIn(c)];
  const added = new Map(onceSince(had, c).map((line) => [line, is.get(line) ?? '']));
  return { added, gone: [...was.keys()].filter((line) => !is.has(line)) };
}

const isOfForms = /^(?:payout|payee-account)\./;

const noParts: ReturnType<typeof formPersonsMoved> = { added: [], gone: [] };

/** What a command did to who has a part in which form. */
function partsMoved(
  { record: before, laws, inForce }: Loaded,
  { c, appended }: Concluded,
): ReturnType<typeof formPersonsMoved> {
  if (!appended.some(({ node }) => isOfForms.test(node) || movesParts.has(node))) return noParts;
  const { apartDays } = laws(inForce).courtSettings.payeeAccounts;
  return formPersonsMoved(before.length === 0 ? undefined : readCase(before), c, apartDays);
}

/** Writes what came of a command or of time, if anything did; the case as it is then. */
export async function save(
  { standings }: Pick<RecordDeps, 'standings'>,
  tx: Db,
  before: Loaded,
  outcome: Concluded | undefined,
  now: Instant,
  command: AnsweredCommand | null,
): Promise<Left> {
  if (outcome === undefined) {
    remember(standings, tx, before, before.revisions?.found);
    return { ...before, advanced: undefined };
  }
  const moved = linesMoved(before.record, outcome);
  if (moved !== undefined) await moveBankLines(tx, before.caseId, moved);
  const parts = partsMoved(before, outcome);
  if (parts.gone.length > 0) await removeFormPersons(tx, before.caseId, parts.gone);
  const written = { caseId: before.caseId, before, outcome, now, command, persons: parts.added };
  const { digests } = await writeOutcome(tx, written);
  const left = { ...before, record: outcome.record, kept: outcome.kept, digests, advanced: outcome };
  const commandIds = command === null ? before.commandIds : new Set([...before.commandIds, command.id]);
  remember(standings, tx, { ...left, commandIds }, before.revisions?.own);
  return left;
}

/** Keeps a record as it is left, once that is written for good. */
function remember(standings: Standings, tx: Db, left: Loaded, revision: string | undefined): void {
  if (revision === undefined) return;
  const { record, commandIds, kept, digests } = left;
  afterCommit(tx, () => standings.set(left.caseId, { record, commandIds, kept, digests, revision }));
}
