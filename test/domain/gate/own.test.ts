import { expect, test } from 'vitest';
import { ownIn } from '../../../domain/gate/own.ts';

test('a table holds what was put into it, and nothing that every object has', () => {
  const table = { a: 1 };
  expect(ownIn(table, 'a')).toBe(1);
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf', '', 'b'])
    expect(ownIn(table, name), name).toBeUndefined();
  expect(ownIn(JSON.parse('{"__proto__":1}') as Record<string, number>, '__proto__')).toBe(1);
});
