CREATE TABLE "audit_batches" (
	"n" bigint PRIMARY KEY NOT NULL,
	"court" text NOT NULL,
	"first_record" bigint NOT NULL,
	"last_record" bigint NOT NULL,
	"previous" text NOT NULL,
	"root" text NOT NULL,
	"sealed_at" timestamptz(3) NOT NULL,
	"hash" text NOT NULL,
	"records" json NOT NULL,
	"waited_ms" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_checkpoints" (
	"n" integer PRIMARY KEY NOT NULL,
	"court" text NOT NULL,
	"batch" bigint NOT NULL,
	"hash" text NOT NULL,
	"records" bigint NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"key" text NOT NULL,
	"signature" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_pending" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_pending_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"of_table" text NOT NULL,
	"keys" json NOT NULL,
	"noted_at" timestamptz(3) DEFAULT clock_timestamp() NOT NULL
);
