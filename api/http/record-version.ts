import Type from 'typebox';
import { stated } from '../../domain/nodes/fields.ts';
import { ApiProblem } from './errors.ts';

/** A record's version as HTTP names it: `"12"` (RFC 9110, 8.8.3). */
export const etagOf = (version: number): string => `"${version}"`;

/** The header of commands that are meant for a record as somebody has seen it. */
export const VersionHeaders = {
  'if-match': Type.Optional(
    Type.String({
      ...stated({ pattern: '^(\\*|(W/)?"?[0-9]{1,10}"?)$' }),
      description: '只在记录仍为此版本（读取时的 ETag）时登记；其间有人登记过的，答 409 case-moved-on',
    }),
  ),
};

/** The version that `If-Match` asks for; undefined for any. Throws `bad-version`. */
export function versionAsked(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const [, quoted, bare] = /^(?:(?:W\/)?"(\d{1,10})"|(\d{1,10}))$/.exec(header.trim()) ?? [];
  const digits = quoted ?? bare;
  if (digits === undefined) throw new ApiProblem('bad-version');
  return Number(digits);
}
