// An API of its own for a test file: real Postgres, real tokens, and the engine without Temporal between.
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { Registry } from 'prom-client';
import type { Static } from 'typebox';
import { decideAndRecord } from '../../activities/decide-and-record.ts';
import type { CaseCommand } from '../../activities/decided.ts';
import { buildApp } from '../../api/app.ts';
import type { App, ApiDeps } from '../../api/app-types.ts';
import type { Gateway } from '../../gateway/cases.ts';
import { defaultLimits } from '../../api/http/plugins/limits.ts';
import type { CaseDocument } from '../../api/cases/case-schema.ts';
import type { LogItem } from '../../api/cases/log-schema.ts';
import { openReadingStore, openStore, type Store } from '../../db/client.ts';
import { lawLibrary } from '../../db/law/library.ts';
import { civilYear, parseInstant } from '../../domain/time/instant.ts';
import { openNodes } from '../../domain/nodes/index.ts';
import { sealed } from '../../gateway/seal.ts';
import { secretOf } from '../../gateway/webhook-secrets.ts';
import { addressCheck, outsideRules } from '../../process/outside-address.ts';
import { readPayloadKeys } from '../../process/payload-keys.ts';
import { remoteCodec } from '../../process/remote-codec.ts';
import { PAYLOAD_KEYS } from './payload-keys.ts';
import { makeDatabase } from './database.ts';

const ISSUER = 'https://login.court.test';
const AUDIENCE = 'zhixing';
export const SEAL_KEY = 'a seal key for tests, long enough to be one';
/** Webhooks may go to this machine, as in the trial court. */
export const HERE = outsideRules({ WEBHOOK_PORTS: '443,8443' }, true, []);

/** Decides as a worker does, in the same process: what Temporal adds is tested with Temporal. */
export function directGateway(store: Store): Gateway {
  const deps = {
    store,
    laws: lawLibrary(),
    courtCode: '豫0823',
    sealKey: SEAL_KEY,
    unsealedNodes: new Set<string>(openNodes),
    failed: () => undefined,
    sink: () => Promise.resolve(),
    caseLaw: () => Promise.resolve('untouched' as const),
  };
  const decide = decideAndRecord(deps);
  // the case's clock is the store's affair: the workflow's own time is the real one here
  const ask = (caseId: string, command: CaseCommand) =>
    decide({ caseId, time: Date.now(), clock: null, seen: null, command });
  return {
    async fileCase({ caseId }, message) {
      const vouchedFor = sealed(SEAL_KEY, `${caseId}/fileCase`, message);
      return answered(await ask(caseId, { kind: 'file', message: vouchedFor, spent: false }));
    },
    async completeNode(caseId, message) {
      const vouchedFor = sealed(SEAL_KEY, `${caseId}/completeNode`, message);
      const { commandId = '' } = message;
      return answered(
        await ask(caseId, { kind: 'complete', commandId, waits: true, spent: false, message: vouchedFor }),
      );
    },
    async settleNow(caseId) {
      await ask(caseId, { kind: 'settle' });
      return true;
    },
  };
}

function answered({ answer }: Awaited<ReturnType<ReturnType<typeof decideAndRecord>>>) {
  if (answer === null) throw new Error('a command without an answer');
  return answer;
}

/** Where nothing is applied: what Temporal does is tested with Temporal. */
export const noRollouts: ApiDeps['rollouts'] = {
  startRollout: () => Promise.reject(new Error('no rollouts here')),
  progress: () => Promise.resolve(undefined),
  pause: () => Promise.resolve(false),
  resume: () => Promise.resolve(false),
};

/** Where nothing is handed over: what Temporal does is tested with Temporal. */
export const noRotations: ApiDeps['rotations'] = {
  start: () => Promise.reject(new Error('no rotations here')),
  progress: () => Promise.resolve(undefined),
};

/** Where nothing is imported: what Temporal does is tested with Temporal. */
export const noImports: ApiDeps['imports'] = {
  start: () => Promise.resolve(),
  progress: () => Promise.resolve(undefined),
  pause: () => Promise.resolve(false),
  resume: () => Promise.resolve(false),
};

/** Who signs tokens, and what is wrong with them. */
export interface TokenOptions {
  readonly issuer?: string;
  readonly audience?: string;
  /** Seconds from now. */
  readonly expiresIn?: number;
  readonly claims?: JWTPayload;
}

/** An app under test and what its callers need. */
export interface TestApi {
  readonly app: App;
  readonly store: Store;
  readonly token: (person: string, options?: TokenOptions) => Promise<string>;
  /** Sends a request as somebody; answers status, headers and the body read as JSON. */
  readonly as: (person: string) => Caller;
  readonly close: () => Promise<void>;
}

export interface Called<T> {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: T;
}

export interface Caller {
  readonly get: <T = unknown>(url: string, headers?: Record<string, string>) => Promise<Called<T>>;
  readonly post: <T = unknown>(url: string, body: unknown, headers?: Record<string, string>) => Promise<Called<T>>;
}

export type Case = Static<typeof CaseDocument>;
export type Log = { readonly items: readonly Static<typeof LogItem>[]; readonly next: string | null };

/** An app over a database of its own. `replace` puts other parts in. */
export async function startApi(replace: Partial<ApiDeps> = {}): Promise<TestApi> {
  const { url, drop } = await makeDatabase();
  const store = openStore(url, 5);
  const api = await apiOver(store, replace);
  const close = async () => {
    await api.close();
    await store.close();
    await drop();
  };
  return { ...api, close };
}

/** An app over a store that somebody else closes. */
export async function apiOver(store: Store, replace: Partial<ApiDeps> = {}): Promise<TestApi> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'test' };
  const token: TestApi['token'] = (
    person,
    { issuer = ISSUER, audience = AUDIENCE, expiresIn = 600, claims = {} } = {},
  ) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'test' })
      .setSubject(person)
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime(Math.floor(Date.now() / 1000) + expiresIn)
      .sign(privateKey);
  const walled = openReadingStore(String(store.pool.options.connectionString), 5); // as the API itself does
  const app = await buildApp({
    store: walled,
    gateway: directGateway(store),
    rollouts: noRollouts,
    rotations: noRotations,
    imports: noImports,
    pingTemporal: () => Promise.resolve(),
    pulse: () => Promise.resolve(),
    registry: new Registry(),
    courtCode: '豫0823',
    limits: { ...defaultLimits, eventLoopDelayMs: 60_000 }, // the tests themselves hold this loop
    jwt: { keys: createLocalJWKSet({ keys: [jwk] }), issuer: ISSUER, audience: AUDIENCE },
    sessions: { lifeMs: 12 * 3_600_000, idleMs: 30 * 60_000, isLoopback: false, origin: undefined, oidc: undefined },
    webhooks: { check: addressCheck(HERE), secretOf: (salt) => secretOf(SEAL_KEY, salt) },
    trial: {
      // nothing runs that would have to be waited for
      clock: { moveTo: (_, target, offset) => Promise.resolve(Math.max(target - Date.now(), offset)) },
      sign: token,
    },
    codec: remoteCodec(readPayloadKeys(PAYLOAD_KEYS)),
    temporalUi: { url: 'http://127.0.0.1:8233', namespace: 'default' },
    logLevel: 'silent',
    ...replace,
  });
  const close = async () => {
    await app.close();
    await walled.close();
  };
  return { app, store, token, as: (person) => caller(app, () => token(person)), close };
}

/** Calls an app with whatever token is given. */
export function caller(app: App, token: () => Promise<string | undefined>): Caller {
  const call = async <T>(method: 'GET' | 'POST', url: string, body?: unknown, headers: Record<string, string> = {}) => {
    const bearer = await token();
    const answer = await app.inject({
      method,
      url,
      headers: { ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }), ...headers },
      ...(body !== undefined && { payload: body as object }), // texts are sent as they are
    });
    const isJson = String(answer.headers['content-type']).includes('json');
    // as the test expects it: a wrong look into it fails the test
    const read = (isJson ? answer.json() : answer.body) as T;
    return { status: answer.statusCode, headers: answer.headers, body: read };
  };
  return {
    get: (url, headers) => call('GET', url, undefined, headers),
    post: (url, body, headers) => call('POST', url, body, headers),
  };
}

let number = (process.pid % 100_000) * 1_000; // files that run side by side share one Temporal: a case's number is its workflow's id
/** The year in which a filing says it was filed; 2026 where it says nothing. */
const yearIn = ({ filedAt = '' }: { readonly filedAt?: unknown }): number =>
  civilYear(parseInstant(String(filedAt)) ?? Date.UTC(2026, 0, 20));

/** A filing like those of real life, each with a case number of its own. */
export const filing = (more: object = {}) => ({
  caseNo: `（${yearIn(more)}）豫0823执${(number += 1)}号`,
  filedAt: '2026-01-20T16:20:00+08:00',
  cause: '民间借贷纠纷',
  basis: '（2025）豫0823民初456号',
  claimFen: 25_000_000,
  applicants: [
    { name: '张建国', kind: 'person', idNo: '410823197001010011', idNoUnverified: true, phone: '13800000000' },
  ],
  respondents: [{ name: '李卫东', kind: 'person', address: '武陟县木城街道' }],
  ...more,
});
