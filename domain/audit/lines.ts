import { canonical } from '../record/canonical.ts';
import type { AuditBatch, AuditKey, AuditRecord } from './chain.ts';
import type { AuditCheckpoint } from './checkpoint.ts';

/**
 * The lines of an export, in this order: one header; each batch, behind it its records and the checkpoints that name it; rows that were
 * never sealed; how many statements wait to be; the end.
 */
export type AuditLine =
  | { readonly header: { readonly format: typeof AUDIT_FORMAT; readonly version: number; readonly court: string } }
  | { readonly batch: AuditBatch }
  | { readonly record: AuditRecord }
  | { readonly checkpoint: AuditCheckpoint }
  | { readonly unsealed: { readonly table: string; readonly key: AuditKey } }
  | { readonly waiting: { readonly statements: number } }
  | { readonly end: AuditEnd };

/** What an export ends with: what it holds, and the SHA-256 of every line before. */
export interface AuditEnd {
  readonly batches: number;
  readonly records: number;
  readonly checkpoints: number;
  readonly digest: string;
}

/** What every export calls itself. */
export const AUDIT_FORMAT = 'zhixing-audit';

/** The version of the form. Raised when an older `audit:verify` could no longer read it. */
export const AUDIT_VERSION = 1;

type Kind = AuditLine extends infer L ? (L extends L ? keyof L : never) : never;
type Of = 'text' | 'number' | 'object' | 'row';

/** What each kind of line holds, no more and no less: nothing can stand in a line that no hash covers. */
const forms: Readonly<Record<Kind, Readonly<Record<string, Of>>>> = {
  header: { format: 'text', version: 'number', court: 'text' },
  batch: { court: 'text', n: 'number', from: 'number', to: 'number', previous: 'text', root: 'text', sealedAt: 'text', hash: 'text' }, // prettier-ignore
  record: { n: 'number', table: 'text', key: 'object', row: 'row', hash: 'text' },
  checkpoint: { court: 'text', n: 'number', batch: 'number', hash: 'text', records: 'number', at: 'text', key: 'text', signature: 'text' }, // prettier-ignore
  unsealed: { table: 'text', key: 'object' },
  waiting: { statements: 'number' },
  end: { batches: 'number', records: 'number', checkpoints: 'number', digest: 'text' },
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fits: Readonly<Record<Of, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  object: isObject,
  row: (value) => value === null || isObject(value),
};

/** Reads a line of an export. Undefined of anything that an export does not write letter for letter so. */
export function readAuditLine(text: string): AuditLine | undefined {
  const parsed = exactly(text);
  if (!isObject(parsed)) return undefined;
  const [[kind = '', body] = [], ...more] = Object.entries(parsed);
  const form = Object.hasOwn(forms, kind) ? forms[kind as Kind] : undefined; // it is one of them
  if (form === undefined || more.length > 0 || !isObject(body)) return undefined;
  const names = Object.keys(body);
  const isWhole = names.length === Object.keys(form).length && names.every((name) => fitsIn(form, name, body[name]));
  return isWhole ? (parsed as AuditLine) : undefined; // looked at just now, field by field
}

/** The line as an export writes it, without its line break. */
export const auditLine = (line: AuditLine): string => canonical(line);

/** A checkpoint as a file of its own, which `audit:verify --checkpoint` takes: the line of an export. */
export const checkpointText = (checkpoint: AuditCheckpoint): string => `${auditLine({ checkpoint })}\n`;

const fitsIn = (form: Readonly<Record<string, Of>>, name: string, value: unknown): boolean => {
  const of = Object.hasOwn(form, name) ? form[name] : undefined;
  return of !== undefined && fits[of](value);
};

/** The value of a text that is written as `canonical` writes it. Too deep for this machine is nothing that we wrote either. */
function exactly(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return canonical(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}
