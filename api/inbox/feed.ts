import type { FastifyBaseLogger } from 'fastify';
import { PassThrough, type Readable } from 'node:stream';
import type { Db } from '../../db/client.ts';
import { readLastTold, readNews } from '../../db/inbox/read.ts';
import { givePlaces, TOLD_AT_ONCE } from '../../db/inbox/write.ts';
import { readPeople } from '../../db/people/read.ts';
import { readRunning } from '../../db/sessions/read.ts';
import { isKeptFrom } from '../../domain/plan/matters/readers.ts';
import { forLog } from '../../process/error-for-log.ts';
import type { ApiDeps, CallerIdentity } from '../app-types.ts';
import { ApiProblem } from '../http/errors.ts';
import { namesInNotices } from './inbox-routes.ts';
import { inboxLine } from './inbox-view.ts';

/** How often it looks, how often it lets who listens know that it is there and asks whether they still may (ms). */
const TIMES = { look: 1_000, beat: 15_000 };
/** Streams of one person, and of this process; notices read at once; bytes that somebody may be behind. */
const MOST = { ofPerson: 6, streams: 2_000, news: 500, bytes: 1024 * 1024 } as const;

/** Somebody who listens. */
interface Listener {
  readonly stream: PassThrough;
  readonly identity: CallerIdentity;
  readonly person: string;
  /** The place of what they heard last. */
  last: number;
}

/** What comes new to people, while they listen: one look at Postgres a second for all who listen to this process. */
export interface Feed {
  /** Begins behind a place; undefined: with what comes from now on. Throws where there are too many. */
  readonly listen: (identity: CallerIdentity, last: number | undefined) => Promise<Readable>;
  /** Looks from now on, also while nobody listens: what has come gets its place. */
  readonly start: () => void;
  readonly stop: () => void;
}

export function createFeed({ store }: Pick<ApiDeps, 'store'>, log: FastifyBaseLogger, times = TIMES): Feed {
  const { db } = store;
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | undefined;
  let beaten = Date.now();

  const look = async (): Promise<void> => {
    try {
      await givePlaces(store);
      while (await tellNews(db, listeners));
      if (Date.now() - beaten >= times.beat) {
        beaten = Date.now();
        await askWhoMay(db, listeners);
      }
    } catch (error) {
      log.warn({ failure: forLog(error) }, 'no news can be told'); // they wait for the next look
    }
    if (timer !== undefined) timer = setTimeout(() => void look(), times.look);
  };
  const start = (): void => {
    timer ??= setTimeout(() => void look(), times.look);
  };
  return {
    async listen(identity, last) {
      const person = identity.caller;
      if (listeners.size >= MOST.streams) throw new ApiProblem('overloaded');
      if ([...listeners].filter((each) => each.person === person).length >= MOST.ofPerson) throw new ApiProblem('too-many-streams'); // prettier-ignore
      const stream = new PassThrough();
      const listener: Listener = { stream, identity, person, last: Number.MAX_SAFE_INTEGER };
      listeners.add(listener); // counted at once
      stream.on('close', () => listeners.delete(listener)).on('error', () => listeners.delete(listener));
      try {
        while ((await givePlaces(store)) === TOLD_AT_ONCE);
        const told = await readLastTold(db);
        listener.last = Math.min(last ?? told, told); // of another database, perhaps: what comes from now on
      } catch (error) {
        end(listeners, listener);
        throw error;
      }
      stream.write('retry: 3000\n: 有新的通知时在此告知\n\n');
      start();
      return stream;
    },
    start,
    stop() {
      clearTimeout(timer);
      timer = undefined;
      for (const each of listeners) end(listeners, each);
    },
  };
}

function end(listeners: Set<Listener>, each: Listener, words = ''): void {
  listeners.delete(each);
  each.stream.end(words);
}

/** Tells everybody what has come for them; answers whether there may be more at once. */
async function tellNews(db: Db, listeners: Set<Listener>): Promise<boolean> {
  const now = [...listeners];
  if (now.length === 0) return false;
  const news = await readNews(db, now, MOST.news);
  const people = await readPeople(db, [...new Set(news.map(({ person }) => person))]);
  const names = await namesInNotices(db, news);
  for (const row of news) {
    const [listener, person] = [now[row.who - 1], people.get(row.person)];
    if (listener === undefined || !listeners.has(listener)) continue; // cut off a moment ago
    listener.last = row.n;
    if (person === undefined || person.isOut === true || isKeptFrom(row, person)) continue;
    listener.stream.write(`id: ${row.n}\nevent: notice\ndata: ${JSON.stringify(inboxLine(row, names))}\n\n`);
    if (listener.stream.writableLength > MOST.bytes) end(listeners, listener); // they come again behind what they have heard
  }
  return news.length === MOST.news;
}

/** Who has logged out, whose token has ended, who has left: hears no more. The others hear that the line stands. */
async function askWhoMay(db: Db, listeners: Set<Listener>): Promise<void> {
  const running = await readRunning(db, [...listeners].flatMap(({ identity: { session } }) => session?.id ?? [])); // prettier-ignore
  const people = await readPeople(db, [...new Set([...listeners].map(({ person }) => person))]);
  for (const each of listeners) {
    const { session, until } = each.identity;
    const isOver = until <= Date.now() || (session !== null && !running.has(session.id));
    const person = people.get(each.person);
    if (isOver || person === undefined || person.isOut === true) end(listeners, each, 'event: end\ndata: {}\n\n');
    else each.stream.write(': \n\n');
  }
}
