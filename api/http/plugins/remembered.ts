/** What was found out, and until when it may be taken for true (epoch ms). */
export interface Finding<T> {
  readonly value: T;
  readonly until: number;
}

/**
 * Finds something out once and remembers it until it says, for the newest `most` keys. A failure is not remembered.
 * For what only costs time to find out again: another replica finds it out for itself.
 */
export function remembered<T>(most: number, find: (key: string) => Promise<Finding<T>>): (key: string) => Promise<T> {
  const known = new Map<string, Finding<T>>();
  return async (key) => {
    const before = known.get(key);
    if (before !== undefined && before.until > Date.now()) return before.value;
    const found = await find(key);
    known.delete(key); // to the end: the first is always the oldest
    known.set(key, found);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return found.value;
  };
}
