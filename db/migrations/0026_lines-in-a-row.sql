-- An entry's lines are numbered one by one from the first: none can come later without the check of those that stand (docs/decisions/101).
CREATE OR REPLACE FUNCTION "ledger_balanced"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform from (
    select sum(case l.side when 'c' then l.fen else -l.fen end) as rest, count(*) as lines,
           min(l.line) as first, max(l.line) as last,
           bool_and(l.posted_at = new.posted_at and l.value_on = new.value_on) as same
      from public.ledger_lines l
     where l.record = new.record and l.fact = new.fact and l.n = new.n
     group by l.lot
  ) lots
  having count(*) > 0 and bool_and(lots.rest = 0 and lots.lines >= 2 and lots.same)
     and min(lots.first) = 1 and max(lots.last) = sum(lots.lines);
  if not found then
    raise exception 'an entry does not balance' using errcode = '23514', constraint = 'ledger_entry_balanced', table = tg_table_name;
  end if;
  return null;
end $$;
