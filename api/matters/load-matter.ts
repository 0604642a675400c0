import type { Static } from 'typebox';
import { type CaseRow, readCaseRow } from '../../db/cases/case.ts';
import { readDeadlines, readNextDeadlines } from '../../db/cases/deadlines.ts';
import { readFacts } from '../../db/cases/read.ts';
import type { Db } from '../../db/client.ts';
import { namesOf } from '../../db/people/names.ts';
import { offered } from '../../domain/engine/offered.ts';
import type { Person } from '../../domain/record/actor.ts';
import { readCase } from '../../domain/record/case.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { findRecord, matterArea, noSuchRecord } from '../cases/areas.ts';
import { MOST_SHOWN } from '../cases/case-view.ts';
import { deadlineView } from '../cases/deadline-view.ts';
import type { MatterDocument, MatterLine } from './matter-schema.ts';
import { isKeptFrom, isStaff } from '../../domain/plan/matters/readers.ts';
import { reportDraft } from './report-draft.ts';
import { matterLine, matterReceipt } from './matter-view.ts';

async function rowOf(db: Db, id: string): Promise<CaseRow> {
  const row = await readCaseRow(db, id);
  if (row === undefined || !matterArea.shows(row.kind)) throw noSuchRecord(matterArea, id);
  return row;
}

/** What somebody may know of a matter that they have brought: all of its line, or that it came in. Throws `unknown-case`. */
export async function loadBrought(db: Db, id: string, reader: Person) {
  const row = await rowOf(db, id);
  if (isStaff(reader.roles) && !isKeptFrom(row, reader)) return lineOf(db, row);
  return matterReceipt(id, readCase(await readFacts(db, id)));
}

async function lineOf(db: Db, row: CaseRow): Promise<Static<typeof MatterLine>> {
  const { id } = row;
  const [nexts, names] = await Promise.all([readNextDeadlines(db, [id], Date.now()), namesOf(db, [row.officer])]);
  return matterLine(row, nexts.get(id), names);
}

/** A matter as the contract has it, for one who may read it. Throws `unknown-case`. */
export async function loadMatterView(db: Db, id: string, reader: Person): Promise<Static<typeof MatterDocument>> {
  const { now } = await findRecord(db, matterArea, id, reader);
  const [line, record, listed] = await Promise.all([
    rowOf(db, id).then((row) => lineOf(db, row)),
    readFacts(db, id),
    readDeadlines(db, id, { limit: MOST_SHOWN }),
  ]);
  const deadlines = listed.map(({ deadline }) => deadline);
  const names = await namesOf(db, deadlines.map((d) => d.ownerPerson)); // prettier-ignore
  const c = readCase(record);
  return {
    ...line,
    payload: c.founding.payload,
    now: formatInstant(now),
    offered: [...offered(c)],
    draft: await reportDraft(db, c, reader),
    deadlines: deadlines.map((d) => deadlineView(d, now, names.get(d.ownerPerson ?? '') ?? null)),
  };
}
