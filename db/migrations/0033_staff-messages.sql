CREATE TABLE "staff_contacts" (
	"person" text PRIMARY KEY NOT NULL,
	"mail" text,
	"phone" text,
	"pace" text NOT NULL,
	"since" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_messages" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "staff_messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person" text NOT NULL,
	"pace" text NOT NULL,
	"at" timestamptz(3) DEFAULT now() NOT NULL,
	"sent_at" timestamptz(3),
	"way" text,
	"refused" text
);
--> statement-breakpoint
ALTER TABLE "inbox" ALTER COLUMN "notice" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "inbox" ADD COLUMN "message" bigint;--> statement-breakpoint
ALTER TABLE "staff_contacts" ADD CONSTRAINT "staff_contacts_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "staff_messages_unsent" ON "staff_messages" USING btree ("id") WHERE sent_at is null and refused is null;--> statement-breakpoint
CREATE INDEX "staff_messages_person" ON "staff_messages" USING btree ("person","at");--> statement-breakpoint
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_message_staff_messages_id_fk" FOREIGN KEY ("message") REFERENCES "public"."staff_messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "facts_disclosed" ON "facts" USING btree ("case_id") WHERE node = 'node.disclosed';--> statement-breakpoint
CREATE INDEX "inbox_waiting" ON "inbox" USING btree ("person","at") WHERE message is null;--> statement-breakpoint
CREATE INDEX "inbox_message" ON "inbox" USING btree ("message") WHERE message is not null;--> statement-breakpoint
CREATE INDEX "outbox_disclosed" ON "outbox" USING btree ("sent_at") WHERE effect = 'disclosure';