// Payments out, the bank's answer in (docs/spec/money.md 11): each form ordered once, each answer told once, by whatever file it comes.
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type NodeId, nodeRow } from '../../../domain/nodes/index.ts';
import { formatInstant } from '../../../domain/time/instant.ts';
import { createImportGateway } from '../../../gateway/statements.ts';
import { wholeCourt } from '../../support/court.ts';
import { endsOf, imported } from '../../support/import.ts';
import { ownStatement } from '../../support/statements.ts';

const court = wholeCourt((engine) => ({ imports: createImportGateway(engine) }));
const URL = '/api/money/payments';
const fen = 25_000_000;

interface Payments {
  readonly items: readonly { readonly case: string; readonly form: string; readonly state: string; readonly reference: string | null; readonly batch: string | null }[]; // prettier-ignore
}
interface Done {
  readonly batch: string;
  readonly file: string;
  readonly results: readonly { readonly case: string; readonly reference: string | null; readonly problem: { readonly code: string } | null }[]; // prettier-ignore
}
const list = async (query = '') => (await court.api.as('p-finance-1').get<Payments>(`${URL}${query}`)).body.items;
const order = (body: object, key: string, by = 'p-finance-1') => court.api.as(by).post<Done>(URL, body, { 'idempotency-key': key }); // prettier-ignore
const file = async (path: string): Promise<string> => {
  const answer = await court.api.app.inject({ url: path, headers: { authorization: `Bearer ${await court.api.token('p-finance-1')}` } }); // prettier-ignore
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
  return answer.body;
};

/** A case whose one receipt has an approved form. */
async function approved(form: string): Promise<string> {
  const id = await court.file(3_600_000);
  const say = async (by: string, node: NodeId, subject: string, more: object = {}) => {
    const payload = { ...(nodeRow(node).example as object), ...more };
    const { status, body } = await court.api.as(by).post(`/api/cases/${id}/nodes/${node}`, { ...(subject !== '' && { subject }), payload }); // prettier-ignore
    expect([node, status, body]).toMatchObject([node, 200, {}]);
  };
  await say('p-command-1', 'case.assigned', '');
  await say('p-finance-1', 'funds.arrived', 'r-1', { reference: `YH-${id}` });
  await say('p-funds-1', 'funds.reviewed', 'r-1');
  await say('p-finance-1', 'funds.confirmed', 'r-1');
  await say('p-reception-1', 'payee-account.confirmed', '');
  await say('p-officer-1', 'payout.applied', 'r-1', { form });
  await say('p-funds-1', 'payout.material-reviewed', form, { passed: true });
  await say('p-director-1', 'payout.approved', form, { amountFen: fen });
  return id;
}
const facts = async (id: string) => (await court.engine.store.pool.query<{ node: string; payload: Record<string, unknown> }>(`select node, payload from facts where case_id = $1 and node like 'payout.%' and node not in ('payout.applied', 'payout.approved', 'payout.material-reviewed') order by seq`, [id])).rows; // prettier-ignore
const now = async () => (await delay(1_100), formatInstant(Date.now() - 50)); // the bank tells whole seconds, and none before the order

it('orders what is approved in one batch, takes the bank’s answers once, and the line that comes later for what they were', async () => {
  const [a, b, c] = [await approved('FK-1'), await approved('FK-2'), await approved('FK-3')];
  expect((await list('?state=due')).map(({ form }) => form)).toEqual(['FK-1', 'FK-2', 'FK-3']);
  expect((await order({}, 'k-0', 'p-officer-1')).status).toBe(403);

  const done = (await order({}, 'k-1')).body;
  expect(done.results.map((each) => [each.case, each.problem])).toEqual([[a, null], [b, null], [c, null]]); // prettier-ignore
  expect((await order({}, 'k-1')).body).toEqual(done); // sent again: the same orders
  expect((await order({}, 'k-2')).body).toMatchObject({ code: 'nothing-to-pay' });
  expect((await order({ forms: [{ case: a, form: 'FK-1' }, { case: a, form: 'FK-9' }] }, 'k-3')).body.results.map(({ problem }) => problem?.code)).toEqual(['wrong-node', 'unknown-subject']); // prettier-ignore
  const csv = await file(done.file);
  expect(csv.split('\r\n').slice(0, 2)).toEqual(['#zhixing-payments,1', 'reference,form,amount,payee,account,bankCode,bank,purpose']); // prettier-ignore
  expect(csv.split('\r\n')).toHaveLength(6);
  const [refA, refB, refC] = done.results.map(({ reference }) => reference ?? '');
  expect(csv).toContain(`${refA},FK-1,250000.00,张建国,6217000000000000009,105501200017,中国建设银行武陟支行,`);

  const at = await now();
  const answer = ['reference,status,bankSerial,bookedAt,reason', `${refA},paid,B-${process.pid}-1,${at},`, `${refB},failed,,,收款账户已销户`, `${refC},unknown,,,`, `ZF9999,paid,B-9,${at},`].join('\n'); // prettier-ignore
  const preview = await court.api.as('p-funds-1').post<{ counts: object[] }>('/api/money/statements?dryRun=true', Buffer.from(answer), { 'content-type': 'text/csv' }); // prettier-ignore
  expect(preview.body).toMatchObject({ layout: 'answers', lines: 4 });
  const came = await imported(court, answer);
  expect(endsOf(came)).toEqual([
    'matched failure recorded 1',
    'matched payment recorded 1',
    'suspicious no-result person 1',
    'suspicious reference-unknown person 1',
  ]);
  expect((await facts(a)).map(({ node }) => node)).toEqual(['payout.sent', 'payout.paid']);
  expect((await facts(b)).at(-1)).toMatchObject({ node: 'payout.failed', payload: { reference: refB, again: true, reason: '收款账户已销户' } }); // prettier-ignore
  expect(await list()).toMatchObject([
    { form: 'FK-2', state: 'failed' },
    { form: 'FK-3', state: 'sent' },
  ]);
  // the same answer in the same file, and in another
  expect((await imported(court, answer)).id).toBe(came.id);
  expect(endsOf(await imported(court, `${answer}\n`))).toEqual([
    'duplicate failure nothing 1',
    'duplicate payment nothing 1',
    'suspicious no-result person 1',
    'suspicious reference-unknown person 1',
  ]);
  expect([await facts(a), await facts(b)].map((each) => each.length)).toEqual([2, 2]);

  // once more under its own number, and the whole batch's rest in one line of the bank's
  const again = (await order({ forms: [{ case: b, form: 'FK-2' }] }, 'k-4')).body;
  expect(again.results).toMatchObject([{ reference: refB, problem: null }]);
  expect((await file(again.file)).split('\r\n')).toHaveLength(4);
  await now();
  const line = (n: number, remark: string, sum = fen) => ({ serial: `P${process.pid}-${n}`, fen: sum, direction: 'debit' as const, summary: '转账支出', remark, at: Date.now() - 50 }); // prettier-ignore
  const day = await imported(court, ownStatement([line(1, refA ?? ''), line(2, again.batch), line(3, refA ?? '')], { opening: 3 * fen })); // prettier-ignore
  expect(endsOf(day)).toEqual(['matched payment recorded 2', 'suspicious payment-differs person 1']);
  expect((await facts(a)).map(({ node }) => node)).toEqual(['payout.sent', 'payout.paid']);
  expect((await facts(b)).at(-1)).toMatchObject({ node: 'payout.paid', payload: { reference: refB, line: { serial: `P${process.pid}-2` } } }); // prettier-ignore
}, 180_000);

it('an answer that the bank dates ahead waits for a person, who is told what to do and does it', async () => {
  const id = await approved('FK-7');
  const [reference = ''] = (await order({ forms: [{ case: id, form: 'FK-7' }] }, 'k-7')).body.results.map((each) => each.reference ?? ''); // prettier-ignore
  const ahead = formatInstant(Date.now() + 86_400_000);
  const wide = reference.replace(/^[A-Z]+/, (letters) => ` ${[...letters].map((each) => String.fromCodePoint((each.codePointAt(0) ?? 0) + 0xfee0)).join('')}`); // prettier-ignore
  const came = await imported(court, ['reference,status,bankSerial,bookedAt,reason', `${wide},paid,B-${process.pid}-7,${ahead},`].join('\n')); // prettier-ignore
  expect(endsOf(came)).toEqual(['matched payment person 1']);
  const { body } = await court.api.as('p-finance-1').get<{ items: { reason: string }[] }>(`/api/money/statements/${came.id}/lines`); // prettier-ignore
  expect(body.items[0]?.reason).toMatch(/时刻还没有到.*向银行核对.*payout\.failed/);
  const paid = { ...(nodeRow('payout.paid').example as object), reference };
  const sent = await court.api.as('p-finance-1').post(`/api/cases/${id}/nodes/payout.paid`, { subject: 'FK-7', payload: paid }); // prettier-ignore
  expect([sent.status, (await facts(id)).map(({ node }) => node)]).toEqual([200, ['payout.sent', 'payout.paid']]);
}, 120_000);

it('a batch that cannot be one is no query', async () => {
  for (const batch of ['表', 'a%0D%0Aset-cookie:x', '😀', '%22', ''])
    expect([batch, (await court.api.as('p-finance-1').get(`${URL}?format=csv&batch=${encodeURIComponent(decodeURIComponent(batch))}`)).status]).toEqual([batch, 400]); // prettier-ignore
});

it('who applied for a form does not bring the bank’s answer on it: it waits for another', async () => {
  const { pool } = court.engine.store;
  await pool.query(`insert into assignments (person, role) values ('p-officer-1', 'finance')`);
  const id = await approved('FK-31');
  const { results } = (await order({ forms: [{ case: id, form: 'FK-31' }] }, 'k-31')).body;
  const answer = ['reference,status,bankSerial,bookedAt,reason', `${results[0]?.reference ?? ''},paid,B-${process.pid}-31,${await now()},`].join('\n'); // prettier-ignore
  const came = await imported(court, answer, '', 'p-officer-1');
  expect(endsOf(came)).toEqual(['matched payment person 1']);
  const { body: lines } = await court.api.as('p-finance-1').get(`/api/money/statements/${came.id}/lines`);
  expect(JSON.stringify(lines)).toContain('银行的结果由另一人登记');
  expect((await facts(id)).map(({ node }) => node)).toEqual(['payout.sent']);
  await pool.query(`update assignments set valid_to = now() where person = 'p-officer-1' and role = 'finance'`);
});
