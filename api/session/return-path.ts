import { ApiProblem } from '../http/errors.ts';

const LONGEST = 500;
const HERE = 'http://here.invalid';

/**
 * Where somebody wants to be after a log-in: a path of ours, as a browser will read it; left out: the first page. Throws `bad-return` for
 * whatever could lead elsewhere, whoever wrote it.
 */
export function returnPath(asked = '/'): string {
  const isPath = /^\/(?![/\\])[\u0021-\u005b\u005d-\u007e]*$/.test(asked) && asked.length <= LONGEST; // printable ASCII, no backslash
  const url = isPath && URL.canParse(asked, HERE) ? new URL(asked, HERE) : undefined;
  if (url?.origin !== HERE || url.pathname.startsWith('//')) throw new ApiProblem('bad-return'); // as /.// comes to
  return `${url.pathname}${url.search}${url.hash}`;
}
