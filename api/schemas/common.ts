import Type, { type Static, type TSchema } from 'typebox';
import { type ProblemCode, problems } from '../errors.ts';
import { ref } from './named.ts';
import { Problem } from './problem.ts';

/** An instant as text; what comes in may have any offset, what goes out has +08:00. */
export const InstantText = (zh: string) => Type.String({ description: zh, examples: ['2026-01-20T16:20:00+08:00'] });

/** A value or null, as OpenAPI 3.1 and the serialiser like it best. */
export const orNull = <S extends TSchema>(schema: S & { readonly type?: string }) =>
  Type.Unsafe<Static<S> | null>({ ...schema, type: [schema.type ?? 'object', 'null'] });

/** A page of a list. */
export const Page = <S extends TSchema>(item: S) =>
  Type.Object({
    items: Type.Array(item),
    next: orNull(Type.String({ description: '下一页的 cursor；没有下一页则为 null' })),
  });

export const Cursor = Type.Optional(Type.String({ maxLength: 500, description: '上一页的 next' }));

/** How many lines a page may have. */
export const Limit = (initial: number, most: number) =>
  Type.Optional(Type.Integer({ minimum: 1, maximum: most, default: initial, description: `条数，默认 ${initial}` }));

export const CaseId = Type.Object({ id: Type.String({ description: '案件编号', examples: ['2026-ha0823-zhi-123'] }) });

const open: readonly ProblemCode[] = ['internal', 'too-many-requests', 'request-too-slow', 'overloaded'];
const always: readonly ProblemCode[] = [
  ...open,
  'no-token',
  'bad-token',
  'unknown-person',
  'forbidden',
  'postgres-unavailable',
];

/** The answers of a route: its own, and a problem document for each status that its codes have. */
export function answers<R extends Record<string, TSchema>>(own: R, codes: readonly ProblemCode[], isPublic = false): R {
  const byStatus = Map.groupBy(new Set([...codes, ...(isPublic ? open : always)]), (code) => problems[code].status);
  const failures = [...byStatus].map(([status, found]) => [
    status,
    {
      description: found.map((code) => `\`${code}\` ${problems[code].title}`).join('；'),
      content: { 'application/problem+json': { schema: ref(Problem) } },
    },
  ]);
  // handlers answer what went well, everything else is thrown: so the failures are no part of the type
  return { ...own, ...(Object.fromEntries(failures) as Record<string, TSchema>) };
}
