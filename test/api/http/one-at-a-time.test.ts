import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { oneAtATime } from '../../../api/http/one-at-a-time.ts';

test('works on one piece at a time, in order, turns away what is too much, and goes on after one that fails', async () => {
  const turn = oneAtATime(3, () => new Error('full'));
  const seen: string[] = [];
  const piece = (name: string) => async () => {
    seen.push(`${name} begins`);
    await delay(5);
    seen.push(`${name} ends`);
    if (name === 'b') throw new Error('b fails');
    return name;
  };
  const answers = await Promise.allSettled(['a', 'b', 'c', 'd'].map((name) => turn(piece(name))));
  expect(answers.map((a) => (a.status === 'fulfilled' ? a.value : String(a.reason)))).toEqual([
    'a',
    'Error: b fails',
    'c',
    'Error: full',
  ]);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(await turn(piece('e'))).toBe('e');
});
