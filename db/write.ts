import { eq, sql } from 'drizzle-orm';
import { type Advanced } from '../domain/case/advance.ts';
import type { Filing } from '../domain/case/filing.ts';
import type { LogEntry } from '../domain/case/log.ts';
import { snapshotOf } from '../domain/case/snapshot.ts';
import { type Kept, standingRung } from '../domain/case/settle.ts';
import { holders } from '../domain/plan/readings/parties.ts';
import type { Instant } from '../domain/time/instant.ts';
import { canonical } from '../seal.ts';
import type { Db } from './client.ts';
import { caseLog, cases, deadlines, facts, notices } from './schema/index.ts';

/** The command that made a fact, and the answer that it will always get. */
export interface Command {
  readonly id: string;
  readonly hash: string;
  readonly answer: object;
  /** The fact it made. */
  readonly seq: number;
}

/** A filing's identity: only the first write of a case has one. */
export interface Identity {
  readonly caseNo: string;
  readonly court: string;
  readonly filing: Filing;
  readonly filingHash: string;
}

const columnsOf = (caseId: string, { c, nextWake, record }: Advanced) => {
  const snapshot = snapshotOf(c);
  return {
    id: caseId,
    version: record.length,
    filedAt: c.filed.at,
    closedAt: snapshot.closedAt,
    stage: snapshot.stage,
    team: snapshot.team,
    officer: snapshot.officer,
    nextWakeAt: nextWake?.at ?? null,
    snapshot,
  };
};

/** Writes a case that did not exist: its row and everything that came of filing it. */
export async function insertCase(
  tx: Db,
  caseId: string,
  identity: Identity,
  outcome: Advanced,
  now: Instant,
): Promise<void> {
  await tx.insert(cases).values({ ...columnsOf(caseId, outcome), ...identity, enteredAt: now });
}

/** Brings a case's row up to date with its facts. */
export async function updateCase(tx: Db, caseId: string, outcome: Advanced): Promise<void> {
  await tx.update(cases).set(columnsOf(caseId, outcome)).where(eq(cases.id, caseId));
}

/** Appends facts; the command's id and answer stand with the fact that it made. */
export async function insertFacts(tx: Db, caseId: string, outcome: Advanced, command: Command | null): Promise<void> {
  if (outcome.appended.length === 0) return;
  await tx.insert(facts).values(
    outcome.appended.map((fact) => ({
      ...fact,
      as: [...fact.as],
      caseId,
      ...(command?.seq === fact.seq && { commandId: command.id, commandHash: command.hash, answer: command.answer }),
    })),
  );
}

/** Appends to the case's log. */
export async function insertLog(tx: Db, caseId: string, entries: readonly LogEntry[], now: Instant): Promise<void> {
  if (entries.length === 0) return;
  await tx
    .insert(caseLog)
    .values(entries.map((entry) => ({ ...entry, data: { ...entry.data }, caseId, recordedAt: now })));
}

/** Puts notices into the outbox; one that is there already stays as it is. Answers how many are new. */
export async function insertNotices(
  tx: Db,
  caseId: string,
  { notices: found }: Advanced,
  now: Instant,
): Promise<number> {
  if (found.length === 0) return 0;
  const rows = await tx
    .insert(notices)
    .values(found.map((body) => ({ caseId, key: `${caseId}/${body.key}`, body, createdAt: now })))
    .onConflictDoNothing()
    .returning({ id: notices.id });
  return rows.length;
}

/** Writes the deadlines whose kept form or owner changed. */
export async function upsertDeadlines(
  tx: Db,
  caseId: string,
  before: ReadonlyMap<string, Kept>,
  { derived, kept, c }: Advanced,
  all: boolean,
): Promise<void> {
  const changed = derived.filter((d) => {
    const now = kept.get(d.id);
    return now !== undefined && (all || canonical(now) !== canonical(before.get(d.id)));
  });
  const rows = changed.map((d) => {
    const { movedAt, fired } = kept.get(d.id) ?? { movedAt: d.openedAt, fired: [] };
    return {
      caseId,
      id: d.id,
      rule: d.rule,
      subject: d.subject,
      seq: d.seq,
      openedAt: d.openedAt,
      targetDue: d.targetDue,
      legalDue: d.legalDue,
      dueAt: d.dueAt,
      provisional: d.provisional,
      status: d.status,
      rung: standingRung({ fired, dueAt: d.dueAt }),
      endedAt: d.endedAt,
      endedBy: d.endedBy,
      ownerRole: d.owner,
      ownerPerson: holders(c, d.owner)[0] ?? null,
      because: d.because,
      fired,
      movedAt,
      rulesVersion: d.law.rules,
      calendarVersion: d.law.calendar,
    };
  });
  if (rows.length > 0) {
    await tx
      .insert(deadlines)
      .values(rows)
      .onConflictDoUpdate({ target: [deadlines.caseId, deadlines.id], set: excluded });
  }
  const derivedIds = new Set(derived.map((d) => d.id));
  for (const k of kept.values()) {
    if (!derivedIds.has(k.id) && before.get(k.id)?.status !== 'void') {
      await tx
        .update(deadlines)
        .set({ status: 'void' })
        .where(sql`case_id = ${caseId} and id = ${k.id}`);
    }
  }
}

const excluded = Object.fromEntries(
  Object.entries(deadlines)
    .filter(([, column]) => typeof column === 'object' && column !== null && 'name' in column)
    .map(([key, column]) => [key, sql.raw(`excluded."${(column as { name: string }).name}"`)]), // the table's own columns
);
