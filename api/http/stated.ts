const STATED = 'x-stated';

interface Stating {
  readonly [STATED]?: Readonly<Record<string, unknown>>;
}

interface Parameter {
  readonly in?: unknown;
  readonly schema: object & Stating;
}

/** Puts what is `stated` of a schema (`domain/nodes/fields.ts`) into it, all over a document. */
export function withStated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withStated);
  if (typeof value !== 'object' || value === null) return value;
  if (isQueryParameter(value)) return parameter(value);
  const { [STATED]: stated, ...plain } = value as Stating; // read only, it may be absent
  return { ...Object.fromEntries(Object.entries(plain).map(([key, inner]) => [key, withStated(inner)])), ...stated };
}

const isQueryParameter = (value: object): value is Parameter => 'in' in value && value.in === 'query';

/** That a parameter is required is not said in its schema but beside it. */
function parameter({ schema: { [STATED]: { required, ...keywords } = {}, ...plain }, ...rest }: Parameter): object {
  return { ...rest, ...(required !== undefined && { required }), schema: { ...plain, ...keywords } };
}
