// Every setting of worker, API and migration: read from the environment once, checked, typed. `npm start` fills most of them in; its own
// are in local/settings.ts. A new setting is a row here and a line in .env.example.
import Type from 'typebox';
import { COURT_PATTERN } from '../domain/nodes/courts.ts';
import { nodeIds, openNodes } from '../domain/nodes/index.ts';
import type { PayloadKey } from './payload-codec.ts';
import { isOpenLine } from './open-line.ts';
import { PAYLOAD_KEYS, readPayloadKeys } from './payload-keys.ts';
import {
  contentOf,
  count,
  type Env,
  file,
  metricsAddress,
  type ReadSection,
  readSection,
  text,
} from './read-settings.ts';
import { type OutsideRules, outsideRules, WEBHOOK_SETTINGS } from './outside-address.ts';
import { SESSION_SETTINGS, type SessionConfig, sessionConfig } from './session-settings.ts';
import { TELLING_SETTINGS, type TellingConfig, tellingConfig } from './telling-settings.ts';
import { ConfigError } from './config-error.ts';
import { type WorkersOwn, workersOwn } from './worker-settings.ts';

const DATABASE = Type.Object({
  DATABASE_URL: Type.String({
    pattern: '^postgres(ql)?://',
    description: 'a Postgres address, postgres://user:password@host:port/database',
    writeOnly: true, // a secret: never shown in a message
  }),
  PG_POOL_SIZE: count(10, 500),
});

const TEMPORAL = Type.Object({
  TEMPORAL_ADDRESS: Type.String({ default: '127.0.0.1:7233', pattern: '^[^/\\s]+:\\d+$', description: 'host:port' }),
  TEMPORAL_NAMESPACE: text('default'),
  TEMPORAL_TLS: Type.Boolean({ default: false, description: 'true or false' }),
  TEMPORAL_TLS_CERT: file('a readable PEM file'),
  TEMPORAL_TLS_KEY: file('a readable PEM file'),
  TEMPORAL_TLS_CA: file('a readable PEM file'),
  TEMPORAL_API_KEY: Type.Optional(Type.String({ description: 'a key', writeOnly: true })),
  TEMPORAL_UI_URL: Type.String({ default: 'http://127.0.0.1:8233', pattern: '^https?://', description: 'an address' }),
});

const ENGINE = Type.Object({
  COURT_CODE: Type.String({
    pattern: `^${COURT_PATTERN}$`,
    description: "this court's code in case numbers, such as 豫0823",
  }),
  TASK_QUEUE: text('zhixing'),
  CONTINUE_AS_NEW_AFTER: count(1_000, 40_000), // a run may have 51,200 events at most
  LOG_LEVEL: Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
    default: 'info',
    description: 'one of trace, debug, info, warn, error, fatal, silent',
  }),
  SEAL_KEY: Type.String({ minLength: 32, description: 'a secret of at least 32 characters', writeOnly: true }),
  PAYLOAD_KEYS,
  REQUIRE_SEAL: Type.Boolean({ default: false, description: 'true or false' }),
  UNSEALED_NODES: Type.Optional(
    Type.String({
      pattern: `^(${nodeIds.join('|').replaceAll('.', '\\.')})(,(${nodeIds.join('|').replaceAll('.', '\\.')}))*$`,
      description: 'ids of nodes with commas between, without spaces (GET /api/nodes lists them)',
    }),
  ),
  TRIAL_KEY_FILE: file('a readable file with a private key (JWK)'),
  OUTBOX_DIR: text('.data/outbox'),
  READY_FILE: Type.Optional(Type.String({ description: 'a file to make' })),
});

const API = Type.Object({
  HOST: text('127.0.0.1'),
  PORT: Type.Integer({ default: 3000, minimum: 0, maximum: 65_535, description: 'a port from 0 to 65535' }),
  JWKS_URL: Type.Optional(Type.String({ pattern: '^https?://', description: 'an http address of public keys' })),
  JWKS_FILE: file('a readable file with public keys (JWKS)'),
  JWT_ISSUER: text('zhixing-trial'),
  JWT_AUDIENCE: text('zhixing'),
  BANK_ACCOUNTS: Type.Optional(
    Type.String({ pattern: '^[0-9]{8,32}(,[0-9]{8,32})*$', description: 'account numbers with commas between' }),
  ),
  RATE_LIMIT_PERSON: count(12_000, 1_000_000), // requests a minute
  RATE_LIMIT_ADDRESS: count(3_000, 1_000_000),
  MAX_EVENT_LOOP_DELAY_MS: count(1_000, 60_000),
  TRUST_PROXY: Type.Optional(
    Type.String({ pattern: '^[0-9a-fA-F:./, ]+$', description: 'addresses or networks, with commas' }),
  ),
});

/** Where the records are. */
export interface DatabaseConfig {
  readonly url: string;
  readonly poolSize: number;
}

/** How to reach Temporal; `connection` is taken by `Connection.connect` and `NativeConnection.connect` alike. */
export interface TemporalConfig {
  readonly connection: {
    readonly address: string;
    readonly apiKey?: string;
    readonly tls?: {
      readonly serverRootCACertificate?: Buffer;
      readonly clientCertPair?: { readonly crt: Buffer; readonly key: Buffer };
    };
  };
  readonly namespace: string;
  /** The address of Temporal's own web pages, without a trailing slash. */
  readonly uiUrl: string;
}

/** Where the public keys are that tokens are checked with. */
export type KeySource = { readonly url: string } | { readonly file: string };

/** The settings of worker and API. */
export interface Config {
  readonly database: DatabaseConfig;
  readonly temporal: TemporalConfig;
  /** This court's own code: no other court's cases are filed here (engine.md 14a). */
  readonly courtCode: string;
  readonly taskQueue: string;
  /** History events after which a case's workflow continues as new. */
  readonly continueAsNewAfter: number;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  /** Seals what leaves the system and comes back; the same for worker and API. */
  readonly sealKey: string;
  /** With which all that travels through Temporal is encrypted (the first) and decrypted; empty: it lies there in clear. */
  readonly payloadKeys: readonly PayloadKey[];
  /** Nodes that may be recorded straight through Temporal, without the API's seal (engine.md 15). */
  readonly unsealedNodes: ReadonlySet<string>;
  /** Present in the trial court alone: the key with which it issues tokens to itself. */
  readonly trialKeyFile: string | undefined;
  /** Where webhooks may go. */
  readonly outside: OutsideRules;
  /** Where the sandbox puts notices. */
  readonly outboxDir: string;
  /** Where measures are read (host:port). */
  readonly metricsAddress: string;
  /** Made by the worker once it takes work: for whoever waits for that. */
  readonly readyFile: string | undefined;
}

/** The settings of the API. */
export interface ApiConfig extends Config {
  readonly http: { readonly host: string; readonly port: number };
  /** Requests a minute, and milliseconds of the event loop: see api/http/plugins/limits.ts. */
  readonly limits: { readonly perPerson: number; readonly perAddress: number; readonly eventLoopDelayMs: number };
  readonly trustProxy: string | undefined;
  /** The court's own accounts whose statements are taken; undefined: whichever a file names. */
  readonly bankAccounts: readonly string[] | undefined;
  /** What comes back of messages, and where they may go. */
  readonly telling: TellingConfig;
  readonly jwt: { readonly keys: KeySource; readonly issuer: string; readonly audience: string };
  /** Log-ins of people and what becomes of them. */
  readonly sessions: SessionConfig;
}

/** Settings of the worker. Throws a ConfigError that lists every bad one. */
export const loadConfig = (env: Env = process.env): Config & WorkersOwn =>
  load(env, (read, problems) => ({
    ...common(read, problems),
    ...workersOwn(read, problems),
    metricsAddress: read(metricsAddress('127.0.0.1:9465')).METRICS_ADDRESS,
  }));

/** Settings of the API. Throws a ConfigError that lists every bad one. */
export const loadApiConfig = (env: Env = process.env): ApiConfig =>
  load(env, (read, problems) => ({
    ...common(read, problems),
    metricsAddress: read(metricsAddress('127.0.0.1:9464')).METRICS_ADDRESS,
    ...api(read, problems),
  }));

/** The database alone: all that a migration needs. */
export const loadDatabaseConfig = (env: Env = process.env): DatabaseConfig => load(env, database);

/** Whether these settings are the trial court's: it issues its own tokens, so it has people of its own too. */
export const isTrialCourt = (env: Env = process.env): boolean => Boolean(env['TRIAL_KEY_FILE']?.trim());

/** Temporal alone. */
export const loadTemporalConfig = (env: Env = process.env): TemporalConfig => load(env, temporal);

function load<T>(env: Env, build: (read: ReadSection, problems: string[]) => T): T {
  const problems: string[] = [];
  const config = build((schema) => readSection(schema, env, problems), problems);
  if (problems.length > 0) throw new ConfigError(`Bad settings (see .env.example):\n${problems.join('\n')}`);
  return config;
}

function database(read: ReadSection): DatabaseConfig {
  const s = read(DATABASE);
  return { url: s.DATABASE_URL, poolSize: s.PG_POOL_SIZE };
}

function temporal(read: ReadSection, problems: string[]): TemporalConfig {
  const s = read(TEMPORAL);
  const [crt, key, ca] = [s.TEMPORAL_TLS_CERT, s.TEMPORAL_TLS_KEY, s.TEMPORAL_TLS_CA].map(contentOf);
  if ((crt === undefined) !== (key === undefined))
    problems.push('  TEMPORAL_TLS_CERT and TEMPORAL_TLS_KEY go together: give both or none');
  const pair = crt === undefined || key === undefined ? {} : { clientCertPair: { crt, key } };
  const tls = { ...(ca === undefined ? {} : { serverRootCACertificate: ca }), ...pair };
  const wanted = s.TEMPORAL_TLS || s.TEMPORAL_API_KEY !== undefined || Object.keys(tls).length > 0;
  return {
    connection: {
      address: s.TEMPORAL_ADDRESS,
      ...(s.TEMPORAL_API_KEY === undefined ? {} : { apiKey: s.TEMPORAL_API_KEY }),
      ...(wanted ? { tls } : {}),
    },
    namespace: s.TEMPORAL_NAMESPACE,
    uiUrl: s.TEMPORAL_UI_URL?.replace(/\/+$/, ''),
  };
}

function common(read: ReadSection, problems: string[]): Omit<Config, 'metricsAddress'> {
  const s = read(ENGINE);
  return {
    database: database(read),
    temporal: temporal(read, problems),
    courtCode: s.COURT_CODE,
    taskQueue: s.TASK_QUEUE,
    continueAsNewAfter: s.CONTINUE_AS_NEW_AFTER,
    logLevel: s.LOG_LEVEL,
    sealKey: s.SEAL_KEY,
    payloadKeys: readPayloadKeys(s.PAYLOAD_KEYS),
    unsealedNodes: new Set(s.REQUIRE_SEAL ? [] : (s.UNSEALED_NODES?.split(',') ?? openNodes)),
    trialKeyFile: s.TRIAL_KEY_FILE,
    outside: outsideRules(read(WEBHOOK_SETTINGS), s.TRIAL_KEY_FILE !== undefined, problems),
    outboxDir: s.OUTBOX_DIR,
    readyFile: s.READY_FILE,
  };
}

function api(read: ReadSection, problems: string[]): Omit<ApiConfig, keyof Config> {
  const s = read(API);
  if ((s.JWKS_URL === undefined) === (s.JWKS_FILE === undefined))
    problems.push('  JWKS_URL or JWKS_FILE must be given, and not both: tokens are checked with these keys');
  if (isOpenLine(s.JWKS_URL))
    problems.push('  JWKS_URL must be https: over http anybody on the way could put in a key and be anybody');
  const keys = s.JWKS_URL === undefined ? { file: s.JWKS_FILE ?? '' } : { url: s.JWKS_URL };
  return {
    http: { host: s.HOST, port: s.PORT },
    trustProxy: s.TRUST_PROXY,
    bankAccounts: s.BANK_ACCOUNTS?.split(','),
    telling: tellingConfig(read(TELLING_SETTINGS)),
    limits: {
      perPerson: s.RATE_LIMIT_PERSON,
      perAddress: s.RATE_LIMIT_ADDRESS,
      eventLoopDelayMs: s.MAX_EVENT_LOOP_DELAY_MS,
    },
    jwt: { keys, issuer: s.JWT_ISSUER, audience: s.JWT_AUDIENCE },
    sessions: sessionConfig(read(SESSION_SETTINGS), s.HOST, problems),
  };
}
