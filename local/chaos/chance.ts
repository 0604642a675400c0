import { createHash } from 'node:crypto';

/** Chance that can be had again: numbers from 0 up to 1 that follow from a seed. */
export function chanceOf(seed: string): () => number {
  let n = 0;
  return () => createHash('sha256').update(`${seed}/${n++}`).digest().readUInt32BE() / 2 ** 32;
}

/** The items in an order by chance. */
export const shuffled = <T>(items: readonly T[], chance: () => number): readonly T[] =>
  items
    .map((item) => ({ item, place: chance() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
