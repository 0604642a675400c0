import type { App } from '../../api/app-types.ts';

/** In the place of api/access/install.ts: every answer goes out as it is, and no reading is recorded. */
export function installAccess(app: App): void {
  app.decorateRequest('sight', undefined);
  app.decorateRequest('ahead', undefined);
  app.decorateRequest('shown', null);
}
