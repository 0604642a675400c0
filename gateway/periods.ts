import { anyCaseBefore } from '../db/cases/case.ts';
import { type Founding, titleOfFounding } from '../domain/engine/found.ts';
import { periodKinds } from '../domain/nodes/reports.ts';
import { addMonths } from '../domain/time/civil-date.ts';
import { dateOf, formatInstant, startOfDay } from '../domain/time/instant.ts';
import { createGateway } from './cases.ts';
import { readStart } from './start.ts';
import type { Sweeping } from './sweeping.ts';

const kinds = Object.keys(periodKinds) as (keyof typeof periodKinds)[]; // the keys of a constant record are exactly its type

/**
 * Opens what is reported on the month that is over, unless it is there: its id is made of kind and month, so a second opening
 * founds nothing (engine.md 28). Of a month in which the court had no case here nothing is reported. Answers the ids opened.
 */
export async function openPeriods(sweeping: Sweeping, now = Date.now()): Promise<readonly string[]> {
  const { store, sealKey } = sweeping;
  if (sealKey === undefined) return [];
  const first = `${dateOf(now).slice(0, 7)}-01`;
  const month = addMonths(first, -1).slice(0, 7);
  if (!(await anyCaseBefore(store.db, startOfDay(first)))) return [];
  const gateway = createGateway({ ...sweeping, sealKey });
  const opened: string[] = [];
  for (const kind of kinds) {
    const id = `report-${kind}-${month}`;
    if ((await readStart(store.db, id)) !== undefined) continue;
    const body: Founding = { kind: 'report', id, at: formatInstant(startOfDay(first)), payload: { kind, month } };
    const answer = await gateway.fileCase(
      { caseId: id, caseNo: id, title: titleOfFounding(body) },
      { body, by: 'system' },
    );
    if (answer.accepted) opened.push(id);
    else sweeping.log.error({ id, answer: answer.zh }, 'a period could not be opened');
  }
  return opened;
}
