import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOwn, temporaryFolder } from '../../local/bench/site.ts';
import type { Instance } from '../../local/embedded/embedded.ts';
import { enterCourt } from '../../local/tour/court.ts';
import { printer } from '../../local/tour/print.ts';
import { stories, storyOf } from '../../local/tour/stories.ts';

// Each story in a court of its own people, over HTTP, its time skipped: what it says of the court is checked as it is told.
const { signal } = new AbortController();
const { dir, remove } = temporaryFolder();
let court: Instance;
beforeAll(async () => {
  court = await startOwn(dir, { say: () => undefined, fsync: false });
}, 120_000);
afterAll(async () => {
  await court.stop();
  remove();
});

test.each(Object.entries(stories))('%s', { timeout: 60_000 }, async (_, story) => {
  let out = '';
  const print = printer((text) => (out += text), false, 'zh');
  await story.tell(await enterCourt(court.info().api ?? '', signal), print, signal);
  expect(out).toMatch(/✓/);
});

test('a story that nobody wrote is not told', () => {
  expect(storyOf(['--story=whole'])).toBeUndefined();
  expect(storyOf(['--story', 'toString'])).toBeUndefined();
  expect(storyOf([])?.title[1]).toBe('one case from filing to archive');
  expect(storyOf(['--story', 'fast'])?.title).toEqual(stories.fast.title);
});
