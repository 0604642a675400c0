// 四·二 on the real engine: what happens is told to the parties through the sandbox channel, once each, and stands in the record.
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countUnsent } from '../../db/outbox/read.ts';
import { MINUTE } from '../../domain/time/instant.ts';
import { fileCase } from '../support/clerk.ts';
import { type Engine, startEngine } from '../support/engine.ts';

let engine: Engine;
/** Cases of which a batch goes out and its sender dies before anybody hears so. */
const dying = new Set<string>();
beforeAll(async () => {
  engine = await startEngine({
    isTelling: true,
    around: (activities) => ({
      ...activities,
      sendNotices: async (asked) => {
        const sent = await activities.sendNotices(asked);
        if (dying.delete(asked.caseId)) throw new Error('it has gone out, and nobody heard so');
        return sent;
      },
    }),
  });
});
afterAll(() => engine.stop());

interface Batch {
  readonly caseId: string;
  readonly to: readonly { readonly party: string; readonly facts: readonly number[] }[];
  readonly lines: readonly { readonly fact: number; readonly text: string }[];
}

const batches = async (caseId: string): Promise<readonly Batch[]> =>
  (await engine.outbox()).filter((sent) => sent['effect'] === 'disclosure' && sent['caseId'] === caseId) as never[]; // as the sandbox wrote them

async function factsOf(caseId: string, node: string) {
  const sql = 'select seq, payload, by, via from facts where case_id = $1 and node = $2 order by seq';
  const { rows } = await engine.store.pool.query<{ seq: number; payload: Told; by: string; via: string }>(sql, [caseId, node]); // prettier-ignore
  return rows;
}

interface Told {
  readonly facts: readonly number[];
  readonly deliveries: readonly { readonly party: string }[];
  readonly party: string;
}

const PATIENT = { timeout: 30_000 };
const reachable = {
  applicants: [{ name: '张建国', kind: 'person', phone: '13800000000' }],
  respondents: [{ name: '李卫东', kind: 'person', address: '木城街道东大街8号' }],
};
const notice = { kind: 'enforcement-notice', recipients: ['respondent-1'], channel: 'post', account: '1', performWithin: 10 }; // prettier-ignore

/** Everything that is told has been recorded as told. */
const settled = (id: string, open: number) =>
  expect
    .poll(async () => {
      const sql = `select count(*) from deadlines where case_id = $1 and rule = 'disclose' and status = 'open'`;
      const { rows } = await engine.store.pool.query<{ count: string }>(sql, [id]);
      return Number(rows[0]?.count);
    }, PATIENT)
    .toBe(open);

/** Long enough after the last batch for the next. */
const later = (id: string, batchesSoFar: number) => engine.moveTo(id, Date.now() + batchesSoFar * 6 * MINUTE);

/** Which facts each party has been told, as the channel delivered them. */
async function delivered(caseId: string): Promise<Record<string, readonly number[]>> {
  const told: Record<string, number[]> = {};
  for (const { to } of await batches(caseId)) for (const { party, facts } of to) (told[party] ??= []).push(...facts);
  return told;
}

test('the applicant hears in one message, the respondent all of it when its notice goes out; nobody hears anything twice', async () => {
  const docket = await fileCase(engine, reachable);
  await docket.complete('query.started');
  await later(docket.id, 1);
  await settled(docket.id, 0);
  expect(Object.keys(await delivered(docket.id))).toEqual(['applicant-1']);
  await docket.complete('documents.issued', notice);
  await later(docket.id, 2);
  await settled(docket.id, 0);
  const told = await delivered(docket.id);
  expect(told['respondent-1'], 'the filing, withheld so far, and its notice').toHaveLength(2);
  for (const facts of Object.values(told)) expect(new Set(facts).size).toBe(facts.length);
  const recorded = await factsOf(docket.id, 'node.disclosed');
  expect(recorded).toHaveLength((await batches(docket.id)).length);
  expect(recorded.every(({ by, via }) => by === 'system' && via === 'system')).toBe(true);
});

test('the sender dies after it has delivered: the party is told once, and the record says so once', async () => {
  const docket = await fileCase(engine, reachable);
  await later(docket.id, 1);
  await settled(docket.id, 0);
  dying.add(docket.id);
  await docket.complete('query.started');
  await later(docket.id, 2);
  await settled(docket.id, 0);
  expect(dying.has(docket.id), 'it did die').toBe(false);
  expect(await batches(docket.id)).toHaveLength(2);
  expect((await factsOf(docket.id, 'node.disclosed')).map(({ payload }) => payload.facts.length)).toEqual([1, 1]);
});

test('a party to whom nobody knows a way: it stands as not delivered, and the officer’s', async () => {
  const docket = await fileCase(engine);
  await later(docket.id, 1);
  await expect.poll(() => factsOf(docket.id, 'delivery.failed'), PATIENT).toMatchObject([{ payload: { party: 'applicant-1' } }]); // prettier-ignore
  const sql = `select owner_role from deadlines where case_id = $1 and rule = 'disclose'`;
  const { rows } = await engine.store.pool.query(sql, [docket.id]);
  expect(rows).toEqual([{ owner_role: 'officer' }]);
  expect(await factsOf(docket.id, 'node.disclosed')).toEqual([]);
});

test('a batch whose outcome cannot be kept is done with, with a line in the log; that nobody was told stays on its clock', async () => {
  const docket = await fileCase(engine, reachable);
  const owner = new pg.Client({ connectionString: engine.databaseUrl }); // the application's role changes no tables
  await owner.connect();
  await owner.query(`alter table facts add constraint refused check (not (case_id = '${docket.id}' and node = 'node.disclosed')) not valid`); // prettier-ignore
  await later(docket.id, 1);
  const refused = async () => (await docket.log()).filter(({ type }) => type === 'refused').map(({ data }) => data);
  await expect.poll(refused, PATIENT).toMatchObject([{ code: 'not-storable', node: 'node.disclosed' }]);
  await expect.poll(() => countUnsent(engine.store.db, docket.id), PATIENT).toBe(0);
  await owner.query('alter table facts drop constraint refused');
  await owner.end();
  await settled(docket.id, 1);
  await docket.complete('query.started');
});
