// The line that says how much waited to be sealed comes once, behind what was never sealed; numbers stand as they are written.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { AUDIT_FORMAT, AUDIT_VERSION, auditLine } from '../../../domain/audit/lines.ts';
import { auditVerifier } from '../../../domain/audit/verify.ts';
import { bodyOf, chainOf, testKey } from '../../support/audit-export.ts';

const links = chainOf([[{ table: 'facts', key: { seq: 1 }, row: { seq: 1, payload: { fen: 1000 } } }]], testKey());
const waiting = (statements: number) => auditLine({ waiting: { statements } });
const unsealed = auditLine({ unsealed: { table: 'facts', key: { seq: 2 } } });

/** What is said of an export of these lines behind the chain, its end forged to fit. */
function faults(behind: readonly string[], body = bodyOf(links)): readonly string[] {
  const lines = [auditLine({ header: { format: AUDIT_FORMAT, version: AUDIT_VERSION, court: '豫0823' } }), ...body, ...behind]; // prettier-ignore
  const digest = createHash('sha256').update(lines.map((line) => `${line}\n`).join('')).digest('hex'); // prettier-ignore
  const verifier = auditVerifier();
  const end = auditLine({ end: { batches: 1, records: 1, checkpoints: 1, digest } });
  return [...[...lines, end].flatMap((line) => verifier.line(line)), ...verifier.end().faults].map(({ kind }) => kind);
}

test('once it is right; twice, before what was never sealed, or not at all it is found', () => {
  expect(faults([waiting(0)])).toEqual([]);
  expect(faults([waiting(0), waiting(7)])).toEqual(['line-misplaced']);
  expect(faults([unsealed, waiting(0)])).toEqual(['never-sealed']);
  expect(faults([waiting(0), unsealed])).toEqual(['line-misplaced']);
  expect(faults([])).toEqual(['waiting-missing']);
});

test.each(['1e3', '1000.0', '1000.00000000000000001', '01000'])('%s in the place of 1000 is no line of ours', (written) => {
  const body = bodyOf(links).map((line) => line.replace('"fen":1000', `"fen":${written}`));
  expect(faults([waiting(0)], body)).toContain('broken-line');
}); // prettier-ignore
