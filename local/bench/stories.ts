// How long the ten stories of the tour take, one after the other.
import { enterCourt } from '../tour/court.ts';
import { printer } from '../tour/print.ts';
import { stories } from '../tour/stories.ts';
import { atMost, type Figure } from './figure.ts';
import type { Site } from './site.ts';

/** Tells every story, each with its checks. Throws a TourError where the court does otherwise. */
export async function benchStories({ info }: Site): Promise<Figure[]> {
  const { signal } = new AbortController();
  const court = await enterCourt(info.api ?? '', signal);
  const print = printer(() => undefined, false, 'en');
  const began = performance.now();
  for (const story of Object.values(stories)) await story.tell(court, print, signal);
  const minutes = (performance.now() - began) / 60_000;
  return [atMost(`stories: all ${Object.keys(stories).length}, one by one`, minutes, 5, { unit: 'min', digits: 1 })];
}
