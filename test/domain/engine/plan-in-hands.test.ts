// A plan of distribution that was served on a respondent is theirs, before anything is in force against them (docs/decisions/154).
import { expect, test } from 'vitest';
import { type Court, given } from '../../support/given.ts';
import { confirmed } from '../../support/histories.ts';

const issued = confirmed(given().filed().assigned())
  .complete('distribution.planned', { receipts: ['r-7'], shares: [{ party: 'applicant-1', amountFen: 25_000_000 }] })
  .complete('documents.issued', { id: 'd-1', kind: 'distribution-plan', recipients: ['applicant-1', 'respondent-1'] })
  .complete('party.identified', 'respondent-1', { person: 'p-respondent' });
const dispute = { disputedFen: 1, ground: '一' };
const own = (payload: object) => ({ subject: 'distribution-1', payload: { party: 'respondent-1', ...payload }, by: 'p-respondent' }); // prettier-ignore
const serves = (to: string, outcome: 'served' | 'returned'): Court =>
  issued.complete('service.recorded', `d-1.${to}`, { on: '2026-02-06', outcome });

test('they object to it, and oppose what others object to it (民诉解释509)', () => {
  const served = serves('respondent-1', 'served');
  expect(served.answer('distribution.objected', own(dispute))).toMatchObject({ accepted: true });
  const objected = served.complete('distribution.objected', 'distribution-1', { party: 'applicant-1', ...dispute }, { by: 'officer' }); // prettier-ignore
  expect(objected.answer('distribution.opposed', own({ objector: 'applicant-1' }))).toMatchObject({ accepted: true });
});

test.each([
  ['nobody', issued],
  ['another alone', serves('applicant-1', 'served')],
  ['them in vain', serves('respondent-1', 'returned')],
])('served on %s it is not there for them', (_, court) => {
  expect(court.refused('distribution.objected', own(dispute)).code).toBe('unknown-subject');
});
