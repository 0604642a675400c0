import { type AuditBatch, type AuditRecord, batchHash, followed, recordHash, rootOf } from './chain.ts';
import type { AuditCheckpoint } from './checkpoint.ts';
import type { AuditFault, AuditFaultKind, AuditStretch } from './fault.ts';

/** What is believed from outside the export. */
export interface AuditTrust {
  /** Whether a checkpoint is signed by its key; undefined: that key is not known. Left out: nobody gave any key. */
  readonly isSigned?: ((checkpoint: AuditCheckpoint) => boolean | undefined) | undefined;
  /** The newest checkpoint that was kept elsewhere: without one nobody can tell whether a tail was cut. */
  readonly newest?: AuditCheckpoint | undefined;
}

/** A batch whose records are being read. */
interface OpenBatch {
  readonly batch: AuditBatch;
  readonly hashes: string[];
  /** Something was wrong within: then its root says nothing more. */
  isFaulty: boolean;
}

/** How far a reader of an export has come along the chain. It keeps the hashes of one batch, however long the chain is. */
export interface Walk {
  readonly trust: AuditTrust;
  found: AuditFault[];
  line: number;
  court: string | undefined;
  open: OpenBatch | undefined;
  /** The numbers that come next. */
  nextRecord: number;
  nextBatch: number;
  nextCheckpoint: number;
  batches: number;
  records: number;
  readonly byTable: Map<string, number>;
  first: string | undefined;
  /** The batch of the greatest number so far, and the hash that its content gives. */
  last: (AuditBatch & { readonly computed: string }) | undefined;
  /** That hash of the batch that the kept checkpoint names. */
  atNewest: string | undefined;
  /** The last batch at which a checkpoint agreed, and at which one agreed whose signature is good. */
  agreed: number;
  vouched: number;
  readonly keys: Set<string>;
}

/** Before the first line. */
export const newWalk = (trust: AuditTrust): Walk => ({
  ...{ trust, found: [], line: 0, court: undefined, open: undefined, nextRecord: 1, nextBatch: 1, nextCheckpoint: 1 },
  ...{ batches: 0, records: 0, byTable: new Map(), first: undefined, last: undefined, atNewest: undefined },
  ...{ agreed: 0, vouched: 0, keys: new Set<string>() },
});

const one = (n: number): AuditStretch => ({ from: n, to: n });

/** Numbers that follow one another, as they are said. */
const span = (from: number, to: number): string => (from === to ? String(from) : `${from}–${to}`);

/** Notes what is wrong. */
export function fault(w: Walk, kind: AuditFaultKind, more: Omit<AuditFault, 'kind' | 'line'> = {}): void {
  w.found.push({ kind, line: w.line, ...more });
}

/** Where a reader is: in which batch, before which record. */
export const placeIn = ({ open, nextRecord }: Walk): Omit<AuditFault, 'kind' | 'line'> =>
  open === undefined ? {} : { batches: one(open.batch.n), records: one(nextRecord) };

/** Whatever comes next is not of the batch that was open. */
export function closeBatch(w: Walk): void {
  if (w.open === undefined) return;
  const { batch, hashes, isFaulty } = w.open;
  const batches = one(batch.n);
  if (w.nextRecord <= batch.to) fault(w, 'record-missing', { batches, records: { from: w.nextRecord, to: batch.to } });
  else if (!isFaulty && rootOf(hashes) !== batch.root)
    fault(w, 'records-replaced', { batches, records: { from: batch.from, to: batch.to } });
  w.nextRecord = batch.to + 1;
  w.open = undefined;
}

/** A batch: it has its number, hashes to its hash, and follows the one before. */
export function walkBatch(w: Walk, batch: AuditBatch): void {
  closeBatch(w);
  w.batches += 1;
  w.first ??= batch.sealedAt;
  const computed = batchHash(batch);
  const at = { batches: one(batch.n) };
  if (batch.court !== w.court) fault(w, 'other-court', { ...at, also: batch.court });
  if (computed !== batch.hash) fault(w, 'batch-changed', at);
  if (batch.n > w.nextBatch) fault(w, 'batch-missing', { batches: { from: w.nextBatch, to: batch.n - 1 } });
  else if (batch.n < w.nextBatch) fault(w, 'batch-misplaced', at);
  else if (!follows(w, batch)) fault(w, 'batch-unlinked', at);
  w.open = { batch, hashes: [], isFaulty: false };
  w.nextRecord = batch.from;
  if (batch.n < w.nextBatch) return;
  w.nextBatch = batch.n + 1;
  w.last = { ...batch, computed };
  if (batch.n === w.trust.newest?.batch) w.atNewest = computed;
}

/** A batch before it whose own hash was changed has been named: one change is one fault. */
const follows = ({ last, nextRecord }: Walk, { previous, from }: AuditBatch): boolean =>
  (previous === followed(last) || previous === last?.computed) && from === nextRecord;

/** A record: it has its number in its batch, and hashes to its hash. */
export function walkRecord(w: Walk, record: AuditRecord): void {
  w.records += 1;
  w.byTable.set(record.table, (w.byTable.get(record.table) ?? 0) + 1);
  const { open, nextRecord } = w;
  const { n, table, key, row, hash } = record;
  const within = placeIn(w);
  const at = { ...within, records: one(n), of: { table, key } };
  if (open === undefined || n < nextRecord || n > open.batch.to) {
    if (open !== undefined) open.isFaulty = true;
    return fault(w, 'record-misplaced', at);
  }
  if (n > nextRecord) fault(w, 'record-missing', { ...within, records: { from: nextRecord, to: n - 1 } });
  const isSame = recordHash(record) === hash;
  if (!isSame) fault(w, row === null ? 'record-deleted' : 'record-changed', at);
  else if (row === null) fault(w, 'record-gone', at);
  open.isFaulty ||= n > nextRecord || !isSame;
  open.hashes.push(hash);
  w.nextRecord = n + 1;
}

/** A checkpoint: it has its number, is signed, and agrees with the chain up to it. */
export function walkCheckpoint(w: Walk, checkpoint: AuditCheckpoint): void {
  closeBatch(w);
  const { n, batch, key, court, hash, records } = checkpoint;
  const at = { batches: one(batch) };
  const behind = { batches: since(w, batch) };
  if (n > w.nextCheckpoint) fault(w, 'checkpoint-missing', { ...behind, also: span(w.nextCheckpoint, n - 1) });
  if (n < w.nextCheckpoint) fault(w, 'line-misplaced', at);
  w.nextCheckpoint = Math.max(w.nextCheckpoint, n + 1);
  const { isSigned } = w.trust;
  const isGood = isSigned?.(checkpoint);
  if (isSigned !== undefined && isGood === undefined) fault(w, 'key-unknown', { ...behind, also: key });
  if (isGood === false) fault(w, 'signature-bad', behind);
  if (court !== w.court) fault(w, 'other-court', { ...at, also: court });
  const isOfChain = w.last?.n === batch && w.last.computed === hash && w.last.to === records;
  if (!isOfChain) return fault(w, 'checkpoint-differs', behind);
  if (isSigned !== undefined && isGood !== true) return; // a stranger's word settles nothing
  w.agreed = batch;
  if (isGood !== true) return;
  w.vouched = batch;
  w.keys.add(key);
}

/** What was changed lies behind the last checkpoint that agreed. */
const since = ({ agreed }: Walk, batch: number): AuditStretch => ({ from: Math.min(agreed + 1, batch), to: batch });

/** Looks at the end whether the chain is the one that a checkpoint kept elsewhere knows, and reaches as far. */
export function compareWith(w: Walk, kept: AuditCheckpoint): void {
  const lastBatch = w.last?.n ?? 0;
  const { batch, court, at } = kept;
  if (court !== w.court) return fault(w, 'other-court', { also: court });
  if (batch > lastBatch) return fault(w, 'cut-tail', { batches: { from: lastBatch + 1, to: batch }, also: at });
  if (w.atNewest !== kept.hash) return fault(w, 'checkpoint-differs', { batches: since(w, batch) });
  if (kept.n >= w.nextCheckpoint)
    fault(w, 'checkpoint-missing', { batches: since(w, batch), also: span(w.nextCheckpoint, kept.n) });
  w.vouched = Math.max(w.vouched, batch);
}
