const STATED = 'x-stated';

type Keywords = Readonly<Record<string, unknown>>;

interface Stating {
  readonly [STATED]?: Keywords;
}

interface Parameter {
  readonly in?: unknown;
  readonly schema: Stating & { readonly enum?: unknown };
}

/** Puts what is `stated` of a schema (`domain/nodes/fields.ts`) into it, all over a document. */
export function withStated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withStated);
  if (typeof value !== 'object' || value === null) return value;
  if (isQueryParameter(value)) return parameter(value);
  const { [STATED]: stated, ...plain } = value as Stating; // read only, it may be absent
  return laidOver(plain, stated);
}

/** A schema with what is stated of it; a keyword stated as undefined goes. */
const laidOver = (schema: Keywords, stated: Keywords = {}): Keywords =>
  Object.fromEntries(
    Object.entries({ ...schema, ...stated }).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, withStated(value)]],
    ),
  );

const isQueryParameter = (value: object): value is Parameter => 'in' in value && value.in === 'query';

/** That a parameter is required is not said in its schema but beside it; its choices stay a list, of which pages make a menu. */
function parameter({ schema: { [STATED]: stated = {}, ...plain }, ...rest }: Parameter): object {
  const { required, ...keywords } = stated;
  const menu = plain.enum === undefined ? {} : { enum: plain.enum, oneOf: undefined };
  return { ...rest, ...(required !== undefined && { required }), schema: laidOver(plain, { ...keywords, ...menu }) };
}
