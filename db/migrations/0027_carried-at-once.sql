-- What is carried and what is looked for is asked in one query: a posting spent a tenth of its time on the second.
CREATE OR REPLACE FUNCTION "ledger_carry"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
declare
  astray boolean;
begin
  with moved as (
    select account, key, lot, sum(case side when 'c' then fen else -fen end) as fen
      from added
     where account not in ('bank', 'cash', 'charges', 'difference', 'recoverable')
     group by account, key, lot
    having sum(case side when 'c' then fen else -fen end) <> 0
     order by account, key, lot
  ), known as (
    update ledger_balances b set fen = b.fen + m.fen
      from moved m
     where (b.account, b.key, b.lot) = (m.account, m.key, m.lot)
    returning b.account, b.key, b.lot
  ), fresh as (
    insert into ledger_balances (account, key, lot, fen)
    select m.account, m.key, m.lot, m.fen from moved m
     where not exists (select from known k where (k.account, k.key, k.lot) = (m.account, m.key, m.lot))
  )
  select exists (select from added a where not exists (select from ledger_entries e where (e.record, e.fact, e.n) = (a.record, a.fact, a.n)))
    into astray;
  if astray then
    raise exception 'a line of no entry' using errcode = '23503', constraint = 'ledger_line_of_no_entry', table = 'ledger_lines';
  end if;
  return null;
end $$;
