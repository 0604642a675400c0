import { expect, test } from 'vitest';
import { remembered } from '../../../api/http/plugins/remembered.ts';

/** Counts how often it was asked for real. */
function counting(most: number, until: () => number) {
  const asked: string[] = [];
  const find = remembered(most, (key) => {
    asked.push(key);
    return key === 'bad'
      ? Promise.reject(new Error('bad'))
      : Promise.resolve({ value: key.toUpperCase(), until: until() });
  });
  return { asked, find };
}

test('what was found out is taken for true until it says, and no longer', async () => {
  let until = Date.now() + 60_000;
  const { asked, find } = counting(10, () => until);
  expect([await find('a'), await find('a')]).toEqual(['A', 'A']);
  expect(asked).toEqual(['a']);
  until = Date.now() - 1;
  const past = counting(10, () => until);
  await past.find('a');
  await past.find('a');
  expect(past.asked).toEqual(['a', 'a']);
});

test('a failure is not remembered; the oldest makes room', async () => {
  const { asked, find } = counting(2, () => Date.now() + 60_000);
  await expect(find('bad')).rejects.toThrow();
  await expect(find('bad')).rejects.toThrow();
  for (const key of ['a', 'b', 'c', 'b', 'a']) await find(key);
  expect(asked).toEqual(['bad', 'bad', 'a', 'b', 'c', 'a']);
});
