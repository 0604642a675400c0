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
CREATE TABLE "inbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person" text NOT NULL,
	"notice" bigint NOT NULL,
	"at" timestamptz(3) DEFAULT now() NOT NULL,
	"read_at" timestamptz(3),
	"n" bigint
);
--> statement-breakpoint
CREATE TABLE "session_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "session_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamptz(3) DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"person" text NOT NULL,
	"session" integer,
	"by" text,
	"code" text,
	"address" text
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sessions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"hash" text NOT NULL,
	"person" text NOT NULL,
	"via" text NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"last_seen_at" timestamptz(3) DEFAULT now() NOT NULL,
	"ends_at" timestamptz(3) NOT NULL,
	"idle_ends_at" timestamptz(3) NOT NULL,
	"ended_at" timestamptz(3),
	"ended" text,
	CONSTRAINT "sessions_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
ALTER TABLE "case_search" ADD COLUMN "identities" text[];--> statement-breakpoint
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_notice_outbox_id_fk" FOREIGN KEY ("notice") REFERENCES "public"."outbox"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_log_at" ON "access_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "access_log_person" ON "access_log" USING btree ("person","id");--> statement-breakpoint
CREATE INDEX "access_log_record" ON "access_log" USING btree ("record","id");--> statement-breakpoint
CREATE INDEX "inbox_person" ON "inbox" USING btree ("person","id");--> statement-breakpoint
CREATE INDEX "inbox_told" ON "inbox" USING btree ("person","n") WHERE n is not null;--> statement-breakpoint
CREATE INDEX "inbox_last" ON "inbox" USING btree ("n") WHERE n is not null;--> statement-breakpoint
CREATE INDEX "inbox_untold" ON "inbox" USING btree ("id") WHERE n is null;--> statement-breakpoint
CREATE INDEX "session_events_person" ON "session_events" USING btree ("person","id");--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person","id");--> statement-breakpoint
CREATE INDEX "case_search_identities" ON "case_search" USING gin ("identities");--> statement-breakpoint
CREATE INDEX "facts_ties" ON "facts" USING btree ((payload ->> 'person'),"case_id") WHERE node = 'party.identified';--> statement-breakpoint
CREATE INDEX "facts_objected" ON "facts" USING btree ("case_id") WHERE node = 'distribution.objected';--> statement-breakpoint
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
