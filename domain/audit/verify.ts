import { createHash, type Hash } from 'node:crypto';
import type { AuditFault } from './fault.ts';
import { AUDIT_FORMAT, AUDIT_VERSION, type AuditEnd, type AuditLine, readAuditLine } from './lines.ts';
import { type AuditTrust, closeBatch, compareWith, fault, newWalk, placeIn, type Walk, walkBatch, walkCheckpoint, walkRecord } from './walk.ts'; // prettier-ignore

/** What was seen of an export. */
export interface AuditSeen {
  readonly court: string | undefined;
  readonly batches: number;
  readonly records: number;
  readonly byTable: Readonly<Record<string, number>>;
  readonly checkpoints: number;
  /** When the first and the last batch were sealed. */
  readonly first: string | undefined;
  readonly last: string | undefined;
  /** The last batch, and the last one that a good signature or the checkpoint given vouches for; 0: none. */
  readonly lastBatch: number;
  readonly vouched: number;
  /** The keys that signed. */
  readonly keys: readonly string[];
  /** Statements that were not sealed yet when it was exported. */
  readonly waiting: number;
}

/** Reads an export line by line, and says what is wrong with it as soon as that shows. */
export interface AuditVerifier {
  /** The next line, without its line break; `isWhole`: it had one. */
  readonly line: (text: string, isWhole?: boolean) => readonly AuditFault[];
  /** A line that is no text, or longer than any that is written. */
  readonly noLine: () => readonly AuditFault[];
  /** The end of the file. */
  readonly end: () => { readonly faults: readonly AuditFault[]; readonly seen: AuditSeen };
}

/** Where a reader is in the file. */
interface Reading {
  readonly walk: Walk;
  /** Of all lines so far. */
  readonly digest: Hash;
  /** The file is no export: nothing more of it is looked at. */
  isNone: boolean;
  /** Behind the batches; behind the end. */
  isBehind: boolean;
  hasEnded: boolean;
  /** Undefined before the line that says it: it comes once, behind what was never sealed. */
  waiting: number | undefined;
}

/** Begins to verify. */
export function auditVerifier(trust: AuditTrust = {}): AuditVerifier {
  const walk = newWalk(trust);
  const reading: Reading = {
    walk,
    digest: createHash('sha256'),
    isNone: false,
    isBehind: false,
    hasEnded: false,
    waiting: undefined,
  };
  const step = (work: () => void): readonly AuditFault[] => {
    walk.line += 1;
    if (!reading.isNone) work();
    return walk.found.splice(0);
  };
  return {
    line: (text, isWhole = true) => step(() => takeLine(reading, text, isWhole)),
    noLine: () => step(() => takeBroken(reading)),
    end: () => ({ faults: step(() => takeEnd(reading)), seen: seenBy(reading) }),
  };
}

function takeLine(r: Reading, text: string, isWhole: boolean): void {
  const { walk: w } = r;
  if (r.hasEnded) return fault(w, 'after-end');
  const said = readAuditLine(text);
  const before = said !== undefined && 'end' in said ? r.digest.copy().digest('hex') : '';
  r.digest.update(`${text}\n`);
  if (w.line === 1) begin(r, said);
  else if (!isWhole) fault(w, 'half-line', placeIn(w));
  else if (said === undefined) takeBroken(r);
  else take(r, said, before);
}

function begin(r: Reading, said: AuditLine | undefined): void {
  const header = said !== undefined && 'header' in said ? said.header : undefined;
  if (header?.format !== AUDIT_FORMAT) fault(r.walk, 'no-export');
  else if (header.version > AUDIT_VERSION) fault(r.walk, 'newer-version');
  else r.walk.court = header.court;
  r.isNone = r.walk.court === undefined;
}

function takeBroken(r: Reading): void {
  const { walk: w } = r;
  fault(w, w.line === 1 ? 'no-export' : 'broken-line', placeIn(w));
  r.isNone ||= w.line === 1;
  if (w.open !== undefined) w.open.isFaulty = true;
}

function take(r: Reading, said: AuditLine, before: string): void {
  const { walk: w } = r;
  if ('end' in said) return takeEndLine(r, said.end, before);
  if ('header' in said) return fault(w, 'line-misplaced', placeIn(w));
  if ('unsealed' in said || 'waiting' in said) {
    closeBatch(w);
    r.isBehind = true;
    if (r.waiting !== undefined) fault(w, 'line-misplaced');
    else if ('waiting' in said) r.waiting = said.waiting.statements;
    else fault(w, 'never-sealed', { of: said.unsealed });
    return;
  }
  if (r.isBehind) fault(w, 'line-misplaced');
  if ('batch' in said) walkBatch(w, said.batch);
  else if ('record' in said) walkRecord(w, said.record);
  else walkCheckpoint(w, said.checkpoint);
}

function takeEndLine(r: Reading, end: AuditEnd, before: string): void {
  const { walk: w } = r;
  closeBatch(w);
  r.hasEnded = true;
  const counted = { batches: w.batches, records: w.records, checkpoints: w.nextCheckpoint - 1 };
  if (Object.entries(counted).some(([name, count]) => end[name as keyof typeof counted] !== count)) fault(w, 'end-differs'); // prettier-ignore
  if (r.waiting === undefined) fault(w, 'waiting-missing');
  if (end.digest !== before) fault(w, 'digest-differs');
}

function takeEnd(r: Reading): void {
  const { walk: w } = r;
  if (w.line === 1) return void ((r.isNone = true), fault(w, 'empty'));
  if (!r.hasEnded) {
    closeBatch(w);
    fault(w, 'cut-short', w.last === undefined ? {} : { batches: { from: w.last.n, to: w.last.n } });
  }
  if (w.trust.newest !== undefined) compareWith(w, w.trust.newest);
}

const seenBy = ({ walk: w, waiting }: Reading): AuditSeen => ({
  court: w.court,
  batches: w.batches,
  records: w.records,
  byTable: Object.fromEntries(w.byTable),
  checkpoints: w.nextCheckpoint - 1,
  first: w.first,
  last: w.last?.sealedAt,
  lastBatch: w.last?.n ?? 0,
  vouched: w.vouched,
  keys: [...w.keys],
  waiting: waiting ?? 0,
});
