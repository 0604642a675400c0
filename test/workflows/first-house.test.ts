import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import pg from 'pg';
import { casesAfter } from '../../db/law/rollout.ts';
import { bankLinesIn } from '../../domain/plan/money/bank-lines.ts';
import { readCase } from '../../domain/record/case.ts';
import { migrateDatabase } from '../../db/migration.ts';
import { refold } from '../../db/cases/refold.ts';
import { rollOutLeft } from '../../gateway/left-rollout.ts';
import { sweep } from '../../gateway/sweeper.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { openHouse } from '../support/first-house.ts';
import { rollingOut } from '../support/rolling-out.ts';
import { personFor } from '../support/clerk.ts';

// the release that these tests are about has two more rows; nobody ever does what they ask for
vi.mock(import('../../domain/plan/intake/deadlines.ts'), async (load) => {
  const { intakeDeadlines, ...rest } = await load();
  const { plan } = await import('../../domain/nodes/basis.ts');
  const { deadline } = await import('../../domain/plan/deadline.ts');
  const { any, on } = await import('../../domain/plan/opens.ts');
  const row = {
    basis: plan('三·一(一)'),
    done: any('long-case.reported'),
    owner: 'review',
    runsOn: true,
  } as const;
  const added = {
    'filing-second-look': deadline({ ...row, zh: '立案复核', opens: on('case.filed'), within: '1d' }),
    'schedule-second-look': deadline({ ...row, zh: '明细复核', opens: on('asset-schedule.filed'), within: '5y' }),
  };
  return { ...rest, intakeDeadlines: { ...intakeDeadlines, ...added } };
});

const NEW = ['filing-second-look', 'schedule-second-look'];
const PLAN = 'plan-2';
const id = (number: number) => `2026-ha0823-zhi-${number}`;
const [UNTOUCHED, IDLE, CLOSED, ARCHIVED, STOPPED, ASLEEP, FORGOTTEN] = [1, 4, 5, 6, 7, 9, 11].map(id) as [string, string, string, string, string, string, string]; // prettier-ignore
const ALL = Array.from({ length: 12 }, (_, i) => id(i + 1));

/** During the upgrade, by a worker of the release before: it knows the law's number and none of the new rows. */
const MET_BY_AN_OLD_WORKER = `
  with met as (
    insert into facts (case_id, seq, node, payload, at, recorded_at, by, "as", via)
    select $1, version + 1, 'law.applied', json_build_object('rules', (select max(version) from rules), 'calendar', (select max(version) from calendar_years)),
      now(), now(), 'system', '{system}', 'system'
    from cases where id = $1 returning seq)
  update cases set version = (select seq from met) where id = $1`;

let engine: Engine;
let close: () => Promise<void>;
beforeAll(async () => {
  const house = await openHouse('first-house');
  ({ close } = house);
  const owner = new pg.Pool({ connectionString: house.site.database.url, max: 1 }); // before the migration the application's own role may do nothing
  await owner.query(`delete from bank_lines where reference like '%|%'`); // as where it came from before payments had a place there
  await owner.end();
  await migrateDatabase(house.site.database.url, { trial: true });
  engine = await startEngine({ site: house.site });
  const sweeping = { ...engine, log: { warn: () => undefined, error: () => undefined } };
  await sweep(sweeping);
  await rows(MET_BY_AN_OLD_WORKER, ASLEEP);
  await Promise.all([rollOutLeft(sweeping), rollOutLeft(sweeping)]); // two workers start at once
  await rollingOut(engine).finished(PLAN);
  expect(await rollOutLeft(sweeping), 'nothing is left to do').toBeUndefined();
});
afterAll(async () => {
  await engine.stop();
  await close();
});

const rows = async <T extends object>(sql: string, ...values: unknown[]): Promise<readonly T[]> =>
  (await engine.store.pool.query<T>(sql, values)).rows;

const newDeadlines = async (caseId: string) =>
  (await rows<{ rule: string }>('select rule from deadlines where case_id = $1 and rule = any ($2) order by rule', caseId, NEW)).map((d) => d.rule); // prettier-ignore

test('the rollout that the migration left is done, once, and names what it brought', async () => {
  const [draft] = await rows('select body, status, version, applied_by from law_drafts');
  expect(draft).toEqual({ body: { kind: 'plan', version: 2, rules: expect.arrayContaining(NEW) as unknown }, status: 'applied', version: 2, applied_by: 'system' }); // prettier-ignore
  const met = await rows<{ n: string }>(`select count(*) n from facts where node = 'law.applied' group by case_id having count(*) > 2`); // prettier-ignore
  expect(met, 'no case met it twice').toEqual([]);
});

test('every old case has learnt of its new deadlines: also those that sleep, and those closed whose clocks run', async () => {
  for (const caseId of ALL.filter((c) => c !== ARCHIVED)) expect(await newDeadlines(caseId), caseId).toContain(NEW[0]);
  for (const caseId of [STOPPED, ASLEEP, CLOSED, FORGOTTEN]) expect(await newDeadlines(caseId), caseId).toEqual(NEW);
  expect(await newDeadlines(UNTOUCHED), 'it has no schedule yet').toEqual([NEW[0]]);
  expect(await newDeadlines(ARCHIVED), 'archived is archived').toEqual([]);
});

test('nothing of the past fires: it is logged as taken over, nobody is warned, no matter is opened', async () => {
  const past = await rows<{ type: string }>(
    `select distinct l.type from case_log l
     where l.rule = any ($1) and l.rung is not null and l.fires_at <
       (select max(f.recorded_at) from facts f where f.case_id = l.case_id and f.node = 'law.applied')`,
    NEW,
  );
  expect(past).toEqual([{ type: 'taken-over' }]);
  const matters = `select 1 from facts where node = 'supervision.opened' and payload ->> 'deadline' like '%second-look%'`;
  expect(await rows(matters)).toEqual([]);
  const warned = await rows<{ key: string }>(`select key from outbox where case_id = $1 and key like 'filing-second-look%'`, IDLE); // prettier-ignore
  expect(
    warned.map(({ key }) => key.split('/')[1]),
    'of what is overdue, from the day on which it is known',
  ).toEqual(['urge']);
});

test('what it had told stands in the outbox, each once and in its columns', async () => {
  const told = await rows<{ effect: string; key: string; to: unknown[]; body: object }>('select * from outbox order by id limit 3'); // prettier-ignore
  expect(told).toHaveLength(3);
  for (const { effect, key, to, body } of told) {
    expect([effect, key.startsWith('2026-'), to.length > 0]).toEqual(['notice', false, true]);
    expect(Object.keys(body).toSorted()).toEqual(['caseNo', 'deadline', 'kind', 'rung', 'text']);
  }
});

interface Reasoned {
  readonly because: readonly { readonly step: string }[];
  readonly legalDue?: unknown;
  readonly digest?: unknown;
}

/** A deadline without the law's own due, and without the digest that goes over it. */
const withoutLaw = ({ because, legalDue: _, digest: __, ...rest }: Reasoned) => ({
  ...rest,
  because: because.filter(({ step }) => step !== 'legal'),
});

test('what is stored is what follows from the facts; what is archived is not told of law that stands beside its rows since', async () => {
  const { differences } = await refold(engine.store.db);
  const archived = differences.filter(({ caseId }) => caseId === ARCHIVED);
  expect(differences.filter((each) => !archived.includes(each))).toEqual([]);
  for (const { what, stored, derived } of archived)
    expect(withoutLaw(derived as Reasoned), what).toEqual(withoutLaw(stored as Reasoned));
});

test('each receipt number of an old payment stands where others are compared with it', async () => {
  const records = await casesAfter(engine.store.db, '', 100, 'all');
  const own = records.flatMap(({ record }) => [...bankLinesIn(readCase(record)).keys()]);
  const kept = await rows<{ reference: string }>('select reference from bank_lines');
  expect(kept.map(({ reference }) => reference).toSorted()).toEqual(own.toSorted());
  expect(own.filter((line) => line.startsWith('paid|'))).toHaveLength(3);
});

test('a case that slept for good wakes for its new clock, untouched by anybody', async () => {
  const [{ next_wake_at: wake } = { next_wake_at: null }] = await rows<{ next_wake_at: Date | null }>(
    'select next_wake_at from cases where id = $1',
    STOPPED,
  );
  expect(wake).not.toBeNull();
  await engine.moveTo(STOPPED, Number(wake) + 1_000);
  const fired = await rows<{ rule: string }>(`select distinct rule from case_log where case_id = $1 and fires_at = $2 and type = 'rung'`, STOPPED, wake); // prettier-ignore
  expect(
    fired.map(({ rule }) => NEW.includes(rule)),
    'rows that the plan gained since may fire with it',
  ).toContain(true);
});

test('every old case takes a clean command and fires its next timer', async () => {
  for (const caseId of ALL) {
    const message = {
      node: 'supervision.opened',
      subject: 'sv-clean',
      payload: { about: '核对升级后的案件', owner: 'officer' },
      by: personFor('supervision.opened'),
      commandId: 'clean-1',
    };
    const [{ clock_offset: offset = '0', case_no: caseNo = '' } = {}] = await rows<{ clock_offset?: string; case_no?: string }>('select clock_offset, case_no from cases where id = $1', caseId); // prettier-ignore
    const reopened = { caseId, caseNo, title: '', clockOffset: Number(offset) };
    const answer = await engine.gateway.completeNode(caseId, message, () => Promise.resolve(reopened));
    expect(answer, caseId).toMatchObject({ accepted: true });
    const rungs = async () => Number((await rows<{ n: string }>(`select count(*) n from case_log where case_id = $1 and type = 'rung'`, caseId))[0]?.n); // prettier-ignore
    const before = await rungs();
    const [{ next_wake_at: wake } = { next_wake_at: null }] = await rows<{ next_wake_at: Date | null }>('select next_wake_at from cases where id = $1', caseId); // prettier-ignore
    expect(wake, caseId).not.toBeNull();
    await engine.moveTo(caseId, Number(wake) + 1_000);
    expect(await rungs(), caseId).toBeGreaterThan(before);
  }
  expect(await newDeadlines(ARCHIVED), 'archived is archived, whatever else is noted in it').toEqual([]);
  expect((await refold(engine.store.db)).differences).toEqual([]);
}, 120_000);
