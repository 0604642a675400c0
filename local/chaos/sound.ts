// Whether a case is well: it takes a clean command, and its next timer fires.
import { formatInstant } from '../../domain/time/instant.ts';
import { wanted } from '../bench/court.ts';
import { atLeast, atMost, type Figure } from '../bench/figure.ts';
import { inParallel } from '../bench/site.ts';
import { refold } from '../../db/cases/refold.ts';
import { complain, type Life, lineOf, within } from './life.ts';

const COMMAND_MS = 12_000;
const TIMER_MS = 20_000;
const WIDTH = 12;
const ENOUGH = 40; // a court that stands still is not asked case by case
const COUNT = { unit: '' };

/** Has every case take a command and fire its next timer. `named` says when this is, in the figures' names. */
export async function areWell(life: Life, ids: readonly string[], named: string): Promise<Figure[]> {
  let [commands, timers] = [0, 0];
  let failed = 0;
  await inParallel(WIDTH, ids, async (id) => {
    if (failed > ENOUGH) return;
    try {
      await within(COMMAND_MS, 'a clean command', life.court.complete(id, { node: 'material.received' }));
      commands += 1;
    } catch (error) {
      failed += 1;
      complain(`${named}, ${id}: ${lineOf(error)}`);
    }
    try {
      await within(TIMER_MS, 'its next timer', fireNext(life, id));
      timers += 1;
    } catch (error) {
      failed += 1;
      complain(`${named}, ${id}: ${lineOf(error)}`);
    }
  });
  if (failed > ENOUGH) complain(`${named}: given up after ${failed} failures`);
  return [
    atLeast(`${named}: cases that take a clean command`, commands, ids.length, COUNT),
    atLeast(`${named}: cases whose next timer fires`, timers, ids.length, COUNT),
  ];
}

/**
 * Moves a case to the next instant that its record waits for. Throws unless its log then holds the rung, or what was
 * to be told to the parties has gone out.
 */
async function fireNext({ store, court }: Life, id: string): Promise<void> {
  const next = await store.pool.query<{ at: Date | null }>('select next_wake_at as at from cases where id = $1', [id]);
  const at = next.rows[0]?.at;
  if (at === undefined || at === null) throw new Error('no timer waits');
  const to = formatInstant(at.getTime() + 1_000);
  wanted(200, await court.send('p-command-1', 'POST', `/api/trial/cases/${id}/clock`, { to }));
  const fired = await store.pool.query(
    `select 1 from case_log where case_id = $1 and (fires_at = $2 or (type = 'opened' and at = $2))
     union all select 1 from outbox where case_id = $1 and effect = 'disclosure' and created_at >= $2`,
    [id, at],
  );
  if (fired.rowCount === 0) throw new Error(`nothing fired at ${at.toISOString()}`);
}

/** Whether anything has to be cleaned up by hand: in Temporal, in what is stored, in what health says. */
export async function nothingLeft(life: Life, ids: readonly string[], named: string): Promise<Figure[]> {
  const stuck: string[] = [];
  await inParallel(WIDTH, ids, async (id) => {
    const { status, raw } = await life.temporal.workflow.getHandle(id).describe();
    const tries = Math.max(
      raw.pendingWorkflowTask?.attempt ?? 0,
      ...(raw.pendingActivities ?? []).map((a) => a.attempt ?? 0),
    );
    if (status.name !== 'RUNNING' || tries > 1) stuck.push(`${id} ${status.name}, try ${tries}`);
  });
  for (const line of stuck) complain(`${named}: ${line}`);
  const { differences } = await refold(life.store.db);
  for (const difference of differences) complain(JSON.stringify(difference));
  const ready = await fetch(`${life.info.api}/healthz/ready`);
  return [
    atMost(`${named}: workflows that ended or try in vain`, stuck.length, 0, COUNT),
    atMost(`${named}: refold, differences`, differences.length, 0, COUNT),
    { name: `${named}: /healthz/ready`, figure: String(ready.status), target: '200', ok: ready.status === 200 },
  ];
}
