import { eq, sql } from 'drizzle-orm';
import type { Person } from '../../domain/record/actor.ts';
import { asFact, type Fact } from '../../domain/record/fact.ts';
import type { Kept } from '../../domain/engine/settle.ts';
import type { LawVersions } from '../../domain/plan/law.ts';
import type { Db } from '../client.ts';
import { gathered } from '../gather.ts';
import type { Digests } from './digests.ts';
import { currentVersions } from '../law/library.ts';
import { asPeople, peopleIn, personColumns } from '../people/read.ts';
import { prepared } from '../prepared.ts';
import { cases, deadlines, facts } from '../schema/index.ts';

const lock = prepared((db) =>
  db
    .select({
      version: cases.version,
      /** Which transaction wrote the row last, and which this one is: Postgres's own counts. */
      revision: sql<string>`${cases}.xmin::text`,
      ownRevision: sql<string>`pg_current_xact_id()::xid::text`,
      filingHash: cases.filingHash,
      enteredAt: cases.enteredAt,
      nextWakeAt: cases.nextWakeAt,
      caseNo: cases.caseNo,
      court: cases.court,
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

/** The law in force now: the newest rule book, calendar and settings. */
export async function lawInForce(tx: Db): Promise<LawVersions> {
  const [row] = await newest(tx).execute();
  if (row === undefined) throw new Error('no rule book, no calendar and no settings: run npm run migrate');
  return row;
}

/** The columns that a fact is made of. */
export const recorded = {
  seq: facts.seq,
  node: facts.node,
  subject: facts.subject,
  payload: facts.payload,
  at: facts.at,
  recordedAt: facts.recordedAt,
  by: facts.by,
  as: facts.as,
  via: facts.via,
} as const;

const ofCase = sql`where case_id = ${sql.placeholder('id')}`;

const factsOf = prepared((db) =>
  db
    .select(recorded)
    .from(facts)
    .where(eq(facts.caseId, sql.placeholder('id')))
    .orderBy(facts.seq)
    .prepare('read_facts'),
);

/** Everything recorded in a case, in order. */
export async function readFacts(db: Db, caseId: string): Promise<readonly Fact[]> {
  return (await factsOf(db).execute({ id: caseId })).map(asFact);
}

/** Whoever answers for what is open in a case, its officer, and others. */
const around = prepared((db) =>
  db
    .select({
      people: gathered(
        personColumns,
        peopleIn(
          sql`${sql.placeholder('ids')} || array(select officer from cases where id = ${sql.placeholder('id')})`,
        ),
      ),
    })
    .from(sql`(select 1) as one`)
    .prepare('read_around'),
);

const standing = prepared((db) =>
  db
    .select({
      facts: gathered(
        { ...recorded, commandId: facts.commandId },
        sql`(select * from facts ${ofCase} order by seq) as facts`,
      ),
      kept: gathered(
        {
          id: deadlines.id,
          rule: deadlines.rule,
          subject: deadlines.subject,
          status: deadlines.status,
          targetDue: deadlines.targetDue,
          dueAt: deadlines.dueAt,
          lateSince: deadlines.lateSince,
          provisional: deadlines.provisional,
          owner: deadlines.ownerRole,
          holder: deadlines.ownerPerson,
          since: deadlines.since,
          fired: deadlines.fired,
          digest: deadlines.digest,
        },
        sql`deadlines ${ofCase}`,
      ),
      people: gathered(
        personColumns,
        peopleIn(
          sql`array[${sql.placeholder('asking')}, (select officer from cases where id = ${sql.placeholder('id')})]
            || array(select distinct owner_person from deadlines ${ofCase} and status in ('open', 'suspended'))`,
        ),
      ),
    })
    .from(sql`(select 1) as one`)
    .prepare('read_standing'),
);

/** All that deciding needs: a case as it was left after the last settling, and persons. */
export interface Read {
  /** Everything recorded, in order. */
  readonly record: readonly Fact[];
  /** The commands that did it. */
  readonly commandIds: ReadonlySet<string | null>;
  /** The deadlines, by id. */
  readonly kept: ReadonlyMap<string, Kept>;
  readonly digests: Digests;
  /** Those asked for who are known, by id. */
  readonly people: ReadonlyMap<string, Person>;
}

/** Reads a case, its officer, who answers for what is open, and whoever asks, in one trip. */
export async function readStanding(tx: Db, caseId: string, asking: string | null): Promise<Read> {
  const [row] = await standing(tx).execute({ id: caseId, asking });
  const { facts: rows = [], kept = [], people = [] } = row ?? {};
  return {
    record: rows.map(({ commandId: _, ...fact }) => asFact(fact)),
    commandIds: new Set(rows.map((fact) => fact.commandId)),
    kept: new Map(kept.map(({ digest: _, ...d }) => [d.id, d])),
    digests: new Map(kept.map(({ id, digest }) => [id, digest])),
    people: asPeople(people),
  };
}

/** Reads whoever matters for a case that is known, as `readStanding` would. */
export async function readAround(
  tx: Db,
  caseId: string,
  { kept }: Pick<Read, 'kept'>,
  asking: string | null,
): Promise<Read['people']> {
  const holders = [...kept.values()].flatMap(({ status, holder }) =>
    status === 'open' || status === 'suspended' ? [holder] : [],
  );
  const ids = [...new Set([asking, ...holders])];
  const [row] = await around(tx).execute({ id: caseId, ids });
  return asPeople(row?.people ?? []);
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
