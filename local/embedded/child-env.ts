import type { Keys } from './keys.ts';

/** What the children have to know of the instance. */
export interface Surroundings {
  readonly databaseUrl: string;
  /** The migration runs before Temporal is there. */
  readonly temporal?: { readonly address: string; readonly ui: string };
  readonly host: string;
  readonly port: number;
  /** Where measures are read (host:port). Left out: at any free port. */
  readonly metrics?: string | undefined;
  readonly outboxDir: string;
  readonly auditDir: string;
  readonly keys: Keys;
}

/** The environment of migration, worker and API: our own, with what the instance settles; see ../config.ts. */
export function childEnv(own: NodeJS.ProcessEnv, s: Surroundings): NodeJS.ProcessEnv {
  return {
    ...own,
    DATABASE_URL: s.databaseUrl,
    ...(s.temporal === undefined ? {} : { TEMPORAL_ADDRESS: s.temporal.address, TEMPORAL_UI_URL: s.temporal.ui }),
    HOST: s.host,
    PORT: String(s.port),
    METRICS_ADDRESS: s.metrics ?? (own['METRICS_ADDRESS'] || '127.0.0.1:0'),
    COURT_CODE: own['COURT_CODE'] || '豫0823', // the court of the plan, and of the examples
    SEAL_KEY: own['SEAL_KEY'] || s.keys.sealKey,
    PAYLOAD_KEYS: payloadKeysOf(own, s.keys),
    OUTBOX_DIR: own['OUTBOX_DIR'] || s.outboxDir,
    AUDIT_DIR: own['AUDIT_DIR'] || s.auditDir,
    AUDIT_KEY_FILE: own['AUDIT_KEY_FILE'] || s.keys.auditKeyFile,
    ...trialEnv(own, s.keys),
  };
}

/** The keys for what travels through Temporal: the court's own, or those of the instance. */
export const payloadKeysOf = (own: NodeJS.ProcessEnv, keys: Pick<Keys, 'payloadKeys'>): string =>
  own['PAYLOAD_KEYS'] || keys.payloadKeys;

/** What makes it the trial court. Whoever brings keys of a court's own identity server gets none beside it. */
const trialEnv = (own: NodeJS.ProcessEnv, keys: Keys): NodeJS.ProcessEnv =>
  own['JWKS_URL'] || own['JWKS_FILE'] ? {} : { JWKS_FILE: keys.jwksFile, TRIAL_KEY_FILE: keys.trialKeyFile };
