import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify'; // prettier-ignore
import type { JWTVerifyGetKey } from 'jose';
import type { Registry } from 'prom-client';
import type { Store } from '../db/client.ts';
import type { FoundSession } from '../db/sessions/read.ts';
import type { Person } from '../domain/record/actor.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { CaseClock } from '../gateway/clock.ts';
import type { Gateway } from '../gateway/cases.ts';
import type { RotationGateway } from '../gateway/rotations.ts';
import type { RolloutGateway } from '../gateway/rollouts.ts';
import type { RemoteCodec } from '../process/remote-codec.ts';
import type { CheckAddress } from '../process/outside-address.ts';
import type { SessionConfig } from '../process/session-settings.ts';
import type { TellingConfig } from '../process/telling-settings.ts';
import type { ImportGateway } from '../gateway/statements.ts';
import type { LoginService } from './session/login-service.ts';

/**
 * Who may call a route: anybody; anybody with a token, where who they are is judged with what they ask; anybody known; or the
 * court's own people. Left out: the court's own people.
 */
export type Access = 'public' | 'bearer' | 'person' | 'staff';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sends the request; null on public routes. */
    person: Person | null;
    /** Whom the token speaks for, known here or not; null on a public route. */
    caller: string | null;
    /** By what they showed who they are; null on a public route. */
    identity: CallerIdentity | null;
  }
  interface FastifyContextConfig {
    access?: Access;
  }
}

/** By what a request shows who sends it. */
export interface CallerIdentity {
  readonly caller: string;
  /** The log-in that it belongs to; null: it brought a token. */
  readonly session: FoundSession | null;
  /** When the session or the token ends, whatever is done with it. */
  readonly until: Instant;
}

/** The app, its routes typed by their TypeBox schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** What the trial court has besides. */
export interface Trial {
  readonly clock: CaseClock;
  /** A token for a person, good for twelve hours. */
  readonly sign: (person: string) => Promise<string>;
}

/** Everything the API works with; nothing of it is touched while the app is built. */
export interface ApiDeps {
  readonly store: Pick<Store, 'db' | 'pool'>;
  readonly gateway: Gateway;
  readonly rollouts: RolloutGateway;
  readonly rotations: RotationGateway;
  readonly imports: ImportGateway;
  /** The court's own accounts at the bank whose statements are taken; left out: whichever a file names. */
  readonly bankAccounts?: readonly string[] | undefined;
  /** What comes back of messages, and where they may go; left out: nothing, nowhere. */
  readonly telling?: TellingConfig | undefined;
  /** Throws unless Temporal answers. */
  readonly pingTemporal: () => Promise<void>;
  /** Throws unless a worker answers. */
  readonly pulse: () => Promise<void>;
  /** This court's own code: no other court's cases are filed here (engine.md 14a). */
  readonly courtCode: string;
  /** Where measures are kept. */
  readonly registry: Registry;
  readonly limits: Limits;
  /** Proxies whose word is taken for where a request comes from: addresses and networks, with commas. */
  readonly trustProxy?: string | undefined;
  readonly jwt: { readonly keys: JWTVerifyGetKey; readonly issuer: string; readonly audience: string };
  readonly sessions: SessionConfig;
  /** Where people log in; left out: nowhere, machines have tokens. */
  readonly login?: LoginService | undefined;
  /** Whether messages may go to an address; the secret of a salt (gateway/webhook-secrets.ts). */
  readonly webhooks: { readonly check: CheckAddress; readonly secretOf: (salt: string) => string };
  /** Left out: there is no trial court here. */
  readonly trial?: Trial | undefined;
  /** Where Temporal's own pages are. */
  readonly temporalUi: { readonly url: string; readonly namespace: string };
  /** Reads and writes what lies encrypted in Temporal, for its pages and its command line. */
  readonly codec: RemoteCodec;
  readonly logLevel: string;
}

/** How much may be asked of this process. */
export interface Limits {
  /** Requests a minute of one person. */
  readonly perPerson: number;
  /** Requests a minute of one address, where nobody is known. */
  readonly perAddress: number;
  /** Milliseconds by which the event loop may be late, on average over a sample, before requests are turned away. */
  readonly eventLoopDelayMs: number;
  /** The length of a sample (ms). */
  readonly sampleMs: number;
  /** Milliseconds within which a request, its body included, must have come. */
  readonly requestMs: number;
}
