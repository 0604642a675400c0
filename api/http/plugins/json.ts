import { readJsonBytes } from '../../../domain/gate/json.ts';
import { legible } from '../../../domain/gate/text.ts';
import type { App } from '../../app-types.ts';
import { ApiProblem, badJson } from '../errors.ts';

/**
 * Reads JSON bodies through the gate: UTF-8, no field twice. A request that needs no body may say that it is JSON and send
 * none: so do `curl -X POST` and many clients.
 */
export function installJson(app: App): void {
  // nobody would unpack it: what is in it would be read as it came
  app.addHook('preParsing', ({ headers }, _, payload, done) => {
    const encoding = headers['content-encoding']?.trim() ?? 'identity';
    if (/^identity$/i.test(encoding)) done(null, payload);
    else done(new ApiProblem('unsupported-media-type', `请求内容不能压缩：请去掉 Content-Encoding（${legible(encoding)}），直接发送 JSON`)); // prettier-ignore
  });
  app.removeContentTypeParser(['application/json', 'text/plain']); // a text is no body of any route
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, parsed) => {
    if (body.length === 0 && mayBeEmpty(request.routeOptions.schema?.body)) {
      parsed(null, undefined);
      return;
    }
    const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
    if (!/^(utf-?8|us-ascii)$/i.test(charset)) {
      parsed(badJson(`编码写为 ${legible(charset)}，本系统只收 UTF-8`), undefined);
      return;
    }
    const read = readJsonBytes(Buffer.from(body)); // bytes were asked for
    if ('flaw' in read) parsed(badJson(read.flaw), undefined);
    else parsed(null, read.value);
  });
}

/** No body is known, or it may be null. */
const mayBeEmpty = (schema: unknown): boolean =>
  schema === undefined || [(schema as { type?: unknown }).type].flat().includes('null'); // any schema; only looked at
