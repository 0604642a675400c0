import Type from 'typebox';
import { ping } from '../../db/reads/ping.ts';
import type { App, Deps } from '../app-types.ts';
import { HTTP } from '../errors.ts';

const State = Type.Enum(['up', 'down']);
const Ready = Type.Object({ status: State, postgres: State, temporal: State });
const tags = ['运行'];

/** `GET /healthz/live`: the process answers. `GET /healthz/ready`: so do Postgres and Temporal; 503 says which does not. */
export function installHealth(app: App, { store, pingTemporal }: Pick<Deps, 'store' | 'pingTemporal'>): void {
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
        summary: '数据库和 Temporal 是否可用',
        response: { [HTTP.ok]: Ready, [HTTP.unavailable]: Ready },
      },
    },
    async (_, reply) => {
      const [postgres, temporal] = await Promise.all([stateOf(ping(store.db)), stateOf(pingTemporal())]);
      const isUp = postgres === 'up' && temporal === 'up';
      return reply.code(isUp ? HTTP.ok : HTTP.unavailable).send({ status: isUp ? 'up' : 'down', postgres, temporal });
    },
  );
}

const LIMIT_MS = 3_000;

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
