// Whatever is done to an exported chain is found, and where: by chance, ten thousand times, with the seed printed.
import fc from 'fast-check';
import { isUtf8 } from 'node:buffer';
import { expect, test } from 'vitest';
import { batchOf, type AuditedRow } from '../../../domain/audit/chain.ts';
import type { AuditFault } from '../../../domain/audit/fault.ts';
import { auditLine } from '../../../domain/audit/lines.ts';
import { auditVerifier } from '../../../domain/audit/verify.ts';
import type { AuditTrust } from '../../../domain/audit/walk.ts';
import { auditChecker } from '../../../process/audit-keys.ts';
import { bodyOf, chainOf, checkpointAt, exportOf, type Link, testKey } from '../../support/audit-export.ts';

const RUNS = Number(process.env['AUDIT_RUNS'] ?? 1_000);
const key = testKey();
const strangersKey = testKey();
const isSigned = auditChecker(key.pem, 'the key');

const row = (batch: number, i: number, says: string): AuditedRow => ({
  table: i % 3 === 0 ? 'case_log' : 'facts',
  key: { case_id: `2026-ha0823-zhi-${batch}`, seq: i },
  row: { case_id: `2026-ha0823-zhi-${batch}`, seq: i, node: 'asset.frozen', payload: { 金额: says, at: null }, by: 'p-1' },
}); // prettier-ignore

const chains = fc
  .array(fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 7 })
  .map((batches) => chainOf(batches.map((texts, b) => texts.map((text, i) => row(b, i, text))), key)); // prettier-ignore

/** The same bytes read as `audit:verify` reads them. */
function verified(bytes: Buffer, trust: AuditTrust): readonly AuditFault[] {
  const verifier = auditVerifier(trust);
  const faults: AuditFault[] = [];
  let from = 0;
  while (from < bytes.length) {
    const found = bytes.indexOf(0x0a, from);
    const line = bytes.subarray(from, found < 0 ? bytes.length : found);
    faults.push(...(isUtf8(line) ? verifier.line(line.toString(), found >= 0) : verifier.noLine()));
    from += line.length + 1;
  }
  return [...faults, ...verifier.end().faults];
}

/** What somebody did, and where it has to be found: at a batch, or (behind the batches, or where no batch was meant) at a line. */
interface Done {
  readonly bytes: Buffer;
  readonly batches?: readonly number[];
  readonly lines?: readonly number[];
}

type Chance = (most: number) => number;
type Manipulation = (links: readonly Link[], chance: Chance) => Done;

const forged = (body: readonly string[], batches: readonly number[]): Done => ({ bytes: Buffer.from(exportOf(body)), batches }); // prettier-ignore

/** Seals anew from a batch on what somebody made of the rows, as one can who has everything but the key. */
function resealed(links: readonly Link[], from: number, rows: (link: Link) => readonly AuditedRow[]): readonly Link[] {
  const after: Link[] = [...links.slice(0, from)];
  for (const link of links.slice(from)) {
    const again = batchOf({ court: link.batch.court, rows: rows(link), before: after.at(-1)?.batch, at: Date.parse(link.batch.sealedAt) }); // prettier-ignore
    after.push({ ...again, checkpoint: link.checkpoint });
  }
  return after;
}

const asRows = ({ records }: Link): readonly AuditedRow[] => records.map(({ table, key: k, row: r }) => ({ table, key: k, row: r })); // prettier-ignore
const removed = <T>(of: readonly T[], i: number): readonly T[] => of.toSpliced(i, 1);
const swapped = <T>(of: readonly T[], i: number, j: number): readonly T[] =>
  of.map((each, k) => (k === i ? (of[j] ?? each) : k === j ? (of[i] ?? each) : each)); // eslint-disable-line no-nested-ternary -- a swap reads so

/** In which batch each line of a body stands. */
const batchOfLine = (links: readonly Link[]): readonly number[] => links.flatMap((link) => bodyOf([link]).map(() => link.batch.n)); // prettier-ignore

const other: AuditedRow = row(99, 1, 'forged');

const manipulations: Readonly<Record<string, Manipulation>> = {
  'a bit is flipped': (links, chance) => {
    const bytes = Buffer.from(exportOf(bodyOf(links)));
    const [at, bit] = [chance(bytes.length - 1), chance(7)];
    const line = bytes.subarray(0, at).filter((b) => b === 0x0a).length + 1;
    bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
    return { bytes, lines: [line, line + 1] };
  },
  'a line is deleted': (links, chance) => {
    const lines = exportOf(bodyOf(links)).split('\n').slice(0, -1);
    const at = chance(lines.length - 1);
    return { bytes: Buffer.from(`${removed(lines, at).join('\n')}\n`), lines: [at, at + 1, at + 2, ...end(lines)] };
  },
  'a record is deleted, and the end put right': (links, chance) => {
    const at = chance(links.length - 1);
    const link = links[at] as Link; // there are as many
    const less = links.with(at, { ...link, records: removed(link.records, chance(link.records.length - 1)) });
    return forged(bodyOf(less), [link.batch.n]);
  },
  'a line is doubled elsewhere': (links, chance) => {
    const body = bodyOf(links);
    const [at, to] = [chance(body.length - 1), chance(body.length)];
    const [behind, before] = [batchOfLine(links)[to] ?? links.length, batchOfLine(links)[to - 1] ?? 1];
    return { ...forged(body.toSpliced(to, 0, body[at] ?? ''), [behind, before]), lines: [to + 2] };
  },
  'a record is put in, hashed well': (links, chance) => {
    const at = chance(links.length - 1);
    const { batch, records } = links[at] as Link; // there are as many
    const n = batch.from + chance(records.length);
    const { records: [made] } = batchOf({ court: batch.court, rows: [other], before: { n: batch.n, to: n - 1, hash: batch.hash }, at: 0 }); // prettier-ignore
    const more = links.with(at, { ...(links[at] as Link), records: records.toSpliced(n - batch.from, 0, made as Link['records'][0]) }); // prettier-ignore
    return forged(bodyOf(more), [batch.n]);
  },
  'two lines are swapped': (links, chance) => {
    const body = bodyOf(links);
    const [i, j] = [chance(body.length - 1), chance(body.length - 1)];
    const places = batchOfLine(links);
    if (body[i] === body[j]) return forged(removed(body, i), [places[i] ?? 1, places[i - 1] ?? 1]);
    return forged(swapped(body, i, j), [places[i] ?? 1, places[j] ?? 1]);
  },
  'the tail is cut anywhere': (links, chance) => {
    const bytes = Buffer.from(exportOf(bodyOf(links)));
    const left = bytes.subarray(0, chance(bytes.length - 1));
    const line = left.filter((b) => b === 0x0a).length + 1;
    return { bytes: left, lines: [line, line + 1] };
  },
  'the last batches are cut off, and the end put right': (links, chance) => {
    const kept = chance(links.length - 1);
    return forged(bodyOf(links.slice(0, kept)), [kept + 1]);
  },
  'a batch is taken out': (links, chance) => {
    const at = chance(links.length - 1);
    return forged(bodyOf(removed(links, at)), [at + 1]);
  },
  'two batches change places': (links, chance) => {
    const i = chance(links.length - 2);
    const j = i + 1 + chance(links.length - 2 - i);
    return forged(bodyOf(swapped(links, i, j)), [i + 1, j + 1]);
  },
  'a record is replaced, hashes of its own put right': (links, chance) => {
    const at = chance(links.length - 1);
    const link = links[at] as Link; // there are as many
    const rows = asRows(link).with(chance(link.records.length - 1), other);
    const { records } = batchOf({ court: link.batch.court, rows, before: { ...link.batch, to: link.batch.from - 1 }, at: 0 }); // prettier-ignore
    return forged(bodyOf(links.with(at, { ...link, records })), [link.batch.n]);
  },
  'a record is replaced, and all hashed anew without the key': (links, chance) => {
    const at = chance(links.length - 1);
    const which = chance((links[at] as Link).records.length - 1); // there are as many
    const after = resealed(links, at, (link) => (link === links[at] ? asRows(link).with(which, other) : asRows(link)));
    return forged(bodyOf(after), [at + 1]);
  },
  '… and every checkpoint signed anew with a key of one’s own': (links, chance) => {
    const at = chance(links.length - 1);
    const after = resealed(links, at, (link) => (link === links[at] ? [...asRows(link), other] : asRows(link)));
    const signed = after.map((link, i) => i < at || link.checkpoint === undefined ? link : { ...link, checkpoint: checkpointAt(link, link.checkpoint.n, strangersKey) }); // prettier-ignore
    return forged(bodyOf(signed), [at + 1]);
  },
  '… in the name of the court’s key': (links, chance) => {
    const at = chance(links.length - 1);
    const after = resealed(links, at, (link) => (link === links[at] ? [other] : asRows(link)));
    const inItsName = (link: Link, n: number) => ({ ...checkpointAt(link, n, strangersKey), key: key.signer.key });
    const signed = after.map((link, i) => i < at || link.checkpoint === undefined ? link : { ...link, checkpoint: inItsName(link, link.checkpoint.n) }); // prettier-ignore
    return forged(bodyOf(signed), [at + 1]);
  },
  '… and every checkpoint left out': (links, chance) => {
    const at = chance(links.length - 1);
    const after = resealed(links, at, (link) => (link === links[at] ? [other] : asRows(link)));
    return forged(bodyOf(after.map((link, i) => (i < at ? link : { ...link, checkpoint: undefined }))), [at + 1]);
  },
};

const end = (lines: readonly string[]): readonly number[] => [lines.length - 1, lines.length];

const touches = ({ batches, lines }: Done) => (fault: AuditFault): boolean =>
  (batches?.some((n) => fault.batches !== undefined && fault.batches.from <= n && n <= fault.batches.to) ?? false) ||
  (lines?.includes(fault.line) ?? false); // prettier-ignore

test.each(Object.entries(manipulations))('%s: found, with its place', (_, manipulate) => {
  const seeds = fc.infiniteStream(fc.nat());
  fc.assert(
    fc.property(chains, seeds, (links, chances) => {
      const chance: Chance = (most) => (chances.next().value as number) % (most + 1); // it never ends
      const newest = links.at(-1)?.checkpoint;
      const trust = { isSigned, newest };
      const done = manipulate(links, chance);
      const faults = verified(done.bytes, trust);
      expect(faults.length, 'found').toBeGreaterThan(0);
      expect(faults.filter(touches(done)).length, JSON.stringify(faults)).toBeGreaterThan(0);
    }),
    { numRuns: Math.ceil(RUNS / Object.keys(manipulations).length) },
  );
});

test('what nobody touched is in order', () => {
  fc.assert(
    fc.property(chains, (links) => {
      const trust = { isSigned, newest: links.at(-1)?.checkpoint };
      expect(verified(Buffer.from(exportOf(bodyOf(links))), trust)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('a line that an export would not write so is none of it, though it says the same', () => {
  const [link] = chainOf([[row(1, 1, 'x')]], key);
  const body = bodyOf([link as Link]);
  const spaced = body.with(1, (body[1] ?? '').replace('{"record":', '{"record": '));
  expect(verified(Buffer.from(exportOf(spaced)), {}).map(({ kind }) => kind)).toContain('broken-line');
  const deep = `{"record":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  expect(verified(Buffer.from(exportOf([...body, deep])), {}).map(({ kind }) => kind)).toContain('broken-line');
  expect(auditLine({ waiting: { statements: 0 } })).toBe('{"waiting":{"statements":0}}');
});
