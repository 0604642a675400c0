import type { Db } from '../../db/client.ts';
import { readCaseRow } from '../../db/cases/case.ts';
import { countDeadlines, readDeadlines } from '../../db/cases/deadlines.ts';
import { settingsOf } from '../../db/law/library.ts';
import { defaultSettings } from '../../domain/plan/court-settings.ts';
import { lawsMet } from '../../domain/plan/law.ts';
import { readFacts } from '../../db/cases/read.ts';
import { readCase } from '../../domain/record/case.ts';
import { namesOf } from '../../db/people/names.ts';
import type { Static } from 'typebox';
import type { Person } from '../../domain/record/actor.ts';
import { readMatters } from '../../db/cases/matters.ts';
import { type Area, caseArea, noSuchRecord } from './areas.ts';
import { type CaseStart, readStart } from '../../gateway/start.ts';
import type { CaseDocument } from './case-schema.ts';
import { caseView, MOST_SHOWN } from './case-view.ts';

/** A case as the contract has it, with what a reader may know of matters about it. Throws `unknown-case`. */
export async function loadCaseView(db: Db, id: string, reader: Person): Promise<Static<typeof CaseDocument>> {
  const row = await readCaseRow(db, id);
  if (row?.kind !== 'case') throw noSuchRecord(caseArea, id);
  const now = Date.now() + row.clockOffset;
  const [matters, record, listed, counts] = await Promise.all([
    readMatters(db, { reader, case: id, limit: MOST_SHOWN }),
    readFacts(db, id),
    readDeadlines(db, id, { limit: MOST_SHOWN }),
    countDeadlines(db, id, now),
  ]);
  const deadlines = listed.map(({ deadline }) => deadline);
  const names = await namesOf(db, [row.officer, ...deadlines.map((d) => d.ownerPerson)]);
  const c = readCase(record);
  const met = lawsMet(record).at(-1);
  const settings = met === undefined ? defaultSettings : await settingsOf(db, met.settings);
  return caseView({ row, matters, c, settings, deadlines, counts, names, now });
}

/** What a record's workflow is started again with, once it has ended. Throws `unknown-case`. */
export async function loadStart(db: Db, area: Area, id: string): Promise<CaseStart> {
  const start = await readStart(db, id);
  if (start === undefined) throw noSuchRecord(area, id);
  return start;
}
