/**
 * What a table has under a name that came from outside; undefined: nothing. Every object of JavaScript answers to `constructor`, `toString` and
 * `__proto__` as well: those are in no table.
 */
export const ownIn = <V>(table: Readonly<Record<string, V>>, name: string): V | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
