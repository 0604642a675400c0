CREATE TABLE "people_changes" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "people_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"at" timestamptz(3) NOT NULL,
	"by" text NOT NULL,
	"command" text NOT NULL,
	"reason" text NOT NULL,
	"kind" text NOT NULL,
	"person" text NOT NULL,
	"before" jsonb,
	"after" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people_commands" (
	"by" text NOT NULL,
	"id" text NOT NULL,
	"hash" text NOT NULL,
	"answer" json NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "people_commands_by_id_pk" PRIMARY KEY("by","id")
);
--> statement-breakpoint
ALTER TABLE "people_changes" ADD CONSTRAINT "people_changes_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "people_changes_person" ON "people_changes" USING btree ("person","id");--> statement-breakpoint
-- Of the three administrators nobody is two at once, whoever writes and however many write at the same moment (docs/decisions/127).
CREATE FUNCTION "administrators_apart"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform from public.people p where p.id = new.person for no key update;
  if exists (
    select from public.assignments a
     where a.person = new.person and a.id <> new.id and a.role <> new.role
       and a.role in ('administrator', 'security-administrator', 'auditor')
       and greatest(a.valid_from, new.valid_from) < least(coalesce(a.valid_to, 'infinity'), coalesce(new.valid_to, 'infinity'))
  ) then
    raise exception 'nobody is two of the three administrators' using errcode = '23P01', constraint = 'administrators_apart', table = tg_table_name;
  end if;
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER "administrators_apart" AFTER INSERT OR UPDATE ON "assignments"
  FOR EACH ROW WHEN (new.role in ('administrator', 'security-administrator', 'auditor')) EXECUTE FUNCTION "administrators_apart"();
