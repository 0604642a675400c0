-- what may be recorded follows from the tables of the release that is asked, so it is no longer kept with the record
UPDATE "cases" SET "snapshot" = "snapshot" - 'offered' WHERE "snapshot" ? 'offered';
