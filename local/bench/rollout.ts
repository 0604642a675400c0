// How long a notice takes to reach every open case, and what completions feel of it meanwhile.
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decideAndRecord } from '../../activities/decide-and-record.ts';
import { openStore, type Store } from '../../db/client.ts';
import { lawLibrary } from '../../db/laws.ts';
import type { CalendarDraft } from '../../domain/law/draft.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import {
  ROLLOUT,
  rolloutMessages,
  type RolloutAnswer,
  type RolloutInput,
  type RolloutProgress,
  ENFORCEMENT_CASE,
  messages,
} from '../../workflows/messages.ts';
import { atLeast, atMost, type Figure, percentile } from './figure.ts';
import { inParallel, type Site } from './site.ts';

const CASES = Number(process.env['BENCH_CASES'] ?? 2_000);
const PROMISED = 20_000 / 600; // cases a second: 20,000 in ten minutes

/** Publishes a year that every case's limits run into, and waits until all have met it. */
export async function benchRollout({ info, court, temporal }: Site): Promise<Figure[]> {
  const store = openStore(info.databaseUrl, 8);
  try {
    await fill(store, temporal);
    const probe = await court.file();
    const draftId = await draftOf(store);
    const began = performance.now();
    const answer = await temporal.workflow.executeUpdateWithStart<Rollout, RolloutAnswer, []>(rolloutMessages.begin, {
      startWorkflowOperation: new WithStartWorkflowOperation<Rollout>(ROLLOUT, {
        workflowId: `rollout-${draftId}`,
        taskQueue: 'zhixing',
        workflowIdConflictPolicy: 'USE_EXISTING',
        args: [{ draftId, by: 'p-administrator-1' }],
      }),
    });
    if (!answer.accepted) throw new Error(answer.zh);
    const handle = temporal.workflow.getHandle(`rollout-${draftId}`);
    const latencies: number[] = [];
    for (;;) {
      const sent = performance.now();
      await court.complete(probe, { node: 'material.received' });
      latencies.push(performance.now() - sent);
      const { status, moved } = await handle.query<RolloutProgress>(rolloutMessages.progress);
      if (status !== 'done') continue;
      if (moved < CASES) throw new Error(`only ${moved} of ${CASES} cases moved`);
      break;
    }
    const seconds = (performance.now() - began) / 1_000;
    const of = `${CASES} cases in ${seconds.toFixed(0)} s`;
    return [
      atLeast('rollout of a notice, open cases a second', CASES / seconds, PROMISED, { unit: 'cases/s', of }),
      atMost('completion over HTTP meanwhile, p50', percentile(latencies, 0.5), 1_000, { unit: 'ms' }),
    ];
  } finally {
    await store.close();
  }
}

type Rollout = (input: RolloutInput) => Promise<unknown>;

/** Files cases as the activity does, which is quicker than one by one, then starts their workflows as the sweeper does. */
async function fill(store: Store, temporal: Client): Promise<void> {
  const sink = () => Promise.resolve();
  const caseLaw = () => Promise.resolve('untouched' as const);
  const decide = decideAndRecord({ store, laws: lawLibrary(), sealKey: 'not sealed', sink, caseLaw });
  const example = JSON.parse(readFileSync(new URL('../../examples/filing.json', import.meta.url), 'utf8')) as object; // our own file
  const numbers = Array.from({ length: CASES }, (_, i) => 100_000 + i);
  await inParallel(8, numbers, async (n) => {
    const caseId = `2026-ha0823-zhi-${n}`;
    const now = Date.now();
    const body = { ...example, caseNo: `（2026）豫0823执${n}号`, filedAt: new Date(now - 60_000).toISOString() };
    const message = { body, by: 'p-filing-1' };
    const { answer } = await decide({ caseId, now, command: { kind: 'file', message } });
    if (answer?.accepted !== true) throw new Error(JSON.stringify(answer));
    await temporal.workflow.signalWithStart(ENFORCEMENT_CASE, {
      workflowId: caseId,
      taskQueue: 'zhixing',
      args: [{ caseId }],
      signal: messages.refresh,
      signalArgs: [],
    });
  });
}

/** A notice with a rest that swallows the end of three months, previewed. */
async function draftOf(store: Store): Promise<string> {
  const days = Array.from({ length: 20 }, (_, i) => addDays('2027-02-15', i));
  const body: CalendarDraft = {
    kind: 'calendar',
    year: 2027,
    local: false,
    source: '国务院办公厅',
    notice: '（测速用）',
    days: days.map((date) => ({ date, kind: 'rest', name: '春节' })),
  };
  const id = randomUUID();
  await store.pool.query(
    `insert into law_drafts (id, body, created_by, preview_rules, preview_calendar)
     values ($1, $2, 'p-administrator-1', (select max(version) from rules), (select max(version) from calendar_years))`,
    [id, body],
  );
  return id;
}
