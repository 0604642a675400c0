/** Takes turns at heavy work: one piece at a time, so many waiting. Whoever comes when more wait is turned away by `full`. */
export function oneAtATime(most: number, full: () => Error): <T>(work: () => Promise<T>) => Promise<T> {
  let waiting = 0;
  let before: Promise<unknown> = Promise.resolve();
  return async (work) => {
    if (waiting >= most) throw full();
    waiting += 1;
    const mine = before.then(work);
    before = mine.catch(() => undefined); // its own caller hears of it
    try {
      return await mine;
    } finally {
      waiting -= 1;
    }
  };
}
