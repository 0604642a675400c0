import { setImmediate as breathe } from 'node:timers/promises';

const SLICE_MS = 20; // commands of others wait no longer than this, and one step

/** Takes steps to their end, and lets others have a turn in between. */
export async function inSlices<T>(steps: Generator<void, T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < SLICE_MS) continue;
    await breathe();
    since = performance.now();
  }
}
