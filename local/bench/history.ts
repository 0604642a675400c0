import { setTimeout as delay } from 'node:timers/promises';
import { atMost, type Figure } from './figure.ts';
import type { Site } from './site.ts';
import { ordinaryCase } from './story.ts';

const DAY = 86_400_000;
const EVENTS = { unit: '' };

/** What a completion added to its case's history. */
interface Growth {
  readonly events: number;
  /** Notices, or a batch for the parties and what is recorded of it. */
  readonly withNotices: boolean;
}

/** How long histories get: what a completion costs, with and without notices, and a whole case. */
export async function benchHistory(site: Site): Promise<Figure[]> {
  const { court } = site;
  const id = await court.file();
  const grown: Growth[] = [await overdueAtOnce(site)];
  for (const step of ordinaryCase) {
    const growth = await growthBy(site, id, () => court.take(id, step));
    if ('node' in step) grown.push(growth);
  }
  const most = (withNotices: boolean) =>
    Math.max(...grown.filter((g) => g.withNotices === withNotices).map((g) => g.events));
  return [
    atMost('history: events a completion, the most', most(false), 10, EVENTS),
    atMost('history: events a completion with what it sends, the most', most(true), 20, EVENTS),
    atMost('history: events of an ordinary case with its disclosures', await settledLength(site, id), 600, EVENTS),
  ];
}

/** Money that came five days ago is recorded only now: its deadline opens overdue, and warns at once. */
async function overdueAtOnce(site: Site): Promise<Growth> {
  const { court } = site;
  const id = await court.file();
  const { now } = await court.advance(id, '6d');
  const at = new Date(Date.parse(now) - 5 * DAY).toISOString();
  return growthBy(site, id, () => court.complete(id, { node: 'funds.arrived', subject: 'r-1', at }));
}

async function growthBy(site: Site, id: string, work: () => Promise<unknown>): Promise<Growth> {
  const before = await settledLength(site, id);
  await work();
  const events = (await settledLength(site, id)) - before;
  const { events: all } = await site.temporal.workflow.getHandle(id).fetchHistory();
  return { events, withNotices: (all ?? []).slice(before).some((e) => e.activityTaskScheduledEventAttributes) };
}

/** The length of a case's history once nothing is on its way any more. */
async function settledLength({ temporal }: Site, id: string): Promise<number> {
  let last = -1;
  for (;;) {
    const { historyLength, raw } = await temporal.workflow.getHandle(id).describe();
    if (historyLength === last && (raw.pendingActivities ?? []).length === 0) return historyLength;
    last = historyLength;
    await delay(150);
  }
}
