import type { App } from '../app-types.ts';

/** Reads JSON bodies. A request that needs no body may say that it is JSON and send none: so do `curl -X POST` and many clients. */
export function installJson(app: App): void {
  const read = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, parsed) => {
    const text = body.toString(); // it was asked for as text
    if (text === '' && request.routeOptions.schema?.body === undefined) parsed(null, undefined);
    else void read(request, text, parsed);
  });
}
