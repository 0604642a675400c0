import type { Case } from '../../record/case.ts';
import { openlyDisputedFen } from './disputes.ts';
import { freeFen } from './readings.ts';

/** What objections hold back of a case's receipts by its facts, as far as no form has reserved it before, in fen (docs/spec/money.md 7.3, M11). */
export const disputedHeldFen = (c: Case): number =>
  c.all('funds.arrived').reduce((fen, { subject }) => {
    const receipt = subject ?? '';
    return fen + Math.min(openlyDisputedFen(c, receipt), Math.max(freeFen(c, receipt), 0));
  }, 0);
