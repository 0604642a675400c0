import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { App, Deps } from '../app-types.ts';

/** Measures of one app. */
export interface Metrics {
  /** What became of a node completion: `accepted` or the code of its refusal. */
  readonly completed: (node: string, outcome: string) => void;
}

/** Serves `GET /metrics` for Prometheus, and measures every request by its route. */
export function installMetrics(app: App, { store }: Pick<Deps, 'store'>): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry]; // just made
  collectDefaultMetrics({ register: registry });
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
  app.get('/metrics', { config: { access: 'public' }, schema: { hide: true } }, async (_, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  return { completed: (node, outcome) => completions.inc({ node, outcome }) };
}
