CREATE TABLE "bank_statement_lines" (
	"statement_id" text NOT NULL,
	"row" integer NOT NULL,
	"account" text NOT NULL,
	"serial" text NOT NULL,
	"booked_at" timestamptz(3),
	"direction" text,
	"amount_fen" bigint,
	"balance_fen" bigint,
	"sub_account" text,
	"counter_name" text,
	"counter_account" text,
	"counter_bank" text,
	"summary" text,
	"remark" text,
	"broken" text,
	"status" text NOT NULL,
	"fate" jsonb NOT NULL,
	"stands" boolean NOT NULL,
	"state" text NOT NULL,
	"record" text,
	"reason" text,
	CONSTRAINT "bank_statement_lines_statement_id_row_pk" PRIMARY KEY("statement_id","row")
);
--> statement-breakpoint
CREATE TABLE "bank_statements" (
	"id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"day" date NOT NULL,
	"layout" text NOT NULL,
	"opening_fen" bigint,
	"closing_fen" bigint,
	"difference_fen" bigint,
	"lines" integer NOT NULL,
	"ignored" jsonb NOT NULL,
	"breaks" jsonb NOT NULL,
	"by" text NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"done_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "bank_statement_lines" ADD CONSTRAINT "bank_statement_lines_statement_id_bank_statements_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."bank_statements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bank_statement_lines_serial" ON "bank_statement_lines" USING btree ("account","serial") WHERE stands;--> statement-breakpoint
CREATE INDEX "bank_statement_lines_left" ON "bank_statement_lines" USING btree ("statement_id","row") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "bank_statement_lines_status" ON "bank_statement_lines" USING btree ("statement_id","status","row");--> statement-breakpoint
CREATE INDEX "bank_statements_at" ON "bank_statements" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "bank_statements_day" ON "bank_statements" USING btree ("account","day");--> statement-breakpoint
CREATE INDEX "bank_statements_left" ON "bank_statements" USING btree ("at") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "facts_filed_names" ON "facts" USING gin (jsonb_path_query_array("payload", '$.*[*].name')) WHERE node = 'case.filed';--> statement-breakpoint
CREATE INDEX "facts_filed_basis_number" ON "facts" USING btree (substring("payload" ->> 'basis' from '^[^号]*号')) WHERE node = 'case.filed';--> statement-breakpoint
CREATE INDEX "facts_sub_account" ON "facts" USING btree ((payload ->> 'subAccount')) WHERE node = 'funds.confirmed';--> statement-breakpoint
CREATE INDEX "facts_bank_reference" ON "facts" USING btree ((payload ->> 'reference')) WHERE node in ('payout.sent', 'payout.paid', 'payout.refunded');