// A whole desk goes over: previewed by name, carried out record by record, each answered (docs/decisions/164).
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { nodeRow } from '../../../domain/nodes/index.ts';
import { createRotationGateway } from '../../../gateway/rotations.ts';
import type { Called } from '../../support/api.ts';
import { wholeCourt } from '../../support/court.ts';
import { SEAL_KEY } from '../../support/engine.ts';

const court = wholeCourt(({ client, taskQueue }) => ({ rotations: createRotationGateway({ client, taskQueue, sealKey: SEAL_KEY }) })); // prettier-ignore

interface Item {
  readonly record: string;
  readonly to: string;
  readonly deadlines: readonly { readonly id: string }[];
  readonly forms: readonly string[];
  readonly delegations: readonly string[];
  readonly problem: { readonly code: string } | null;
}
interface Preview {
  readonly code?: string;
  readonly digest: string;
  readonly items: readonly Item[];
  readonly left: readonly { readonly kind: string; readonly zh: string }[];
}
interface Rotated {
  readonly code?: string;
  readonly id: string;
  readonly status: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly items: readonly { readonly record: string; readonly status: string; readonly problem: { readonly code: string } | null }[];
} // prettier-ignore

const reason = '岗位轮换';
const rotate = <T = Preview>(role: string, body: object, how: { query?: string; by?: string; key?: string } = {}): Promise<Called<T>> =>
  court.api.as(how.by ?? 'p-command-1').post<T>(`/api/desks/${role}/rotation${how.query ?? ''}`, { reason, ...body }, how.key === undefined ? {} : { 'idempotency-key': how.key }); // prettier-ignore
const preview = (role: string, body: object) => rotate(role, body, { query: '?dryRun=true' });
const node = async (id: string, name: string, payload: object, more: { by?: string; subject?: string } = {}) => {
  const { by = 'p-command-1', subject } = more;
  const answer = await court.api.as(by).post<{ code?: string }>(`/api/cases/${id}/nodes/${name}`, { payload, ...(subject && { subject }) }); // prettier-ignore
  expect([name, answer.status, answer.body.code]).toEqual([name, 200, undefined]);
};
async function comes(id: string, role: string): Promise<void> {
  await court.api.as('p-security-1').post('/api/people', { id, name: id, reason });
  await court.api.as('p-security-1').post('/api/assignments', { person: id, role, reason });
}
async function done(id: string): Promise<Rotated> {
  for (let i = 0; i < 300; i += 1) {
    const { body } = await court.api.as('p-director-1').get<Rotated>(`/api/rotations/${id}`);
    if (body.status === 'done') return body;
    await delay(200);
  }
  throw new Error('the rotation did not come to its end');
}
const facts = async (id: string, name: string) =>
  (await court.engine.store.pool.query<{ by: string; payload: object }>('select by, payload from facts where case_id = $1 and node = $2 order by seq', [id, name])).rows; // prettier-ignore

test('a desk goes to one person, one case of it to another', async () => {
  const [one, two] = [await court.file(), await court.file()];
  for (const id of [one, two]) await node(id, 'desk.assigned', { role: 'property-control', person: 'p-control-1' });
  const split = [{ to: 'p-many', records: [two] }];
  await court.api.as('p-security-1').post('/api/people', { id: 'p-many', name: '多面手', reason });
  await court.api.as('p-security-1').post('/api/assignments', { person: 'p-many', role: 'property-control', reason });
  const looked = await preview('property-control', { from: 'p-control-1', to: 'p-control-2', split });
  expect(looked.status).toBe(200);
  expect(looked.body.items.map(({ record, to, problem }) => [record, to, problem]).toSorted()).toEqual([[one, 'p-control-2', null], [two, 'p-many', null]].toSorted()); // prettier-ignore
  expect(looked.body.items[0]?.deadlines.map(({ id }) => id)).toContain('network-query@2');
  const { digest } = looked.body;
  const body = { from: 'p-control-1', to: 'p-control-2', split, digest };
  const begun = await rotate<Rotated>('property-control', body, { key: 'once' });
  expect(begun.status).toBe(202);
  const end = await done(begun.body.id);
  expect(end.counts).toEqual({ recorded: 2 });
  expect(await facts(one, 'desk.assigned')).toMatchObject([{}, { by: 'p-command-1', payload: { person: 'p-control-2', reason } }]); // prettier-ignore
  expect(await facts(two, 'case.handed-over')).toMatchObject([{}, { payload: { from: 'p-control-1', to: 'p-many' } }]);
  // sent again: the same rotation, whatever has moved on; another under its key is none
  expect((await rotate<Rotated>('property-control', body, { key: 'once' })).body).toMatchObject({ id: end.id, counts: { recorded: 2 } }); // prettier-ignore
  expect((await rotate('property-control', { ...body, to: 'p-many' }, { key: 'once' })).body.code).toBe('key-reused');
  expect((await rotate('property-control', body)).body.code, 'what it lists is theirs no more').toBe('bad-value');
  const rest = { ...body, split: undefined };
  expect((await rotate('property-control', rest)).body.code).toBe('preview-stale');
  expect((await preview('property-control', rest)).body.items).toEqual([]);
});

test('what has passed to somebody else meanwhile, or was never previewed, is not done', async () => {
  const id = await court.file();
  await node(id, 'case.assigned', { officer: 'p-officer-1', clerk: 'p-clerk-1' });
  const asked = { from: 'p-officer-1', to: 'p-officer-2' };
  expect((await rotate('officer', asked)).body.code).toBe('no-preview');
  const { digest, items } = (await preview('officer', asked)).body;
  expect(items.map(({ record }) => record)).toEqual([id]);
  const later = await court.file();
  await node(later, 'case.assigned', { officer: 'p-officer-1' });
  expect(await rotate('officer', { ...asked, digest })).toMatchObject({ status: 409, body: { code: 'preview-stale' } });
  expect((await facts(id, 'case.assigned')).length).toBe(1);
});

test('who applied for a form does not come to pay it: that case is listed and left, the others go', async () => {
  const [theirs, other] = [await court.file(), await court.file()];
  await court.api.as('p-security-1').post('/api/assignments', { person: 'p-officer-2', role: 'finance', reason });
  await court.api.as('p-security-1').post('/api/assignments', { person: 'p-funds-1', role: 'finance', reason });
  for (const id of [theirs, other]) await node(id, 'desk.assigned', { role: 'finance', person: 'p-finance-1' });
  await node(theirs, 'case.assigned', { officer: 'p-officer-2' });
  await node(theirs, 'funds.arrived', { amountFen: 3_000_000, payer: '李卫东' }, { by: 'p-funds-1', subject: 'r-1' });
  await node(theirs, 'funds.confirmed', { amountFen: 3_000_000, payer: '李卫东', payerAccount: '6228', handler: '财务甲', subAccount: '001' }, { by: 'p-funds-1', subject: 'r-1' }); // prettier-ignore
  await node(theirs, 'payee-account.confirmed', nodeRow('payee-account.confirmed').example as object, {
    by: 'p-reception-1',
  });
  const form = { form: 'f-1', amountFen: 3_000_000, to: 'applicant', payee: '张建国', payeeAccount: 'account-1' };
  await node(theirs, 'payout.applied', form, { by: 'p-officer-2', subject: 'r-1' });
  const { body } = await preview('finance', { from: 'p-finance-1', to: 'p-officer-2' });
  expect(body.items.map(({ record, problem }) => [record, problem?.code ?? null]).toSorted()).toEqual([[other, null], [theirs, 'same-person']].toSorted()); // prettier-ignore
  const begun = await rotate<Rotated>('finance', { from: 'p-finance-1', to: 'p-officer-2', digest: body.digest });
  const end = await done(begun.body.id);
  expect(end.items.find(({ record }) => record === theirs)).toMatchObject({ status: 'refused', problem: { code: 'same-person' } }); // prettier-ignore
  expect(end.counts).toEqual({ recorded: 1, refused: 1 });
});

test('who takes over holds the role tomorrow too, and is somebody else', async () => {
  const to = (person: string) => preview('officer', { from: 'p-officer-1', to: person });
  expect(await to('p-officer-1')).toMatchObject({ status: 422, body: { code: 'not-qualified' } });
  expect((await to('p-clerk-1')).body.code).toBe('not-qualified');
  expect(await to('p-nobody-here')).toMatchObject({ status: 404, body: { code: 'no-such-person' } });
  expect((await preview('officer', { from: 'p-officer-1' })).body.code).toBe('missing-field');
  expect((await rotate('handler', { from: 'p-officer-1', to: 'p-officer-2' })).status).toBe(400);
  for (const by of ['p-officer-1', 'p-security-1', 'p-administrator-1', 'p-review-1'])
    expect((await rotate('officer', { from: 'p-officer-1', to: 'p-officer-2' }, { by })).body.code).toBe('wrong-role');
  expect((await court.api.as('p-command-1').get('/api/rotations/rotation-00000000000000000000')).status).toBe(404);
});

test('what split lists and does not go over is answered, not left out in silence', async () => {
  const [own, others, over] = [await court.file(), await court.file(), await court.file()];
  for (const [id, person] of [
    [own, 'p-bailiff-1'],
    [over, 'p-bailiff-1'],
    [others, 'p-bailiff-2'],
  ] as const) {
    // prettier-ignore
    if (person === 'p-bailiff-2') await comes(person, 'bailiff');
    await node(id, 'desk.assigned', { role: 'bailiff', person });
  }
  await comes('p-bailiff-3', 'bailiff');
  await court.engine.store.pool.query('update cases set closed_at = now() where id = $1', [over]);
  const split = (...records: string[]) => ({ from: 'p-bailiff-1', split: [{ to: 'p-bailiff-3', records }] });
  const asked = split(own, others, over, '2099-ha0823-zhi-1');
  const looked = (await preview('bailiff', asked)).body as unknown as { code: string; missing: readonly { id: string; zh: string }[] }; // prettier-ignore
  expect(looked.code).toBe('bad-value');
  expect(Object.fromEntries(looked.missing.map(({ id, zh }) => [id, zh]))).toEqual({
    [others]: '法警不在其名下',
    [over]: expect.stringContaining('已经结案') as string,
    '2099-ha0823-zhi-1': '没有这一案件、事项',
  });
  expect(await preview('bailiff', split(own, own))).toMatchObject({ status: 400, body: { code: 'bad-value' } });
  const { digest } = (await preview('bailiff', split(own))).body;
  expect(await rotate('bailiff', { ...asked, digest })).toMatchObject({ status: 400, body: { code: 'bad-value' } });
  expect((await facts(own, 'desk.assigned')).length).toBe(1);
});

test('started by hand at Temporal it does nothing', async () => {
  const { client, taskQueue } = court.engine;
  const id = await court.file();
  await node(id, 'desk.assigned', { role: 'documents', person: 'p-documents-1' });
  const step = {
    record: id,
    recordNo: id,
    to: 'p-clerk-1',
    node: 'desk.assigned',
    payload: { role: 'documents', person: 'p-clerk-1' },
  };
  const workflowId = 'rotation-11111111111111111111';
  const input = {
    id: workflowId,
    by: 'p-director-1',
    role: 'documents',
    from: 'p-documents-1',
    reason,
    hash: '',
    steps: [step],
  };
  const run = await client.workflow.start('deskRotation', { workflowId, taskQueue, args: [{ ...input, seal: 'x', sealedAt: Date.now() }] }); // prettier-ignore
  await expect(run.result()).rejects.toThrow();
  expect((await facts(id, 'desk.assigned')).length).toBe(1);
});

test('whose taker sits on the panel already stays, and says why', async () => {
  const id = await court.file();
  await comes('p-sits-1', 'panel');
  await comes('p-sits-2', 'panel');
  await node(id, 'case.assigned', { panel: ['p-sits-1', 'p-sits-2', 'p-panel-1'] });
  const why = 'p-sits-2已是本案成员，请另行指定';
  const { body } = await preview('panel', { from: 'p-sits-1', to: 'p-sits-2' });
  expect(body.items).toEqual([]);
  expect(body.left.map(({ zh }) => zh)).toContainEqual(expect.stringContaining(why));
  const listed = await preview('panel', { from: 'p-sits-1', split: [{ to: 'p-sits-2', records: [id] }] });
  expect(listed).toMatchObject({ status: 400, body: { code: 'bad-value' } });
  expect(JSON.stringify(listed.body)).toContain(why);
});
