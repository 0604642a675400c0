import type { App } from '../../app-types.ts';
import { ApiProblem } from '../errors.ts';

/** This machine by name, or a machine by its address: no page makes a browser take those for its own site. */
const SAFE = /^(localhost|[a-z0-9-]+\.localhost|(\d{1,3}\.){3}\d{1,3}|\[[0-9a-f:.]+\])(:\d+)?$/i;

/**
 * Anybody acts as anybody in a trial court: it answers to no name that somebody else's site could have lead here, since its pages would read
 * as their own what the court says (DNS rebinding). `origin`: where it is reached by another name. Throws `foreign-host`.
 */
export function installOwnHost(app: App, origin: string | undefined): void {
  const own = origin === undefined ? undefined : new URL(origin).host;
  app.addHook('onRequest', ({ headers: { host } }, _, done) => {
    const isOurs = host === undefined || SAFE.test(host) || host === own;
    done(isOurs ? undefined : new ApiProblem('foreign-host'));
  });
}
