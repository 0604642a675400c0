CREATE TABLE "court_settings" (
	"version" integer PRIMARY KEY NOT NULL,
	"body" jsonb NOT NULL,
	"basis" text,
	"published_at" timestamptz(3) DEFAULT now() NOT NULL,
	"published_by" text DEFAULT 'system' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "law_drafts" ADD COLUMN "preview_settings" integer;