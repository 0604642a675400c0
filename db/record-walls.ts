import { APPLICATION, READING } from './client.ts';

/** Tables that hold what a record says. */
const said = ['facts', 'case_log'] as const;
/** And those to which the worker alone adds. */
const workers = [...said, 'cases', 'deadlines', 'case_search', 'ledger_entries', 'ledger_lines', 'form_persons'] as const; // prettier-ignore

const TOLD = `coalesce(current_setting('zhixing.reads_as', true), '')`;

/**
 * The second wall of the reading table (docs/decisions/190): a route that forgot the first would still read nothing that a record says which is
 * kept from whoever asks, or from nobody that is known. As domain/plan/matters/readers.ts has it: whose id stands first. Safe to repeat.
 */
export const recordWalls: readonly string[] = [
  `create or replace function zhixing_reads(barred text[], readers text[]) returns boolean language sql stable parallel safe as $$
     select case ${TOLD} when '' then false when '*' then true
       else (barred is null or ${TOLD}::jsonb ->> 0 <> all (barred))
        and (readers is null or readers && array(select jsonb_array_elements_text(${TOLD}::jsonb))) end $$`,
  ...said.map(
    (table) => `do $$ begin
     if not exists (select from pg_policies where schemaname = 'public' and tablename = '${table}') then
       alter table ${table} enable row level security;
       create policy ${table}_recorded on ${table} to ${APPLICATION} using (true) with check (true);
       create policy ${table}_kept on ${table} for select to ${READING} using (exists (
         select from cases c where c.id = ${table}.case_id
            and ((c.barred is null and c.readers is null) or zhixing_reads(c.barred, c.readers))));
     end if; end $$`,
  ),
  `revoke insert, update, delete on ${workers.join(', ')} from ${READING}`,
];
