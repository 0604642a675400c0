import { describe, expect, test } from 'vitest';
import { loadApiConfig, loadConfig, loadDatabaseConfig, loadTemporalConfig } from '../../process/config.ts';
import { childEnv } from '../../local/embedded/child-env.ts';
import { openLines } from '../../process/open-line.ts';
import { readSettings } from '../../local/settings.ts';

const DATABASE_URL = 'postgres://zhixing:hush@db:5432/zhixing';
const SEAL_KEY = 'x'.repeat(32);
const PAYLOAD_KEYS = `k1:${'A'.repeat(43)}`;
const COURT_CODE = '豫0823';

describe('the settings', () => {
  test('have the defaults of the trial court', () => {
    const config = loadConfig({ DATABASE_URL, COURT_CODE, SEAL_KEY, PAYLOAD_KEYS, TEMPORAL_ADDRESS: '' });
    expect(config).toMatchObject({
      database: { url: DATABASE_URL, poolSize: 10 },
      temporal: { connection: { address: '127.0.0.1:7233' }, namespace: 'default', uiUrl: 'http://127.0.0.1:8233' },
      taskQueue: 'zhixing',
      continueAsNewAfter: 1000,
    });
  });

  test('that are bad are all listed at once, and no secret is repeated', () => {
    const bad = {
      DATABASE_URL: 'mysql://u:hush@db',
      COURT_CODE: '豫823',
      SEAL_KEY: 'short',
      PAYLOAD_KEYS: 'k1:hush',
      PORT: '3.5',
      LOG_LEVEL: 'loud',
      TEMPORAL_TLS: 'yes',
    };
    expect(() => loadApiConfig({ ...bad, TEMPORAL_TLS_CERT: '/no/such', TRIAL_KEY_FILE: '/no/such.jwk' }))
      .toThrowErrorMatchingInlineSnapshot(`
        [ConfigError: Bad settings (see .env.example):
          COURT_CODE must be this court's code in case numbers, such as 豫0823, not "豫823"
          LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, not "loud"
          SEAL_KEY must be a secret of at least 32 characters
          PAYLOAD_KEYS must be keys written id:key with commas between, each id once, a key 32 bytes in base64url, the first of them encrypts; or none
          TRIAL_KEY_FILE must be a readable file with a private key (JWK), not "/no/such.jwk"
          DATABASE_URL must be a Postgres address, postgres://user:password@host:port/database
          TEMPORAL_TLS must be true or false, not "yes"
          TEMPORAL_TLS_CERT must be a readable PEM file, not "/no/such"
          PORT must be a port from 0 to 65535, not "3.5"
          JWKS_URL or JWKS_FILE must be given, and not both: tokens are checked with these keys]
      `);
  });

  test('of the API want one place for the public keys, and not two', () => {
    const base = { DATABASE_URL, COURT_CODE, SEAL_KEY, PAYLOAD_KEYS };
    const sentence = /JWKS_URL or JWKS_FILE must be given, and not both/;
    expect(() => loadApiConfig(base)).toThrow(sentence);
    expect(() => loadApiConfig({ ...base, JWKS_URL: 'https://id/jwks', JWKS_FILE: import.meta.filename })).toThrow(
      sentence,
    );
    expect(loadApiConfig({ ...base, JWKS_URL: 'https://id/jwks' }).jwt.keys).toEqual({ url: 'https://id/jwks' });
  });

  describe('of log-ins', () => {
    const base = { DATABASE_URL, COURT_CODE, SEAL_KEY, PAYLOAD_KEYS, JWKS_URL: 'https://id/jwks' };
    const OIDC_ISSUER = 'https://login.court/realms/court';
    const OIDC_REDIRECT = 'https://zx.court/api/session/callback';
    const all = { OIDC_ISSUER, OIDC_CLIENT_ID: 'zhixing', OIDC_REDIRECT };
    const sessions = (more: object) => loadApiConfig({ ...base, ...more }).sessions;

    test('are all there or none', () => {
      expect(sessions({})).toEqual({ lifeMs: 43_200_000, idleMs: 1_800_000, isLoopback: true, origin: undefined, oidc: undefined }); // prettier-ignore
      expect(sessions({ HOST: '0.0.0.0' }).isLoopback).toBe(false);
      expect(sessions({ ...all, SESSION_HOURS: '8', OIDC_CLIENT_SECRET_FILE: import.meta.filename })).toMatchObject({
        ...{ lifeMs: 28_800_000, isLoopback: false, origin: 'https://zx.court' },
        oidc: { issuer: OIDC_ISSUER, redirect: OIDC_REDIRECT, scope: 'openid', personClaim: 'sub', acr: [] },
      });
      expect(() => sessions({ OIDC_ISSUER })).toThrow(/OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_REDIRECT go together/);
      expect(() => sessions({ ...all, OIDC_CLIENT_SECRET: 'hush', OIDC_CLIENT_SECRET_FILE: import.meta.filename })).toThrow(/not both$/); // prettier-ignore
    });

    test('lie in clear on the own machine alone', () => {
      const here = {
        OIDC_ISSUER: 'http://localhost:8080',
        OIDC_REDIRECT: 'http://127.0.0.1:3000/api/session/callback',
      };
      expect(sessions({ ...all, ...here })).toMatchObject({ isLoopback: true, origin: 'http://127.0.0.1:3000' });
      expect(() => sessions({ ...all, ...here, HOST: '0.0.0.0' })).toThrow(/OIDC_REDIRECT must be https/);
      expect(() => sessions({ ...all, OIDC_ISSUER: 'http://login.court' })).toThrow(/OIDC_ISSUER must be https/);
      expect(() => sessions({ ...all, OIDC_REDIRECT: 'http://zx.court/api/session/callback' })).toThrow(
        /must be https/,
      );
    });

    test.each([
      ['OIDC_REDIRECT', 'https://zx.court/elsewhere'],
      ['OIDC_REDIRECT', 'https://[::/api/session/callback'],
      ['OIDC_ISSUER', 'login.court'],
      ['OIDC_ISSUER', 'https://:::'],
      ['SESSION_HOURS', '0'],
      ['SESSION_IDLE_MINUTES', 'never'],
    ])('%s may not be %s', (name, value) => {
      expect(() => sessions({ ...all, [name]: value })).toThrow(new RegExp(`${name} must be`));
    });
  });

  test('nothing that keys or messages come by lies open', () => {
    const base = { DATABASE_URL, COURT_CODE, SEAL_KEY, PAYLOAD_KEYS, JWKS_URL: 'https://id/jwks' };
    for (const url of [
      'http://id/jwks',
      'http://127.evil.test/',
      'http://localhost.evil.test/',
      'http://0.0.0.0/',
      'http://10.0.0.1/',
    ]) {
      expect(() => loadApiConfig({ ...base, JWKS_URL: url }), url).toThrow(/JWKS_URL must be https/);
      expect(() => loadApiConfig({ ...base, OIDC_ISSUER: url }), url).toThrow(/OIDC_ISSUER must be https/);
      expect(() => loadConfig({ ...base, SMS_URL: url }), url).toThrow(/SMS_URL must be https/);
    }
    for (const url of ['http://127.0.0.1:9/', 'http://localhost/', 'http://[::1]:9/', 'https://id/']) {
      expect(loadApiConfig({ ...base, JWKS_URL: url }).jwt.keys).toEqual({ url });
      expect(loadConfig({ ...base, SMS_URL: url }).channels.sms).toMatchObject({ url });
    }
  });

  test.each([
    ['postgres://u:hush@db:5432/z', 'temporal:7233', 2],
    ['postgres://u:hush@db/z?sslmode=disable', 'temporal:7233', 2],
    ['postgres://u:hush@db/z?sslmode=verify-full', '[::1]:7233', 0],
    ['postgres://u:hush@127.0.0.1/z', '127.0.0.1:7233', 0],
    ['postgres://u:hush@127.evil.test/z', 'localhost:7233', 1],
    ['postgresql://u:hush@[::1]/z', '10.0.0.1:7233', 1],
    ['postgres:///z?host=/run/postgresql', 'localhost:7233', 0],
  ])('of %s and %s lie open: %i', (url, address, open) => {
    const lines = openLines({ database: { url }, temporal: { connection: { address } } });
    expect(lines).toHaveLength(open);
    expect(lines.join()).not.toContain('hush');
    expect(openLines({ database: { url }, temporal: { connection: { address, tls: {} } } }).join()).not.toContain(
      'Temporal',
    );
  });

  test('of a migration are the database alone', () => {
    expect(loadDatabaseConfig({ DATABASE_URL, PG_POOL_SIZE: '3' })).toEqual({ url: DATABASE_URL, poolSize: 3 });
  });

  test('of Temporal speak TLS as soon as there is a key or a certificate', () => {
    expect(loadTemporalConfig({}).connection).toEqual({ address: '127.0.0.1:7233' });
    expect(loadTemporalConfig({ TEMPORAL_TLS: 'true' }).connection.tls).toEqual({});
    expect(loadTemporalConfig({ TEMPORAL_API_KEY: 'k' }).connection).toMatchObject({ apiKey: 'k', tls: {} });
    const pem = import.meta.filename;
    const { tls } = loadTemporalConfig({
      TEMPORAL_TLS_CERT: pem,
      TEMPORAL_TLS_KEY: pem,
      TEMPORAL_TLS_CA: pem,
    }).connection;
    expect(Object.keys(tls ?? {})).toEqual(['serverRootCACertificate', 'clientCertPair']);
    expect(() => loadTemporalConfig({ TEMPORAL_TLS_CERT: pem })).toThrow(/go together/);
  });
});

describe('the channels to the parties', () => {
  const TEXT = '您的案件${caseNo}有${count}项新进展，请登录查阅。';
  const aliyun = { SMS_PROVIDER: 'aliyun', SMS_KEY_ID: 'id', SMS_KEY_SECRET: 'secret', SMS_SIGN: '执行局', SMS_TEMPLATE: `SMS_1:${TEXT}` }; // prettier-ignore
  test('may be a public provider', () => {
    expect(loadConfig({ ...env, ...aliyun }).channels.sms).toMatchObject({
      ...{ provider: 'aliyun', access: { url: 'https://dysmsapi.aliyuncs.com' }, staffTemplate: undefined },
      template: { id: 'SMS_1', text: TEXT, fields: ['caseNo', 'count'] },
    });
  });
  const env = {
    DATABASE_URL: 'postgres://u:p@h/d',
    COURT_CODE: '豫0823',
    SEAL_KEY: 'x'.repeat(40),
    PAYLOAD_KEYS: 'none',
  };
  test('are none, or each whole', () => {
    expect(loadConfig(env).channels).toEqual({
      ...{ mail: undefined, sms: undefined },
      quiet: { from: 20 * 60, to: 7 * 60 + 30 },
      partyQuiet: { from: 20 * 60, to: 7 * 60 + 30 },
    });
    const whole = {
      MAIL_URL: 'smtps://u:p@mail.test',
      MAIL_FROM: 'zx@court.test',
      SMS_URL: 'https://sms.test/v1',
      SMS_TOKEN: 't',
    };
    expect(loadConfig({ ...env, ...whole }).channels).toEqual({
      mail: { url: whole.MAIL_URL, from: whole.MAIL_FROM },
      sms: { provider: 'http', url: whole.SMS_URL, token: 't' },
      quiet: { from: 20 * 60, to: 7 * 60 + 30 },
      partyQuiet: { from: 20 * 60, to: 7 * 60 + 30 },
    });
  });
  test.each([
    [{ MAIL_URL: 'smtp://mail.test' }, /MAIL_URL and MAIL_FROM go together/],
    [{ MAIL_FROM: 'zx@court.test' }, /MAIL_URL and MAIL_FROM go together/],
    [{ SMS_TOKEN: 't' }, /SMS_TOKEN is for the gateway at SMS_URL/],
    [{ SMS_URL: 'ftp://sms.test' }, /SMS_URL/],
    [{ ...aliyun, SMS_TEMPLATE: `SMS_1:${'很长'.repeat(500)}` }, /SMS_TEMPLATE: sms-template-field-missing/],
    [
      { ...aliyun, SMS_TEMPLATE: `SMS_1:${'很长'.repeat(500)}${TEXT}` },
      /SMS_TEMPLATE: sms-template-too-long: .* 70 at most/,
    ],
    [{ ...aliyun, SMS_STAFF_TEMPLATE: `SMS_2:${TEXT}` }, /SMS_STAFF_TEMPLATE: sms-template-field-unknown/],
    [{ SMS_PROVIDER: 'aliyun' }, /SMS_PROVIDER=aliyun wants SMS_KEY_ID, SMS_KEY_SECRET, SMS_SIGN, SMS_TEMPLATE/],
    [{ ...aliyun, SMS_PROVIDER: 'tencent' }, /SMS_PROVIDER=tencent wants SMS_APP_ID/],
    [{ ...aliyun, SMS_PROVIDER: undefined }, /for SMS_PROVIDER aliyun or tencent/],
    [{ SMS_PROVIDER: 'http' }, /SMS_PROVIDER=http wants SMS_URL/],
    [{ ...aliyun, SMS_TOKEN: 't' }, /SMS_TOKEN is for SMS_PROVIDER=http/],
    [{ STAFF_QUIET: '25:00-07:30' }, /STAFF_QUIET/],
    [{ PARTY_QUIET: '20:00' }, /PARTY_QUIET/],
    [{ MAIL_URL: 'http://mail.test', MAIL_FROM: 'zx' }, /MAIL_FROM/],
  ])('%j is no such thing', (more, problem) => expect(() => loadConfig({ ...env, ...more })).toThrow(problem));
});

describe('the embedded default', () => {
  test('lists bad ports', () => {
    expect(() => readSettings({ PORT: 'x', PG_PORT: '70000' })).toThrow(/PORT is "x".*\n?.*PG_PORT is "70000"/);
  });

  test("hands on a court's own keys and makes no trial court of it", () => {
    const keys = {
      auditKeyFile: '/k/audit.pem',
      trialKeyFile: '/k/trial.jwk',
      jwksFile: '/k/jwks.json',
      sealKey: SEAL_KEY,
      postgresPassword: 'p',
      payloadKeys: PAYLOAD_KEYS,
    };
    const where = { databaseUrl: DATABASE_URL, temporal: { address: 'a:1', ui: 'http://a' }, host: 'h', port: 1 };
    const env = (own: NodeJS.ProcessEnv) => childEnv(own, { ...where, outboxDir: '/o', auditDir: '/a', keys });
    expect(env({})).toMatchObject({ JWKS_FILE: '/k/jwks.json', TRIAL_KEY_FILE: '/k/trial.jwk', SEAL_KEY, PORT: '1' });
    expect(env({})).toMatchObject({ AUDIT_DIR: '/a', AUDIT_KEY_FILE: '/k/audit.pem' });
    expect(env({ JWKS_URL: 'https://id' })).not.toHaveProperty('TRIAL_KEY_FILE');
  });
});
