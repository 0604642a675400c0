import { sql } from 'drizzle-orm';
import { APPLICATION, type Db, READING } from './client.ts';
import { peopleTraced } from './people-traced.ts';
import { recordWalls } from './record-walls.ts';

/**
 * What of the record and the ledger it may do: add to it and read it. Balances only the trigger writes, in its owner's name; who had a part in
 * a form is taken away along with the fact that said so, in the transaction that takes that back or puts it right, and never otherwise;
 * that an account keeps somebody off ends besides with a step of the very form: by then it reviews them in, or their time is over. To the
 * audit chain it adds; what waits to be sealed only triggers note, and it takes that away as it seals it. Law is published, and no more:
 * what was published stays.
 */
const both = `${APPLICATION}, ${READING}`;
const onlyAdded = [
  `revoke update, delete, truncate, references, trigger on facts, case_log from ${both}`,
  `revoke update, delete, truncate, references, trigger on ledger_entries, ledger_lines from ${both}`,
  `revoke insert, update, delete, truncate, references, trigger on ledger_balances from ${both}`,
  `revoke update, delete, truncate, references, trigger on audit_batches, audit_checkpoints from ${both}`,
  `revoke insert, update, truncate, references, trigger on audit_pending from ${both}`,
  `revoke update, delete, truncate, references, trigger on people_changes, people_commands, session_events, access_log, webhook_changes from ${both}`,
  `revoke update, delete, truncate, references, trigger on people, assignments from ${both}`,
  `grant update (name) on people to ${both}`,
  `grant update (valid_to) on assignments to ${both}`,
  `revoke update, delete, truncate, references, trigger on rules, calendar_years, court_settings from ${both}`,
  `revoke delete, truncate, references, trigger on webhooks from ${both}`,
  `revoke update, truncate, references, trigger on form_persons from ${both}`,
  `create or replace function form_persons_kept() returns trigger language plpgsql as $$
   begin
     if current_user in ('${APPLICATION}', '${READING}') and not exists (
       select from public.facts f
        where f.case_id = old.record and f.recorded_real = now()::timestamptz(3)
          and (f.node in ('fact.withdrawn', 'fact.corrected') or (old.duty = 'account' and (f.subject = old.form or f.node = 'delegation.given')))
     ) then
       raise exception 'a part in a form goes with its fact alone' using errcode = '42501', table = tg_table_name;
     end if;
     return null;
   end $$`,
  `do $$ begin
     if not exists (select from pg_trigger where tgrelid = 'form_persons'::regclass and tgname = 'form_persons_kept') then
       create constraint trigger form_persons_kept after delete on form_persons
         deferrable initially deferred for each row execute function form_persons_kept();
     end if;
   end $$`,
  ...peopleTraced,
  // a batch out of its turn would be in no export, and hide what it names from who looks for what was never sealed
  `create or replace function audit_batches_follow() returns trigger language plpgsql as $$
   begin
     if new.n <> (select coalesce(max(n), 0) + 1 from public.audit_batches) or json_typeof(new.records) <> 'array' then
       raise exception 'a batch follows the one before' using errcode = '23514', constraint = 'audit_batches_follow', table = tg_table_name;
     end if;
     return new;
   end $$`,
  `do $$ begin
     if not exists (select from pg_trigger where tgrelid = 'audit_batches'::regclass and tgname = 'audit_batches_follow') then
       create trigger audit_batches_follow before insert on audit_batches for each row execute function audit_batches_follow();
     end if;
   end $$`,
] as const;

/** Gives the application what it needs of each table there is, in a trial court the clock of a record too: part of every migration, which runs as the owner. Safe to repeat. */
export async function grantToApplication(
  db: Pick<Db, 'execute'>,
  { trial }: { readonly trial: boolean },
): Promise<void> {
  for (const statement of [
    // roles are the whole server's: another database's migration may make them at the same moment
    ...[APPLICATION, READING].map(
      (role) => `do $$ begin
       if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
     exception when duplicate_object or unique_violation then null; end $$`,
    ),
    // whoever logs in for the one may take the other, and reads as the first does
    granted(READING, `'${APPLICATION}'`),
    granted(APPLICATION, 'current_user'),
    `grant usage on schema public to ${both}`,
    `grant select, insert, update, delete on all tables in schema public to ${both}`,
    `grant usage, select on all sequences in schema public to ${both}`,
    ...onlyAdded,
    ...recordWalls,
    ...(trial ? [`grant update (clock_offset) on cases to ${READING}`] : []),
  ])
    await db.execute(sql.raw(statement));
}

/** A role given to another, by an expression for its name, where it has it not. */
const granted = (role: string, to: string): string => `do $$ begin
     if not pg_has_role(${to}, '${role}', 'member') then execute format('grant ${role} to %I', ${to}); end if;
   exception when unique_violation then null; end $$`;
