import { and, eq, sql } from 'drizzle-orm';
import type { PayloadOf } from '../../domain/nodes/index.ts';
import { caseBound, type Role } from '../../domain/nodes/roles.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { timestamp } from '../keyset.ts';
import { cases, facts } from '../schema/index.ts';

/** In a record, in whose place somebody acts and in which roles (plan §1). */
export interface StandsIn {
  readonly caseId: string;
  readonly from: string;
  readonly roles: readonly Role[];
}

/**
 * Where somebody acts in another's place today, by each record's own time: to the end of the delegation's last day, unless it
 * has been withdrawn. Whom it names and until when no correction changes. `realNow`: the wall clock.
 */
export async function readDelegations(db: Db, person: string, realNow: Instant): Promise<readonly StandsIn[]> {
  const now = sql`(${timestamp(realNow)} + ${cases.clockOffset} * interval '1 ms')`;
  const withdraws = (w: string, seq: string) =>
    sql.raw(`${w}.case_id = facts.case_id and ${w}.node = 'fact.withdrawn' and (${w}.payload->>'fact')::int = ${seq}`);
  const back = sql`not exists (select 1 from facts ww where ${withdraws('ww', 'w.seq')})`;
  const rows = await db
    .select({ caseId: facts.caseId, payload: facts.payload })
    .from(facts)
    .innerJoin(cases, eq(cases.id, facts.caseId))
    .where(
      and(
        sql`${facts.node} = 'delegation.given'`, // not as a parameter: the index is of these alone
        sql`${facts.payload}->>'to' = ${person}`,
        sql`${facts.payload}->>'until' >= to_char(${now} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`,
        sql`not exists (select 1 from facts w where ${withdraws('w', 'facts.seq')} and ${back})`,
      ),
    );
  return rows.map(({ caseId, payload }) => {
    const { from, roles } = payload as PayloadOf<'delegation.given'>; // of that node
    return { caseId, from, roles };
  });
}

/** A role, and the records in which somebody stands in for it. */
type ByRole = ReadonlyMap<Role, readonly string[]>;

const byRole = (all: readonly StandsIn[]): ByRole => {
  const pairs = all.flatMap(({ caseId, roles }) => roles.map((role) => ({ role, caseId })));
  const grouped = Map.groupBy(pairs, ({ role }) => role);
  return new Map([...grouped].map(([role, group]) => [role, [...new Set(group.map(({ caseId }) => caseId))]]));
};

/** What bears somebody's name, by whom they stand in for: of each their roles and the records. */
export const namedShares = (all: readonly StandsIn[]): readonly (readonly [from: string, ByRole])[] =>
  [...Map.groupBy(all, ({ from }) => from)].map(([from, group]) => [from, byRole(group)]);

/** What bears nobody's name of roles that no record binds to a person, and that the stand-in does not hold anyway. */
export const unnamedShares = (all: readonly StandsIn[], own: readonly Role[]): ByRole =>
  new Map([...byRole(all)].filter(([role]) => !caseBound.has(role) && !own.includes(role)));
