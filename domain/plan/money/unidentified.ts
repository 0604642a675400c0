import { receiptIdOf } from '../../nodes/id-part.ts';
import type { PayloadOf } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import { caseIdOf } from '../../record/case-number.ts';
import { addDays, addMonths, type CivilDate } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';

/** What a claim brings into one of its cases: its id, as it was named, the receipt there, the sum in fen. */
export interface ClaimedReceipt {
  readonly record: string;
  readonly named: string;
  readonly receipt: string;
  readonly fen: number;
}

/** What a claim brings into its cases; several cases of one line have numbered receipts, each unique in the court. */
export const claimedReceipts = (c: Case, cases: PayloadOf<'claim.proposed'>['cases']): readonly ClaimedReceipt[] =>
  cases.map(({ case: named, fen }, i) => ({
    ...{ record: caseIdOf(named), named, fen },
    receipt: receiptIdOf(c.first('funds.unidentified')?.payload.line.serial ?? '', cases.length > 1 ? `-${i + 1}` : ''),
  }));

/** How long money has lain unidentified (账龄, docs/spec/money.md 10). */
export const ages = {
  '3d': '3日以内',
  '10d': '4至10日',
  '30d': '11至30日',
  '90d': '31至90日',
  '1y': '91日至1年',
  over: '1年以上',
} as const;

/** A class of age. */
export type Age = keyof typeof ages;

const within: Readonly<Record<Exclude<Age, 'over'>, (from: CivilDate) => CivilDate>> = {
  '3d': (from) => addDays(from, 3),
  '10d': (from) => addDays(from, 10),
  '30d': (from) => addDays(from, 30),
  '90d': (from) => addDays(from, 90),
  '1y': (from) => addMonths(from, 12),
};

/** The class of age of what arrived on a day, on another. */
export const ageOn = (arrived: CivilDate, today: CivilDate): Age =>
  (Object.keys(within) as (keyof typeof within)[]).find((age) => today <= within[age](arrived)) ?? 'over'; // exactly its keys

/** What founds a record of it, as far as others say it again: on which day it came. */
export const arrivedOn = (c: Case): CivilDate => dateOf(c.founding.at);
