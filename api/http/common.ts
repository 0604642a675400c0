import Type, { type Static, type TSchema } from 'typebox';
import { type ProblemCode, problems } from './errors.ts';
import { stated } from '../../domain/nodes/fields.ts';
import { ref } from './named.ts';
import { ProblemSchema } from './problem.ts';

/** An instant as text, in the court's zone: what goes out. */
export const InstantShown = (zh: string) =>
  Type.String({ description: zh, examples: ['2026-01-20T16:20:00+08:00'], ...stated({ format: 'date-time' }) });

/** A value or null, as OpenAPI 3.1 and the serialiser like it best. */
export const orNull = <S extends TSchema>(schema: S & { readonly type?: string; readonly enum?: readonly unknown[] }) =>
  Type.Unsafe<Static<S> | null>({
    ...schema,
    ...(schema.enum === undefined
      ? { type: [schema.type ?? 'object', 'null'] }
      : { type: ['string', 'null'], enum: [...schema.enum, null], ...stated({ enum: [...schema.enum, null] }) }),
  });

/** A page of a list. */
export const Page = <S extends TSchema>(item: S) =>
  Type.Object({
    items: Type.Array(item),
    next: orNull(Type.String({ description: '下一页的 cursor；没有下一页则为 null' })),
  });

export const Cursor = Type.Optional(
  Type.String({ maxLength: 500, description: '上一页的 next，原样', ...stated({ pattern: '^[A-Za-z0-9_-]+$' }) }),
);

/** How many lines a page may have. */
export const Limit = (initial: number, most: number) =>
  Type.Optional(Type.Integer({ minimum: 1, maximum: most, default: initial, description: `条数，默认 ${initial}` }));

export const CaseId = Type.Object({
  id: Type.String({ description: '案件编号，也可写案号', examples: ['2026-ha0823-zhi-123'] }),
});

/** A documented problem: every code that has the status. */
export interface Failure {
  readonly description: string;
  readonly codes: readonly ProblemCode[];
  readonly headers?: Readonly<Record<string, object>>;
  readonly content: Readonly<Record<'application/problem+json', { readonly schema: TSchema }>>;
}

/** A problem document for each status that the codes have in the one table, `api/http/errors.ts`. */
export function failure(codes: readonly ProblemCode[]): Readonly<Record<string, Failure>> {
  const byStatus = Map.groupBy(new Set(codes), (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, found]) => [
      status,
      {
        description: found.map((code) => `\`${code}\` ${problems[code].title}`).join('；'),
        codes: found,
        ...headersOf(found),
        content: { 'application/problem+json': { schema: ref(ProblemSchema) } },
      },
    ]),
  );
}

/** The headers that these codes come with. */
function headersOf(codes: readonly ProblemCode[]): Pick<Failure, 'headers'> {
  const names = new Set(codes.flatMap((code) => Object.keys(problems[code].headers ?? {})));
  const headers = Object.fromEntries([...names].map((name) => [name, { type: 'string' }]));
  return names.size === 0 ? {} : { headers };
}

/** The answers of a route: its own, and a problem document for each status that its codes have. What any route answers is added in the document. */
export function answers<R extends Record<string, TSchema>>(own: R, codes: readonly ProblemCode[]): R {
  // handlers answer what went well, everything else is thrown: so the failures are no part of the type
  return { ...own, ...(failure(codes) as unknown as Record<string, TSchema>) };
}
