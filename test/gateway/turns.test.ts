import { expect, test } from 'vitest';
import { turns } from '../../gateway/turns.ts';

/** Sends messages of so many bytes each; tells which are under way, and answers one. */
function sending(mostBytes: number, waitMs = 60_000, most = 100) {
  const take = turns({ most, mostBytes, waitMs });
  const underWay: string[] = [];
  const answers = new Map<string, () => void>();
  const send = (name: string, bytes: number, record = 'a') =>
    take(record, bytes, async () => {
      underWay.push(name);
      await new Promise<void>((resolve) => answers.set(name, resolve));
      underWay.splice(underWay.indexOf(name), 1);
      return name;
    });
  return { send, underWay, answer: (name: string) => answers.get(name)?.() };
}

test('large messages to one record go one after the other, in order; other records go on', async () => {
  const { send, underWay, answer } = sending(10);
  const all = [send('1', 6), send('2', 6), send('3', 2), send('4', 30), send('other', 30, 'b')];
  await expect.poll(() => underWay).toEqual(['1', 'other']);
  answer('1');
  await expect.poll(() => underWay).toEqual(['other', '2', '3']);
  answer('3');
  answer('other');
  await expect.poll(() => underWay).toEqual(['2']);
  answer('2');
  await expect.poll(() => underWay).toEqual(['4']);
  answer('4');
  expect(await Promise.all(all)).toEqual(['1', '2', '3', '4', 'other']);
});

test('whose turn does not come is told so, and what fits behind it goes', async () => {
  const { send, underWay, answer } = sending(10, 50);
  const first = send('1', 6);
  const second = send('2', 6).catch((error: unknown) => error);
  expect(await second).toMatchObject({ code: 'busy' });
  const third = send('3', 2);
  await expect.poll(() => underWay).toEqual(['1', '3']);
  for (const name of ['1', '3']) answer(name);
  expect(await Promise.all([first, third])).toEqual(['1', '3']);
});

test('a message that fails makes room for the next', async () => {
  const take = turns({ most: 100, mostBytes: 10, waitMs: 1_000 });
  const failing = take('a', 10, () => Promise.reject(new Error('no'))).catch(String);
  expect(await Promise.all([failing, take('a', 10, () => Promise.resolve('yes'))])).toEqual(['Error: no', 'yes']);
});

test('however small they are, no more go at once than Temporal takes; the others wait in order', async () => {
  const { send, underWay, answer } = sending(1_000, 60_000, 2);
  const all = ['1', '2', '3', '4'].map((name) => send(name, 0));
  await expect.poll(() => underWay).toEqual(['1', '2']);
  answer('2');
  await expect.poll(() => underWay).toEqual(['1', '3']);
  for (const name of ['1', '3']) answer(name);
  await expect.poll(() => underWay).toEqual(['4']);
  answer('4');
  expect(await Promise.all(all)).toEqual(['1', '2', '3', '4']);
});
