import type { CivilDate } from '../../time/civil-date.ts';

/** The number of the record in which an account's day is reconciled: a second opening founds nothing. */
export const bankDayId = (account: string, day: CivilDate): string => `reconciliation-${account.slice(-17)}-${day}`;

/** The number of a month's record. */
export const bankMonthId = (month: string): string => `reconciliation-${month}`;
