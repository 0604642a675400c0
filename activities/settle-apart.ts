import type { StoredEffect } from '../domain/engine/effects.ts';
import { type LogEntry, logRefusal } from '../domain/engine/log.ts';
import type { Concluded } from '../domain/engine/rows.ts';
import { type NodeId, nodeRow } from '../domain/nodes/index.ts';
import { refuse } from '../domain/record/refusal.ts';
import type { Instant } from '../domain/time/instant.ts';
import { insertRefusal } from '../db/cases/write.ts';
import { constraintOf, type Db, withoutContent, withTx } from '../db/client.ts';
import { kindOfFailure } from '../db/failure.ts';
import { readRelayed, type UnsentRelay } from '../db/outbox/read.ts';
import { markSent, refusedBy } from '../db/outbox/write.ts';
import { clockOf } from './clock.ts';
import { lockCase } from '../db/cases/read.ts';
import type { BatchReport, Decide, Decided } from './decided.ts';
import type { Deps } from './deps.ts';
import { setAside } from './set-aside.ts';

/**
 * One of what waits for a record, by its number in the outbox, null: none of it. `isUnstorable`: told as what the store refuses; of none, what
 * the record itself has to say is looked at one by one, and what the store refuses of it is left out.
 */
export interface Apart {
  readonly id: number | null;
  readonly isUnstorable?: true;
}

type Settles = (tx: Db, apart: Apart) => Promise<Decided>;

/**
 * The store refuses for ever what comes of settling a record: time does its work first, then each of what other records have to say is taken
 * by itself. What is refused even so is set aside with its reason in the record's log, whoever has to see to it hears of it, and the record
 * goes on, the same as after a command (docs/spec/engine.md 11). Where it is none of these, the settling itself has failed.
 */
export async function settleApart(deps: Deps, asked: Decide, settles: Settles): Promise<Decided> {
  try {
    let last = await withTx(deps.store, (tx) => settles(tx, { id: null })).catch((error: unknown) => {
      if (kindOfFailure(error) !== 'data') throw error;
      return withTx(deps.store, (tx) => settles(tx, { id: null, isUnstorable: true }));
    });
    for (const waiting of await readRelayed(deps.store.db, asked.caseId)) {
      try {
        last = await withTx(deps.store, (tx) => settles(tx, { id: waiting.id }));
      } catch (error) {
        if (kindOfFailure(error) !== 'data') throw error;
        last = (await leaveOut(deps, asked, { waiting, error, settles })) ?? last;
      }
    }
    return last;
  } catch (error) {
    return await setAside(deps, asked, error);
  }
}

interface LeftOut {
  readonly waiting: UnsentRelay;
  readonly error: unknown;
  readonly settles: Settles;
}

/**
 * What became of batches to the parties, where the store refuses to keep it for ever: each by itself, and one that is refused even so is done
 * with, with its reason in the record's log. That its parties were not told stays on the clock of the disclosure.
 */
export async function disclosedApart(
  deps: Deps,
  asked: Decide,
  batches: readonly BatchReport[],
  records: (tx: Db, batch: BatchReport) => Promise<Decided>,
): Promise<Decided> {
  let last: Decided = { answer: null, view: null };
  for (const batch of batches) {
    try {
      last = await withTx(deps.store, (tx) => records(tx, batch));
    } catch (error) {
      if (kindOfFailure(error) !== 'data') return await setAside(deps, asked, error);
      const cause = withoutContent(error);
      deps.failed({ caseId: asked.caseId, command: 'disclosed', code: 'not-storable', cause });
      await withTx(deps.store, async (tx) => {
        const zh = `流程信息公开（第${batch.id}批）的结果数据库无法保存（${constraintOf(error ?? {}) || cause.message}），没有登记，请核对后登记“${nodeRow('node.disclosed').zh}”`;
        await keepLine(tx, asked, { id: batch.id, node: 'node.disclosed', subject: null, zh });
        await markSent(tx, batch.id);
      });
    }
  }
  return last;
}

/** It is told as what cannot be stored; where not even that can be said, it is only marked. Either way with a line in the log. */
async function leaveOut(deps: Deps, asked: Decide, { waiting, error, settles }: LeftOut): Promise<Decided | undefined> {
  const cause = withoutContent(error);
  deps.failed({ caseId: asked.caseId, command: 'relayed', code: 'not-storable', cause });
  const why = constraintOf(error ?? {}) || cause.message;
  const { id, body } = waiting;
  const zh = `${body.from} 的“${nodeRow(body.node).zh}”数据库无法保存（${why}），没有登记，请核对后处理`;
  const logged = (tx: Db) => keepLine(tx, asked, { id, node: body.node, subject: body.subject, zh });
  try {
    return await withTx(deps.store, async (tx) => {
      const decided = await settles(tx, { id: waiting.id, isUnstorable: true });
      await logged(tx);
      return decided;
    });
  } catch (again) {
    if (kindOfFailure(again) !== 'data') throw again;
    await withTx(deps.store, async (tx) => {
      await logged(tx);
      await markSent(tx, waiting.id);
    });
    return undefined;
  }
}

/** What came of time without the effects that the store refuses: each of those is a line in the record's log instead. */
export async function storable(
  { failed }: Pick<Deps, 'failed'>,
  tx: Db,
  { caseId, now }: { readonly caseId: string; readonly now: Instant },
  made: Concluded,
): Promise<Concluded> {
  const kept: StoredEffect[] = [];
  const lines: LogEntry[] = [];
  for (const effect of made.rows.effects) {
    const error = await refusedBy(tx, { ...effect, caseId, createdAt: now });
    if (error === undefined) {
      kept.push(effect);
      continue;
    }
    if (kindOfFailure(error) !== 'data') throw error;
    const cause = withoutContent(error);
    failed({ caseId, command: effect.effect, code: 'not-storable', cause });
    const zh = `一项待发出的内容（${effect.effect}）数据库无法保存（${constraintOf(error ?? {}) || cause.message}），没有发出，请核对后处理`;
    lines.push(logRefusal(refuse('not-storable', zh), { at: now, by: 'system', node: effect.effect, subject: null, command: `effect-${effect.key.slice(0, 100)}` })); // prettier-ignore
  }
  return { ...made, log: [...made.log, ...lines], rows: { ...made.rows, effects: kept } };
}

/** Of which effect, by its number in the outbox, and why. */
interface Line {
  readonly id: number;
  readonly node: NodeId;
  readonly subject: string | null;
  readonly zh: string;
}

async function keepLine(tx: Db, { caseId, time, clock }: Decide, { id, node, subject, zh }: Line): Promise<void> {
  const row = await lockCase(tx, caseId);
  if (row === undefined) return;
  const now = time + clockOf(clock, row.clockOffset, time);
  const entry = logRefusal(refuse('not-storable', zh), { at: now, by: 'system', node, subject, command: `effect-${id}` }); // prettier-ignore
  await insertRefusal(tx, caseId, entry, now);
}
