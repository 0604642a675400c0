import { recordKindRow } from '../../nodes/record-kinds.ts';
import type { PayloadOf } from '../../nodes/index.ts';
import { type Case, endOf } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import type { Opening } from '../deadline.ts';
import { earliest, opening } from '../opens.ts';
import { addDays, addMonths, type CivilDate } from '../../time/civil-date.ts';
import { startOfDay } from '../../time/instant.ts';
import { caseIdOf } from '../../record/case-number.ts';

/** The stages of a registered matter. */
export const matterStages = { received: '待登记', handling: '办理中', concluded: '已办结' } as const;

export type MatterStage = keyof typeof matterStages;

/** The stage that a matter has reached. */
export function matterStageOf(c: Case): MatterStage {
  const { takenUpBy } = recordKindRow(c.kind);
  if (endOf(c)) return 'concluded';
  return takenUpBy === undefined || c.first(takenUpBy) ? 'handling' : 'received';
}

/** What was entrusted to the court, where it is of that sort. */
export const entrusted = (c: Case, what: PayloadOf<'entrustment.received'>['what']) =>
  c.all('entrustment.received').filter(({ payload }) => payload.what === what);

/** The orders and suggestions of a sort that came to the court. */
export const ordered = (c: Case, kind: PayloadOf<'order.received'>['kind']) =>
  c.all('order.received').filter(({ payload }) => payload.kind === kind);

/** The last day of a month `YYYY-MM`. */
export const lastDayOf = (month: string): CivilDate => addDays(addMonths(`${month}-01`, 1), -1);

/** The months that are to be reported on in a way, each from its last day. */
export const reportedOn = (c: Case, kind: PayloadOf<'period.opened'>['kind']): readonly Opening[] =>
  c
    .all('period.opened')
    .filter(({ payload }) => payload.kind === kind)
    .map((f) => ({ ...opening(f), from: startOfDay(lastDayOf(f.payload.month)) }));

/** A case entrusted to the court is taken up by being filed, or refused by an answer. */
export const filedOrAnswered = (c: Case): Fact | undefined =>
  earliest([
    ...c.all('entrustment.handled').filter(({ payload }) => payload.filedAs !== undefined),
    ...c.all('entrustment.answered'),
  ]);

/** The case that a matter is about, by its id; null: none, or none that is known. */
export function aboutOf(c: Case): string | null {
  const { payload } = c.founding;
  return 'case' in payload && payload.case !== undefined ? caseIdOf(payload.case) : null;
}
