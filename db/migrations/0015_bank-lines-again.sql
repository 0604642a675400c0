CREATE TABLE "bank_lines_left" (
	"case_id" text PRIMARY KEY NOT NULL,
	"since" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "bank_lines_left" ADD CONSTRAINT "bank_lines_left_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- payments, refunds and returns of before their place in bank_lines: which records lack some is told here, what they have is read from
-- their facts behind the migrations (db/cases/fill-bank-lines.ts). Where nothing was corrected, as many references stand as there are facts with one.
INSERT INTO "bank_lines_left" ("case_id", "since")
SELECT f.case_id, min(f.recorded_at)
FROM facts f
WHERE f.node IN ('funds.arrived', 'payout.paid', 'payout.refunded', 'payout.returned')
GROUP BY f.case_id
HAVING count(*) FILTER (WHERE f.payload ? 'reference') <> (SELECT count(*) FROM bank_lines b WHERE b.case_id = f.case_id)
	OR EXISTS (
		SELECT FROM facts c WHERE c.case_id = f.case_id AND c.node = 'fact.corrected' AND c.payload->'payload' ? 'reference'
	);
