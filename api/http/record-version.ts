import { hash } from 'node:crypto';
import Type from 'typebox';
import { stated } from '../../domain/nodes/fields.ts';
import { ApiProblem } from './errors.ts';

/**
 * A record as shown, as HTTP names it: `W/"12.9f86d081884c"`, its version and a digest of the rest. Time alone makes deadlines
 * overdue and moves nothing of the version. Weak (RFC 9110, 8.8.3): the time at which it was read stands in it and counts for nothing.
 */
export function etagOf(view: { readonly version: number; readonly now: string }): string {
  const digest = hash('sha256', JSON.stringify({ ...view, now: '' })).slice(0, DIGEST);
  return `W/"${view.version}.${digest}"`;
}

/** Whether `If-None-Match` names what has this ETag. */
export const isKnown = (header: string | undefined, etag: string): boolean =>
  header?.trim() === '*' || (header ?? '').split(',').some((one) => bare(one) === bare(etag));

const bare = (etag: string): string => etag.trim().replace(/^W\//, '');

const DIGEST = 12; // characters

/** The header of reads by somebody who may have the answer already. */
export const KnownHeaders = Type.Object({
  'if-none-match': Type.Optional(Type.String({ description: '上次读取时的 ETag：其间没有变化的，答 304，没有内容' })),
});

/** The answer to those. */
export const NotModified = Type.Null({ description: '与 If-None-Match 所示的相同，没有内容' });

/** The header of commands that are meant for a record as somebody has seen it. */
export const VersionHeaders = {
  'if-match': Type.Optional(
    Type.String({
      ...stated({ pattern: '^(\\*|(W/)?"?[0-9]{1,10}(\\.[0-9a-f]{12})?"?)$' }),
      description: '只在记录仍为此版本（读取时的 ETag）时登记；其间有人登记过的，答 409 case-moved-on',
    }),
  ),
};

/** The version that `If-Match` asks for; undefined for any. Throws `bad-version`. */
export function versionAsked(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const [, quoted, bare] = /^(?:(?:W\/)?"(\d{1,10})(?:\.[0-9a-f]{12})?"|(\d{1,10}))$/.exec(header.trim()) ?? [];
  const digits = quoted ?? bare;
  if (digits === undefined) throw new ApiProblem('bad-version');
  return Number(digits);
}
