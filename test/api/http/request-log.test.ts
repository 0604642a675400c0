import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { requestForLog, RequestLog } from '../../../api/http/request-log.ts';

test('a request is one line of the log: what was asked, and how it ended, also where there is nothing', async () => {
  const lines: Record<string, unknown>[] = [];
  const stream = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
  const app = Fastify({ logger: { level: 'info', stream }, logController: new RequestLog() });
  app.get('/cases', () => ({ items: [] }));
  await app.inject('/cases?q=1');
  expect(lines).toMatchObject([
    { msg: 'request completed', req: { method: 'GET', url: '/cases?q=1' }, res: { statusCode: 200 } },
  ]);
  await app.inject('/nothing');
  expect(lines.filter(({ msg }) => msg === 'request completed')).toHaveLength(2);
  await app.close();
});

test('no query string and no address of a calendar is in it', () => {
  const pathOf = (url: string) => requestForLog({ method: 'GET', url, ip: '127.0.0.1' }).path;
  expect(pathOf('/api/session/callback?code=c&state=s')).toBe('/api/session/callback');
  expect(pathOf(`/api/worklist/calendars/${'a'.repeat(43)}.ics?x`)).toBe('/api/worklist/calendars/…');
  expect(pathOf('/api/worklist/calendars/2026')).toBe('/api/worklist/calendars/…');
  expect(pathOf('/api/worklist/calendars')).toBe('/api/worklist/calendars');
});
