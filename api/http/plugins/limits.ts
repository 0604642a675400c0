import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App, Limits } from '../../app-types.ts';
import { ApiProblem } from '../errors.ts';

/** Of a court's own people nobody comes near these. */
export const defaultLimits: Limits = {
  perPerson: 12_000,
  perAddress: 3_000,
  eventLoopDelayMs: 1_000,
  sampleMs: 2_000,
  requestMs: 30_000,
};

/** Counts a request; throws where there have been too many. */
export type Throttle = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

const MINUTE_MS = 60_000;
/** Whoever watches over us must get through when it matters. */
const isApart = ({ url }: FastifyRequest): boolean => url.startsWith('/healthz/');

/** Turns requests away while the process cannot keep up; answers what counts them, by person or else by address. */
export async function installLimits(app: App, limits: Limits): Promise<Throttle> {
  await refuseWhenLate(app, limits);
  await app.register(rateLimit, { global: false });
  const timeWindow = MINUTE_MS;
  const byPerson = app.createRateLimit({
    max: limits.perPerson,
    timeWindow,
    keyGenerator: ({ caller }) => caller ?? '',
  });
  const byAddress = app.createRateLimit({
    max: limits.perAddress,
    timeWindow,
    keyGenerator: ({ ip }) => normalizeIP(ip),
  });
  return async (request, reply) => {
    if (isApart(request)) return;
    const found = await (request.caller === null ? byAddress(request) : byPerson(request));
    if (found.isAllowed || !found.isExceeded) return;
    reply.header('retry-after', found.ttlInSeconds);
    throw new ApiProblem('too-many-requests');
  };
}

/** One long pause, as at the start of a process, is not overload yet: the second late sample in a row is. */
async function refuseWhenLate(app: App, { eventLoopDelayMs, sampleMs }: Limits): Promise<void> {
  let lateSamples = 0;
  await app.register(underPressure, {
    maxEventLoopDelay: eventLoopDelayMs,
    sampleInterval: sampleMs,
    pressureHandler: (request) =>
      lateSamples < 2 || isApart(request) ? undefined : Promise.reject(new ApiProblem('overloaded')),
  });
  const timer = setInterval(() => (lateSamples = app.isUnderPressure() ? lateSamples + 1 : 0), sampleMs).unref();
  app.addHook('onClose', (_, done) => {
    clearInterval(timer);
    done();
  });
}
