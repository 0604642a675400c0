import type { Case } from '../../record/case.ts';
import { openlyDisputedFen } from './disputes.ts';
import { freeFen } from './readings.ts';

/** What is held back of a receipt: what is disputed of it, as far as no form has reserved it before. */
export const disputedHeldIn = (c: Case, receipt: string): number =>
  Math.min(openlyDisputedFen(c, receipt), Math.max(freeFen(c, receipt), 0));

/** What is held back of all receipts of a case by its facts, in fen (docs/spec/money.md 7.3, M11). */
export const disputedHeldFen = (c: Case): number =>
  c.all('funds.arrived').reduce((fen, { subject }) => fen + disputedHeldIn(c, subject ?? ''), 0);
