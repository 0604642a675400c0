/** Of what one request asks for, so many are on their way at a time: others are served between. */
const AT_ONCE = 4;

/** Answers in the order of what was asked, `AT_ONCE` at a time, while somebody waits for it: who has gone sends the rest again. */
export async function inTurns<T, R>(
  items: readonly T[],
  one: (item: T, i: number) => Promise<R>,
  isAwaited: () => boolean,
): Promise<R[]> {
  const results: R[] = [];
  const rest = items.entries();
  const work = async () => {
    for (const [i, item] of rest) {
      if (!isAwaited()) return;
      results[i] = await one(item, i);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}
