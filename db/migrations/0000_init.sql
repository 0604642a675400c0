CREATE TABLE "assignments" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "assignments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person" text NOT NULL,
	"role" text NOT NULL,
	"valid_from" timestamptz(3) DEFAULT now() NOT NULL,
	"valid_to" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "calendar_years" (
	"version" integer PRIMARY KEY NOT NULL,
	"year" integer NOT NULL,
	"local" boolean DEFAULT false NOT NULL,
	"source" text NOT NULL,
	"notices" jsonb NOT NULL,
	"rest" jsonb NOT NULL,
	"work" jsonb NOT NULL,
	"published_at" timestamptz(3) DEFAULT now() NOT NULL,
	"published_by" text DEFAULT 'system' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" text NOT NULL,
	"type" text NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"recorded_at" timestamptz(3) NOT NULL,
	"recorded_real" timestamptz(3) DEFAULT now() NOT NULL,
	"by" text NOT NULL,
	"fact" integer,
	"deadline" text,
	"rule" text,
	"rung" text,
	"fires_at" timestamptz(3),
	"due_at" timestamptz(3),
	"data" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" text PRIMARY KEY NOT NULL,
	"case_no" text NOT NULL,
	"court" text NOT NULL,
	"version" integer NOT NULL,
	"filing" jsonb NOT NULL,
	"filing_hash" text NOT NULL,
	"filed_at" timestamptz(3) NOT NULL,
	"entered_at" timestamptz(3) NOT NULL,
	"closed_at" timestamptz(3),
	"stage" text NOT NULL,
	"team" text,
	"officer" text,
	"clock_offset" bigint DEFAULT 0 NOT NULL,
	"next_wake_at" timestamptz(3),
	"snapshot" jsonb NOT NULL,
	CONSTRAINT "cases_case_no_unique" UNIQUE("case_no")
);
--> statement-breakpoint
CREATE TABLE "deadlines" (
	"case_id" text NOT NULL,
	"id" text NOT NULL,
	"rule" text NOT NULL,
	"subject" text,
	"seq" integer NOT NULL,
	"opened_at" timestamptz(3) NOT NULL,
	"target_due" text,
	"legal_due" text,
	"due_at" timestamptz(3),
	"provisional" boolean NOT NULL,
	"status" text NOT NULL,
	"rung" text,
	"ended_at" timestamptz(3),
	"ended_by" integer,
	"owner_role" text NOT NULL,
	"owner_person" text,
	"because" jsonb NOT NULL,
	"fired" jsonb NOT NULL,
	"moved_at" timestamptz(3) NOT NULL,
	"rules_version" integer NOT NULL,
	"calendar_version" integer NOT NULL,
	CONSTRAINT "deadlines_case_id_id_pk" PRIMARY KEY("case_id","id")
);
--> statement-breakpoint
CREATE TABLE "facts" (
	"case_id" text NOT NULL,
	"seq" integer NOT NULL,
	"node" text NOT NULL,
	"subject" text,
	"payload" jsonb NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"recorded_at" timestamptz(3) NOT NULL,
	"recorded_real" timestamptz(3) DEFAULT now() NOT NULL,
	"by" text NOT NULL,
	"as" text[] NOT NULL,
	"via" text NOT NULL,
	"command_id" text,
	"command_hash" text,
	"answer" json,
	CONSTRAINT "facts_case_id_seq_pk" PRIMARY KEY("case_id","seq")
);
--> statement-breakpoint
CREATE TABLE "law_drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"body" jsonb NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"preview_rules" integer,
	"preview_calendar" integer,
	"preview" jsonb,
	"version" integer,
	"applied_at" timestamptz(3),
	"applied_by" text
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" text NOT NULL,
	"key" text NOT NULL,
	"body" jsonb NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"sent_at" timestamptz(3),
	CONSTRAINT "notices_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rules" (
	"version" integer NOT NULL,
	"rule" text NOT NULL,
	"effective_from" timestamptz(3),
	"within" text NOT NULL,
	"roll" text,
	"ladder" jsonb,
	"basis" jsonb NOT NULL,
	"reaches_open" boolean DEFAULT false NOT NULL,
	"from_plan" boolean NOT NULL,
	"published_at" timestamptz(3) DEFAULT now() NOT NULL,
	"published_by" text DEFAULT 'system' NOT NULL,
	CONSTRAINT "rules_version_rule_pk" PRIMARY KEY("version","rule")
);
--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_log" ADD CONSTRAINT "case_log_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadlines" ADD CONSTRAINT "deadlines_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facts" ADD CONSTRAINT "facts_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assignments_person" ON "assignments" USING btree ("person");--> statement-breakpoint
CREATE INDEX "assignments_role" ON "assignments" USING btree ("role");--> statement-breakpoint
CREATE INDEX "calendar_years_year" ON "calendar_years" USING btree ("year","version");--> statement-breakpoint
CREATE INDEX "case_log_case" ON "case_log" USING btree ("case_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_log_rung" ON "case_log" USING btree ("case_id","deadline","rung","due_at") WHERE rung is not null;--> statement-breakpoint
CREATE INDEX "cases_next_wake" ON "cases" USING btree ("next_wake_at");--> statement-breakpoint
CREATE INDEX "cases_filed" ON "cases" USING btree ("filed_at","id");--> statement-breakpoint
CREATE INDEX "cases_officer" ON "cases" USING btree ("officer");--> statement-breakpoint
CREATE INDEX "deadlines_due" ON "deadlines" USING btree ("status","due_at","case_id","id");--> statement-breakpoint
CREATE INDEX "deadlines_role" ON "deadlines" USING btree ("owner_role","status","due_at");--> statement-breakpoint
CREATE INDEX "deadlines_person" ON "deadlines" USING btree ("owner_person","status","due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "facts_command" ON "facts" USING btree ("case_id","command_id");--> statement-breakpoint
CREATE UNIQUE INDEX "law_drafts_applying" ON "law_drafts" USING btree ("status") WHERE status = 'applying';--> statement-breakpoint
CREATE INDEX "notices_unsent" ON "notices" USING btree ("case_id") WHERE sent_at is null;