import type { Db } from '../../db/client.ts';
import { readCaseRow, readFiled } from '../../db/cases/case.ts';
import { countDeadlines, readDeadlines } from '../../db/cases/deadlines.ts';
import { namesOf } from '../../db/people/names.ts';
import type { Static } from 'typebox';
import { ApiProblem } from '../http/errors.ts';
import { type CaseStart, readStart } from '../../gateway/start.ts';
import type { CaseDocument } from './case-schema.ts';
import { caseView, MOST_SHOWN } from './case-view.ts';

/** What is said where there is no such case. */
export const noSuchCase = (id: string): ApiProblem =>
  new ApiProblem('unknown-case', `没有编号为 ${id} 的案件；编号由案号得来，见 GET /api/cases`);

/** A case as the contract has it. Throws `unknown-case`. */
export async function loadCaseView(db: Db, id: string): Promise<Static<typeof CaseDocument>> {
  const row = await readCaseRow(db, id);
  if (row === undefined) throw noSuchCase(id);
  const now = Date.now() + row.clockOffset;
  const [filed, listed, counts] = await Promise.all([
    readFiled(db, id),
    readDeadlines(db, id, { limit: MOST_SHOWN }),
    countDeadlines(db, id, now),
  ]);
  const deadlines = listed.map(({ deadline }) => deadline);
  const names = await namesOf(db, [row.officer, ...deadlines.map((d) => d.ownerPerson)]);
  return caseView({ row, filed, deadlines, counts, names, now });
}

/** What a case's workflow is started again with, once it has ended. Throws `unknown-case`. */
export async function loadStart(db: Db, id: string): Promise<CaseStart> {
  const start = await readStart(db, id);
  if (start === undefined) throw noSuchCase(id);
  return start;
}
