import type { App } from '../../app-types.ts';
import { ApiProblem } from '../errors.ts';

/** A query string whose bytes are no UTF-8 is refused: the parser would hand it on as it stands, and find nothing. */
export function installQueryText(app: App): void {
  app.addHook('onRequest', (request, _, done) => {
    const [, query = ''] = request.url.split('?', 2);
    done(isText(query) ? undefined : new ApiProblem('bad-url'));
  });
}

function isText(query: string): boolean {
  try {
    decodeURIComponent(query);
    return true;
  } catch {
    return false;
  }
}
