import { inArray, type SQL, sql } from 'drizzle-orm';
import { blameless, informing } from '../../domain/plan/light.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { MeasureId } from '../../domain/words/statistics.ts';
import { cases, deadlines } from '../schema/index.ts';
import { timestamp } from '../keyset.ts';

/** The stretch of time that figures are made of, its end not in it, and the wall clock. */
export interface StatisticsPeriod {
  readonly from: Instant;
  readonly until: Instant;
  readonly realNow: Instant;
}

/**
 * The lines of a measure: a query of `record`, `deadline`, `role`, `person`, whether it `counted`, and the `amount` that a mean is
 * of. Read off the deadlines as they were last derived: whatever was corrected or withdrawn is in them already.
 */
type Lines = (period: StatisticsPeriod) => SQL;

const DAY = sql`86400`;
const HOUR = sql`3600`;

const isIn = (column: SQL, { from, until }: StatisticsPeriod): SQL =>
  sql`${column} >= ${timestamp(from)} and ${column} < ${timestamp(until)}`;

/** The end of the stretch in a record's own time: what is still to come is nobody's lateness yet. */
const asOf = ({ until, realNow }: StatisticsPeriod): SQL =>
  sql`least(${timestamp(until)}, ${timestamp(realNow)} + c.clock_offset * interval '1 ms')`;

const dueAt = sql`d.due_at`;
const endedAt = sql`d.ended_at`;
const isMet = sql`d.status in ('done', 'done-late')`;
const inTime = sql`(d.status = 'done' and d.late_since is null)`;

/** What makes somebody late: domain/plan/light.ts. */
const isSomebodys = sql`not (${inArray(sql`d.owner_role`, [...blameless])}) and not (${inArray(sql`d.rule`, [...informing])})`;

const ofDeadlines = (counted: SQL, amount: SQL, where: SQL): SQL => sql`
  select d.case_id as record, d.id as deadline, d.owner_role as role, d.owner_person as person,
    ${counted} as counted, ${amount} as amount
  from ${deadlines} d join ${cases} c on c.id = d.case_id where ${where}`;

const ofCases = (counted: SQL, amount: SQL, where: SQL): SQL => sql`
  select c.id as record, null as deadline, 'officer' as role, c.officer as person, ${counted} as counted, ${amount} as amount
  from ${cases} c where ${where}`;

const none = sql`null::double precision`;
const all = sql`true`;

/** Deadlines that came due in the stretch and were met, missed, or are open still; what fell away before is nobody's. */
const fellDue = (period: StatisticsPeriod): SQL =>
  sql`${isSomebodys} and ${isIn(dueAt, period)} and (${isMet} or d.late_since is not null or (d.status = 'open' and ${dueAt} <= ${asOf(period)}))`;

/** Past its due at the end of the stretch: open then, whatever has become of it since, met late or fallen away. */
const isOver = (period: StatisticsPeriod): SQL =>
  sql`${dueAt} <= ${asOf(period)} and (d.status = 'open'
    or ((d.status = 'done-late' or d.late_since is not null) and ${endedAt} >= ${asOf(period)}))`;

const stoodOver = (period: StatisticsPeriod): SQL => sql`${isSomebodys} and ${isOver(period)}`;

/** Met in the stretch, or it came due then and was not met by its end: what is asked afterwards is what was told at the time. */
const metOrMissed = (period: StatisticsPeriod): SQL =>
  sql`((${isMet} and ${isIn(endedAt, period)}) or (${isIn(dueAt, period)} and ${isOver(period)}))`;

/** When the money of a payout arrived: its own deadline of confirmation opened then. */
const arrived = sql`(select min(a.opened_at) from ${deadlines} a
  where a.case_id = d.case_id and a.subject = d.subject and a.rule = 'funds-confirm')`;

const isCase = sql`c.kind = 'case' and c.case_no not like '%执保%'`;
const isFirst = sql`${isCase} and c.case_no not like '%执恢%'`;
const closedIn = (period: StatisticsPeriod): SQL => isIn(sql`c.closed_at`, period);

/** The last closing that was recorded of a closed case: an earlier one has been withdrawn. */
const closedAs = sql`(select f.payload ->> 'kind' from facts f where f.case_id = c.id and f.node = 'case.closed' order by f.seq desc limit 1)`;

const seconds = (span: SQL, unit: SQL): SQL => sql`(extract(epoch from (${span})) / ${unit})::double precision`;

/** What the bank sent back has its own deadline from then on: it was paid to nobody. */
const cameBack = sql`exists (select from ${deadlines} a
  where a.case_id = d.case_id and a.subject = d.subject and a.rule = 'payout' and a.opened_at >= ${endedAt} and a.seq > d.seq)`;

/** Of what a takeover brings nobody could be told here before it came in (domain/engine/advance.ts `takenOverAt`). */
const disclosures = sql`d.rule = 'disclose'
  and not (d.opened_at < c.entered_at and (c.filing ? 'history' or c.entered_at - c.filed_at > interval '1 day'))`;

/** When somebody first read what a disclosure told: what their opening of it recorded, unless that was taken back (docs/decisions/161). */
const readAt = sql`(select min(f.at) from facts f where f.case_id = d.case_id and f.node = 'node.disclosed'
  and f.payload -> 'facts' @> to_jsonb(d.seq) and f.payload -> 'deliveries' @> '[{"outcome": "read"}]'
  and not exists (select from facts w where w.case_id = f.case_id and w.node = 'fact.withdrawn' and (w.payload ->> 'fact')::int = f.seq))`;

/** THE TABLE of what each measure counts (domain/words/statistics.ts). */
export const linesOf: Readonly<Record<MeasureId, Lines>> = {
  'nodes-in-time': (p) => ofDeadlines(inTime, none, fellDue(p)),
  overdue: (p) => ofDeadlines(all, none, stoodOver(p)),
  'overdue-days': (p) => ofDeadlines(all, seconds(sql`${asOf(p)} - ${dueAt}`, DAY), stoodOver(p)),
  'payouts-in-time': (p) =>
    ofDeadlines(inTime, none, sql`d.rule = 'payout' and ${fellDue(p)} and not (${inTime} and ${cameBack})`),
  'payout-days': (p) => ofDeadlines(all, seconds(sql`${endedAt} - ${arrived}`, DAY), sql`d.rule = 'payout' and ${isMet} and ${isIn(endedAt, p)} and not ${cameBack}`), // prettier-ignore
  'unpaid-days': (p) =>
    ofDeadlines(
      all,
      seconds(sql`${asOf(p)} - ${arrived}`, DAY),
      sql`d.rule = 'payout' and d.opened_at < ${asOf(p)}
        and (d.status in ('open', 'suspended') or (${isMet} and ${endedAt} > ${asOf(p)}))`,
    ),
  'closing-rate': (p) =>
    ofCases(
      sql`coalesce(${closedIn(p)}, false)`,
      none,
      sql`${isCase} and c.filed_at < ${timestamp(p.until)} and (c.closed_at is null or c.closed_at >= ${timestamp(p.from)})`,
    ),
  'performed-rate': (p) => ofCases(sql`${closedAs} = 'performed'`, none, sql`${isFirst} and ${closedIn(p)}`),
  'no-property-rate': (p) => ofCases(sql`${closedAs} = 'no-property'`, none, sql`${isFirst} and ${closedIn(p)}`),
  'closing-days': (p) => ofCases(all, seconds(sql`c.closed_at - c.filed_at`, DAY), sql`${isCase} and ${closedIn(p)}`),
  'limit-rate': (p) => ofDeadlines(inTime, none, sql`d.rule = 'case-limit-statutory' and ${metOrMissed(p)}`),
  'disclosed-in-time': (p) => ofDeadlines(inTime, none, sql`${disclosures} and ${metOrMissed(p)}`),
  'disclosure-hours': (p) => ofDeadlines(all, seconds(sql`${endedAt} - d.opened_at`, HOUR), sql`${disclosures} and ${isMet} and ${isIn(endedAt, p)}`), // prettier-ignore
  'disclosures-read': (p) => ofDeadlines(sql`${readAt} is not null`, none, sql`${disclosures} and ${isMet} and ${isIn(endedAt, p)}`), // prettier-ignore
  'reading-hours': (p) => ofDeadlines(all, seconds(sql`greatest(${readAt} - ${endedAt}, interval '0')`, HOUR), sql`${disclosures} and ${isMet} and ${isIn(readAt, p)}`), // prettier-ignore
  'petition-rate': (p) =>
    ofCases(
      sql`coalesce(${closedIn(p)}, false)`,
      none,
      sql`c.kind = 'petition' and c.filed_at < ${timestamp(p.until)} and (c.closed_at is null or c.closed_at >= ${timestamp(p.from)})`,
    ),
};
