import Type from 'typebox';
import { ping } from '../../../db/ping.ts';
import type { App, ApiDeps } from '../../app-types.ts';
import type { Load } from '../../../gateway/busy.ts';
import { HTTP } from '../errors.ts';

const State = Type.Enum(['up', 'down']);
const Ready = Type.Object({
  status: State,
  postgres: State,
  temporal: State,
  worker: State,
  oldestCommandMs: Type.Unsafe<number | null>({
    type: ['integer', 'null'],
    description: '等待最久的一件办理请求已等了多少毫秒；没有等待的为 null',
  }),
});
const tags = ['运行'];

/**
 * `GET /healthz/live`: the process answers. `GET /healthz/ready`: so do Postgres, Temporal and a worker, and commands come
 * through; 503 says what does not.
 */
export function installHealth(app: App, deps: Pick<ApiDeps, 'store' | 'pingTemporal' | 'pulse'>, load: Load): void {
  const config = { access: 'public' } as const;
  app.get(
    '/healthz/live',
    { config, schema: { tags, summary: '进程是否在运行', response: { [HTTP.ok]: Type.Object({ status: State }) } } },
    () => ({ status: 'up' as const }),
  );
  app.get(
    '/healthz/ready',
    {
      config,
      schema: {
        tags,
        summary: '数据库、Temporal 和 worker 是否在工作',
        response: { [HTTP.ok]: Ready, [HTTP.unavailable]: Ready },
      },
    },
    async (_, reply) => {
      const asked = [ping(deps.store.db), deps.pingTemporal(), deps.pulse()].map(stateOf);
      const [postgres = 'down', temporal = 'down', worker = 'down'] = await Promise.all(asked);
      const isUp = [postgres, temporal, worker].every((state) => state === 'up') && !load.isStuck();
      return reply
        .code(isUp ? HTTP.ok : HTTP.unavailable)
        .send({ status: isUp ? 'up' : 'down', postgres, temporal, worker, oldestCommandMs: load.oldestMs() });
    },
  );
}

const LIMIT_MS = 5_000;

/** A dependency that says nothing counts as down. */
async function stateOf(answer: Promise<void>): Promise<'up' | 'down'> {
  const { promise, resolve } = Promise.withResolvers<'down'>();
  const timer = setTimeout(() => resolve('down'), LIMIT_MS);
  const up = answer.then(
    () => 'up' as const,
    () => 'down' as const,
  );
  return Promise.race([up, promise]).finally(() => clearTimeout(timer));
}
