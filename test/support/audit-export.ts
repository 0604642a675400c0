// An export of a chain as `audit:export` writes it, made without a database, and a key that signs its checkpoints.
import { createHash } from 'node:crypto';
import { type AuditBatch, type AuditedRow, type AuditRecord, batchOf } from '../../domain/audit/chain.ts';
import type { AuditCheckpoint } from '../../domain/audit/checkpoint.ts';
import { AUDIT_FORMAT, AUDIT_VERSION, auditLine } from '../../domain/audit/lines.ts';
import { formatInstant, HOUR } from '../../domain/time/instant.ts';
import { type AuditSigner, auditSigner, newAuditKey } from '../../process/audit-keys.ts';

const BEGAN = Date.UTC(2026, 10, 30, 1);

/** A batch with its records, and the checkpoint behind it, if one was signed there. */
export interface Link {
  readonly batch: AuditBatch;
  readonly records: readonly AuditRecord[];
  readonly checkpoint?: AuditCheckpoint | undefined;
}

export interface TestKey {
  readonly pem: string;
  readonly signer: AuditSigner;
}

/** A key that nobody else has. */
export function testKey(): TestKey {
  const pem = newAuditKey();
  return { pem, signer: auditSigner(pem) as AuditSigner }; // it was made just now
}

/** Signs how far a chain has come, an hour for each checkpoint. */
export const checkpointAt = ({ batch }: Pick<Link, 'batch'>, n: number, { signer }: TestKey): AuditCheckpoint =>
  signer.sign({ court: batch.court, n, batch: batch.n, hash: batch.hash, records: batch.to, at: formatInstant(BEGAN + n * HOUR) }); // prettier-ignore

/** Seals rows, a list a batch; after every second batch, and the last, a checkpoint is signed. */
export function chainOf(batches: readonly (readonly AuditedRow[])[], key: TestKey, court = '豫0823'): readonly Link[] {
  const links: Link[] = [];
  for (const [i, rows] of batches.entries()) {
    const link = batchOf({ court, rows, before: links.at(-1)?.batch, at: BEGAN + i * 1_000 });
    const isSigned = i % 2 === 1 || i === batches.length - 1;
    const n = links.filter(({ checkpoint }) => checkpoint).length + 1;
    links.push(isSigned ? { ...link, checkpoint: checkpointAt(link, n, key) } : link);
  }
  return links;
}

/** The lines between header and end. */
export const bodyOf = (links: readonly Link[]): readonly string[] =>
  links.flatMap(({ batch, records, checkpoint }) => [
    auditLine({ batch }),
    ...records.map((record) => auditLine({ record })),
    ...(checkpoint === undefined ? [] : [auditLine({ checkpoint })]),
  ]);

/** The text of an export of these lines, with the end that fits them: whoever forges an export writes that too. */
export function exportOf(body: readonly string[], court = '豫0823'): string {
  const header = { format: AUDIT_FORMAT, version: AUDIT_VERSION, court } as const;
  const lines = [auditLine({ header }), ...body, auditLine({ waiting: { statements: 0 } })];
  const count = (kind: string): number => body.filter((line) => line.startsWith(`{"${kind}":`)).length;
  const digest = createHash('sha256').update(lines.map((line) => `${line}\n`).join('')).digest('hex'); // prettier-ignore
  const end = { batches: count('batch'), records: count('record'), checkpoints: count('checkpoint'), digest };
  return `${[...lines, auditLine({ end })].join('\n')}\n`;
}
