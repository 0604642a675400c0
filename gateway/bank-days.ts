import { lawInForce } from '../db/cases/read.ts';
import { lawLibrary } from '../db/law/library.ts';
import { readBooks } from '../db/money/books.ts';
import { atOneMoment } from '../db/client.ts';
import { type OpenDay, readAccounts, readBankDay, readDifferences, readOpenDays, toDecide } from '../db/money/days.ts';
import { readHolders } from '../db/people/read.ts';
import { bankDayId, bankMonthId } from '../domain/plan/money/bank-days.ts';
import { bookDifferences, dayDifferences } from '../domain/plan/money/day-differences.ts';
import { addDays, type CivilDate, dayNumber } from '../domain/time/civil-date.ts';
import { isWorkingDay } from '../domain/time/court-calendar.ts';
import { dateOf, endOfDay, formatInstant, type Instant, startOfDay } from '../domain/time/instant.ts';
import { foundByItself } from './foundings.ts';
import { readStart } from './start.ts';
import type { Sweeping } from './sweeping.ts';
import { tellCase } from './telling.ts';

const BACK = 10; // days: a worker that was down opens them when it is back
const SYSTEM = 'sys:case-funds';

/**
 * Opens each working day of each account that is over, and the month on its first day, unless they are there (docs/decisions/075, 105); then says
 * in the open ones in what the bank's day differs from the court's. Answers the ids opened.
 */
export async function keepBankDays(sweeping: Sweeping, now = Date.now()): Promise<readonly string[]> {
  if (sweeping.sealKey === undefined) return [];
  const accounts = await readAccounts(sweeping.store.db);
  if (accounts.length === 0) return [];
  const found = foundByItself(sweeping);
  const opened: string[] = [];
  for (const { id, payload, at } of await due(sweeping, accounts, now)) {
    if ((await readStart(sweeping.store.db, id)) !== undefined) continue;
    if (await found({ id, body: { kind: 'reconciliation', at: formatInstant(at), payload } })) opened.push(id);
  }
  const days = await readOpenDays(sweeping.store.db);
  const sealed = { ...sweeping, sealKey: sweeping.sealKey };
  for (const day of days) await compare(sealed, day);
  const last = days.toSorted((a, b) => (a.day < b.day ? 1 : -1))[0];
  if (last !== undefined) await sayIn(sealed, last, bookDifferences(await atOneMoment(sweeping.store, readBooks)));
  return opened;
}

interface Due {
  readonly id: string;
  readonly payload: { readonly account?: string; readonly day?: CivilDate; readonly month?: string };
  readonly at: Instant;
}

/** The days and the month that are to be opened by now, those that are there too. */
async function due(
  { store: { db } }: Sweeping,
  accounts: Awaited<ReturnType<typeof readAccounts>>,
  now: Instant,
): Promise<readonly Due[]> {
  const inForce = await lawInForce(db);
  const { courtCalendar } = (await lawLibrary().load(db, [inForce]))(inForce);
  const today = dateOf(now);
  const days = Array.from({ length: BACK }, (_, i) => addDays(today, i - BACK)).filter((day) => isWorkingDay(courtCalendar, dayNumber(day))); // prettier-ignore
  const month = today.slice(0, 7);
  return [
    ...accounts.flatMap(
      ({ account, since }) =>
      days.filter((day) => day >= since).map((day) => ({ id: bankDayId(account, day), payload: { account, day }, at: endOfDay(day) })), // prettier-ignore
    ),
    { id: bankMonthId(month), payload: { month }, at: startOfDay(`${month}-01`) },
  ];
}

/** Says each difference once, as the system of case funds: its id is its command's. */
async function compare(sweeping: Sealed, open: OpenDay): Promise<void> {
  const { store } = sweeping;
  const known = await atOneMoment(store, (tx) => readBankDay(tx, open));
  if (known === undefined) return;
  await decide(sweeping, open, toDecide(known));
  await sayIn(sweeping, open, dayDifferences(known));
}

type Sealed = Sweeping & { readonly sealKey: string };

const speaker = async ({ store }: Sealed): Promise<string | undefined> => (await readHolders(store.db, [SYSTEM])).get(SYSTEM)?.[0]; // prettier-ignore

/** What nobody has to judge is decided at once: charges and the bank's interest, as the bank calls them (docs/decisions/115). */
async function decide(sweeping: Sealed, { id }: OpenDay, lines: ReturnType<typeof toDecide>): Promise<void> {
  const by = lines.length === 0 ? undefined : await speaker(sweeping);
  if (by === undefined) return;
  for (const { account, serial, amountFen, fate, summary } of lines) {
    const payload = { line: { account, serial }, as: fate.kind ?? 'charge', fen: Number(amountFen), why: `银行摘要：${summary ?? '无'}` }; // prettier-ignore
    const answer = await tellCase(sweeping)(id, { node: 'line.decided', payload, by, commandId: `decided-${account}-${serial}`.slice(0, 200) }); // prettier-ignore
    if (!answer.accepted) sweeping.log.error({ id, line: serial, answer: answer.zh }, 'a line could not be decided');
  }
}

/** Says what of it has not been said. */
async function sayIn(sweeping: Sealed, open: OpenDay, found: ReturnType<typeof dayDifferences>): Promise<void> {
  const { store, log } = sweeping;
  const said = found.length === 0 ? new Set<string>() : await readDifferences(store.db, open.id);
  const fresh = found.filter(({ id }) => !said.has(id));
  const by = fresh.length === 0 ? undefined : await speaker(sweeping);
  if (by === undefined) return;
  const tell = tellCase(sweeping);
  for (const { id, payload } of fresh) {
    const answer = await tell(open.id, {
      node: 'difference.found',
      subject: id,
      payload,
      by,
      commandId: `difference-${id}`,
    });
    if (!answer.accepted)
      log.error({ id: open.id, difference: id, answer: answer.zh }, 'a difference could not be recorded');
  }
}
