// What finance takes away, and a month that is signed (docs/spec/money.md 12): two books, computed apart, one digest.
import { readSheet } from 'read-excel-file/node';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodeRow } from '../../../domain/nodes/index.ts';
import { addMonths } from '../../../domain/time/civil-date.ts';
import { dateOf, formatInstant } from '../../../domain/time/instant.ts';
import { directGateway, filing, startApi, type TestApi } from '../../support/api.ts';
import { caseWithMoney } from '../../support/law-desk.ts';

const MONTH = '2026-02'; // the money of the case came on 6 February
let api: TestApi;
let id: string;
beforeAll(async () => {
  api = await startApi();
  ({ id } = await caseWithMoney(api));
  await complete('p-command-1', 'case.assigned', null, { officer: 'p-officer-1' });
  const account = { ...(nodeRow('payee-account.confirmed').example as object), bank: '=1+1' };
  await complete('p-reception-1', 'payee-account.confirmed', 'account-1', account);
  await complete('p-officer-1', 'payout.applied', 'r-7', { form: 'FK-1', amountFen: 10_000_005, to: 'applicant', payee: 'applicant-1', payeeAccount: 'account-1' }); // prettier-ignore
});
afterAll(() => api.close());

async function complete(person: string, node: string, subject: string | null, payload: object): Promise<void> {
  const answer = await api.as(person).post(`/api/cases/${id}/nodes/${node}`, { ...(subject !== null && { subject }), payload }); // prettier-ignore
  expect(answer).toMatchObject({ status: 200 });
}

/** A workbook: its sheets row by row, and their XML. */
async function book(path: string, by = 'p-finance-1') {
  const { statusCode, headers, rawPayload } = await api.app.inject({ url: path, headers: { authorization: `Bearer ${await api.token(by)}` } }); // prettier-ignore
  expect([statusCode, headers['content-type']]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']); // prettier-ignore
  const files = Object.entries(unzipSync(rawPayload)).filter(([name]) => name.startsWith('xl/worksheets/sheet'));
  return { sheet: (n: number) => readSheet(Buffer.from(rawPayload), n), xml: files.map(([, bytes]) => strFromU8(bytes)).join('') }; // prettier-ignore
}

it('a case’s ledger and a form are papers: amounts are numbers, days are dates, texts no formulas, the sum in capital characters', async () => {
  const { sheet, xml } = await book(`/api/cases/${id}/money/ledger.xlsx`);
  const rows = await sheet(1);
  expect(rows[1]?.slice(4)).toEqual(['科目', '借方', '贷方']);
  expect(rows[2]?.[0]).toBeInstanceOf(Date);
  expect(rows[2]?.[5]).toBe(250_000);
  const sums = rows.at(-1) ?? [];
  expect([sums[0], sums[5] === sums[6], Number(sums[5]) > 0]).toEqual(['合计', true, true]);
  expect((await sheet(2)).at(-1)?.slice(0, 2)).toEqual(['大写', '人民币贰拾伍万元整']);
  expect(xml).not.toContain('<f>');

  const form = await book(`/api/cases/${id}/money/forms/FK-1/form.xlsx`);
  const shown = await form.sheet(1);
  const column = (zh: string): unknown => shown[2]?.[shown[1]?.indexOf(zh) ?? -1];
  const columns = ['案款', '发放给', '收款人', '户名', '开户银行', '联行号', '收款账户', '金额'];
  expect(Object.fromEntries(columns.map((zh): [string, unknown] => [zh, column(zh)]))).toMatchObject({ 案款: 'r-7', 发放给: '申请执行人', 收款人: '张建国', 户名: '张建国', 开户银行: '=1+1', 联行号: '105501200017', 收款账户: '6217000000000000009', 金额: 100_000.05 }); // prettier-ignore
  expect(shown.at(-1)).toEqual(expect.arrayContaining(['人民币壹拾万元零伍分']));
  expect(form.xml).not.toContain('<f>');
  const steps = await form.sheet(2);
  expect(steps[1]).toEqual(['环节', '姓名', '职务', '时刻', '内容']);
  expect(steps[2]).toEqual(['提交发放申请', expect.any(String), '承办人', expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/), '100000.05元']); // prettier-ignore
  // whoever sees outlines alone sees no account and no name whole
  const outline = (await (await book(`/api/cases/${id}/money/forms/FK-1/form.xlsx`, 'p-officer-2')).sheet(1))[2];
  expect(outline).not.toContain('6217000000000000009');
  expect(outline).not.toContain('张建国');
  const missing = await api.as('p-finance-1').get<{ code: string }>(`/api/cases/${id}/money/forms/FK-9/form.xlsx`);
  expect([missing.status, missing.body.code]).toEqual([404, 'unknown-form']);
});

it('the court’s day, what lies how long, a month', async () => {
  const day = await (await book('/api/money/days/2026-02-06/ledger.xlsx')).sheet(1);
  expect(day[2]?.slice(3)).toEqual(expect.arrayContaining(['案款到账', 250_000]));
  const ages = await (await book('/api/money/ageing.xlsx')).sheet(4);
  expect(ages.map((row) => row[0])).toEqual(['2026-11-30 未发放案款账龄', '账龄', '3日以内', '4至10日', '11至30日', '31至90日', '91日至1年', '1年以上', '合计', '大写'].map((each, i) => (i === 0 ? ages[0]?.[0] : each))); // prettier-ignore
  expect(Number(ages.at(-2)?.[2])).toBe(250_000);
  const month = await (await book(`/api/money/months/${MONTH}/reconciliation.xlsx`)).sheet(3);
  expect(month[2]?.slice(1)).toEqual(expect.arrayContaining(['r-7', 250_000]));
  expect((await api.as('p-officer-1').get('/api/money/ageing.xlsx')).status).toBe(403);
  expect((await api.as('p-finance-1').get('/api/money/days/yesterday/ledger.xlsx')).status).toBe(400);
});

interface Books {
  readonly digest: string;
  readonly signedAt: string | null;
  readonly differences: readonly object[];
  readonly unpaid: readonly { readonly receipt: string; readonly unpaidFen: number; readonly ground: string }[];
  readonly ledger: readonly { readonly account: string; readonly closingFen: number }[];
}
const books = async (month = MONTH) => (await api.as('p-funds-1').get<Books>(`/api/money/months/${month}`)).body;
const record = (month: string) => `reconciliation-${month}`;
const sign = async (side: 'enforcement' | 'finance', digest: string, month = MONTH) => {
  const by = side === 'finance' ? 'p-finance-1' : 'p-funds-1';
  const { status, body } = await api.as(by).post<{ code?: string }>(`/api/matters/${record(month)}/nodes/reconciliation.signed`, { payload: { for: side, digest } }); // prettier-ignore
  return body.code ?? status;
};
const opens = async (month: string) => {
  const body = { kind: 'reconciliation' as const, at: `${month}-01T00:00:00+08:00`, payload: { month } };
  const opening = { caseId: record(month), caseNo: record(month), title: '' };
  expect(await directGateway(api.store).fileCase(opening, { body, by: 'system' })).toMatchObject({ accepted: true });
};

it('a month is signed over what stands, by both over the same; a fact between the two voids the first; signed, it stays', async () => {
  await opens(MONTH);
  const first = await books();
  expect(first).toMatchObject({ signedAt: null, differences: [], unpaid: [{ receipt: 'r-7', unpaidFen: 25_000_000, ground: 'free' }] }); // prettier-ignore
  expect(first.ledger).toEqual(expect.arrayContaining([expect.objectContaining({ account: 'bank', closingFen: 25_000_000 })])); // prettier-ignore
  expect(await sign('enforcement', 'abc')).toBe('form-differs');
  expect(await sign('enforcement', first.digest)).toBe(200);
  expect(await sign('enforcement', first.digest)).toBe('already-recorded');

  // what is recorded in a case between the two: the first is void, and that side signs again
  const arrived = { amountFen: 500, payer: '李卫东', reference: 'YH-LATE' };
  const late = await api.as('p-finance-1').post(`/api/cases/${id}/nodes/funds.arrived`, { subject: 'r-8', at: `${MONTH}-07T10:00:00+08:00`, payload: arrived }); // prettier-ignore
  expect(late.status).toBe(200);
  expect(await sign('finance', first.digest)).toBe('form-differs');
  const second = await books();
  expect(second.digest).not.toBe(first.digest);
  expect(await sign('finance', second.digest)).toBe(200);
  expect((await books()).signedAt).toBeNull();
  expect(await sign('enforcement', second.digest)).toBe(200);
  expect(await books()).toMatchObject({ digest: second.digest, unpaid: [{}, { receipt: 'r-8', unpaidFen: 500 }] });

  // what comes later of its days stands in the next
  const more = await api.as('p-finance-1').post(`/api/cases/${id}/nodes/funds.arrived`, { subject: 'r-9', at: `${MONTH}-08T10:00:00+08:00`, payload: { ...arrived, reference: 'YH-LATER' } }); // prettier-ignore
  expect(more.status).toBe(200);
  const kept = await books();
  expect([kept.digest, kept.unpaid.length, kept.signedAt === null]).toEqual([second.digest, 2, false]);
  expect(await books('2026-03')).toMatchObject({ late: [{ node: 'funds.arrived', valueOn: `${MONTH}-08`, fen: 500 }] });
});

it('a month names what was sent on its way late without the approval of its delay', async () => {
  await complete('p-funds-1', 'payout.material-reviewed', 'FK-1', { passed: true });
  await complete('p-director-1', 'payout.approved', 'FK-1', { amountFen: 10_000_005 });
  const now = dateOf(Date.now());
  const late = [{ record: id, receipt: 'r-7', form: 'FK-1', node: 'payout.approved', on: now, office: 'president' }];
  expect(await books(now.slice(0, 7))).toMatchObject({ delayedWithoutApproval: late });
  expect(await books()).toMatchObject({ delayedWithoutApproval: [] });
  await complete('p-finance-1', 'payout.paid', 'FK-1', { amountFen: 10_000_005, to: 'applicant', payee: '张建国', payeeAccount: 'account-1', reference: 'ZF-FK-1' }); // prettier-ignore
  const money = await api.as('p-finance-1').get<{ receipts: { id: string; withoutApproval: object[] }[] }>(`/api/cases/${id}/money`); // prettier-ignore
  expect(money.body.receipts.find((each) => each.id === 'r-7')?.withoutApproval, 'a form once').toMatchObject([{ office: 'president' }]); // prettier-ignore
  const sheet = await (await book(`/api/money/months/${now.slice(0, 7)}/reconciliation.xlsx`)).sheet(6);
  expect(sheet[2]?.slice(1, 3)).toEqual(['r-7', 'FK-1']);
});

it('months before a case was filed have nothing of it, and are signed', async () => {
  const today = dateOf(Date.now());
  const filed = await api.as('p-filing-1').post<{ id: string }>('/api/cases', filing({ caseNo: '（2026）豫0823执988号', filedAt: formatInstant(Date.now()) })); // prettier-ignore
  expect(filed).toMatchObject({ status: 201 });
  const money = { subject: 'r-new', payload: { amountFen: 700, payer: '李卫东', reference: 'YH-NEW' } };
  expect(await api.as('p-finance-1').post(`/api/cases/${filed.body.id}/nodes/funds.arrived`, money)).toMatchObject({ status: 200 }); // prettier-ignore
  const monthOf = (back: number) => addMonths(`${today.slice(0, 7)}-01`, -back).slice(0, 7);
  const own = ({ unpaid }: Books) => unpaid.filter(({ receipt }) => receipt === 'r-new');
  expect(own(await books(monthOf(0)))).toMatchObject([{ unpaidFen: 700, ground: 'unconfirmed' }]);
  for (const back of [1, 2, 3]) {
    const { status, body } = await api.as('p-funds-1').get<Books>(`/api/money/months/${monthOf(back)}`);
    expect([status, own(body), body.differences]).toEqual([200, [], []]);
    await book(`/api/money/months/${monthOf(back)}/reconciliation.xlsx`);
  }
  await opens(monthOf(1));
  const { digest } = await books(monthOf(1));
  expect([await sign('enforcement', digest, monthOf(1)), await sign('finance', digest, monthOf(1))]).toEqual([200, 200]); // prettier-ignore
});
