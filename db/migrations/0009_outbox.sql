ALTER TABLE "notices" RENAME TO "outbox";--> statement-breakpoint
ALTER TABLE "outbox" RENAME CONSTRAINT "notices_pkey" TO "outbox_pkey";--> statement-breakpoint
ALTER TABLE "outbox" RENAME CONSTRAINT "notices_case_id_cases_id_fk" TO "outbox_case_id_cases_id_fk";--> statement-breakpoint
ALTER SEQUENCE "notices_id_seq" RENAME TO "outbox_id_seq";--> statement-breakpoint
ALTER INDEX "notices_unsent" RENAME TO "outbox_unsent";--> statement-breakpoint
ALTER TABLE "outbox" DROP CONSTRAINT "notices_key_unique";--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "effect" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "to" jsonb;--> statement-breakpoint
UPDATE "outbox" SET "effect" = 'notice', "to" = "body" -> 'to', "key" = "body" ->> 'key', "body" = "body" - 'to' - 'key';--> statement-breakpoint
ALTER TABLE "outbox" ALTER COLUMN "effect" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ALTER COLUMN "to" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_key" ON "outbox" USING btree ("case_id","effect","key");
