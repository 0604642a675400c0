// What comes new to people while they listen: nothing lost, nothing twice, in order, and no longer than they may (docs/decisions/145).
import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFeed } from '../../../api/inbox/feed.ts';
import { givePlaces } from '../../../db/inbox/write.ts';
import { filing, type Case } from '../../support/api.ts';
import { cameIn, type LoginCourt, startLoginCourt } from '../../support/logging-in.ts';

let court: LoginCourt;
let caseId = '';
let owner: pg.Client;
beforeAll(async () => {
  court = await startLoginCourt(() => Promise.resolve(null));
  owner = new pg.Client({ connectionString: court.databaseUrl });
  await owner.connect();
  caseId = (await court.api.as('p-filing-1').post<Case>('/api/cases', filing({ filedAt: new Date().toISOString() })))
    .body.id;
});
afterAll(async () => {
  await owner.end();
  await court.close();
});

/** What is told over a stream, as it comes. */
interface Heard {
  readonly status: number;
  readonly text: () => string;
  readonly ids: () => readonly number[];
  readonly texts: () => readonly string[];
  /** Settles when the stream ends. */
  readonly ended: Promise<void>;
  readonly leave: () => void;
}

async function listen(headers: Record<string, string>): Promise<Heard> {
  const breaking = new AbortController();
  const answer = await fetch(`${court.address}/api/events`, { headers, signal: breaking.signal });
  let heard = '';
  const read = async () => {
    for await (const chunk of answer.body ?? []) heard += Buffer.from(chunk).toString();
  };
  const each = (pattern: RegExp) => [...heard.matchAll(pattern)].map(([, found = '']) => found);
  return {
    status: answer.status,
    text: () => heard,
    ids: () => each(/^id: (\d+)$/gm).map(Number),
    texts: () => each(/^data: (\{"id".*)$/gm).map((line) => (JSON.parse(line) as { text: string }).text),
    ended: read().catch(() => undefined),
    leave: () => breaking.abort(),
  };
}
const bearer = async (person: string, last?: number) => ({
  authorization: `Bearer ${await court.api.token(person)}`,
  ...(last !== undefined && { 'last-event-id': String(last) }),
});
const until = async (is: () => boolean) => {
  for (let i = 0; i < 200 && !is(); i++) await delay(50);
};

let count = 0;
/** Writes a notice to somebody in a transaction of its own, which is committed when told so. */
async function notice(person: string, text: string, client: pg.ClientBase = owner): Promise<void> {
  const body = { kind: 'announced', caseNo: '（2026）豫0823执1号', rung: null, deadline: null, text };
  await client.query(
    `with o as (insert into outbox (case_id, effect, key, "to", body, created_at) values ($1, 'notice', $2, '[]', $3, now()) returning id)
     insert into inbox (person, notice) select $4, id from o`,
    [caseId, `test/${(count += 1)}`, body, person],
  );
}

describe('who listens', () => {
  it('hears what comes to them, as it stands in their inbox, and nothing of before', async () => {
    await notice('p-review-1', '以前的');
    const heard = await listen(await bearer('p-review-1'));
    expect(heard.status).toBe(200);
    await notice('p-finance-1', '别人的');
    await notice('p-review-1', '给⟨p-review-1⟩的');
    await until(() => heard.texts().length > 0);
    expect(heard.texts()).toEqual(['给内勤甲的']);
    heard.leave();
    const { body } = await court.api.as('p-review-1').get<{ items: object[] }>('/api/inbox?limit=1');
    expect(JSON.parse(/^data: (.*)$/m.exec(heard.text())?.[1] ?? '')).toEqual(body.items[0]);
  });

  it('hears what a command says, and with a session too', async () => {
    const { browser } = await cameIn(court, 'p-command-1');
    const heard = await listen({ cookie: `zhixing=${browser.cookies('127.0.0.1').get('zhixing')}` });
    await court.api.as('p-filing-1').post(`/api/trial/cases/${caseId}/clock`, { advance: '60d' });
    await until(() => heard.texts().length > 0);
    expect(heard.texts().length).toBeGreaterThan(0);
    heard.leave();
  });

  it('misses nothing that was written before and committed later', async () => {
    const late = new pg.Client({ connectionString: court.databaseUrl });
    await late.connect();
    const heard = await listen(await bearer('p-bailiff-1'));
    await late.query('begin');
    await notice('p-bailiff-1', '先写后交', late);
    await notice('p-bailiff-1', '后写先交');
    await until(() => heard.texts().length === 1);
    heard.leave();
    await late.query('commit');
    await late.end();
    const again = await listen(await bearer('p-bailiff-1', heard.ids().at(-1)));
    await until(() => again.texts().length === 1);
    expect([...heard.texts(), ...again.texts()]).toEqual(['后写先交', '先写后交']);
    again.leave();
  });

  it('hears each once and in order, however often the line breaks and whoever writes at the same time', async () => {
    const writers = Array.from({ length: 4 }, async (_, w) => {
      const client = new pg.Client({ connectionString: court.databaseUrl });
      await client.connect();
      for (let i = 0; i < 25; i++) {
        await client.query('begin');
        await notice('p-analysis-1', `${w}/${i}`, client);
        await delay(Math.random() * 160);
        await client.query('commit');
      }
      await client.end();
    });
    const heard: { ids: readonly number[]; texts: readonly string[] }[] = [];
    const all = () => heard.flatMap(({ texts }) => texts);
    let last = 0;
    for (let i = 0; i < 60 && all().length < 100; i++) {
      const stream = await listen(await bearer('p-analysis-1', last));
      await delay(150 + Math.random() * 400);
      stream.leave();
      await stream.ended;
      heard.push({ ids: stream.ids(), texts: stream.texts() });
      last = stream.ids().at(-1) ?? last;
    }
    await Promise.all(writers);
    expect(all().toSorted()).toEqual(
      Array.from({ length: 100 }, (_, k) => `${Math.floor(k / 25)}/${k % 25}`).toSorted(),
    );
    const ids = heard.flatMap((each) => each.ids);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  });

  it('hears nothing of a record that is kept from them', async () => {
    const heard = await listen(await bearer('p-documents-1'));
    await owner.query('update cases set barred = $2 where id = $1', [caseId, ['p-documents-1']]);
    await notice('p-documents-1', '不该知道的');
    await delay(1_500);
    await owner.query('update cases set barred = null where id = $1', [caseId]);
    await notice('p-documents-1', '可以知道的');
    await until(() => heard.texts().length > 0);
    expect(heard.texts()).toEqual(['可以知道的']);
    heard.leave();
  });

  it('listens six times at most, and begins at a place that there is', async () => {
    const six = await Promise.all(Array.from({ length: 6 }, async () => listen(await bearer('p-disposal-1'))));
    const seventh = await fetch(`${court.address}/api/events`, { headers: await bearer('p-disposal-1') });
    expect(await seventh.json()).toMatchObject({ status: 429, code: 'too-many-streams' });
    six[0]?.leave();
    await delay(100);
    const next = await listen(await bearer('p-disposal-1'));
    expect(next.status).toBe(200);
    for (const each of [...six, next]) each.leave();
    for (const id of ['x', '-1', '1e3', '9'.repeat(30)]) {
      const wrong = await fetch(`${court.address}/api/events`, { headers: { ...(await bearer('p-review-1')), 'last-event-id': id } }); // prettier-ignore
      expect(await wrong.json(), id).toMatchObject({ status: 400, code: 'bad-event-id' });
    }
    const ahead = await listen(await bearer('p-dossier-1', 999_999_999)); // of a database that has been put back
    await notice('p-dossier-1', '恢复以后的');
    await until(() => ahead.texts().length > 0);
    expect(ahead.texts()).toEqual(['恢复以后的']);
    ahead.leave();
  });

  it('is told nothing without a token', async () => {
    const nobody = await fetch(`${court.address}/api/events`);
    expect(await nobody.json()).toMatchObject({ status: 401, code: 'no-token' });
  });
});

describe('a stream ends', () => {
  const times = { look: 20, beat: 60 };
  const feedOf = () => createFeed(court.api, court.api.app.log, times);
  const ends = (stream: NodeJS.ReadableStream) => {
    let text = '';
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    return new Promise<string>((resolve) => stream.on('end', () => resolve(text)));
  };
  const later = () => Date.now() + 60_000;

  it('with its token, its session, its person’s office, and its process', async () => {
    const feed = feedOf();
    const token = await feed.listen({ caller: 'p-review-1', session: null, until: Date.now() + 200 }, undefined);
    expect(await ends(token)).toMatch(/^: $[^]*event: end\n/m);
    const { get, send } = await cameIn(court, 'p-review-1');
    const { session } = (await get('/api/session')).json<{ session: number }>();
    const found = { id: session } as never; // no more of it is looked at
    const ending = ends(await feed.listen({ caller: 'p-review-1', session: found, until: later() }, undefined));
    await send('POST', '/api/session/logout');
    expect(await ending).toContain('event: end');
    const leaving = ends(await feed.listen({ caller: 'p-control-2', session: null, until: later() }, undefined));
    await owner.query(`update assignments set valid_to = now() where person = 'p-control-2'`);
    expect(await leaving).toContain('event: end');
    const stopping = ends(await feed.listen({ caller: 'p-review-1', session: null, until: later() }, undefined));
    feed.stop();
    expect(await stopping).not.toContain('event: end'); // its browser comes again, to another process
  });

  it('not when Postgres is away for a moment', async () => {
    const feed = feedOf();
    const heard = await feed.listen({ caller: 'p-funds-1', session: null, until: later() }, undefined);
    let text = '';
    heard.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`); // prettier-ignore
    await notice('p-funds-1', '断线以后的');
    await until(() => text.includes('断线以后的'));
    expect(text).toContain('断线以后的');
    feed.stop();
  });
});

describe('the places of notices', () => {
  it('are given once, without gaps, by many at a time', async () => {
    for (let i = 0; i < 50; i++) await notice('p-filing-1', `第${i}件`);
    await Promise.all(Array.from({ length: 8 }, () => givePlaces(court.store)));
    while ((await givePlaces(court.store)) > 0);
    const { rows } = await owner.query<{ n: string; k: string }>(
      'select n, row_number() over (order by n) as k from inbox',
    );
    expect(rows.every(({ n, k }) => n === k)).toBe(true);
  });
});
