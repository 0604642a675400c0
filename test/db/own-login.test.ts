// API and worker with a login that owns nothing: enough for their work, and no way past what the role keeps.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, test } from 'vitest';
import { APPLICATION, openStore } from '../../db/client.ts';
import { apiOver, type Case, filing } from '../support/api.ts';
import { makeDatabase } from '../support/database.ts';

test('a login of its own is enough to work with, and changes nothing of the record whichever role it takes', async () => {
  const { url, drop } = await makeDatabase();
  const login = `own_login_${randomUUID().slice(0, 8)}`;
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query(`create role ${login} login noinherit password 'hush' in role ${APPLICATION}`);
  const own = new URL(url);
  Object.assign(own, { username: login, password: 'hush' });
  const store = openStore(own.href, 3);
  const api = await apiOver(store);
  const { status, body } = await api.as('p-filing-1').post<Case>('/api/cases', filing());
  expect(status).toBe(201);
  expect((await api.as('p-review-1').get(`/api/cases/${body.id}`)).status).toBe(200);
  for (const statement of ['delete from facts', 'update case_log set data = null', 'delete from access_log', 'drop table facts'])
    for (const role of [APPLICATION, 'none'])
      await expect(store.pool.query(`set role ${role}; ${statement}`), `${role}: ${statement}`).rejects.toThrow(/permission denied|must be owner/); // prettier-ignore
  await api.close();
  await store.close();
  await owner.query(`drop role ${login}`);
  await owner.end();
  await drop();
}); // prettier-ignore
