// docs/spec/money.md 12, 14: a case's money receipt by receipt, and the court's trial balance.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeRow } from '../../../domain/nodes/index.ts';
import { formatInstant } from '../../../domain/time/instant.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { caseWithMoney } from '../../support/law-desk.ts';

let api: TestApi;
let id: string;
const form = 'FK-1';
beforeAll(async () => {
  api = await startApi();
  ({ id } = await caseWithMoney(api));
  await complete('p-command-1', 'case.assigned', null, { officer: 'p-officer-1' });
  const asked = { form, amountFen: 10_000_000, to: 'applicant', payee: '张建国', payeeAccount: 'account-1' };
  await complete('p-officer-1', 'payee-account.confirmed', null, nodeRow('payee-account.confirmed').example as object);
  await complete('p-officer-1', 'payout.applied', 'r-7', asked);
});
afterAll(() => api.close());

async function complete(person: string, node: string, subject: string | null, payload: object): Promise<void> {
  const answer = await api.as(person).post(`/api/cases/${id}/nodes/${node}`, { ...(subject !== null && { subject }), payload });
  expect(answer).toMatchObject({ status: 200 });
} // prettier-ignore

interface Money {
  readonly receipts: readonly {
    readonly id: string;
    readonly where: Readonly<Record<string, number>>;
    readonly parts: readonly { readonly fen: number; readonly leftFen: number }[];
    readonly forms: readonly { readonly id: string; readonly state: string; readonly persons: object }[];
    readonly clocks: readonly { readonly deadline: string; readonly zh: string; readonly overdue: boolean }[];
  }[];
}
interface Trial {
  readonly at: string;
  readonly balanced: boolean;
  readonly debitFen: number;
  readonly accounts: readonly { readonly account: string; readonly zh: string; readonly balanceFen: number }[];
}

describe('GET /api/cases/{id}/money', () => {
  it('says of each receipt where its money is, what is payable of it, its forms with their persons, and its clocks', async () => {
    const { status, body } = await api.as('p-finance-1').get<Money>(`/api/cases/${id}/money`);
    expect(status).toBe(200);
    expect(body.receipts).toHaveLength(1);
    expect(body.receipts[0]).toMatchObject({
      id: 'r-7',
      notifiedAt: '2026-02-06T15:00:00+08:00',
      countsOn: '2026-02-06',
      where: { heldFen: 15_000_000, reservedFen: 10_000_000, paidFen: 0 },
      parts: [{ fen: 25_000_000, leftFen: 25_000_000 }],
      forms: [{ id: form, state: 'applied', stateZh: '已申请', persons: { applied: 'p-officer-1', reviewed: null } }],
      bounced: false,
    });
    expect(body.receipts[0]?.clocks.map(({ zh }) => zh)).toContain('发放案款');
  });

  it('is nobody’s where there is no such case', async () => {
    expect((await api.as('p-finance-1').get(`/api/cases/2026-ha0823-zhi-99999/money`)).status).toBe(404);
  });
});

describe('GET /api/money/trial-balance', () => {
  const trial = (query: string, person = 'p-finance-1') =>
    api.as(person).get<Trial>(`/api/money/trial-balance${query}`);

  it('balances, now and on any day of the bank’s', async () => {
    const { status, body } = await trial('');
    expect(status).toBe(200);
    expect(body.balanced).toBe(true);
    const of = (account: string) => body.accounts.find((a) => a.account === account)?.balanceFen;
    expect([of('bank'), of('case.held'), of('case.reserved')]).toEqual([25_000_000, 15_000_000, 10_000_000]);
    expect((await trial('?by=value&at=2026-02-05')).body.debitFen).toBe(0);
    expect((await trial('?by=value&at=2026-02-06')).body).toMatchObject({ balanced: true });
    expect((await trial('?at=2020-01-01T00:00:00%2B08:00')).body.debitFen).toBe(0);
  });

  it('leaves nothing out that a record whose time is ahead has posted, and says up to when it reaches', async () => {
    expect((await api.as('p-command-1').post(`/api/trial/cases/${id}/clock`, { advance: '30d' })).status).toBe(200);
    await complete('p-finance-1', 'funds.arrived', 'r-9', { amountFen: 700, payer: '李卫东', reference: 'YH-AHEAD' });
    const now = formatInstant(Date.now());
    for (const query of ['', '?by=value']) {
      const { body } = await trial(query);
      expect([query, body.accounts.find(({ account }) => account === 'bank')?.balanceFen]).toEqual([query, 25_000_700]);
      expect(body.at.slice(0, 10) > now.slice(0, 10)).toBe(true);
    }
    const asked = await trial(`?at=${encodeURIComponent(now)}`);
    expect(asked.body.accounts.find(({ account }) => account === 'bank')?.balanceFen).toBe(25_000_000);
  });

  it('writes out to the last digit what sums at the bound come to, and takes none beyond it', async () => {
    const arrives = (n: number, amountFen: number) => api.as('p-finance-1').post<{ code?: string }>(`/api/cases/${id}/nodes/funds.arrived`, { subject: `r-${n}`, payload: { ...(nodeRow('funds.arrived').example as object), amountFen, reference: `YH-${n}` } }); // prettier-ignore
    const before = (await trial('')).body.debitFen;
    for (let n = 101; n <= 111; n++) expect((await arrives(n, 10 ** 15 - (n % 2))).status).toBe(200);
    expect(await arrives(112, 10 ** 15 + 1)).toMatchObject({ status: 400 });
    const headers = { authorization: `Bearer ${await api.token('p-finance-1')}` };
    const { payload: text } = await api.app.inject({ method: 'GET', url: '/api/money/trial-balance', headers });
    expect(text).toContain(`"debitFen":${BigInt(before) + 11n * 10n ** 15n - 6n},"creditFen"`);
  });

  it('is for finance and those who lead', async () => {
    expect((await trial('', 'p-officer-1')).status).toBe(403);
    expect((await trial('', 'p-president-1')).status).toBe(200);
    expect((await trial('?by=value&at=2026-02-30')).status).toBe(400);
  });
});
