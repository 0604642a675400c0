CREATE TABLE "access_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "access_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamptz(3) NOT NULL,
	"person" text NOT NULL,
	"outcome" text NOT NULL,
	"record" text,
	"kind" text,
	"route" text NOT NULL,
	"fields" text[] NOT NULL,
	"reason" text,
	"code" text,
	"times" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "case_search" ADD COLUMN "identities" text[];--> statement-breakpoint
CREATE INDEX "access_log_at" ON "access_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "access_log_person" ON "access_log" USING btree ("person","id");--> statement-breakpoint
CREATE INDEX "access_log_record" ON "access_log" USING btree ("record","id");--> statement-breakpoint
CREATE INDEX "case_search_identities" ON "case_search" USING gin ("identities");--> statement-breakpoint
-- Six months at the least, whoever asks, the owner too; nothing in it is ever put right (docs/decisions/139).
CREATE FUNCTION "access_log_kept"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if tg_op <> 'DELETE' or old.at > now() - interval '6 months' then
    raise exception 'the access log is kept for six months' using errcode = '23001', constraint = 'access_log_kept', table = tg_table_name;
  end if;
  return old;
end $$;--> statement-breakpoint
CREATE TRIGGER "access_log_kept" BEFORE UPDATE OR DELETE ON "access_log"
  FOR EACH ROW EXECUTE FUNCTION "access_log_kept"();--> statement-breakpoint
CREATE TRIGGER "access_log_whole" BEFORE TRUNCATE ON "access_log"
  FOR EACH STATEMENT EXECUTE FUNCTION "access_log_kept"();
