// Markers in every text that a court writes: where do they come to lie in clear?
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { trialPeople } from '../../../db/seed/people.ts';
import { type NodeId, nodeIds, nodeRow } from '../../../domain/nodes/index.ts';
import { type Court, courtAt } from '../../../local/bench/court.ts';
import { startOwn } from '../../../local/bench/site.ts';
import { firstDays } from '../../../local/bench/story.ts';
import { connectTo } from '../../../local/embedded/temporal-client.ts';
import { tempDir } from '../../support/temp-dir.ts';

const CASE_NO = '（2026）豫0823执777号';
const ID_NO = '11010519491231002X';
const markers: string[] = [ID_NO];

/** A text that stands nowhere else. */
function marker(): string {
  const text = `秘${1_000 + markers.length}密`;
  markers.push(text);
  return text;
}

/** What somebody says, each free text in it a marker. */
function marked(value: unknown): unknown {
  if (typeof value === 'string') return /\p{Script=Han}/u.test(value) && !value.startsWith('（') ? marker() : value;
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, marked(inner)]));
}

const holder = (node: NodeId): string | undefined =>
  trialPeople.find(([, , roles]) => roles.some((role) => nodeRow(node).by.includes(role)))?.[0];

const filing = () => ({
  caseNo: CASE_NO,
  filedAt: new Date().toISOString(),
  cause: marker(),
  basis: '（2025）豫0823民初456号',
  claimFen: 25_000_000,
  applicants: [{ name: marker(), kind: 'person', idNo: ID_NO, phone: marker(), address: marker() }],
  respondents: [{ name: marker(), kind: 'person', address: marker() }],
});

/** Says every node once as it is said in the first days, then once more each with its example: taken or refused. */
async function workWithMarkers(
  court: Court,
  id: string,
): Promise<{ readonly taken: number; readonly refused: number }> {
  const seen = { taken: 0, refused: 0 };
  const said = [
    ...firstDays.flatMap((step) => ('node' in step ? [step] : [])),
    ...nodeIds.map((node) => ({ node, payload: undefined, subject: undefined })),
    ...nodeIds.map((node) => ({ node, payload: undefined, subject: 'a-1' })),
  ];
  for (const { node, payload = nodeRow(node).example, subject } of said) {
    const by = holder(node);
    if (by === undefined) continue;
    const body = { payload: marked(payload), ...(subject !== undefined && { subject }) };
    const { status } = await court.send(by, 'POST', `/api/cases/${id}/nodes/${node}`, body);
    seen[status === 200 ? 'taken' : 'refused'] += 1;
  }
  return seen;
}

const filesUnder = (dir: string): readonly string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true }).flatMap((each) => (each.isFile() ? [join(each.parentPath, each.name)] : [])); // prettier-ignore

test('of hundreds of markers none lies in clear in Temporal, in a log, a measure or the outbox', async () => {
  const dataDir = tempDir();
  const instance = await startOwn(dataDir, { fsync: false, say: () => undefined });
  onTestFinished(() => instance.stop());
  const info = instance.info();
  const court = courtAt(info.api ?? '');
  const { body } = await court.send<{ id: string }>('p-filing-1', 'POST', '/api/cases', filing());
  const seen = await workWithMarkers(court, body.id);
  expect(seen.taken).toBeGreaterThan(50);
  expect(seen.refused).toBeGreaterThan(100);
  for (const list of ['cases', 'matters', 'worklist'])
    await court.send('p-officer-1', 'GET', `/api/${list}?q=${encodeURIComponent(marker())}`);
  const temporal = await connectTo(info);
  onTestFinished(() => temporal.connection.close());
  const handle = temporal.workflow.getHandle(body.id);
  await handle.signal('nodeCompleted', { node: 'reception.waived', by: marker(), payload: { [marker()]: marker() } });
  await expect(handle.query('case', marker())).resolves.toBeDefined();
  expect(markers.length).toBeGreaterThan(200);

  const measures = await Promise.all(
    Object.values(info.metrics ?? {}).map(async (at) => Buffer.from(await (await fetch(`http://${at}/metrics`)).arrayBuffer())), // prettier-ignore
  );
  const places = ['temporal', 'logs', 'outbox'].flatMap((folder) => filesUnder(join(dataDir, folder)));
  const bytes = [...places.map((file): [string, Buffer] => [file, readFileSync(file)]), ...measures.map((each, i): [string, Buffer] => [`measures ${i}`, each])]; // prettier-ignore
  expect(bytes.filter(([file, each]) => file.includes('temporal.db') && each.includes(CASE_NO)).length, 'what may lie there is found').toBeGreaterThan(0); // prettier-ignore
  const inClear = bytes.flatMap(([file, each]) => markers.filter((text) => each.includes(text)).map((text) => `${file}: ${text}`)); // prettier-ignore
  expect(inClear).toEqual([]);
}, 180_000);
