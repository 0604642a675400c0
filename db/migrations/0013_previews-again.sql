-- a preview now says what ends and what is only explained otherwise: those of before are made again when somebody asks
UPDATE "law_drafts" SET "preview" = NULL, "preview_rules" = NULL, "preview_calendar" = NULL, "preview_settings" = NULL
WHERE "preview" IS NOT NULL;
