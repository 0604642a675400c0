// Lines of the bank's that nobody but a person can place: of a sub-account that two cases confirmed, or that no text can hold.
import { expect, it } from 'vitest';
import { type NodeId, nodeRow } from '../../../domain/nodes/index.ts';
import { createImportGateway } from '../../../gateway/statements.ts';
import { wholeCourt } from '../../support/court.ts';
import { endsOf, imported } from '../../support/import.ts';
import { ownStatement } from '../../support/statements.ts';

const court = wholeCourt((engine) => ({ imports: createImportGateway(engine) }));
const SUB = '88001';
const noOf = (id: string) => `（2026）豫0823执${id.split('-').at(-1) ?? ''}号`;
const example = (node: NodeId, more: object = {}) => ({ ...(nodeRow(node).example as object), ...more });

async function confirmedIn(subAccount: string): Promise<string> {
  const id = await court.file(3_600_000);
  const say = async (by: string, node: NodeId, more: object) => {
    const sent = await court.api.as(by).post(`/api/cases/${id}/nodes/${node}`, { subject: 'r-1', payload: example(node, more) }); // prettier-ignore
    expect([node, sent.status, sent.body]).toMatchObject([node, 200, {}]);
  };
  await say('p-finance-1', 'funds.arrived', { reference: `YH-${id}` });
  await say('p-funds-1', 'funds.reviewed', {});
  await say('p-finance-1', 'funds.confirmed', { subAccount });
  return id;
}

it('is suspicious, with both cases named, until one of the confirmations is withdrawn', async () => {
  const [a, b] = [await confirmedIn(SUB), await confirmedIn(SUB)];
  const file = (serial: string) => ownStatement([{ serial, fen: 100_000, subAccount: SUB }]);
  const first = await imported(court, file('8100000001'));
  expect(first.counts).toMatchObject([{ status: 'suspicious', code: 'sub-account-of-several', state: 'recorded' }]);
  const { rows } = await court.engine.store.pool.query<{ payload: { proposals: { case: string }[] } }>(`select payload from facts where node = 'funds.unidentified'`); // prettier-ignore
  expect(rows[0]?.payload.proposals.map((each) => each.case).toSorted()).toEqual([noOf(a), noOf(b)].toSorted());
  const { rows: own } = await court.engine.store.pool.query<{ seq: number }>(`select seq from facts where case_id = $1 and node = 'funds.confirmed'`, [b]); // prettier-ignore
  const back = await court.api.as('p-finance-1').post(`/api/cases/${b}/nodes/fact.withdrawn`, { payload: { fact: own[0]?.seq, reason: '子账户误录' } }); // prettier-ignore
  expect([back.status, back.body]).toMatchObject([200, {}]);
  const second = await imported(court, file('8100000002'));
  expect(second.counts).toMatchObject([{ status: 'matched', kind: 'arrival', state: 'recorded' }]);
  const { rows: came } = await court.engine.store.pool.query(`select case_id from facts where node = 'funds.arrived' and subject = 'r-8100000002'`); // prettier-ignore
  expect(came).toEqual([{ case_id: a }]);
}, 120_000);

it('is broken where no text can hold it, and the rest of its file is imported', async () => {
  const id = await court.file(3_600_000);
  const said = ['案款', `案\u0000款`, '案款\u001b', '案款'].map((remark, i) => ({ serial: `820000000${i}`, fen: 1_000, remark: `${noOf(id)} ${remark}` })); // prettier-ignore
  const view = await imported(court, ownStatement([...said, { serial: '83\u000000000', fen: 1_000 }]));
  expect(endsOf(view)).toEqual(['broken bad-text person 3', 'matched arrival recorded 2']);
}, 60_000);
