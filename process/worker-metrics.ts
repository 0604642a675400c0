import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Measures } from './measures.ts';
import type { Measured } from './metrics-server.ts';

const CORE_MS = 2_000;

/** The worker's measures: its own, and beside them those that Temporal's core serves at `core` (host:port), where it does. */
export function workerMeasures(core: string | undefined): { readonly measures: Measures; readonly measured: Measured } {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const setAside = new Counter({
    name: 'zhixing_commands_set_aside_total',
    help: 'Commands that failed for good and were answered with a failure, by code',
    labelNames: ['code'],
    registers,
  });
  const tried = new Counter({
    name: 'zhixing_command_retries_total',
    help: 'Commands that met a failure that may pass and are tried again, by kind',
    labelNames: ['kind'],
    registers,
  });
  const stuck = new Gauge({
    name: 'zhixing_stuck_records',
    help: 'Records asleep two minutes past their time although they were nudged',
    registers,
  });
  const sealed = new Counter({
    name: 'zhixing_audit_sealed_total',
    help: 'Rows sealed into the audit chain',
    registers,
  });
  const waited = new Histogram({
    name: 'zhixing_audit_sealing_lag_seconds',
    help: 'How long the first row of a batch waited to be sealed',
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 30, 300],
    registers,
  });
  const delivered = new Counter({
    name: 'zhixing_deliveries_total',
    help: 'Messages to parties and webhooks by channel: sent, refused for good, put off (later)',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const unsealed = new Gauge({
    name: 'zhixing_audit_unsealed_statements',
    help: 'Statements whose rows wait to be sealed',
    registers,
  });
  const oldest = new Gauge({
    name: 'zhixing_audit_unsealed_oldest_seconds',
    help: 'How long the first of them has waited',
    registers,
  });
  const measures: Measures = {
    setAside: (code) => setAside.inc({ code }),
    tried: (kind) => tried.inc({ kind }),
    stuck: (records) => stuck.set(records),
    sealed: (records, waitedMs) => {
      sealed.inc(records);
      waited.observe(waitedMs / 1_000);
    },
    delivered: (channel, outcome) => delivered.inc({ channel, outcome }),
    waiting: waitingIn(registers),
    unsealed: (statements, oldestMs) => {
      unsealed.set(statements);
      oldest.set(oldestMs / 1_000);
    },
  };
  const metrics = async () => `${await registry.metrics()}\n${await coreMetrics(core)}`;
  return { measures, measured: { metrics, contentType: registry.contentType } };
}

/** What waits for each channel. */
function waitingIn(registers: readonly Registry[]): Measures['waiting'] {
  const of = { labelNames: ['channel'], registers: [...registers] };
  const messages = new Gauge({ name: 'zhixing_waiting_messages', help: 'Messages that wait for a channel', ...of });
  const oldest = new Gauge({ name: 'zhixing_waiting_messages_oldest_seconds', help: 'How long the first of them has waited', ...of }); // prettier-ignore
  return (channel, count, oldestMs) => {
    messages.set({ channel }, count);
    oldest.set({ channel }, oldestMs / 1_000);
  };
}

/** What cannot be read is left out: the rest is worth reading all the same. */
async function coreMetrics(core: string | undefined): Promise<string> {
  if (core === undefined) return '';
  try {
    const answer = await fetch(`http://${core}/metrics`, { signal: AbortSignal.timeout(CORE_MS) });
    return answer.ok ? await answer.text() : '';
  } catch {
    return '';
  }
}
