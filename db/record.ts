import { eq, sql } from 'drizzle-orm';
import type { Fact } from '../domain/case/fact.ts';
import type { Kept } from '../domain/case/settle.ts';
import type { NodeId } from '../domain/plan/nodes/index.ts';
import type { Db } from './client.ts';
import { currentVersions } from './laws.ts';
import { prepared } from './prepared.ts';
import { cases, deadlines, facts } from './schema/index.ts';

const lock = prepared((db) =>
  db
    .select({
      version: cases.version,
      filingHash: cases.filingHash,
      enteredAt: cases.enteredAt,
      nextWakeAt: cases.nextWakeAt,
      caseNo: cases.caseNo,
      clockOffset: cases.clockOffset,
      inForce: currentVersions,
    })
    .from(cases)
    .where(eq(cases.id, sql.placeholder('id')))
    .for('update')
    .prepare('lock_case'),
);

/** A case's row and the law in force now, the row locked for the transaction: commands of one case run one at a time, whoever sends them. */
export async function lockCase(tx: Db, caseId: string) {
  const [row] = await lock(tx).execute({ id: caseId });
  return row;
}

const newest = prepared((db) =>
  db
    .select(currentVersions)
    .from(sql`(select 1) as one`)
    .prepare('law_in_force'),
);

/** The law in force now: the newest rule book and the newest calendar. */
export async function lawInForce(tx: Db): Promise<{ readonly rules: number; readonly calendar: number }> {
  const [row] = await newest(tx).execute();
  if (row === undefined) throw new Error('no rule book and no calendar: run npm run migrate');
  return row;
}

const factsOf = prepared((db) =>
  db
    .select({
      seq: facts.seq,
      node: facts.node,
      subject: facts.subject,
      payload: facts.payload,
      at: facts.at,
      recordedAt: facts.recordedAt,
      by: facts.by,
      as: facts.as,
      via: facts.via,
      commandId: facts.commandId,
    })
    .from(facts)
    .where(eq(facts.caseId, sql.placeholder('id')))
    .orderBy(facts.seq)
    .prepare('read_facts'),
);

/** Everything recorded in a case, in order, and the ids of the commands that did it. */
export async function readFacts(
  tx: Db,
  caseId: string,
): Promise<{ readonly record: readonly Fact[]; readonly commandIds: ReadonlySet<string | null> }> {
  const rows = await factsOf(tx).execute({ id: caseId });
  return {
    record: rows.map(({ commandId: _, ...row }) => ({ ...row, node: row.node as NodeId })), // only nodes of the table are ever written
    commandIds: new Set(rows.map((row) => row.commandId)),
  };
}

const keptOf = prepared((db) =>
  db
    .select({
      id: deadlines.id,
      rule: deadlines.rule,
      status: deadlines.status,
      targetDue: deadlines.targetDue,
      dueAt: deadlines.dueAt,
      provisional: deadlines.provisional,
      movedAt: deadlines.movedAt,
      fired: deadlines.fired,
    })
    .from(deadlines)
    .where(eq(deadlines.caseId, sql.placeholder('id')))
    .prepare('read_kept'),
);

/** The deadlines as they were left after the last settling, by id. */
export async function readKept(tx: Db, caseId: string): Promise<ReadonlyMap<string, Kept>> {
  const rows = await keptOf(tx).execute({ id: caseId });
  return new Map(rows.map((row) => [row.id, row]));
}

/** What a command id was used for in this case. */
export async function readCommand(tx: Db, caseId: string, commandId: string) {
  const [row] = await tx
    .select({ by: facts.by, hash: facts.commandHash, answer: facts.answer })
    .from(facts)
    .where(sql`${facts.caseId} = ${sql.placeholder('id')} and ${facts.commandId} = ${sql.placeholder('command')}`)
    .prepare('read_command')
    .execute({ id: caseId, command: commandId });
  return row;
}
