// The API without the reading table, to see what the table costs. A bench alone starts it, on an instance of its own: the API has no such switch.
import { registerHooks } from 'node:module';
import { PROGRAMS } from '../embedded/programs.ts';

/** In the place of api/access/install.ts: every answer goes out as it is, and no reading is recorded. */
const open = `export const installAccess = (app) =>
  Object.entries({ sight: undefined, ahead: undefined, shown: null }).forEach(([name, value]) => app.decorateRequest(name, value));`;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier.endsWith('/access/install.ts')
      ? { url: `data:text/javascript,${encodeURIComponent(open)}`, shortCircuit: true }
      : next(specifier, context),
});

await import(PROGRAMS.api);
