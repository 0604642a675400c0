import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { lineCommand } from '../../support/line-command.ts';

const { start, ask: lines } = lineCommand('periods.ts');
const ask = async (...pieces: (string | Buffer)[]) => (await lines(...pieces)).map((line): unknown => JSON.parse(line));

const question = (id: unknown): string => JSON.stringify({ id, start: '2026-01-20', period: '30d' });
const badJson = { id: null, error: { code: 'bad-json' } };

describe('the command', { timeout: 30_000 }, () => {
  test('answers line by line, in order, and a refusal is an answer like any other', async () => {
    const answers = await ask(`${question(1)}\n{"id":2}\nnonsense\n\n${question('四')}\n`);
    expect(answers).toMatchObject([
      { id: 1, due: '2026-02-24' },
      { id: 2, error: { code: 'bad-start' } },
      badJson,
      badJson,
      { id: '四' },
    ]);
  });
  test('nothing asked, nothing answered', async () => {
    expect(await ask('')).toEqual([]);
  });
  test('a character cut in two is put together again', async () => {
    const bytes = Buffer.from(`${question('执行案号')}\n`);
    expect(await ask(bytes.subarray(0, 8), bytes.subarray(8, 13), bytes.subarray(13))).toMatchObject([
      { id: '执行案号' },
    ]);
  });
  test('CRLF, a byte order mark and a last line without its end do no harm', async () => {
    expect(await ask(`\ufeff${question(1)}\r\n${question(2)}\r\n${question(3)}`)).toMatchObject([
      { id: 1 },
      { id: 2 },
      { id: 3 },
    ]);
  });
  test('a byte order mark further on, and bytes that are no UTF-8, are bad JSON', async () => {
    const broken = Buffer.concat([
      Buffer.from('{"id":"'),
      Buffer.from([0xff]),
      Buffer.from(`","start":"2026-01-20","period":"1d"}\n`),
    ]);
    expect(
      await ask(
        Buffer.concat([Buffer.from(`${question(1)}\n\ufeff${question(2)}\n`), broken, Buffer.from(question(4))]),
      ),
    ).toMatchObject([{ id: 1 }, badJson, badJson, { id: 4 }]);
  });
  test('a long line is read whole, one without end is refused and let go', async () => {
    const long = 'x'.repeat(300_000);
    const answers = await ask(`${question(long)}\n${'['.repeat(5_000_000)}\n${question(3)}`);
    expect(answers).toMatchObject([{ id: long }, badJson, { id: 3 }]);
  });
  test('each line is answered at once', async () => {
    const { child } = start();
    child.stdin.write(`${question(1)}\n`);
    const heard: unknown[] = await once(child.stdout, 'data');
    expect(String(heard[0])).toContain('"id":1');
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
  test('ends quietly when nobody reads any more', async () => {
    const { child, errors } = start();
    child.stdin.on('error', () => undefined);
    child.stdout.destroy();
    child.stdin.end(`${question(1)}\n`.repeat(20_000));
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(errors.join('')).toBe('');
  });
});
