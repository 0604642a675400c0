import { caseIdOf } from '../../../domain/record/case-number.ts';
import type { App } from '../../app-types.ts';

/** Wherever an address names a case by its id, its number will do, as people write it (engine.md 14a). */
export function installCaseNumbers(app: App): void {
  app.addHook('preValidation', (request, _, done) => {
    const params = request.params as { id?: string }; // of whatever route; only those of cases are looked at
    if (params.id !== undefined && request.routeOptions.url?.includes('/cases/:id')) {
      params.id = caseIdOf(params.id);
    }
    done();
  });
}
