// The sealer as a worker runs it: what is recorded is sealed by itself, within a second, and checkpoints lie in the folder.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { unsealed } from '../../db/audit/seal.ts';
import { readAuditLine } from '../../domain/audit/lines.ts';
import { sealEvery } from '../../gateway/sealer.ts';
import { auditFolder } from '../../process/audit-folder.ts';
import { auditChecker } from '../../process/audit-keys.ts';
import { testKey } from '../support/audit-export.ts';
import { COURT, sealedCourt } from '../support/sealed-court.ts';

const court = sealedCourt();
const key = testKey();
const folder = mkdtempSync(join(tmpdir(), 'zhixing-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const said: string[] = [];
const log = { error: (_: unknown, what?: string) => void said.push(what ?? ''), info: () => undefined };
const nothingWaits = () => vi.waitFor(async () => expect((await unsealed(court.store.db)).statements).toBe(0), 20_000);

test('two workers seal, sign one checkpoint, and both hand it on; a folder that is gone comes again', async () => {
  const sealed: number[] = [];
  const measures = { sealed: (records: number) => void sealed.push(records), unsealed: () => undefined };
  const dirs = ['one', 'two'].map((name) => join(folder, name));
  const start = (dir: string) =>
    sealEvery({ store: court.store, court: COURT, log, measures, sign: key.signer.sign, publish: auditFolder(dir, key.signer.publicKeys), everyMs: 20, checkpointMs: 50 }); // prettier-ignore
  const sealers = dirs.map(start);
  await court.recorded();
  await nothingWaits();
  for (const dir of dirs) {
    await vi.waitFor(
      () => expect(readdirSync(dir).toSorted()).toEqual(['checkpoint-00000001.json', 'keys.pem']),
      20_000,
    );
    const line = readAuditLine(readFileSync(join(dir, 'checkpoint-00000001.json'), 'utf8').trim());
    expect(line).toMatchObject({ checkpoint: { n: 1, court: COURT, key: key.signer.key } });
    expect(readFileSync(join(dir, 'keys.pem'), 'utf8')).toBe(key.signer.publicKeys);
  }
  await Promise.all(sealers.map(({ stop }) => stop()));
  expect(sealed.reduce((a, b) => a + b, 0)).toBe((await court.verified()).seen.records);
  rmSync(join(folder, 'one'), { recursive: true });
  const again = start(join(folder, 'one'));
  await vi.waitFor(() => expect(readdirSync(join(folder, 'one'))).toHaveLength(2), 20_000);
  await again.stop();
  expect((await court.verified({ isSigned: auditChecker(key.pem, 'key') })).faults).toEqual([]);
  expect(said).toEqual([]);
});

test('a folder that cannot be written keeps nothing from being sealed, and is named once', async () => {
  const sealer = sealEvery({ store: court.store, court: COURT, log, publish: () => Promise.reject(new Error('no room')), everyMs: 10, checkpointMs: 10 }); // prettier-ignore
  await court.recorded();
  await nothingWaits();
  await vi.waitFor(() => expect(said.length).toBeGreaterThan(0), 20_000);
  await sealer.stop();
  expect(said).toEqual(['no checkpoint is signed or handed on']);
});
