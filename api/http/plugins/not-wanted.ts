import { legible } from '../../../domain/gate/text.ts';
import type { App } from '../../app-types.ts';
import { ApiProblem } from '../errors.ts';

const NO_PREVIEW = '此处没有预览（dryRun）：没有办理任何内容；要办理的，请去掉这一参数再发';

/** A query string whose bytes are no UTF-8 is refused, as is any at an address that takes none. */
export function installQueryText(app: App): void {
  app.addHook('onRequest', (request, _, done) => {
    const [, query = ''] = request.url.split('?', 2);
    done(isText(query) ? undefined : new ApiProblem('bad-url'));
  });
  // who writes ?dryRun=true where there is none would record what they only wanted to look at
  app.addHook('preValidation', (request, _, done) => {
    const { schema, url = '' } = request.routeOptions;
    const [unknown] = schema?.querystring === undefined ? Object.keys(request.query as object) : [];
    const isOurs = url.startsWith('/api/') && unknown !== undefined;
    done(
      isOurs
        ? new ApiProblem(
            'bad-query',
            unknown === 'dryRun' ? NO_PREVIEW : `此地址没有参数 ${legible(unknown)}，请去掉`,
            {
              missing: [{ id: legible(unknown), zh: '没有这一参数' }],
            },
          )
        : undefined,
    );
  });
}

/** What is sent where nothing is wanted is refused: whoever writes it means something by it. */
export function installBodyless(app: App): void {
  app.addHook('preValidation', (request, _, done) => {
    const { schema, url = '' } = request.routeOptions;
    const isJson = request.headers['content-type']?.startsWith('application/json') === true;
    const isWanted = schema?.body !== undefined || !isJson || !url.startsWith('/api/') || isEmpty(request.body);
    done(isWanted ? undefined : new ApiProblem('unknown-field', '此地址不收正文：请去掉正文，或者只写 {}', { missing: [{ id: '（整体）', zh: '不收正文' }] })); // prettier-ignore
  });
}

const isEmpty = (body: unknown): boolean =>
  body === undefined || body === null || (typeof body === 'object' && !Array.isArray(body) && Object.keys(body).length === 0); // prettier-ignore

function isText(query: string): boolean {
  try {
    decodeURIComponent(query);
    return true;
  } catch {
    return false;
  }
}
