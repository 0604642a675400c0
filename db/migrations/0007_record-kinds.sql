ALTER TABLE "cases" ADD COLUMN "kind" text DEFAULT 'case' NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "about" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "barred" text[];--> statement-breakpoint
CREATE INDEX "cases_matters" ON "cases" USING btree ("filed_at","id") WHERE kind <> 'case';--> statement-breakpoint
CREATE INDEX "cases_about" ON "cases" USING btree ("about") WHERE about is not null;--> statement-breakpoint
CREATE INDEX "cases_barred" ON "cases" USING btree ("id") WHERE barred is not null;