CREATE TABLE "inbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person" text NOT NULL,
	"notice" bigint NOT NULL,
	"at" timestamptz(3) DEFAULT now() NOT NULL,
	"read_at" timestamptz(3),
	"n" bigint
);
--> statement-breakpoint
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_notice_outbox_id_fk" FOREIGN KEY ("notice") REFERENCES "public"."outbox"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inbox_person" ON "inbox" USING btree ("person","id");--> statement-breakpoint
CREATE INDEX "inbox_told" ON "inbox" USING btree ("person","n") WHERE n is not null;--> statement-breakpoint
CREATE INDEX "inbox_last" ON "inbox" USING btree ("n") WHERE n is not null;--> statement-breakpoint
CREATE INDEX "inbox_untold" ON "inbox" USING btree ("id") WHERE n is null;