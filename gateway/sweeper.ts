import { formatInstant } from '../domain/time/instant.ts';
import { type Slept, sleptThrough } from '../db/cases/sweep.ts';
import { rollOutLeft } from './left-rollout.ts';
import { openPeriods } from './periods.ts';
import { nudgeCase } from './nudge.ts';
import { keepBankDays } from './bank-days.ts';
import { importLeft } from './statements.ts';
import type { Sweeping } from './sweeping.ts';
import { troubleOf } from './trouble.ts';

/** What the sweeps before knew of a case that sleeps on: when it was last nudged and last named (epoch ms). */
interface Sleeper {
  readonly nudgedAt: number | undefined;
  readonly namedAt: number | undefined;
}

/** What one sweep leaves to the next: the cases that still slept. */
export type Sleepers = Map<string, Sleeper>;

const PAGE = 500;
const STUCK_MS = 2 * 60_000;
const AGAIN_MS = 10 * 60_000;

/**
 * Nudges every case whose instant passed without its workflow: a commit's answer that was lost, a workflow that somebody
 * ended. It is started again if need be. Answers how many it nudged (engine.md 13). A case that sleeps on although it was
 * nudged is stuck: it is named in the log, once and every ten minutes, and nudged no oftener, since each nudge stays in
 * its workflow's history.
 */
export async function sweep(sweeping: Sweeping, known: Sleepers = new Map(), now = Date.now()): Promise<number> {
  const { store, log, measures, page = PAGE } = sweeping;
  const asleep: Sleepers = new Map();
  let [nudged, stuck, after]: [number, number, string | undefined] = [0, 0, ''];
  while (after !== undefined) {
    const slept = await sleptThrough(store.db, page, after);
    for (const found of slept) {
      const before = known.get(found.caseId);
      const isStuck = before !== undefined && found.since !== null && now - found.since > STUCK_MS;
      const isTurn = (last: number | undefined) => !isStuck || now - (last ?? -Infinity) >= AGAIN_MS;
      const [names, nudges] = [isStuck && isTurn(before.namedAt), isTurn(before?.nudgedAt)];
      if (isStuck) stuck += 1;
      if (names) log.error({ caseId: found.caseId, since: instantText(found.since) }, 'a case is stuck');
      if (nudges && (await nudge(sweeping, found))) nudged += 1;
      asleep.set(found.caseId, {
        nudgedAt: nudges ? now : before?.nudgedAt,
        namedAt: names ? now : before?.namedAt,
      });
    }
    after = slept.length < page ? undefined : slept.at(-1)?.caseId;
  }
  known.clear();
  for (const [caseId, sleeper] of asleep) known.set(caseId, sleeper);
  measures?.stuck(stuck);
  if (nudged > 0) log.warn({ cases: nudged }, 'nudged cases that slept through their time');
  return nudged;
}

const instantText = (at: number | null): string | null => (at === null ? null : formatInstant(at));

/** Whether it could be told. One that cannot is no reason to leave the others asleep. */
async function nudge(sweeping: Sweeping, { caseId }: Slept): Promise<boolean> {
  try {
    return await nudgeCase(sweeping)(caseId);
  } catch (error) {
    if (troubleOf(error) === 'down') throw error; // it will be for all
    sweeping.log.error({ caseId, error }, 'a case could not be nudged');
    return false;
  }
}

/**
 * Sweeps now and then every `ms`, one sweep at a time, sees to the rollout and the imports that are left to do, and opens the month's reports. What fails is
 * tried again at the next.
 */
export function sweepEvery(ms: number, sweeping: Sweeping): { stop(): void } {
  const known: Sleepers = new Map();
  let busy = false;
  const once = async () => {
    if (busy) return;
    busy = true;
    await sweep(sweeping, known).catch((error: unknown) => sweeping.log.error({ error }, 'sweep failed'));
    await rollOutLeft(sweeping).catch((error: unknown) =>
      sweeping.log.error({ error }, 'a rollout could not be set off'),
    );
    await importLeft(sweeping).catch((error: unknown) =>
      sweeping.log.error({ error }, 'an import could not be set off'),
    );
    await keepBankDays(sweeping).catch((error: unknown) =>
      sweeping.log.error({ error }, 'a bank day could not be kept'),
    );
    await openPeriods(sweeping).catch((error: unknown) =>
      sweeping.log.error({ error }, 'a period could not be opened'),
    );
    busy = false;
  };
  void once();
  const timer = setInterval(() => void once(), ms);
  return { stop: () => clearInterval(timer) };
}
