ALTER TABLE "cases" ADD COLUMN "readers" text[];--> statement-breakpoint
CREATE INDEX "cases_readers" ON "cases" USING btree ("id") WHERE readers is not null;