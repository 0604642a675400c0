DROP INDEX "case_log_rung";--> statement-breakpoint
ALTER TABLE "case_log" ADD COLUMN "step" text;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "since" timestamptz(3);--> statement-breakpoint
CREATE UNIQUE INDEX "case_log_step" ON "case_log" USING btree ("case_id","deadline","step","due_at") WHERE type = 'rung';--> statement-breakpoint
ALTER TABLE "deadlines" DROP COLUMN "moved_at";--> statement-breakpoint
CREATE FUNCTION pg_temp.ladder_steps(rule text, ladder jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_agg(jsonb_build_object('id', s.rung, 'rung', s.rung, 'when', s.at) ORDER BY s.place)
  FROM (VALUES
    (1, 'remind', jsonb_build_object('share', ladder -> 'remind' -> 'share', 'atLeast', round((ladder -> 'remind' ->> 'leastHours')::numeric) || 'h')),
    (2, 'urge', jsonb_build_object('after', round((ladder -> 'urge' ->> 'afterHours')::numeric) || 'h')),
    (3, 'supervise', jsonb_build_object('after', round((ladder -> 'supervise' ->> 'afterHours')::numeric) || 'h')),
    (4, 'criticise', jsonb_build_object('after', '48h'))
  ) AS s(place, rung, at)
  WHERE ladder -> s.rung IS NOT NULL AND (s.rung <> 'criticise' OR rule = 'supervised-matter')
$$;--> statement-breakpoint
UPDATE "rules" SET "ladder" = pg_temp.ladder_steps("rule", "ladder") WHERE jsonb_typeof("ladder") = 'object';--> statement-breakpoint
UPDATE "law_drafts" SET "body" = jsonb_set("body", '{ladder}', coalesce(pg_temp.ladder_steps("body" ->> 'rule', "body" -> 'ladder'), 'null')) WHERE jsonb_typeof("body" -> 'ladder') = 'object';--> statement-breakpoint
UPDATE "deadlines" SET "fired" = (SELECT jsonb_agg(f || jsonb_build_object('step', f -> 'rung')) FROM jsonb_array_elements("fired") AS f), "digest" = NULL WHERE jsonb_array_length("fired") > 0;--> statement-breakpoint
UPDATE "case_log" SET "step" = "rung";
