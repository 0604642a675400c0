// How long a notice takes to reach every open case, and what completions feel of it meanwhile; then a refold of all.
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { readFileSync } from 'node:fs';
import { decideAndRecord } from '../../activities/decide-and-record.ts';
import type { Deps } from '../../activities/deps.ts';
import { sendOutbox } from '../../activities/send-outbox.ts';
import { openStore, type Store } from '../../db/client.ts';
import { lawLibrary } from '../../db/law/library.ts';
import { refold } from '../../db/cases/refold.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import { civilYear } from '../../domain/time/instant.ts';
import { type CaseInput, ENFORCEMENT_CASE, messages, type RolloutProgress } from '../../workflows/messages.ts';
import { type Court, wanted } from './court.ts';
import { wholeSetting } from '../command-line.ts';
import { atLeast, atMost, type Figure, percentile } from './figure.ts';
import { inParallel, type Site } from './site.ts';
import { openNodes } from '../../domain/nodes/index.ts';

const casesAsked = (): number => wholeSetting('BENCH_CASES', 20_000);
const PROMISED = 20_000 / 600; // cases a second: 20,000 in ten minutes
const ADMINISTRATOR = 'p-administrator-1';
const DRAFTS = '/api/law/drafts';

/** Publishes a year that every case's limits run into, as an administrator does, and waits until all have met it. */
export async function benchRollout({ info, court, temporal }: Site): Promise<Figure[]> {
  const store = openStore(info.databaseUrl, 8);
  try {
    await fill(store, temporal);
    const probe = await court.file();
    const { id } = wanted(201, await court.send<{ id: string }>(ADMINISTRATOR, 'POST', DRAFTS, notice));
    const asked = performance.now();
    const { preview } = wanted(200, await court.send<Draft>(ADMINISTRATOR, 'POST', `${DRAFTS}/${id}/preview`));
    const previewed = (performance.now() - asked) / 1_000;
    const { latencies, seconds, moved } = await apply(court, id, probe);
    if (moved < casesAsked()) throw new Error(`only ${moved} of ${casesAsked()} cases moved`);
    if (moved !== preview.cases) throw new Error(`${moved} cases moved, the preview said ${preview.cases}`);
    const { cases, differences } = await refold(store.db);
    const of = `${casesAsked()} cases in ${seconds.toFixed(0)} s`;
    const unit = 'ms';
    return [
      atMost('preview of a notice', previewed, 60, { unit: 's', of: `${preview.moved} dates would move` }),
      atLeast('rollout of a notice, open cases a second', casesAsked() / seconds, PROMISED, { unit: 'cases/s', of }),
      atMost('completion over HTTP meanwhile, p50', percentile(latencies, 0.5), 1_000, { unit, of: `p99 ${percentile(latencies, 0.99).toFixed(0)} ms, ${latencies.length} of them` }), // prettier-ignore
      atMost('refold afterwards, differences', differences.length, 0, { unit: '', of: `${cases} cases` }),
    ];
  } finally {
    await store.close();
  }
}

interface Draft {
  readonly warnings: readonly { readonly id: string }[];
  readonly preview: { readonly cases: number; readonly moved: number };
}

/** Publishes the draft and completes a node again and again until every case has met it. */
async function apply(court: Court, id: string, probe: string) {
  const began = performance.now();
  // of its year the notice names one festival alone
  const { warnings } = wanted(200, await court.send<Draft>(ADMINISTRATOR, 'GET', `${DRAFTS}/${id}`));
  const acknowledge = warnings.map((warning) => warning.id);
  wanted(202, await court.send(ADMINISTRATOR, 'POST', `${DRAFTS}/${id}/apply`, { acknowledge }));
  const latencies: number[] = [];
  for (;;) {
    const sent = performance.now();
    await court.complete(probe, { node: 'material.received' });
    latencies.push(performance.now() - sent);
    const progress = wanted(200, await court.send<RolloutProgress>(ADMINISTRATOR, 'GET', `${DRAFTS}/${id}/rollout`));
    if (progress.status !== 'done') continue;
    const { moved, skipped } = progress; // the case that was worked on met the notice by itself
    return { latencies, seconds: (performance.now() - began) / 1_000, moved: moved + skipped };
  }
}

/**
 * Files cases as the activity does, which is quicker than one by one, sends what they had to say, and has their workflows
 * look at them: a court in which all is quiet.
 */
async function fill(store: Store, temporal: Client): Promise<void> {
  const nobody = () => Promise.resolve();
  const caseLaw = () => Promise.resolve('untouched' as const);
  const unsealedNodes = new Set<string>(openNodes);
  const failed = () => undefined;
  const deps: Deps = {
    store,
    laws: lawLibrary(),
    courtCode: '豫0823',
    sealKey: 'not sealed',
    sink: nobody,
    caseLaw,
    unsealedNodes,
    failed,
  };
  const decide = decideAndRecord(deps);
  const example = JSON.parse(readFileSync(new URL('../../examples/filing.json', import.meta.url), 'utf8')) as object; // our own file
  const numbers = Array.from({ length: casesAsked() }, (_, i) => 100_000 + i);
  await inParallel(8, numbers, async (n) => {
    const now = Date.now();
    const year = civilYear(now - 60_000);
    const caseId = `${year}-ha0823-zhi-${n}`;
    const body = { ...example, caseNo: `（${year}）豫0823执${n}号`, filedAt: new Date(now - 60_000).toISOString() };
    const message = { body, by: 'p-filing-1' };
    const { answer } = await decide({
      caseId,
      time: now,
      clock: null,
      seen: null,
      command: { kind: 'file', message, spent: false },
    });
    if (answer?.accepted !== true) throw new Error(JSON.stringify(answer));
    await sendOutbox(deps)({ caseId });
    await temporal.workflow.executeUpdateWithStart<Start, unknown, []>(messages.settleNow, {
      startWorkflowOperation: new WithStartWorkflowOperation<Start>(ENFORCEMENT_CASE, {
        workflowId: caseId,
        taskQueue: 'zhixing',
        workflowIdConflictPolicy: 'FAIL',
        args: [{}],
      }),
    });
    if (n % 1_000 === 0) process.stderr.write(`… ${n - 100_000} of ${casesAsked()} cases\n`);
  });
}

type Start = (input: CaseInput) => Promise<void>;

/** A notice with a rest that swallows the end of three months. */
const notice = {
  kind: 'calendar',
  year: 2027,
  source: '国务院办公厅',
  notice: '（测速用）',
  days: Array.from({ length: 20 }, (_, i) => ({ date: addDays('2027-02-15', i), kind: 'rest', name: '春节' })),
};
