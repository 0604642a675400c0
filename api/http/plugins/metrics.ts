import { collectDefaultMetrics, Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { App, ApiDeps } from '../../app-types.ts';
import type { Load } from '../../../gateway/busy.ts';

/** Measures of one app. */
export interface Metrics {
  /** What became of a node completion: `accepted` or the code of its refusal. */
  readonly completed: (node: string, outcome: string) => void;
}

/** Measures every request by its route, and what waits. They are read at an address of their own (metrics-server.ts). */
export function installMetrics(
  app: App,
  { store, registry }: Pick<ApiDeps, 'store' | 'registry'>,
  load: Load,
): Metrics {
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  measureLoad(registers, load);
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of HTTP requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const completions = new Counter({
    name: 'zhixing_node_completions_total',
    help: 'Node completions by node and outcome',
    labelNames: ['node', 'outcome'],
    registers,
  });
  new Gauge({
    name: 'postgres_pool_connections',
    help: 'Connections of the pool by state',
    labelNames: ['state'],
    registers,
    collect() {
      const { totalCount, idleCount, waitingCount } = store.pool;
      this.set({ state: 'used' }, totalCount - idleCount);
      this.set({ state: 'idle' }, idleCount);
      this.set({ state: 'waiting' }, waitingCount);
    },
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode };
    requests.observe(labels, reply.elapsedTime / 1000);
  });
  return { completed: (node, outcome) => completions.inc({ node, outcome }) };
}

function measureLoad(registers: Registry[], load: Load): void {
  new Gauge({
    name: 'zhixing_commands_waiting',
    help: 'Commands sent to records and not answered yet',
    registers,
    collect() {
      this.set(load.waiting());
    },
  });
  new Gauge({
    name: 'zhixing_oldest_command_seconds',
    help: 'How long the oldest of them has waited',
    registers,
    collect() {
      this.set((load.oldestMs() ?? 0) / 1_000);
    },
  });
}
