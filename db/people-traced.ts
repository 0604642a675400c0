import { APPLICATION, READING } from './client.ts';

const assignment = (row: string): string =>
  `jsonb_build_object('id', ${row}.id, 'person', ${row}.person, 'role', ${row}.role,
     'from', floor(extract(epoch from ${row}.valid_from) * 1000), 'to', floor(extract(epoch from ${row}.valid_to) * 1000))`;

/** What is done to a table of the register, what it says before and after, and what tells the note of it. */
interface Traced {
  readonly table: 'people' | 'assignments';
  readonly kinds: readonly [inserted: string, updated: string];
  readonly person: string;
  readonly said: (row: string) => string;
  readonly isNoted: string;
}

const traced: readonly Traced[] = [
  { table: 'people', kinds: ['added', 'renamed'], person: 'new.id', said: (row) => `to_jsonb(${row}.name)`, isNoted: 'c.after = to_jsonb(new.name)' },
  { table: 'assignments', kinds: ['given', 'ended'], person: 'new.person', said: assignment, isNoted: `jsonb_typeof(c.after) = 'object' and c.after ->> 'id' = new.id::text` },
]; // prettier-ignore

/**
 * Whoever writes to the register as the application and past the program, with its password in a client of Postgres, say, leaves a line in
 * `people_changes`, which is sealed like any other: at the commit what nobody has noted is noted.
 */
export const peopleTraced: readonly string[] = traced.flatMap(({ table, kinds: [inserted, updated], person, said, isNoted }) => [
  `create or replace function ${table}_traced() returns trigger language plpgsql as $$
   declare what text := case tg_op when 'INSERT' then '${inserted}' else '${updated}' end;
   begin
     if current_user in ('${APPLICATION}', '${READING}') and not exists (
       select from public.people_changes c
        where c.person = ${person} and c.kind = what and ${isNoted} and c.xmin::text = pg_current_xact_id()::xid::text
     ) then
       insert into public.people_changes (at, by, command, reason, kind, person, before, after)
       values (now(), 'database', gen_random_uuid()::text, '未经本系统，直接写入数据库（' || session_user || '）', what, ${person},
         case tg_op when 'INSERT' then null else ${said('old')} end, ${said('new')});
     end if;
     return null;
   end $$`,
  `do $$ begin
     if not exists (select from pg_trigger where tgrelid = '${table}'::regclass and tgname = '${table}_traced') then
       create constraint trigger ${table}_traced after insert or update on ${table}
         deferrable initially deferred for each row execute function ${table}_traced();
     end if;
   end $$`,
]); // prettier-ignore
