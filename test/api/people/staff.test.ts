// A court’s staff in a file: looked at, and carried out as a whole or not at all.
import { readFileSync } from 'node:fs';
import writeXlsxFile from 'write-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Called, type Case, filing, startApi, type TestApi } from '../../support/api.ts';

interface Answer {
  readonly code?: string;
  readonly dryRun: boolean;
  readonly changes: readonly { readonly kind: string; readonly zh: string }[];
  readonly lines: readonly {
    readonly row: number;
    readonly code: string;
    readonly column: string | null;
    readonly value: string | null;
    readonly zh: string;
  }[];
  readonly holds: readonly { readonly record: string | null; readonly role: string }[];
  readonly unchanged: number;
  readonly settings: object | null;
  readonly missing: readonly { readonly id: string }[];
}

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const csv = { 'content-type': 'text/csv' };
const HEAD = '编号,姓名,角色,自,至,责任人\n';
const send = (body: string | Buffer, query = '', headers: object = csv, by = 'p-security-1'): Promise<Called<Answer>> =>
  api.as(by).post<Answer>(`/api/people/import?reason=${encodeURIComponent('年初轮岗')}${query}`, body, { ...csv, ...headers }); // prettier-ignore
const roles = async (id: string) => (await api.as('p-auditor-1').get<{ roles: string[] }>(`/api/people/${id}`)).body.roles; // prettier-ignore
const count = async () => (await api.as('p-auditor-1').get<{ items: { id: number }[] }>('/api/people/changes?limit=1')).body.items[0]?.id ?? 0; // prettier-ignore

test('is looked at, then carried out: who is new, called otherwise, holds more, holds no more', async () => {
  const file = `${HEAD}n-1,新人甲,立案窗口,,,是\nn-1,新人甲,接待\np-control-1,查控员丙,财产查控组\np-dossier-1,卷宗管理员甲,书记员\n`;
  const wrong = await send(file, '&dryRun=true');
  expect(wrong.body.lines).toEqual([{ row: 3, code: 'unknown-role', column: '角色', value: '接待', zh: '第3行“角色”一列写的“接待”：没有这一角色，请写角色的名称或编号（GET /api/desks）' }]); // prettier-ignore
  const right = file.replace('接待', '执行初次接待窗口');
  const looked = await send(right, '&dryRun=true');
  expect(looked).toMatchObject({ status: 200, body: { dryRun: true, lines: [], unchanged: 0 } });
  expect(await count()).toBe(0);
  const done = await send(right);
  expect(done).toMatchObject({ status: 200, body: { dryRun: false, settings: { kind: 'settings', lead: { filing: 'n-1' } } } }); // prettier-ignore
  expect(done.body.changes.map(({ kind }) => kind)).toEqual(looked.body.changes.map(({ kind }) => kind));
  expect(await roles('n-1')).toEqual(['filing', 'reception']);
  expect(await roles('p-dossier-1')).toEqual(['clerk']);
  expect((await api.as('n-1').post('/api/cases', filing())).status).toBe(201);
  const again = await send(right);
  expect(again.body).toMatchObject({ changes: [], unchanged: 4 });
});

test('with one line that cannot be, nothing of it is', async () => {
  const before = await count();
  const { body } = await api.as('p-filing-1').post<Case>('/api/cases', filing());
  await api.as('p-command-1').post(`/api/cases/${body.id}/nodes/case.assigned`, { payload: { clerk: 'p-clerk-1' } });
  const file = [
    'n-9,好人,立案窗口',
    'p-administrator-1,系统管理员甲,系统管理员',
    'p-administrator-1,系统管理员甲,审计管理员',
    'p-clerk-1,书记员甲,',
    'a-1,甲,案款管理员,,,是',
    'b-1,乙,案款管理员,,,是',
    `c-1,${'长'.repeat(100_000)},书记员`,
    'd-1,\0,书记员',
  ].join('\n');
  const refused = await send(HEAD + file);
  expect(refused).toMatchObject({ status: 422, body: { code: 'lines-refused' } });
  expect(refused.body.missing.map(({ id }) => id)).toEqual(['4 roles-apart', '6 two-leads', '7 two-leads', '8 bad-text', '9 bad-text']); // prettier-ignore
  expect(await count()).toBe(before);
  expect((await api.as('p-security-1').get('/api/people/n-9')).status).toBe(404);
  const leaving = await send(`${HEAD}p-clerk-1,书记员甲,\n`);
  expect(leaving.body.missing.map(({ id }) => id)).toEqual(['2 still-holds']);
  expect(await roles('p-clerk-1')).toEqual(['clerk']);
});

test('the same key does it once; another file under it is another’s', async () => {
  const key = { 'idempotency-key': 'staff-1' };
  const first = await send(`${HEAD}k-1,键甲,书记员\n`, '', key);
  expect(await send(`${HEAD}k-1,键甲,书记员\n`, '', key)).toMatchObject({ status: 200, body: first.body });
  expect((await send(`${HEAD}k-2,键乙,书记员\n`, '', key)).body.code).toBe('key-reused');
});

test('in the encoding of an old spreadsheet, and as a workbook', async () => {
  // 编号,姓名,角色 / g-1,国标,书记员 in GBK
  const gbk = Buffer.from('b1e0bac52cd0d5c3fb2cbdc7c9ab0a672d312cb9fab1ea2ccae9bcc7d4b10a', 'hex');
  expect((await send(gbk)).body.changes.map(({ zh }) => zh.split('，')[0])).toEqual(['登记人员国标（g-1）', '国标（g-1）担任书记员']); // prettier-ignore
  const rows = [['工号', '姓名', '岗位'], ['x-1', '表甲', '法警']].map((row) => row.map((value) => ({ value }))); // prettier-ignore
  const workbook = await writeXlsxFile(rows, {}).toBuffer();
  expect((await send(workbook)).status).toBe(200);
  expect(await roles('x-1')).toEqual(['bailiff']);
});

test.each([
  ['nothing', '', 'unknown-layout'],
  ['no headings', 'a,b,c\n', 'unknown-layout'],
  ['headings alone', HEAD, 'unknown-layout'],
  ['a picture', readFileSync(new URL('../../../package.json', import.meta.url)), 'unknown-layout'],
  ['half a workbook', Buffer.from('504b0304ffff', 'hex'), 'broken-file'],
  ['a Unicode text', Buffer.from(`\ufeff${HEAD}u-1,甲,书记员\n`, 'utf16le'), 'wrong-encoding'],
  ['the same, the other way round', Buffer.from(`\ufeff${HEAD}u-1,甲,书记员\n`, 'utf16le').swap16(), 'wrong-encoding'],
  ['bytes that are no text', Buffer.from([0xff, 0xff, 0xfe, 0x80]), 'wrong-encoding'],
  ['lines without end', HEAD + 'a,b,书记员\n'.repeat(2_001), 'file-too-large'],
])('%s is no list of staff', async (_, body, code) => {
  const answer = await send(body);
  const { detail } = answer.body as unknown as { detail: string };
  expect(answer.body.code).toBe(code);
  expect(detail, 'in words of its own').not.toMatch(/银行|流水/);
  expect(detail).toMatch(code === 'wrong-encoding' ? /UTF-8.*GBK.*CSV.*XLSX/ : /编号|XLSX|行/);
});

test('wants a reason, a media type, and the one office', async () => {
  expect((await api.as('p-security-1').post('/api/people/import', HEAD, csv)).status).toBe(400);
  expect((await send(HEAD, '', { 'content-type': 'application/json' })).status).toBe(415);
  for (const by of ['p-administrator-1', 'p-auditor-1', 'p-director-1', 'p-applicant-1'])
    expect((await send(`${HEAD}n-1,x,书记员\n`, '&dryRun=true', csv, by)).status).toBe(403);
});

test('whose role ends by it still has what is in it by their name: that is told before and after', async () => {
  const { body } = await api.as('p-filing-1').post<Case>('/api/cases', filing());
  await api
    .as('p-command-1')
    .post(`/api/cases/${body.id}/nodes/case.assigned`, { payload: { officer: 'p-officer-2' } });
  const file = `${HEAD}p-officer-2,执行员乙,书记员\n`;
  const held = [{ record: body.id, role: 'officer' }];
  expect((await send(file, '&dryRun=true')).body.holds.map(({ record, role }) => ({ record, role }))).toEqual(held);
  expect((await send(file)).body.holds.map(({ record, role }) => ({ record, role }))).toEqual(held);
  expect((await send(file)).body.holds).toEqual([]);
});

test('a day of a workbook is a day', async () => {
  const rows = [['编号', '姓名', '角色', '至'], ['x-1', '表格甲', '法警', new Date('2099-03-01T00:00:00Z')], ['x-2', '表格乙', '法警', '2099/3/1']]; // prettier-ignore
  const sheet = rows.map((row) => row.map((value) => (value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : { value, type: String }))); // prettier-ignore
  const bytes = await writeXlsxFile(sheet as never).toBuffer(); // cells of two kinds
  const { body } = await send(bytes, '&dryRun=true', { 'content-type': 'application/octet-stream' });
  expect(body.lines.map(({ row, code, column, value }) => [row, code, column, value])).toEqual([[3, 'bad-date', '至', '2099/3/1']]); // prettier-ignore
});

test.each([
  ['=1+1', 'formula'],
  ['+86', 'formula'],
  ['@SUM(A1)', 'formula'],
  ['"\t新人"', 'formula'],
  ['-1+1', 'formula'],
  ['--SUM(A1)', 'formula'],
  ['－1', 'formula'],
  ['＝1+1', 'formula'],
  ['＋86', 'formula'],
  ['＠(A1)', 'formula'],
])('%s is no name', async (name, code) => {
  const { body } = await send(`${HEAD}f-1,${name},法警\n`, '&dryRun=true');
  expect(body.lines.map((line) => [line.row, line.code, line.column])).toEqual([[2, code, '姓名']]);
});

test.each(['-甲', '－甲', '＋a'])('%s may be a name', async (name) => {
  expect((await send(`${HEAD}f-1,${name},法警\n`, '&dryRun=true')).body.lines).toEqual([]);
});

test('too many lines: what is said is how many a list of staff may have', async () => {
  const { status, body } = await send(`${HEAD}${'t-1,甲,法警\n'.repeat(2_001)}`);
  expect([status, body.code]).toEqual([413, 'file-too-large']);
  expect((body as unknown as { detail: string }).detail).toContain('2000行');
});
