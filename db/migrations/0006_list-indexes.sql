DROP INDEX "cases_officer";--> statement-breakpoint
DROP INDEX "deadlines_due";--> statement-breakpoint
DROP INDEX "deadlines_role";--> statement-breakpoint
DROP INDEX "deadlines_person";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "next_due_at" timestamptz(3);--> statement-breakpoint
UPDATE "cases" c SET "next_due_at" = coalesce((SELECT min(d."due_at") FROM "deadlines" d WHERE d."case_id" = c."id" AND d."status" = 'open'), '9999-01-01T00:00:00Z');--> statement-breakpoint
ALTER TABLE "cases" ALTER COLUMN "next_due_at" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "cases_ahead" ON "cases" USING btree ("next_wake_at") WHERE clock_offset <> 0;--> statement-breakpoint
CREATE INDEX "cases_next_due" ON "cases" USING btree ("next_due_at","id");--> statement-breakpoint
CREATE INDEX "cases_stage_filed" ON "cases" USING btree ("stage","filed_at","id");--> statement-breakpoint
CREATE INDEX "cases_stage_next_due" ON "cases" USING btree ("stage","next_due_at","id");--> statement-breakpoint
CREATE INDEX "cases_officer_filed" ON "cases" USING btree ("officer","filed_at","id");--> statement-breakpoint
CREATE INDEX "cases_officer_next_due" ON "cases" USING btree ("officer","next_due_at","id");--> statement-breakpoint
CREATE INDEX "cases_team_filed" ON "cases" USING btree ("team","filed_at","id");--> statement-breakpoint
CREATE INDEX "deadlines_due" ON "deadlines" USING btree ("due_at","case_id","id") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "deadlines_role" ON "deadlines" USING btree ("owner_role","due_at","case_id","id") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "deadlines_person" ON "deadlines" USING btree ("owner_person","due_at","case_id","id") WHERE status = 'open';