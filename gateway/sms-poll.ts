import type { Logger } from 'pino';
import { setTimeout as delay } from 'node:timers/promises';
import { readFacts } from '../db/cases/read.ts';
import { readDisclosuresOfLate } from '../db/outbox/read.ts';
import { reportSaid, type SmsReport } from '../domain/engine/receipts.ts';
import { messageId } from '../domain/engine/sms-id.ts';
import { waysTo } from '../domain/plan/parties/ways.ts';
import { readCase } from '../domain/record/case.ts';
import type { FindSms } from '../process/channel.ts';
import { takeSmsReport } from './sms-reports.ts';

type Taking = Parameters<typeof takeSmsReport>[0];

/** What asking works with. */
export interface SmsPolling extends Taking {
  readonly find: FindSms;
  readonly log: Pick<Logger, 'warn'>;
}

const EVERY_MS = 5 * 60_000;
/** An operator that has said nothing for so long will not any more: what became of the message stays unknown. */
const ASKED_HOURS = 72;
const PAGE = 200;

/** Asks a provider what became of the short messages of late, and records it. Answers how many reports were recorded. */
export async function pollSmsReports({ find, log, ...taking }: SmsPolling): Promise<number> {
  let [recorded, after] = [0, 0];
  for (let more = PAGE; more === PAGE;) {
    const page = await readDisclosuresOfLate(taking.store.db, ASKED_HOURS, after, PAGE);
    for (const { id, caseId, to } of page) {
      after = id;
      const c = readCase(await readFacts(taking.store.db, caseId));
      for (const hearing of to) {
        const phone = waysTo(c, hearing.party).find(({ way }) => way === 'sms')?.to;
        if (phone === undefined || reportSaid(c, hearing, { status: 'delivered' }) === undefined) continue;
        const message = { effect: id, party: hearing.party };
        const report = await reportOf(find, { id: messageId(message, 'sms'), phone }).catch((error: unknown) => {
          log.warn({ error, effect: id }, 'a provider does not say what became of a short message');
          return undefined;
        });
        if (report !== undefined && (await takeSmsReport(taking, message, report)) === 'recorded') recorded += 1;
      }
    }
    more = page.length;
  }
  return recorded;
}

async function reportOf(find: FindSms, message: Parameters<FindSms>[0]): Promise<SmsReport | undefined> {
  const fate = await find(message);
  if (fate === undefined || fate.state === 'taken') return undefined;
  return fate.state === 'failed' ? { status: 'failed', reason: fate.reason } : { status: 'delivered' };
}

/** Asks now and then until it is stopped; what fails is tried again at the next. */
export function pollSmsEvery(polling: SmsPolling, everyMs = EVERY_MS): { readonly stop: () => Promise<void> } {
  const stopped = new AbortController();
  const run = async () => {
    while (!stopped.signal.aborted) {
      await pollSmsReports(polling).catch((error: unknown) =>
        polling.log.warn({ error }, 'what became of short messages is not known'),
      );
      await delay(everyMs, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const ended = run();
  return { stop: () => (stopped.abort(), ended) };
}
