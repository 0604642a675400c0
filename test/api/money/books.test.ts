// What objections hold back of a distribution is the sum of what they dispute, in the ledger as in the facts: docs/spec/money.md 7.3, 14 (M11).
import pg from 'pg';
import { expect, test } from 'vitest';
import { atOneMoment } from '../../../db/client.ts';
import { readBooks } from '../../../db/money/books.ts';
import { bookDifferences } from '../../../domain/plan/money/day-differences.ts';
import { formatInstant } from '../../../domain/time/instant.ts';
import { filing } from '../../support/api.ts';
import { wholeCourt } from '../../support/court.ts';
import { bank, distribution as id, historyOf, planned, share } from '../../support/distribution-scenes.ts';

const court = wholeCourt();
const DAY = 86_400_000;
const AMOUNT = 900_000;

test('what is disputed and what is held back are compared; a fen that is missing is a difference', async () => {
  const caseId = await court.file(20 * DAY);
  const says = async (by: string, node: string, payload: object, subject?: string) => {
    const { status, body } = await court.api.as(by).post(`/api/cases/${caseId}/nodes/${node}`, { payload, ...(subject && { subject }) }); // prettier-ignore
    expect(status, JSON.stringify(body)).toBe(200);
  };
  const books = async () => (await atOneMoment(court.engine.store, readBooks)).filter((each) => each.id === 'case.disputed').map(({ ledgerFen, listedFen }) => [ledgerFen, listedFen]); // prettier-ignore
  const money = { amountFen: AMOUNT, payer: '李卫东' };
  const shares = [{ party: 'applicant-1', amountFen: AMOUNT }];
  await says('p-command-1', 'case.assigned', { officer: 'p-officer-1' });
  await says('p-finance-1', 'funds.arrived', { ...money, reference: 'BOOKS-1' }, 'r-1');
  await says('p-finance-1', 'funds.confirmed', { ...money, payerAccount: '6228', handler: '财务室', subAccount: '1' }, 'r-1'); // prettier-ignore
  await says('p-officer-1', 'distribution.planned', { receipts: ['r-1'], shares });
  expect(await books()).toEqual([[0n, 0n]]);
  await says('p-officer-1', 'distribution.objected', { party: 'respondent-1', disputedFen: 400_000, ground: '数额有误' }, 'distribution-1'); // prettier-ignore
  expect(await books()).toEqual([[400_000n, 400_000n]]);

  const owner = new pg.Client({ connectionString: court.engine.databaseUrl });
  await owner.connect();
  await owner.query(`update ledger_balances set fen = fen - 1 where account = 'case.disputed'`);
  await owner.end();
  const [difference] = bookDifferences(await atOneMoment(court.engine.store, readBooks));
  expect(difference?.payload).toMatchObject({ kind: 'books-differ', fen: 1 });
  expect(difference?.payload.what).toContain('争议留存');
});

test('what a suit holds again of a plan that was settled is read of the facts, though the ledger had nothing of it', async () => {
  const shares = [share('applicant-1', 15_000_000), share(bank, 10_000_000)];
  const settled = planned
    .complete('distribution.objected', id, { party: bank, disputedFen: 2_000_000 }, { by: 'officer' })
    .complete('distribution.opposed', id, { party: 'applicant-1' }, { by: 'officer' })
    .at('2026-03-14T09:00')
    .complete('distribution.settled', id, { how: 'unopposed', shares });
  const heard = settled.at('2026-03-20T09:00').complete('remedy.sought', id, { way: 'lawsuit', party: bank, on: '2026-02-20' }); // prettier-ignore
  const { status, body } = await court.api.as('p-filing-1').post('/api/cases', filing({ filedAt: formatInstant(heard.c.founding.at), history: historyOf(heard) })); // prettier-ignore
  expect(status, JSON.stringify(body)).toBe(201);
  const books = async () => (await atOneMoment(court.engine.store, readBooks)).find((each) => each.id === 'case.disputed')?.listedFen; // prettier-ignore
  const before = await books();
  const owner = new pg.Client({ connectionString: court.engine.databaseUrl });
  await owner.connect();
  await owner.query(`update ledger_balances set fen = 0 where account = 'case.disputed' and fen = 2000000`);
  await owner.end();
  expect([await books(), before]).toEqual([2_400_000n, 2_400_000n]);
});
