CREATE TABLE "webhook_changes" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "webhook_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"at" timestamptz(3) DEFAULT now() NOT NULL,
	"by" text NOT NULL,
	"command" text NOT NULL,
	"hash" text NOT NULL,
	"reason" text NOT NULL,
	"kind" text NOT NULL,
	"webhook" integer NOT NULL,
	"before" jsonb,
	"after" jsonb NOT NULL,
	"delivery" bigint,
	"salt" text,
	CONSTRAINT "webhook_changes_command" UNIQUE("by","command")
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "webhook_deliveries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"webhook" integer NOT NULL,
	"event" bigint,
	"record" text,
	"type" text NOT NULL,
	"at" timestamptz(3) DEFAULT now() NOT NULL,
	"asked_by" text,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_at" timestamptz(3) DEFAULT now() NOT NULL,
	"held_until" timestamptz(3),
	"last_at" timestamptz(3),
	"last_status" integer,
	"last_failure" text,
	"outcome" text,
	"done_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "webhooks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"url" text NOT NULL,
	"events" text[] NOT NULL,
	"state" text NOT NULL,
	"why" text,
	"salts" jsonb NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"rests_until" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "webhook_changes" ADD CONSTRAINT "webhook_changes_webhook_webhooks_id_fk" FOREIGN KEY ("webhook") REFERENCES "public"."webhooks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_event_outbox_id_fk" FOREIGN KEY ("event") REFERENCES "public"."outbox"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_changes_webhook" ON "webhook_changes" USING btree ("webhook","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_webhook" ON "webhook_deliveries" USING btree ("webhook","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("webhook","next_at","id") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_lane" ON "webhook_deliveries" USING btree ("webhook","record","id") WHERE done_at is null;