// Noting readings holds nobody up and stops nothing: not a store that does not answer, nor one that refuses.
import { expect, it, vi } from 'vitest';
import { accessLogOver, type AccessStore } from '../../../api/access/access-log.ts';
import type { AccessNoted } from '../../../db/access/log.ts';

const reading = (record: string) => ({ person: 'p-officer-1', outcome: 'read' as const, record, kind: 'case' as const, route: 'GET /api/cases/:id', fields: ['applicants.name'] }); // prettier-ignore

function over(insert: AccessStore['insert']) {
  const named: AccessNoted[] = [];
  const log = accessLogOver({ insert, log: { error: (what) => void named.push(...(what as { access: AccessNoted[] }).access) } }); // prettier-ignore
  return { log, named };
}

it('at an orderly stop all is written', async () => {
  const written: AccessNoted[] = [];
  const { log, named } = over((noted) => Promise.resolve(void written.push(...noted)));
  for (let i = 0; i < 2_500; i += 1) log.note(reading(`c-${i}`));
  await log.close();
  expect([written.length, named]).toEqual([2_500, []]);
});

it('a store that was away is tried again, and nothing is counted twice', async () => {
  const written: AccessNoted[] = [];
  let away = 2;
  const { log } = over((noted) => {
    if (away-- > 0) return Promise.reject(new Error('Connection terminated'));
    written.push(...noted);
    return Promise.resolve();
  });
  log.note(reading('a'));
  await vi.waitFor(() => expect(away).toBeLessThan(2), { timeout: 3_000 });
  log.note(reading('a'));
  await vi.waitFor(() => expect(written).toHaveLength(1), { timeout: 3_000 });
  await log.close();
  expect(written).toMatchObject([{ record: 'a', times: 2 }]);
});

it('what a store that stays away does not take, the process’s own log names: at the stop, and beyond twenty thousand', async () => {
  const { log, named } = over(() => Promise.reject(new Error('Connection terminated')));
  for (let i = 0; i < 20_010; i += 1) log.note(reading(`c-${i}`));
  expect(named).toHaveLength(10);
  await log.close();
  expect(named).toHaveLength(20_010);
});

it('one that the store refuses for good keeps no other from being written', async () => {
  const written: AccessNoted[] = [];
  const { log, named } = over((noted) => {
    if (noted.some(({ record }) => record === 'bad')) return Promise.reject(Object.assign(new Error('no'), { code: '22021' })); // prettier-ignore
    written.push(...noted);
    return Promise.resolve();
  });
  log.note(reading('bad'));
  await vi.waitFor(() => expect(named).toHaveLength(1), { timeout: 3_000 });
  log.note(reading('good'));
  await log.close();
  expect(written).toMatchObject([{ record: 'good' }]);
});
