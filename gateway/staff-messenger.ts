import type { Logger } from 'pino';
import { setTimeout as delay } from 'node:timers/promises';
import type { Store } from '../db/client.ts';
import { alone, gather, readContacts, readDigested, readTold, readUnsentMessages, readWaiting, settleMessage, type StaffContact, type StaffMessage, type ToldRow, type WaitingRow } from '../db/inbox/messages.ts'; // prettier-ignore
import { readPublications } from '../db/law/calendar.ts';
import { namesOf } from '../db/people/names.ts';
import { readPeople } from '../db/people/read.ts';
import { goesAt, type Quiet } from '../domain/engine/staff-hours.ts';
import { calendarOf } from '../domain/law/publication.ts';
import { isKeptFrom } from '../domain/plan/matters/readers.ts';
import type { Person } from '../domain/record/actor.ts';
import { dateOf, HOUR, type Instant, startOfDay } from '../domain/time/instant.ts';
import { personsIn } from '../domain/words/persons.ts';
import { itemsOf, type NoticeLine, staffLine, staffMailZh, staffSmsZh } from '../domain/words/staff-messages.ts';
import type { Channels } from '../process/channel.ts';

/** What telling the court's own people works with. */
export interface StaffTelling {
  readonly store: Pick<Store, 'db' | 'pool'>;
  readonly channels: Channels;
  readonly quiet: Quiet;
  readonly log: Pick<Logger, 'warn'>;
  /** How often this process has tried which message in vain: one that nobody takes stands behind the others. */
  readonly tried?: Map<number, number>;
}

const EVERY_MS = 20_000;
/** What could not go out for so long is told nowhere but in the inbox. */
const PATIENCE_MS = 72 * HOUR;
/** A channel that has failed so often in a row is asked nothing more in this look. */
const IN_VAIN = 5;

/** One look: gathers what may go out by now, and sends what waits. One worker at a time; a crash in between loses nothing and sends the same again. */
export const tellStaff = (telling: StaffTelling, now: Instant = Date.now()): Promise<void> =>
  alone(telling.store, async () => {
    await gatherDue(telling, now);
    await sendGathered(telling, now);
  });

/** Looks now and then until it is stopped. What fails is tried again at the next look; it is named in the log once, until it goes again. */
export function tellStaffEvery(telling: StaffTelling, everyMs = EVERY_MS): { readonly stop: () => Promise<void> } {
  const stopped = new AbortController();
  const trying = { tried: new Map<number, number>(), ...telling };
  const run = async () => {
    let isFailing = false;
    while (!stopped.signal.aborted) {
      try {
        await tellStaff(trying);
        isFailing = false;
      } catch (error) {
        if (!isFailing) telling.log.warn({ error }, 'the court’s own people cannot be told');
        isFailing = true;
      }
      await delay(everyMs, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const ended = run();
  return { stop: () => (stopped.abort(), ended) };
}

async function gatherDue({ store, quiet }: StaffTelling, now: Instant): Promise<void> {
  const waiting = await readWaiting(store.db);
  if (waiting.length === 0) return;
  const people = await readPeople(store.db, [...new Set(waiting.map(({ person }) => person))]);
  const hours = { quiet, calendar: calendarOf(await readPublications(store.db)) };
  const digested = await readDigested(store.db, startOfDay(dateOf(now))); // one a day, whatever came late
  const isDue = (row: WaitingRow): boolean => {
    const due = goesAt(arrived(row), row.pace, hours);
    return due <= now && now - due <= PATIENCE_MS && !(row.pace === 'digest' && digested.has(row.person));
  };
  const due = waiting.filter((row) => mayHear(row, people.get(row.person)) && isDue(row));
  for (const [person, rows] of Map.groupBy(due, (row) => row.person)) {
    const [first] = rows;
    if (first !== undefined) await gather(store, { person, pace: first.pace, rows: rows.map(({ id }) => id) });
  }
}

const arrived = ({ at, body, deadline, clockOffset }: WaitingRow) => ({
  at,
  rung: body.rung,
  dueAt: deadline?.status === 'open' && deadline.dueAt !== null ? deadline.dueAt - clockOffset : null,
});

/** As the inbox shows it: not what is kept from them now, nor to whom has left. */
const mayHear = (row: Pick<ToldRow, 'barred' | 'readers'>, person: Person | undefined): boolean =>
  person !== undefined && person.isOut !== true && !isKeptFrom(row, person);

async function sendGathered({ store, channels, log, tried = new Map() }: StaffTelling, now: Instant): Promise<void> {
  const times = ({ id }: StaffMessage): number => tried.get(id) ?? 0;
  const messages = (await readUnsentMessages(store.db)).toSorted((a, b) => times(a) - times(b));
  const contacts = await readContacts(store.db, messages.map(({ person }) => person)); // prettier-ignore
  const failed = { mail: 0, sms: 0 }; // in a row
  for (const message of messages) {
    const lines = await linesOf(store, message);
    const outcome =
      lines.length === 0
        ? { refused: '没有可以告知的事项' }
        : await sent({ message, lines, contact: contacts.get(message.person), channels, failed });
    const isOver = now - message.at > PATIENCE_MS;
    if (outcome === undefined) tried.set(message.id, times(message) + 1);
    if (outcome !== undefined || isOver)
      await settleMessage(store.db, message.id, outcome ?? { refused: '多次未能发出' });
  }
  if (failed.mail + failed.sms > 0) log.warn({ failed }, 'a channel to the court’s own people takes nothing now');
}

/** What a message tells, as its person may know it now. */
async function linesOf(
  { db }: StaffTelling['store'],
  { id, person, pace }: StaffMessage,
): Promise<readonly NoticeLine[]> {
  const rows = await readTold(db, [id]);
  const known = (await readPeople(db, [person])).get(person);
  const own = rows.filter((row) => mayHear(row, known));
  const names = await namesOf(db, own.flatMap(({ body }) => personsIn(body.text))); // prettier-ignore
  return (pace === 'digest' ? itemsOf(own) : own).map((row) => staffLine(row, names, Date.now()));
}

interface Sending {
  readonly message: StaffMessage;
  readonly lines: readonly NoticeLine[];
  readonly contact: StaffContact | undefined;
  readonly channels: Channels;
  readonly failed: Record<'mail' | 'sms', number>;
}

/** Sends it by the first of their ways that takes it; undefined: a way is closed for now, and waited for. */
async function sent({ message, lines, contact, channels, failed }: Sending) {
  const ways = [
    { way: 'mail' as const, to: contact?.mail ?? null, ...staffMailZh(lines, message.pace === 'digest') },
    { way: 'sms' as const, to: contact?.phone ?? null, subject: '', text: staffSmsZh(lines) },
  ];
  const reasons: string[] = [];
  for (const { way, to, subject, text } of ways) {
    const channel = channels[way];
    if (to === null || channel === undefined) continue;
    if (failed[way] >= IN_VAIN) return undefined;
    try {
      const fields = { count: String(Math.min(lines.length, 999)) };
      const { refused } = await channel({ id: `staff-${message.id}-${way}`, to, subject, text, fields });
      failed[way] = 0;
      if (refused === undefined) return { way };
      reasons.push(refused);
    } catch {
      failed[way] += 1;
      return undefined;
    }
  }
  return { refused: reasons.at(-1) ?? '没有可用的方式' };
}
