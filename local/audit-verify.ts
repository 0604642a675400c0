// `npm run audit:verify -- EXPORT`: checks an exported audit chain, however large, without a database. Exit code 0: nothing is wrong in what
// could be checked; 1: something is; 2: nothing could be checked, because it was called wrongly or was given something else.
import { createReadStream, readFileSync, statSync } from 'node:fs';
import type { AuditCheckpoint } from '../domain/audit/checkpoint.ts';
import { type AuditFault, auditFaultZh } from '../domain/audit/fault.ts';
import { readAuditLine } from '../domain/audit/lines.ts';
import { auditSummaryZh } from '../domain/audit/summary.ts';
import { auditVerifier } from '../domain/audit/verify.ts';
import type { AuditTrust } from '../domain/audit/walk.ts';
import { auditChecker } from '../process/audit-keys.ts';
import { reasonOf } from '../process/start-error.ts';
import { commandLine, saidWhy, WrongUse } from './command-line.ts';
import { textLines } from './text-lines.ts';

const usage = `npm run audit:verify -- EXPORT [--keys FILE] [--checkpoint FILE]
EXPORT      what audit:export wrote; - reads standard input
--keys      the court's public keys (PEM), as you got them from the court, not with the export
--checkpoint  the newest checkpoint that you kept: without it nobody can tell whether the end was cut off
exit code   0 nothing wrong; 1 something is; 2 nothing could be checked`;
const LONGEST = 64 * 1024 * 1024; // bytes of a line: a record has eight million characters at most
const SHOWN = 100; // faults; the rest are counted

/** Faults by which nothing could be checked. */
const none: readonly AuditFault['kind'][] = ['empty', 'no-export', 'newer-version'];

/** What a file holds. Throws WrongUse where it cannot be read. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (err) {
    throw new WrongUse(reasonOf(err));
  }
}

function checkpointIn(file: string, isSigned: AuditTrust['isSigned']): AuditCheckpoint {
  const said = readAuditLine(textOf(file).trim());
  if (said === undefined || !('checkpoint' in said)) throw new WrongUse(`${file} holds no checkpoint`);
  const isGood = isSigned?.(said.checkpoint);
  if (isSigned !== undefined && isGood === undefined)
    throw new WrongUse(`${file} is signed by the key ${said.checkpoint.key}, which is not among --keys`);
  if (isGood === false) throw new WrongUse(`${file} is not signed as it says: it was changed, or is not the court's`);
  return said.checkpoint;
}

/** What is believed, from the options. */
function trustIn(keys: string | undefined, checkpoint: string | undefined): AuditTrust {
  const pem = keys && textOf(keys);
  const isSigned = pem === undefined ? undefined : checkerOf(pem, keys ?? '');
  return { isSigned, newest: checkpoint === undefined ? undefined : checkpointIn(checkpoint, isSigned) };
}

function checkerOf(pem: string, file: string): AuditTrust['isSigned'] {
  try {
    return auditChecker(pem, file);
  } catch (err) {
    throw new WrongUse(reasonOf(err));
  }
}

function streamOf(file: string): AsyncIterable<Buffer> {
  if (file === '-') return process.stdin;
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new WrongUse(`${file} is not there`);
  if (found.isDirectory()) throw new WrongUse(`${file} is a folder, not a file`);
  return createReadStream(file, { highWaterMark: 1024 * 1024 });
}

/** 0, 1 or 2, as it is called. */
async function main(): Promise<number> {
  const { values, words } = commandLine({ usage, most: 1, options: { keys: { type: 'string' }, checkpoint: { type: 'string' } } }); // prettier-ignore
  const [file] = words;
  if (file === undefined) throw new WrongUse(usage);
  const trust = trustIn(values.keys, values.checkpoint);
  const verifier = auditVerifier(trust);
  let [count, isNone] = [0, false];
  const tell = (faults: readonly AuditFault[]): void => {
    for (const fault of faults) {
      count += 1;
      isNone ||= none.includes(fault.kind);
      if (count <= SHOWN) console.log(auditFaultZh(fault));
    }
  };
  for await (const { text, isWhole } of textLines(streamOf(file), LONGEST)) {
    tell(text === undefined ? verifier.noLine() : verifier.line(text, isWhole));
    if (isNone) return 2;
  }
  const { faults, seen } = verifier.end();
  tell(faults);
  if (isNone) return 2;
  for (const line of auditSummaryZh(seen, trust, count)) console.log(line);
  return count === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (err) {
  saidWhy('audit:verify', err);
  process.exitCode = 2; // 1 says that something is wrong with the chain
}
