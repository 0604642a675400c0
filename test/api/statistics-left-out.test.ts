// What counts in no figure of the court: a payout that the bank sent back, a disclosure from before a takeover (docs/decisions/092).
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cases, deadlines } from '../../db/schema/index.ts';
import { parseInstant } from '../../domain/time/instant.ts';
import { startApi, type TestApi } from '../support/api.ts';

interface Statistics {
  readonly groups: readonly {
    readonly figures: readonly { measure: string; figure: number | null; lines: number }[];
  }[];
}
type DeadlineRow = typeof deadlines.$inferInsert;

const on = (text: string): number => parseInstant(`${text}:00+08:00`) ?? Number.NaN;

let api: TestApi;
let seq = 0;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function deadline(more: Partial<DeadlineRow>): Promise<void> {
  await api.store.db.insert(deadlines).values({
    ...{ caseId: '执G', id: `d-${(seq += 1)}`, rule: 'payout', seq, openedAt: 0, dueAt: 0, provisional: false },
    ...{ status: 'done', ownerRole: 'officer', because: [], fired: [], rulesVersion: 1, calendarVersion: 1 },
    ...more,
  }); // prettier-ignore
}

it('a payout that the bank sent back was paid to nobody: its new one counts; of what a takeover brought nobody could be told', async () => {
  await api.store.db.insert(cases).values({
    ...{ id: '执G', caseNo: '执G', court: '豫0823', version: 1, filing: { history: [{}] } as never, filingHash: '' },
    ...{ filedAt: on('2026-01-05T09:00'), enteredAt: on('2026-07-02T09:00'), stage: 'control' },
    ...{ nextDueAt: on('2026-08-20T00:00'), snapshot: { title: '执G之案' } as never },
  });
  await deadline({ rule: 'funds-confirm', subject: 'r-1', openedAt: on('2026-07-03T09:00'), dueAt: on('2026-07-06T00:00'), endedAt: on('2026-07-03T10:00') }); // prettier-ignore
  const payout = { rule: 'payout', subject: 'r-1', ownerRole: 'officer' } as const;
  await deadline({ ...payout, openedAt: on('2026-07-03T10:00'), dueAt: on('2026-07-14T00:00'), endedAt: on('2026-07-06T09:00') }); // prettier-ignore
  await deadline({ ...payout, openedAt: on('2026-07-08T09:00'), dueAt: on('2026-07-19T00:00'), endedAt: on('2026-07-10T09:00') }); // prettier-ignore
  const told = { rule: 'disclose', ownerRole: 'system' } as const;
  await deadline({ ...told, openedAt: on('2026-02-02T09:00'), dueAt: on('2026-07-03T00:00'), endedAt: on('2026-07-02T10:00') }); // prettier-ignore
  await deadline({ ...told, openedAt: on('2026-07-03T09:00'), dueAt: on('2026-07-04T00:00'), endedAt: on('2026-07-03T11:00') }); // prettier-ignore
  const july =
    (await api.as('p-analysis-1').get<Statistics>('/api/statistics?from=2026-07-01&to=2026-07-31')).body.groups[0]
      ?.figures ?? [];
  const of = (id: string) =>
    july
      .filter(({ measure }) => measure === id)
      .map(({ figure, lines }) => [figure, lines])
      .flat();
  expect(of('payouts-in-time')).toEqual([1, 1]);
  expect(of('payout-days')).toEqual([7, 1]);
  expect(of('disclosed-in-time')).toEqual([1, 1]);
  expect(of('disclosure-hours')).toEqual([2, 1]);
});

it('a month asked about afterwards says what stood over at its end, whatever has become of that since', async () => {
  const due = { dueAt: on('2026-05-20T00:00'), openedAt: on('2026-05-12T09:00'), endedAt: on('2026-06-10T09:00'), lateSince: on('2026-05-20T00:00') }; // prettier-ignore
  await deadline({ ...due, rule: 'related-cases', status: 'done-late' });
  await deadline({ ...due, rule: 'clue-verify', status: 'void' });
  await deadline({ ...due, rule: 'close', status: 'lapsed' });
  await deadline({ ...due, rule: 'reception', status: 'void', lateSince: null, endedAt: on('2026-05-15T09:00') });
  await deadline({ ...due, rule: 'case-limit-statutory', status: 'done-late' });
  const ofMonth = async (month: string, measure: string) =>
    (await api.as('p-analysis-1').get<Statistics>(`/api/statistics?from=2026-${month}-01&to=2026-${month}-30`)).body.groups[0]?.figures.find((f) => f.measure === measure); // prettier-ignore
  expect(await ofMonth('05', 'overdue')).toMatchObject({ figure: 4, lines: 4 });
  expect(await ofMonth('05', 'limit-rate')).toMatchObject({ figure: 0, lines: 1 });
  const { body } = await api.as('p-analysis-1').get<{ items: readonly unknown[] }>('/api/statistics/lines?measure=overdue&from=2026-05-01&to=2026-05-30'); // prettier-ignore
  expect(body.items).toHaveLength(4);
});
