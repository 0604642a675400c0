-- previews made before warnings were looked at count none
UPDATE "law_drafts" SET "preview" = "preview" || '{"warnings": 0}' WHERE "preview" IS NOT NULL AND NOT "preview" ? 'warnings';
