import Type, { type TSchema } from 'typebox';
import { describe, expect, test } from 'vitest';
import { Filing } from '../../../domain/engine/filing.ts';
import { nodeIds, nodeRow } from '../../../domain/nodes/index.ts';

describe('every content has bounds', () => {
  test('one without would be seen', () => {
    const inner = Type.Object({ text: Type.Optional(Type.String()), known: Type.String({ maxLength: 5 }) });
    expect(unbounded(Type.Object({ list: Type.Optional(Type.Array(inner)) }))).toEqual(['.list', '.list[].text']);
  });

  test.each([...nodeIds.map((id) => [id, nodeRow(id).payload] as const), ['the filing', Filing] as const])(
    '%s: each list has a length, each text too',
    (_, schema) => {
      expect(unbounded(schema)).toEqual([]);
    },
  );
});

/** Lists without a greatest number of entries, and texts without a greatest length, in a schema. */
function unbounded(schema: TSchema, path = ''): readonly string[] {
  if (Type.IsArray(schema)) {
    const own = (schema as { maxItems?: number }).maxItems === undefined ? [path] : []; // an option of the schema builder
    return [...own, ...unbounded(schema.items, `${path}[]`)];
  }
  if (Type.IsObject(schema)) {
    return Object.entries(schema.properties).flatMap(([key, inner]) => unbounded(inner, `${path}.${key}`));
  }
  if (Type.IsUnion(schema)) return schema.anyOf.flatMap((inner: TSchema) => unbounded(inner, path));
  if (Type.IsString(schema)) return (schema as { maxLength?: number }).maxLength === undefined ? [path] : []; // as above
  return []; // numbers, literals, enums; free contents have the bounds of their own node
}
