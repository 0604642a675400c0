import type { App } from '../../app-types.ts';
import { HTTP } from '../errors.ts';
import { isKnown } from '../record-version.ts';

/** Whoever has what a GET would answer is told so in place of it: wherever an answer has an ETag (RFC 9110, 13.1.2). */
export function installConditional(app: App): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const [etag, asked] = [reply.getHeader('etag'), request.headers['if-none-match']];
    const isRead = (request.method === 'GET' || request.method === 'HEAD') && reply.statusCode === HTTP.ok;
    if (!isRead || typeof etag !== 'string' || !isKnown(asked, etag)) {
      done(null, payload);
      return;
    }
    reply.code(HTTP.notModified).removeHeader('content-length').removeHeader('content-type');
    done(null, null);
  });
}
