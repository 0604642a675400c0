import helmet from '@fastify/helmet';
import type { ApiDeps, App } from '../../app-types.ts';

/** Types of text that do not say in which characters they are written: all of ours are in UTF-8. */
const TEXT = /^(text\/[\w-]+|application\/(json|x-yaml|yaml|xml))$/;

const YEAR_SECONDS = 365 * 24 * 3600;

/**
 * What every answer tells browsers: what a page of ours may load and who may frame it (nobody), that nothing is to be guessed from its bytes,
 * that no address of ours goes elsewhere, that no cache keeps it, in which characters it is written, and, unless it is reached on the own machine alone, that there is only https
 * here (docs/decisions/167).
 */
export async function installHeaders(app: App, { sessions }: Pick<ApiDeps, 'sessions'>): Promise<void> {
  // what is answered is about persons, or soon out of date: no cache on the way keeps it
  app.addHook('onRequest', async (_, reply) => void reply.header('cache-control', 'no-store'));
  app.addHook('onSend', async (_, reply) => {
    const type = String(reply.getHeader('content-type') ?? '');
    if (TEXT.test(type)) reply.header('content-type', `${type}; charset=utf-8`);
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        'base-uri': ["'none'"],
        'font-src': ["'self'", 'data:'],
        'frame-ancestors': ["'none'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        // over plain http this directive would send the browser to https for every script and style
        'upgrade-insecure-requests': null,
      },
    },
    strictTransportSecurity: sessions.isLoopback ? false : { maxAge: YEAR_SECONDS, includeSubDomains: true },
    xFrameOptions: { action: 'deny' },
  });
}
