import type { Db } from './client.ts';

/**
 * A query whose text is built once for each connection, not each time that it runs: building costs more than sending.
 * Postgres plans it once too, if it was given a name.
 */
export function prepared<Query>(build: (db: Db) => Query): (db: Db) => Query {
  const built = new WeakMap<Db, Query>();
  return (db) => {
    const known = built.get(db);
    if (known !== undefined) return known;
    const query = build(db);
    built.set(db, query);
    return query;
  };
}
