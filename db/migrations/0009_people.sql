CREATE INDEX "deadlines_unnamed" ON "deadlines" USING btree ("owner_role","due_at","case_id","id") WHERE status = 'open' and owner_person is null;--> statement-breakpoint
-- what was kept beside a record before there were parties names no cause and no claim; what it offers is kept there too: nodes that are new, or may come after closing now, in the order of their table
UPDATE "cases" SET "snapshot" = jsonb_build_object('cause', coalesce("filing" -> 'cause', 'null'), 'claimFen', coalesce("filing" -> 'claimFen', 'null')) || jsonb_set("snapshot", '{offered}', (
  WITH "kept" AS (SELECT node, place::numeric FROM jsonb_array_elements_text("snapshot" -> 'offered') WITH ORDINALITY AS k(node, place)),
  "behind" AS (SELECT coalesce(max(place) FILTER (WHERE node IN ('material.received', 'reception.held', 'reception.waived', 'case.assigned')), 0) AS place FROM "kept"),
  "added" AS (SELECT node, "behind".place + step AS place FROM "behind", (VALUES
      (0.1, 'case.assigned', "kind" = 'case'),
      (0.2, 'desk.assigned', true),
      (0.3, 'party.joined', "kind" = 'case' AND "closed_at" IS NULL),
      (0.4, 'party.left', "kind" = 'case' AND "closed_at" IS NULL),
      (0.5, 'party.identified', "kind" = 'case')
    ) AS n(step, node, fits) WHERE fits AND node NOT IN (SELECT node FROM "kept"))
  SELECT jsonb_agg(node ORDER BY place) FROM (SELECT * FROM "kept" UNION ALL SELECT * FROM "added") AS a));
