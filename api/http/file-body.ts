import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyRequest, FastifySchemaCompiler } from 'fastify';
import type { Readable } from 'node:stream';
import type { TSchema } from 'typebox';
import Type from 'typebox';
import type { App } from '../app-types.ts';
import { ApiProblem } from './errors.ts';
import { validatorCompiler } from './validation.ts';

/** As what a file may be sent: what it is, its bytes say. */
export const fileTypes = [
  'application/octet-stream',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

/** How much of a file is taken. */
const MOST_FILE_BYTES = 20 * 1024 * 1024;

/** Reads the bytes of a request, no more than a file may have. Throws `file-too-large` before the rest is read. */
async function bytesOf(payload: Readable, announced: number | undefined): Promise<Buffer> {
  const tooLarge = () => new ApiProblem('file-too-large');
  if (announced !== undefined && announced > MOST_FILE_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_FILE_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A file as the body of a request, in the description of the API. */
export const FileBody = Type.Unsafe<Buffer>({ type: 'string', description: '文件的内容' });

/** Bytes are no JSON: what they are is found out as they are read. */
export const fileValidator: FastifySchemaCompiler<TSchema> = (part) =>
  part.httpPart === 'body' ? (body: unknown) => ({ value: body }) : validatorCompiler(part);

/** Adds routes whose body is a file. */
export function takesFiles(app: App, routes: (scope: App) => void): void {
  void app.register((inner, _, done) => {
    const scope = inner.withTypeProvider<TypeBoxTypeProvider>();
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(fileTypes, (request: FastifyRequest, payload: Readable) => {
      const length = request.headers['content-length'];
      return bytesOf(payload, length === undefined ? undefined : Number(length));
    });
    scope.addContentTypeParser('*', () => Promise.reject(new ApiProblem('unsupported-media-type', `请用 Content-Type：${fileTypes.join('、')}`))); // prettier-ignore
    routes(scope);
    done();
  });
}

/** The bytes that were sent. Throws `unknown-layout` where there are none; `detail`: what it should be, where it is no bank's file. */
export function sentFile(body: unknown, detail?: string): Buffer {
  if (!Buffer.isBuffer(body) || body.length === 0) throw new ApiProblem('unknown-layout', detail);
  return body;
}
