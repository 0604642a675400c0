// The month's reports open by themselves (docs/decisions/075): once, whoever sweeps, and not where the court had no case yet.
import { expect, it } from 'vitest';
import { openPeriods } from '../../gateway/periods.ts';
import { SEAL_KEY } from '../support/engine.ts';
import { wholeCourt } from '../support/court.ts';

const court = wholeCourt();

it('opens two records for the month that is over, once; nobody founds one by hand', async () => {
  const log = { warn: () => undefined, error: (what: object) => { throw new Error(JSON.stringify(what)); } }; // prettier-ignore
  const { client, store, taskQueue } = court.engine;
  const sweeping = { client, store, taskQueue, sealKey: SEAL_KEY, log };
  expect(await openPeriods(sweeping)).toEqual([]);
  await court.file();
  await store.pool.query(`update cases set entered_at = entered_at - interval '40 days'`);
  const opened = await openPeriods(sweeping);
  expect(opened.map((id) => id.replace(/\d{4}-\d\d$/, ''))).toEqual(['report-usage-', 'report-analysis-']);
  expect(await openPeriods(sweeping)).toEqual([]);
  const { body } = await court.api.as('p-review-1').get<{ items: { id: string }[] }>('/api/matters?kind=report');
  expect(body.items.map(({ id }) => id).toSorted()).toEqual([...opened].toSorted());
  const byHand = { kind: 'report', payload: { kind: 'usage', month: '2026-01' } };
  expect((await court.api.as('p-review-1').post<{ code: string }>('/api/matters', byHand)).body.code).toBe(
    'wrong-role',
  );
}, 60_000);
