import { canonical } from '../record/canonical.ts';
import { type Instant, formatInstant } from '../time/instant.ts';
import { hashOf } from './hash.ts';

/** What a row is found by: the columns of its primary key. */
export type AuditKey = Readonly<Record<string, unknown>>;

/** A row that is sealed, as its table has it, columns without a value left out. `null`: it was gone when it was read. */
export interface AuditedRow {
  readonly table: string;
  readonly key: AuditKey;
  readonly row: Readonly<Record<string, unknown>> | null;
}

/** The same as a link of the chain: its place, from 1 on without a gap, and the hash of all of it. */
export interface AuditRecord extends AuditedRow {
  readonly n: number;
  readonly hash: string;
}

/** Records that were sealed together. `hash` binds it to the batch before, and so to all before. */
export interface AuditBatch {
  readonly court: string;
  /** From 1 on, without a gap. */
  readonly n: number;
  /** Its first and its last record. */
  readonly from: number;
  readonly to: number;
  /** The hash of the batch before; sixty-four zeros of the first. */
  readonly previous: string;
  /** The hash of its records' hashes. */
  readonly root: string;
  /** When it was sealed, on the clock of Postgres. */
  readonly sealedAt: string;
  readonly hash: string;
}

/** What the first batch follows. */
const NOTHING = '0'.repeat(64);

/** The hash of a record: of its place too, so that no record can stand in for another. */
export const recordHash = ({ n, table, key, row }: Omit<AuditRecord, 'hash'>): string =>
  hashOf('record', [n, table, canonical(key), canonical(row)]);

/** The hash of the records' hashes. */
export const rootOf = (hashes: readonly string[]): string => hashOf('root', hashes);

/** The hash of a batch, with that of the one before in it. */
export const batchHash = (b: Omit<AuditBatch, 'hash'>): string =>
  hashOf('batch', [b.court, b.n, b.from, b.to, b.previous, b.root, b.sealedAt]);

/** What `previous` has to be behind a batch; of none: at the chain's beginning. */
export const followed = (before: Pick<AuditBatch, 'hash'> | undefined): string => before?.hash ?? NOTHING;

/** What is to be sealed, behind what. */
export interface ToSeal {
  readonly court: string;
  readonly rows: readonly AuditedRow[];
  readonly before: Pick<AuditBatch, 'n' | 'to' | 'hash'> | undefined;
  readonly at: Instant;
}

/** Seals rows, at least one, as the batch behind another. */
export function batchOf({ court, rows, before, at }: ToSeal): { batch: AuditBatch; records: readonly AuditRecord[] } {
  const from = (before?.to ?? 0) + 1;
  const records = rows.map((row, i) => {
    const placed = { n: from + i, ...row };
    return { ...placed, hash: recordHash(placed) };
  });
  const batch = {
    court,
    n: (before?.n ?? 0) + 1,
    from,
    to: from + rows.length - 1,
    previous: followed(before),
    root: rootOf(records.map(({ hash }) => hash)),
    sealedAt: formatInstant(at),
  };
  return { batch: { ...batch, hash: batchHash(batch) }, records };
}
