CREATE TABLE "bank_lines" (
	"reference" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"receipt" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "bank_lines" ADD CONSTRAINT "bank_lines_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bank_lines_case" ON "bank_lines" USING btree ("case_id");--> statement-breakpoint
-- what arrived before: the first record that has a line keeps it, and what was written twice stays as it was written
INSERT INTO "bank_lines" ("reference", "case_id", "receipt")
SELECT line, case_id, subject FROM (
	SELECT f.case_id, f.seq, f.subject, f.recorded_at, btrim(normalize(lower(normalize(coalesce((
		SELECT c.payload->'payload'->>'reference' FROM facts c
		WHERE c.case_id = f.case_id AND c.node = 'fact.corrected' AND (c.payload->>'fact')::int = f.seq AND c.payload ? 'payload'
		ORDER BY c.seq DESC LIMIT 1
	), f.payload->>'reference', ''), NFKC)), NFKC)) AS line
	FROM facts f
	WHERE f.node = 'funds.arrived' AND NOT EXISTS (
		SELECT FROM facts w WHERE w.case_id = f.case_id AND w.node = 'fact.withdrawn' AND (w.payload->>'fact')::int = f.seq
		AND NOT EXISTS (
			SELECT FROM facts b WHERE b.case_id = w.case_id AND b.node = 'fact.withdrawn' AND (b.payload->>'fact')::int = w.seq
		)
	)
) AS arrived
WHERE line <> ''
ORDER BY recorded_at, case_id, seq
ON CONFLICT DO NOTHING;
