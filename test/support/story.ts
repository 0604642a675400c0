import { saysOf } from './documents.ts';
import type { Docket } from './clerk.ts';
import { addMonths } from '../../domain/time/civil-date.ts';
import { dateOf } from '../../domain/time/instant.ts';
import type { Engine } from './engine.ts';

const DAY = 86_400_000;

/** A measure of control as it is recorded today. */
export const measure = (more: object = {}) => ({
  ...{ order: 'first', ruling: '之一', until: addMonths(dateOf(Date.now()), 11) },
  ...more,
});

/** The whole way of an ordinary case, every step in time: short of money at first, then paid in full. */
export async function workThrough(docket: Docket, engine: Engine): Promise<void> {
  const { complete } = docket;
  await complete('material.received');
  await complete('reception.held');
  await complete('case.assigned');
  await complete('trial-service.recorded');
  await complete('query.started');
  await complete('related-cases.checked');
  for (const kind of ['enforcement-notice', 'property-report-order', 'summons'] as const) {
    await complete('documents.issued', { kind, recipients: ['respondent-1'], channel: 'post', ...saysOf(kind) });
  }
  await complete('query.returned', {
    complete: true,
    assets: [
      { id: 'a-1', kind: 'bank-account', holder: '李卫东', description: '建设银行尾号0001', valueFen: 3_000_000 },
      { id: 'a-2', kind: 'vehicle', holder: '李卫东', description: '小型轿车', valueFen: null },
    ],
  });
  await complete('asset.frozen', measure({ amountFen: 3_000_000 }), 'a-1');
  await complete('asset.sealed', measure(), 'a-2');
  await complete('traditional-query.started');
  await complete('traditional-query.returned');
  await complete('asset.sealed', measure(), 'a-3');
  await complete('asset-schedule.filed', { items: ['a-1', 'a-2', 'a-3'].map((asset) => ({ asset, valueFen: null })) });
  await complete('triage.decided', { team: 'ordinary', criteria: ['ordinary-2', 'ordinary-1'] });
  for (const id of ['a-2', 'a-3']) {
    await complete('title-records.retrieved', undefined, id);
    await complete('disposal.registered', undefined, id);
  }
  await skip(docket, engine, 8);
  await complete('funds.arrived', undefined, 'r-1');
  await complete('funds.reviewed', undefined, 'r-1');
  await complete('funds.confirmed', undefined, 'r-1');
  await complete('payee-account.confirmed');
  await complete('payout.applied', undefined, 'r-1');
  await complete('payout.material-reviewed', undefined, 'FK-2026-031');
  await complete('payout.approved', undefined, 'FK-2026-031');
  await complete('payout.paid', undefined, 'FK-2026-031');
  for (const id of ['a-1', 'a-2', 'a-3']) await complete('asset.released', undefined, id);
  const free = await docket.tryTo('fee.assessed', { feeFen: 0, waived: true, document: '免交决定书' }, { by: 'p-president-1' }); // prettier-ignore
  if (!free.accepted) throw new Error(`the fee was not waived: ${free.code}`);
  await complete('closing.submitted');
  await complete('closing.reviewed');
  await complete('case.closed');
  await skip(docket, engine, 3);
  await complete('dossier.archived');
}

/** Moves a case's time on. */
export async function skip({ id }: Docket, engine: Engine, days: number): Promise<void> {
  const { rows } = await engine.store.pool.query<{ clock_offset: string }>(
    'select clock_offset from cases where id = $1',
    [id],
  );
  await engine.moveTo(id, Date.now() + Number(rows[0]?.clock_offset ?? 0) + days * DAY);
}
