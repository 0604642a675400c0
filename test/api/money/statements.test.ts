// A bank's file over HTTP, and what a worker makes of its lines: previewed, imported once, paused; what nobody can place waits for people.
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type NodeId, nodeRow } from '../../../domain/nodes/index.ts';
import { dateOf, startOfDay } from '../../../domain/time/instant.ts';
import { createImportGateway, importLeft } from '../../../gateway/statements.ts';
import type { Called } from '../../support/api.ts';
import { wholeCourt } from '../../support/court.ts';
import { bankStatement, type LineTold, ownStatement } from '../../support/statements.ts';

const court = wholeCourt((engine) => ({ imports: createImportGateway(engine) }));
const URL = '/api/money/statements';
const BYTES = { 'content-type': 'application/octet-stream' };

interface View {
  readonly id: string;
  readonly doneAt: string | null;
  readonly differenceFen: number;
  readonly counts: readonly {
    readonly status: string;
    readonly code: string | null;
    readonly state: string;
    readonly count: number;
  }[];
  readonly progress: { readonly paused: boolean; readonly recorded: number } | null;
  readonly lead: readonly object[];
}
const send = (file: string | Buffer, query = '', by = 'p-finance-1'): Promise<Called<View>> => court.api.as(by).post<View>(`${URL}${query}`, Buffer.from(file), BYTES); // prettier-ignore
const look = async (id: string) => (await court.api.as('p-funds-1').get<View>(`${URL}/${id}`)).body;
const lines = async (id: string, query = '') => (await court.api.as('p-funds-1').get<{ items: Record<string, unknown>[]; next: string | null }>(`${URL}/${id}/lines${query}`)).body; // prettier-ignore
async function done(id: string): Promise<View> {
  for (let i = 0; i < 600; i += 1) {
    const view = await look(id);
    if (view.doneAt !== null) return view;
    await delay(200);
  }
  throw new Error('the import did not come to its end');
}
const states = ({ counts }: View) => Object.fromEntries(counts.map(({ status, code, state, count }) => [`${status} ${code ?? ''}`.trim(), `${state} ${count}`])); // prettier-ignore
let serial = 0;
const line = (more: Partial<LineTold> = {}): LineTold => ({ serial: `${process.pid}${String((serial += 1)).padStart(8, '0')}`, fen: 100_000, at: Date.now() - 30_000, ...more }); // prettier-ignore
const arrivals = async (id: string) => {
  const { rows } = await court.engine.store.pool.query<{ subject: string; by: string; payload: object }>(`select subject, by, payload from facts where case_id = $1 and node = 'funds.arrived' order by seq`, [id]); // prettier-ignore
  return rows;
};

describe('a bank day', () => {
  it('is previewed without a trace, imported once, and each line comes to what it is', async () => {
    const [a, b] = [await court.file(3_600_000), await court.file(3_600_000)];
    const no = (id: string) => `（2026）豫0823执${id.split('-').at(-1) ?? ''}号`;
    const told = [
      line({ remark: `${no(a)} 案款`, name: '李卫东' }),
      line({ remark: no(b), summary: '法院扣划' }),
      line({ remark: `执${a.split('-').at(-1) ?? ''}号`, name: '某公司' }),
      line({}),
      line({ remark: no(a), amount: '1,00' }),
      line({ direction: 'debit', summary: '转账支出', fen: 5_000 }),
      line({ direction: 'debit', summary: '手续费', fen: 500 }),
      line({ remark: no(b), at: Date.now() - 86_400_000 }),
    ];
    const file = ownStatement(told);
    const preview = await send(file, '?dryRun=true', 'p-funds-1');
    expect([preview.status, preview.body.lead.length]).toEqual([200, 4]);
    expect((await court.api.as('p-funds-1').get<{ items: [] }>(URL)).body.items).toEqual([]);
    const sent = await send(file);
    expect([sent.status, sent.headers['location']]).toEqual([202, `${URL}/${sent.body.id}`]);
    expect(sent.body.id).toBe(preview.body.id);
    const after = await done(sent.body.id);
    expect(states(after)).toEqual({
      'broken amount-format': 'person 1',
      matched: expect.any(String) as string,
      'suspicious unknown-debit': 'person 1',
      'unidentified no-clue': 'recorded 1',
      'unidentified partial-number': 'recorded 1',
    });
    expect(after.differenceFen).toBe(100_000);
    const left = (await lines(sent.body.id, '?state=person&limit=2')).items;
    expect(left.map(({ row, reason }) => [row, reason])).toEqual([[11, '无法识读，请核对银行原件'], [12, '没有对应付款的支出，请财务负责人查明']]); // prettier-ignore
    expect(await arrivals(a)).toMatchObject([{ subject: `r-${told[0]?.serial ?? ''}`, by: 's-case-funds', payload: { amountFen: 100_000, source: 'paid', payer: '李卫东' } }]); // prettier-ignore
    expect(await arrivals(b)).toMatchObject([{ payload: { source: 'deducted' } }]);
    const refused = (await lines(sent.body.id, '?state=person')).items.at(-1);
    expect(refused).toMatchObject({ record: b, status: 'matched', flags: ['other-day'] });
    expect(refused?.['reason']).toContain('早于');

    const lying = (await court.api.as('p-funds-1').get<{ items: { serial: string }[]; ages: { age: string; count: number }[] }>('/api/money/unidentified')).body; // prettier-ignore
    expect(lying.items.map((each) => each.serial).toSorted()).toEqual([told[2]?.serial, told[3]?.serial].toSorted());
    expect(lying.ages[0]).toMatchObject({ age: '3d', count: 2 });
    expect((await court.api.as('p-command-1').get<{ items: [] }>('/api/money/unidentified')).body.items).toEqual([]);

    // the worker died before it wrote down how far it was: what is done is found done
    const { client, store, taskQueue } = court.engine;
    await store.pool.query(`update bank_statement_lines set state = 'waiting', record = null where state = 'recorded'`);
    await store.pool.query('update bank_statements set done_at = null');
    const log = { warn: () => undefined, error: () => undefined };
    expect(await importLeft({ client, store, taskQueue, log })).toEqual([sent.body.id]);
    expect(states(await done(sent.body.id))).toEqual(states(after));
    expect((await arrivals(a)).length + (await arrivals(b)).length).toBe(2);

    const month = () => court.api.as('p-funds-1').get<{ accounts: { inFen: number; outFen: number }[]; recorded: { node: string; count: number }[]; digest: string }>(`/api/money/months/${dateOf(Date.now()).slice(0, 7)}`); // prettier-ignore
    const books = (await month()).body;
    expect(books.recorded).toMatchObject([{ node: 'funds.arrived', count: 2 }, { node: 'funds.unidentified', count: 2 }]); // prettier-ignore
    expect((await month()).body.digest).toBe(books.digest);
    expect((await court.api.as('p-officer-1').get('/api/money/months/2026-03')).status).toBe(403);
    expect((await court.api.as('p-funds-1').get('/api/money/months/2026-13')).status).toBe(400);

    const again = await send(file);
    expect([again.status, again.body.id]).toEqual([200, sent.body.id]);
    const other = await send(bankStatement(told.filter(({ amount }) => amount === undefined)));
    const known = await done(other.body.id);
    expect(known.counts.map(({ status, state }) => `${status} ${state}`)).toEqual(['duplicate nothing', 'duplicate nothing']); // prettier-ignore
    expect((await arrivals(a)).length + (await arrivals(b)).length).toBe(2);
  }, 180_000);

  it('is paused between two batches and goes on; another file of the account waits for it', async () => {
    const file = ownStatement(Array.from({ length: 220 }, () => line({ remark: '无案号' })));
    const { body } = await send(file);
    const paused = await court.api.as('p-finance-1').post<View>(`${URL}/${body.id}/pause`, undefined);
    expect([paused.status, paused.body.progress?.paused]).toEqual([200, true]);
    const meanwhile = await send(ownStatement([line()]));
    expect([meanwhile.status, (meanwhile.body as unknown as { code: string }).code]).toEqual([409, 'import-running']);
    const resumed = await court.api.as('p-finance-1').post<View>(`${URL}/${body.id}/resume`, undefined);
    expect(resumed.body.progress?.paused).toBe(false);
    expect(states(await done(body.id))).toEqual({ 'unidentified no-number': 'recorded 220' });
    const { count } = await court.engine.client.workflow.count(`WorkflowId STARTS_WITH 'unidentified-receipt-'`);
    expect(count).toBe(0); // its workflow starts with its first clock
    expect((await court.api.as('p-finance-1').post<View>(`${URL}/${body.id}/pause`, undefined)).status).toBe(409);
  }, 180_000);
});

/** A statement tells whole seconds, and none before the order; or the day alone. */
const nextSecond = async () => (await delay(1_100), Date.now() - 50);
const today = () => Promise.resolve(startOfDay(dateOf(Date.now())));

it.each([
  ['as the bank carried it out', nextSecond],
  ['where the bank writes no hour', today],
])(
  'an order that went to the bank is paid and comes back %s',
  async (_, booked) => {
    const id = await court.file(3_600_000);
    const fen = 25_000_000;
    const say = async (by: string, node: string, subject: string, payload: object) => {
      const { status, body } = await court.api
        .as(by)
        .post(`/api/cases/${id}/nodes/${node}`, { ...(subject !== '' && { subject }), payload });
      expect([node, status, body]).toMatchObject([node, 200, {}]);
    };
    const example = (node: NodeId, more: object = {}) => ({ ...(nodeRow(node).example as object), ...more });
    const [form, order] = ['FK-1', `ZL-${id.slice(-12)}-1`];
    await say('p-command-1', 'case.assigned', '', example('case.assigned'));
    await say('p-finance-1', 'funds.arrived', 'r-1', example('funds.arrived', { reference: `YH-${id}` }));
    await say('p-funds-1', 'funds.reviewed', 'r-1', example('funds.reviewed'));
    await say('p-finance-1', 'funds.confirmed', 'r-1', example('funds.confirmed'));
    await say('p-officer-1', 'payee-account.confirmed', '', example('payee-account.confirmed'));
    await say('p-officer-1', 'payout.applied', 'r-1', example('payout.applied', { form }));
    await say('p-funds-1', 'payout.material-reviewed', form, { passed: true });
    await say('p-director-1', 'payout.approved', form, { amountFen: fen });
    await say('p-finance-1', 'payout.sent', form, example('payout.sent', { reference: order }));
    const paid = line({ direction: 'debit', fen, summary: '转账支出', remark: order, at: await booked() });
    const sent = await send(ownStatement([paid], { opening: fen }));
    expect([states(await done(sent.body.id)), (await lines(sent.body.id)).items[0]?.['reason']]).toEqual([{ matched: 'recorded 1' }, null]); // prettier-ignore
    const back = line({ fen, summary: '退汇', remark: `退票 ${order}`, at: await booked() });
    const other = await send(ownStatement([back], { opening: 0 }));
    expect(states(await done(other.body.id))).toEqual({ matched: 'recorded 1' });
    const { rows } = await court.engine.store.pool.query(`select node, payload from facts where case_id = $1 and node in ('payout.paid', 'payout.returned') order by seq`, [id]); // prettier-ignore
    expect(rows).toMatchObject([
      { node: 'payout.paid', payload: { reference: order, amountFen: fen, line: { serial: paid.serial } } },
      { node: 'payout.returned', payload: { amountFen: fen, line: { serial: back.serial } } },
    ]);
    const money = (await court.api.as('p-finance-1').get<{ receipts: object[] }>(`/api/cases/${id}/money`)).body;
    expect(money.receipts).toMatchObject([{ bounced: true, where: { heldFen: fen, paidFen: 0, transitFen: 0 }, forms: [{ state: 'bounced' }] }]); // prettier-ignore
  },
  180_000,
);

it('what the bank brought and takes back again in one file is taken back in its case', async () => {
  const id = await court.file(3_600_000);
  const no = `（2026）豫0823执${id.split('-').at(-1) ?? ''}号`;
  const came = line({ remark: no, fen: 70_000 });
  const back = line({ direction: 'debit', summary: '冲正', remark: `原流水号 ${came.serial}`, fen: 70_000 });
  const { body } = await send(ownStatement([came, back]));
  expect(states(await done(body.id))).toEqual({ matched: 'recorded 1' }); // the one and the other
  const { rows } = await court.engine.store.pool.query(`select node, subject from facts where case_id = $1 and node like 'funds.%' order by seq`, [id]); // prettier-ignore
  expect(rows).toMatchObject([{ node: 'funds.arrived', subject: `r-${came.serial}` }, { node: 'funds.reversed', subject: `r-${came.serial}` }]); // prettier-ignore
}, 60_000);

it('what the bank takes back in a later file, as a debit or as a credit below nothing, is taken back in the case of its line', async () => {
  const id = await court.file(3_600_000);
  const no = `（2026）豫0823执${id.split('-').at(-1) ?? ''}号`;
  const [one, two, unclaimed] = [
    line({ remark: no, fen: 71_000 }),
    line({ remark: no, fen: 72_000 }),
    line({ fen: 73_000 }),
  ];
  expect(states(await done((await send(ownStatement([one, two, unclaimed]))).body.id))).toEqual({
    matched: 'recorded 2',
    'unidentified no-clue': 'recorded 1',
  });
  await delay(1_100);
  const at = Date.now() - 50;
  const backs = [
    line({ at, direction: 'debit', summary: '冲正', remark: `冲正 原流水${one.serial}`, fen: 71_000 }),
    line({ at, summary: '抹账', remark: `撤销 ${two.serial} 20260310`, fen: -72_000 }),
    line({ at, direction: 'debit', summary: `冲正${unclaimed.serial}`, fen: 73_000 }),
    line({ at, direction: 'debit', summary: '冲正', remark: '原流水 20260310999999999', fen: 71_000 }),
  ];
  const { body } = await send(ownStatement(backs));
  expect(states(await done(body.id))).toEqual({ matched: 'recorded 3', 'suspicious reversal-unknown': 'person 1' });
  const { rows } = await court.engine.store.pool.query<{ subject: string; case_id: string }>(`select subject, case_id from facts where node = 'funds.reversed' and subject = any($1) order by subject`, [[one, two, unclaimed].map(({ serial: of }) => `r-${of}`)]); // prettier-ignore
  expect(rows).toMatchObject([one, two, unclaimed].map(({ serial: of }) => ({ subject: `r-${of}` })));
  expect(rows.map((row) => row.case_id)).toEqual([id, id, expect.stringMatching(/^unidentified-receipt-/)]);
}, 60_000);

it('is refused whole, nothing half done', async () => {
  const code = async (file: string | Buffer, query = '', by?: string) => {
    const { status, body } = await send(file, query, by);
    return [status, (body as unknown as { code: string }).code];
  };
  const good = ownStatement([line()], { account: '99990823000000777' });
  expect(await code(good, '', 'p-officer-1')).toEqual([403, 'wrong-role']);
  expect(await code(good, '?account=99990823000000778')).toEqual([409, 'other-account']);
  expect(await code('一,二,三\n1,2,3\n')).toEqual([400, 'unknown-layout']);
  expect(await code(Buffer.from([0x23, 0xff, 0xff, 0x0a]))).toEqual([400, 'wrong-encoding']);
  expect(await code(Buffer.from('PK\u0003\u0004 and nothing else'))).toEqual([400, 'broken-file']);
  expect(await code(Buffer.alloc(21 * 1024 * 1024, 'a'))).toEqual([413, 'file-too-large']);
  expect(await code(Buffer.alloc(0))).toEqual([400, 'unknown-layout']);
  const plain = await court.api.as('p-finance-1').post<{ code: string }>(URL, good, { 'content-type': 'application/pdf' }); // prettier-ignore
  expect([plain.status, plain.body.code]).toEqual([415, 'unsupported-media-type']);
  expect((plain.body as unknown as { detail: string }).detail).toContain('text/csv');
  const { rows } = await court.engine.store.pool.query(`select 1 from bank_statements where account like '%777'`);
  expect(rows).toEqual([]);
}, 60_000);
