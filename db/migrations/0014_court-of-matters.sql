-- a matter is this court's, like its cases
UPDATE "cases" SET "court" = (SELECT "court" FROM "cases" WHERE "kind" = 'case' ORDER BY "filed_at" DESC LIMIT 1)
WHERE "court" = '' AND EXISTS (SELECT FROM "cases" WHERE "kind" = 'case');
