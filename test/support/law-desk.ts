import type { Static } from 'typebox';
import type { LawDraftView } from '../../api/law/law-schemas.ts';
import { dateOf } from '../../domain/time/instant.ts';
import { asDays } from './given-drafts.ts';
import { seedYears } from './seed-calendar.ts';
import type { Called, Case, TestApi } from './api.ts';
import { filing } from './api.ts';

export type Draft = Static<typeof LawDraftView>;

export const ADMINISTRATOR = 'p-administrator-1';
export const DRAFTS = '/api/law/drafts';

/** The court's day today. */
export const today = (): string => dateOf(Date.now());

/** The notice of 2026 as it was published, as a draft. */
export const notice2026 = (more: object = {}) => ({
  kind: 'calendar',
  year: 2026,
  source: '国务院办公厅',
  notice: '国办发明电〔2025〕7号',
  days: asDays(seedYears.find((y) => y.year === 2026)),
  ...more,
});

/** Takes the notice of 2026 out of a test's own database, so that it can come out again: what rests on the year is provisional. */
export const before2026 = async ({ store }: TestApi): Promise<void> =>
  void (await store.pool.query('set role none; delete from calendar_years where year = 2026; set role zhixing_app'));

/** Changes of law as an administrator makes them. */
export const lawDesk = (api: TestApi, person = ADMINISTRATOR) => {
  const caller = api.as(person);
  return {
    caller,
    /** The list of drafts, the newest first. */
    drafts: async (): Promise<readonly Draft[]> =>
      (await caller.get<{ items: readonly Draft[] }>(`${DRAFTS}?limit=200`)).body.items,
    draft: (body: unknown): Promise<Called<Draft>> => caller.post<Draft>(DRAFTS, body),
    step: <T = Draft>(id: string, verb: string, body: object = {}): Promise<Called<T>> =>
      caller.post<T>(`${DRAFTS}/${id}/${verb}`, body),
  };
};

/** Files a case of January 2026 with money confirmed on 6 February: payout is due on the 24th (春节). */
export async function caseWithMoney(api: TestApi, more: object = {}): Promise<Case> {
  const at = (time: string) => `2026-02-06T${time}:00+08:00`;
  const confirmed = { amountFen: 25_000_000, payer: '李卫东', payerAccount: '6228', handler: '财务甲', subAccount: '001' }; // prettier-ignore
  const history = [
    { node: 'funds.arrived', subject: 'r-7', at: at('10:00'), payload: { amountFen: 25_000_000, payer: '李卫东' } },
    { node: 'funds.confirmed', subject: 'r-7', at: at('15:00'), payload: confirmed },
  ];
  const filed = await api.as('p-filing-1').post<Case>('/api/cases', filing({ history, ...more }));
  if (filed.status !== 201) throw new Error(JSON.stringify(filed.body));
  return filed.body;
}
