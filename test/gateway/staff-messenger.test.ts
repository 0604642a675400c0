// The court's own people are told by mail and telephone: each notice once, at the first instant that it may, whatever breaks off in between.
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type StaffTelling, tellStaff } from '../../gateway/staff-messenger.ts';
import { HOUR, MINUTE, parseInstant } from '../../domain/time/instant.ts';
import type { Channel, PartyMessage } from '../../process/channel.ts';
import { type Case, filing, startApi, type TestApi } from '../support/api.ts';

let api: TestApi;
let record: string;
let count = 0;
const on = (text: string): number => parseInstant(`${text}:00+08:00`) ?? Number.NaN;
/** A Tuesday and a Wednesday of work, long ago: what was to go then is looked for from then. */
const [night, morning] = [on('2026-01-20T22:00'), on('2026-01-21T07:30')];

beforeAll(async () => {
  api = await startApi({ telling: { smsReportKey: undefined, staffMailDomains: ['court.test'] } });
  const filedAt = new Date(Date.now() - 60_000).toISOString();
  record = (await api.as('p-filing-1').post<Case>('/api/cases', filing({ filedAt }))).body.id;
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.store.pool.query(`delete from inbox; delete from staff_messages; delete from staff_contacts;`);
});

/** Somebody is told by mail or telephone, and always was. */
async function wants(person: string, more: { mail?: string | null; phone?: string | null; pace?: string } = {}) {
  const body = { mail: `${person}@court.test`, phone: null, pace: 'at-once', ...more };
  expect(await api.as(person).post('/api/inbox/delivery', body)).toMatchObject({ status: 200, body });
  await api.store.pool.query(`update staff_contacts set since = '2020-01-01'`);
}
/** A notice comes into somebody's inbox, as a command writes it. */
async function comes(
  person: string,
  at: number,
  { rung = 'remind', deadline = null as string | null } = {},
): Promise<string> {
  count += 1;
  const text = `【提醒】第${count}项`;
  await api.store.pool.query(
    `with o as (insert into outbox (case_id, effect, key, "to", body, created_at) values ($1, 'notice', $2, '[]', $3, now()) returning id)
     insert into inbox (person, notice, at) select $4, id, to_timestamp($5::float8 / 1000) from o`,
    [record, `test/${count}`, { kind: 'rung', caseNo: '（2026）豫0823执1号', rung, deadline, text }, person, at],
  );
  return `第${count}项`;
}

interface Sent extends Pick<PartyMessage, 'id' | 'to' | 'subject' | 'text' | 'fields'> {
  readonly way: 'mail' | 'sms';
}
/** Channels that keep what they take; `wrong`: what befalls the next ones, in turn. */
function channels(wrong: ('away' | 'refused' | 'taken-unheard')[] = []) {
  const sent: Sent[] = [];
  const channel =
    (way: Sent['way']): Channel =>
    (message) => {
      const mishap = wrong.shift();
      if (mishap === 'away') return Promise.reject(new Error('away'));
      if (mishap === 'refused') return Promise.resolve({ refused: '拒收' });
      // whoever carries it takes one id once
      if (!sent.some(({ id }) => id === message.id)) sent.push({ ...message, way });
      return mishap === 'taken-unheard' ? Promise.reject(new Error('killed here')) : Promise.resolve({});
    };
  return { sent, channels: { mail: channel('mail'), sms: channel('sms') } };
}
const quiet = { from: 20 * 60, to: 7 * 60 + 30 };
/** The look of a worker at an instant. The store looks a month back from the wall clock: what is older is put there. */
const look = (given: Pick<StaffTelling, 'channels'>, now: number) =>
  tellStaff({ store: api.store, quiet, log: { warn: () => undefined }, ...given }, now);
/** As `now()` of the store is today, days of January are moved to where it looks. */
const SHIFT = Math.floor((Date.now() - on('2026-01-25T00:00')) / (7 * 24 * HOUR)) * 7 * 24 * HOUR;
const moved = (at: number): number => at + SHIFT;

describe('by night', () => {
  it('waits for the morning, and comes as one mail with all that came', async () => {
    await wants('p-officer-1');
    const [first, second] = [await comes('p-officer-1', moved(night)), await comes('p-officer-1', moved(night + HOUR))];
    const { sent, ...given } = channels();
    await look(given, moved(morning) - MINUTE);
    expect(sent).toEqual([]);
    await look(given, moved(morning));
    await look(given, moved(morning) + MINUTE);
    expect(sent).toMatchObject([{ way: 'mail', to: 'p-officer-1@court.test', subject: '2 项新的通知' }]);
    expect(sent[0]?.text).toContain(first);
    expect(sent[0]?.text).toContain(second);
  });

  it('what is of the top steps comes at once', async () => {
    await wants('p-officer-1');
    const text = await comes('p-officer-1', moved(night), { rung: 'supervise' });
    await comes('p-officer-1', moved(night));
    const { sent, ...given } = channels();
    await look(given, moved(night));
    expect(sent.map((each) => each.text.includes(text) && !each.text.includes('2.'))).toEqual([true]);
    await look(given, moved(morning));
    expect(sent).toHaveLength(2);
  });

  it('and what falls due before morning', async () => {
    await wants('p-officer-1');
    const { rows } = await api.store.pool.query<{ id: string }>(`select id from deadlines where case_id = $1 and status = 'open' limit 1`, [record]); // prettier-ignore
    const deadline = rows[0]?.id ?? '';
    await api.store.pool.query('update deadlines set due_at = to_timestamp($1::float8 / 1000) where case_id = $2 and id = $3', [moved(night + 2 * HOUR), record, deadline]); // prettier-ignore
    await comes('p-officer-1', moved(night), { deadline });
    await comes('p-officer-1', moved(night));
    const { sent, ...given } = channels();
    await look(given, moved(night));
    expect(sent).toHaveLength(1);
  });
});

describe('a leader who wants it once a day', () => {
  it('gets one mail and one row of the inbox: counts, and the list by lights', async () => {
    await wants('p-director-1', { pace: 'digest' });
    const first = await comes('p-director-1', moved(night) - 10 * HOUR, { rung: 'supervise' });
    const second = await comes('p-director-1', moved(night));
    const { sent, ...given } = channels();
    await look(given, moved(night));
    expect(sent).toEqual([]);
    await look(given, moved(morning));
    await comes('p-director-1', moved(morning) - MINUTE); // committed late
    await look(given, moved(morning) + MINUTE);
    expect(sent).toMatchObject([{ subject: '每日汇总：2 项' }]);
    interface Lines { items: { id: number; kind: string; text: string; record: string | null; readAt: string | null }[] } // prettier-ignore
    const inbox = async () => (await api.as('p-director-1').get<Lines>('/api/inbox')).body.items;
    expect((await inbox()).map(({ kind }) => kind).toSorted()).toEqual(['digest', 'rung', 'rung', 'rung']);
    const digest = (await inbox()).find(({ kind }) => kind === 'digest');
    expect(digest).toMatchObject({ record: null, readAt: null });
    for (const text of ['【每日汇总】共 2 项：', first, second]) expect(digest?.text).toContain(text);
    const read = await api.as('p-director-1').post(`/api/inbox/${digest?.id}/read`, undefined);
    expect(read).toMatchObject({ status: 200, body: { kind: 'digest', readAt: expect.any(String) as string } });
    expect((await api.as('p-officer-1').post(`/api/inbox/${digest?.id}/read`, undefined)).status).toBe(404);
  });

  it('reads each deadline in it once, by its last rung; counts are of items', async () => {
    await wants('p-director-1', { pace: 'digest', mail: null, phone: '13800000001' });
    const told: string[] = [];
    for (const [deadline, rung] of [['a', 'remind'], ['a', 'urge'], ['b', 'remind'], ['a', 'supervise']] as const) told.push(await comes('p-director-1', moved(night), { rung, deadline })); // prettier-ignore
    const { sent, ...given } = channels();
    await look(given, moved(morning));
    expect(sent).toMatchObject([{ way: 'sms', fields: { count: '2' } }]);
    const { items } = (await api.as('p-director-1').get<{ items: { kind: string; text: string }[] }>('/api/inbox'))
      .body;
    const text = items.find(({ kind }) => kind === 'digest')?.text ?? '';
    expect([...told, '共 2 项'].map((each) => text.includes(each))).toEqual([false, false, true, true, true]); // prettier-ignore
  });

  it('is not read in it what is kept from them since', async () => {
    await wants('p-director-1', { pace: 'digest' });
    const text = await comes('p-director-1', moved(night));
    const { sent, ...given } = channels();
    await look(given, moved(morning));
    expect(sent).toHaveLength(1);
    await api.store.pool.query('update cases set barred = $2 where id = $1', [record, ['p-director-1']]);
    const { items } = (await api.as('p-director-1').get<{ items: { text: string }[] }>('/api/inbox')).body;
    await api.store.pool.query('update cases set barred = null where id = $1', [record]);
    expect(items.map((line) => line.text)).toEqual([expect.not.stringContaining(text)]);
  });
});

describe('where somebody is told', () => {
  const sets = (person: string, body: object) => api.as(person).post<{ code?: string }>('/api/inbox/delivery', body);
  const nowhere = { mail: null, phone: null, pace: 'at-once' };
  it('is their own word: an address of the court, a mobile number, and the pace of whoever leads', async () => {
    expect((await api.as('p-officer-1').get('/api/inbox/delivery')).body).toEqual(nowhere);
    expect(await sets('p-officer-1', { ...nowhere, phone: '+86 138-0000-0000' })).toMatchObject({ status: 200, body: { phone: '13800000000' } }); // prettier-ignore
    for (const [code, body] of [
      ['mail-not-allowed', { ...nowhere, mail: 'a@example.com' }],
      ['mail-not-allowed', { ...nowhere, mail: 'a@evil.court.test' }],
      ['mail-not-allowed', { ...nowhere, mail: 'a@b@court.test' }],
      ['not-a-mobile', { ...nowhere, phone: '0391-1234567' }],
      ['digest-for-leaders', { ...nowhere, phone: '13800000000', pace: 'digest' }],
      ['wrong-type', { ...nowhere, pace: 'hourly' }],
    ] as const)
      expect((await sets('p-officer-1', body)).body.code).toBe(code);
    expect((await sets('p-director-1', { ...nowhere, phone: '13800000000', pace: 'digest' })).status).toBe(200);
    expect((await sets('p-applicant-1', nowhere)).status).toBe(403);
    expect(await sets('p-officer-1', nowhere)).toMatchObject({ status: 200, body: nowhere });
  });

  it('by telephone only how much there is; the mail first, and the telephone where that refuses', async () => {
    await wants('p-officer-1', { phone: '13800000000' });
    const text = await comes('p-officer-1', moved(morning));
    const { sent, ...given } = channels(['refused']);
    await look(given, moved(morning));
    expect(sent).toMatchObject([{ way: 'sms', to: '13800000000', fields: { count: '1' } }]);
    expect(sent[0]?.text).not.toContain(text);
  });

  it('hears nothing of what is kept from them, of long ago, or once they have left', async () => {
    await wants('p-officer-1');
    const { sent, ...given } = channels();
    await comes('p-officer-1', moved(morning));
    await look(given, moved(morning) + 80 * HOUR);
    await api.store.pool.query('update cases set barred = $2 where id = $1', [record, ['p-officer-1']]);
    await look(given, moved(morning));
    await api.store.pool.query('update cases set barred = null where id = $1', [record]);
    expect(sent).toEqual([]);
  });

  it('what no way takes is given up, and holds nobody else up', async () => {
    for (const person of ['p-officer-1', 'p-officer-2']) await wants(person);
    await comes('p-officer-1', moved(morning));
    await comes('p-officer-2', moved(morning));
    const { sent, ...given } = channels(['refused']);
    await look(given, moved(morning));
    expect(sent.map(({ to }) => to)).toEqual(['p-officer-2@court.test']);
    await look(given, moved(morning) + MINUTE);
    expect(sent).toHaveLength(1);
  });
});

/** Of two days of work: by the hour in which it comes, that of the look that may tell it. */
const firstOpenHour = (at: number): number => {
  const hour = at % 24;
  if (hour >= 20) return at - hour + 32;
  return Math.max(at, at - hour + 8);
};

it('each notice comes once, at the first look at which it may and at none before, whatever is cut off and whoever looks at once', async () => {
  const mishaps = fc.array(fc.constantFrom('away' as const, 'taken-unheard' as const), { maxLength: 6 });
  const arrivals = fc.array(fc.record({ at: fc.integer({ min: 0, max: 47 }), isTop: fc.boolean() }), { minLength: 1, maxLength: 6 }); // prettier-ignore
  await fc.assert(
    fc.asyncProperty(arrivals, mishaps, async (all, wrong) => {
      await api.store.pool.query(`delete from inbox; delete from staff_messages; delete from staff_contacts;`);
      await wants('p-officer-1');
      const start = moved(on('2026-01-20T00:00'));
      const came: { at: number; isTop: boolean; text: string }[] = [];
      const { sent, ...given } = channels([]);
      const flaws = [...wrong];
      for (let hour = 0; hour < 56; hour += 1) {
        const now = start + hour * HOUR;
        for (const each of all.filter(({ at }) => at === hour))
          came.push({ ...each, text: await comes('p-officer-1', now, { rung: each.isTop ? 'supervise' : 'remind' }) });
        const flawed = channels(flaws.splice(0, 1));
        await Promise.all([look({ channels: flawed.channels }, now), look({ channels: flawed.channels }, now)]);
        for (const message of flawed.sent) if (!sent.some(({ id }) => id === message.id)) sent.push(message);
        const told = sent.map(({ text }) => text).join('\n');
        for (const { at, isTop, text } of came) {
          const due = isTop ? at : firstOpenHour(at);
          if (hour < due) expect(told, `${text} of hour ${at} at ${hour}`).not.toContain(`${text}\n`);
        }
      }
      await look(given, start + 57 * HOUR);
      const lines = sent.flatMap(({ text }) => [...text.matchAll(/第\d+项/g)].map(([found]) => found));
      expect(lines.toSorted()).toEqual(came.map(({ text }) => text).toSorted());
    }),
    { numRuns: 4 },
  );
}, 120_000);
