// The API without the reading table, to see what the table costs. A bench alone starts it, on an instance of its own: the API has no such switch.
import { registerHooks } from 'node:module';
import { PROGRAMS } from '../embedded/programs.ts';

const open = new URL('open-access.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier.endsWith('/access/install.ts') ? { url: open, shortCircuit: true } : next(specifier, context),
});

await import(PROGRAMS.api);
