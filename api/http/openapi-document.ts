import { Registry } from 'prom-client';
import { buildApp } from '../app.ts';
import type { ApiDeps } from '../app-types.ts';
import { defaultLimits } from './plugins/limits.ts';

/** Stands in for everything that a description of the API never touches. */
const absent = (what: string) => (): never => {
  throw new Error(`the description of the API asks for ${what}`);
};

/** The OpenAPI document as it is committed: the same text for the same routes and tables. */
export async function openapiDocument(): Promise<string> {
  const app = await buildApp({
    store: {} as ApiDeps['store'], // never touched, like all of these
    gateway: {} as ApiDeps['gateway'],
    rollouts: {} as ApiDeps['rollouts'],
    rotations: {} as ApiDeps['rotations'],
    imports: {} as ApiDeps['imports'],
    pingTemporal: absent('Temporal'),
    pulse: absent('a worker'),
    registry: new Registry(),
    courtCode: '豫0823',
    limits: defaultLimits,
    jwt: { keys: absent('keys'), issuer: '', audience: '' },
    sessions: { lifeMs: 1, idleMs: 1, isLoopback: false, origin: undefined, oidc: undefined },
    webhooks: {} as ApiDeps['webhooks'],
    trial: { clock: { moveTo: absent('a clock') }, sign: absent('a token') },
    temporalUi: { url: 'http://127.0.0.1:8233', namespace: '' },
    codec: {} as ApiDeps['codec'],
    logLevel: 'silent',
  });
  await app.ready();
  const document = app.swagger();
  await app.close();
  return `${JSON.stringify(document, null, 1)}\n`;
}
