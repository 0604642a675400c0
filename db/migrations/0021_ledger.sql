CREATE TABLE "form_persons" (
	"record" text NOT NULL,
	"form" text NOT NULL,
	"duty" text NOT NULL,
	"person" text NOT NULL,
	CONSTRAINT "form_persons_record_form_duty_person_pk" PRIMARY KEY("record","form","duty","person"),
	CONSTRAINT "form_persons_differ" UNIQUE("record","form","person")
);
--> statement-breakpoint
CREATE TABLE "ledger_balances" (
	"account" text NOT NULL,
	"key" text NOT NULL,
	"lot" text NOT NULL,
	"fen" bigint NOT NULL,
	CONSTRAINT "ledger_balances_account_key_lot_pk" PRIMARY KEY("account","key","lot")
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"record" text NOT NULL,
	"fact" integer NOT NULL,
	"n" smallint NOT NULL,
	"posted_at" timestamptz(3) NOT NULL,
	"value_on" date NOT NULL,
	"reverses_fact" integer,
	"reverses_n" smallint,
	"opening" boolean,
	CONSTRAINT "ledger_entries_record_fact_n_pk" PRIMARY KEY("record","fact","n")
);
--> statement-breakpoint
CREATE TABLE "ledger_left" (
	"record" text PRIMARY KEY NOT NULL,
	"since" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_lines" (
	"record" text NOT NULL,
	"fact" integer NOT NULL,
	"n" smallint NOT NULL,
	"line" smallint NOT NULL,
	"account" text NOT NULL,
	"key" text NOT NULL,
	"lot" text NOT NULL,
	"side" char(1) NOT NULL,
	"fen" bigint NOT NULL,
	"posted_at" timestamptz(3) NOT NULL,
	"value_on" date NOT NULL,
	CONSTRAINT "ledger_lines_record_fact_n_line_pk" PRIMARY KEY("record","fact","n","line")
);
--> statement-breakpoint
ALTER TABLE "form_persons" ADD CONSTRAINT "form_persons_record_cases_id_fk" FOREIGN KEY ("record") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_record_cases_id_fk" FOREIGN KEY ("record") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_left" ADD CONSTRAINT "ledger_left_record_cases_id_fk" FOREIGN KEY ("record") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_reversed_once" ON "ledger_entries" USING btree ("record","reverses_fact","reverses_n") WHERE reverses_fact is not null;--> statement-breakpoint
ALTER TABLE "ledger_balances" ADD CONSTRAINT "ledger_lot_below_zero" CHECK ("fen" >= 0);--> statement-breakpoint
ALTER TABLE "ledger_lines" ADD CONSTRAINT "ledger_amount_positive" CHECK ("fen" > 0);--> statement-breakpoint
ALTER TABLE "ledger_lines" ADD CONSTRAINT "ledger_side" CHECK ("side" in ('d', 'c'));--> statement-breakpoint
ALTER TABLE "ledger_lines" ADD CONSTRAINT "ledger_lot_missing" CHECK ("lot" <> '');--> statement-breakpoint
-- Carries lines to the balances of the accounts that are owed to somebody. What the court itself holds has none: it follows from the lots, so
-- that cases do not wait for one another. In its owner's name: nobody else writes balances.
CREATE FUNCTION "ledger_carry"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
begin
  if exists (select from added a where not exists (select from ledger_entries e where (e.record, e.fact, e.n) = (a.record, a.fact, a.n))) then
    raise exception 'a line of no entry' using errcode = '23503', constraint = 'ledger_line_of_no_entry', table = 'ledger_lines';
  end if;
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
  )
  insert into ledger_balances (account, key, lot, fen)
  select m.account, m.key, m.lot, m.fen from moved m
   where not exists (select from known k where (k.account, k.key, k.lot) = (m.account, m.key, m.lot));
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER "ledger_carry" AFTER INSERT ON "ledger_lines" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "ledger_carry"();--> statement-breakpoint
-- An entry has lines that balance in each lot, of its own instant and day, by the end of the transaction that writes them.
CREATE FUNCTION "ledger_balanced"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform from (
    select sum(case l.side when 'c' then l.fen else -l.fen end) as rest, count(*) as lines,
           bool_and(l.posted_at = new.posted_at and l.value_on = new.value_on) as same
      from public.ledger_lines l
     where l.record = new.record and l.fact = new.fact and l.n = new.n
     group by l.lot
  ) lots
  having count(*) > 0 and bool_and(lots.rest = 0 and lots.lines >= 2 and lots.same);
  if not found then
    raise exception 'an entry does not balance' using errcode = '23514', constraint = 'ledger_entry_balanced', table = tg_table_name;
  end if;
  return null;
end $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "ledger_entry_balanced" AFTER INSERT OR UPDATE ON "ledger_entries" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "ledger_balanced"();--> statement-breakpoint
-- The two first lines of an entry are seen by its own check; what would come later to one that stands, by this.
CREATE CONSTRAINT TRIGGER "ledger_line_balanced" AFTER INSERT OR UPDATE ON "ledger_lines" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new."line" > 2) EXECUTE FUNCTION "ledger_balanced"();--> statement-breakpoint
INSERT INTO "ledger_left" ("record", "since")
SELECT case_id, min(recorded_at) FROM facts
 WHERE node LIKE 'funds.%' OR node LIKE 'payout.%' GROUP BY case_id;
