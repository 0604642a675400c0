import type { Case } from './case.ts';
import { type CaseType, parseCaseNumber } from './case-number.ts';
import { reading } from './reading.ts';

/** What kind of enforcement case a record is, by its number; null for a record that is no case. */
export const caseTypeOf = reading((c): CaseType | null =>
  c.kind === 'case' ? (parseCaseNumber(c.filed.payload.caseNo)?.type ?? '执') : null,
);

/** Whether a record is a case of 执保: it stands under the rows marked 保 alone (plan §0). */
export const isPreservation = (c: Case): boolean => caseTypeOf(c) === '执保';
