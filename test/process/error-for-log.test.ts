import pg from 'pg';
import { DrizzleQueryError } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { forLog, metaForLog } from '../../process/error-for-log.ts';

const secret = '410823197001010011';

test('an error beside a line of the log shows type, message, code, stack and cause', () => {
  const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  const { error, attempt } = metaForLog({ error: new TypeError('a bug', { cause }), attempt: 3 });
  expect(error).toMatchObject({
    type: 'TypeError',
    message: 'a bug',
    cause: { message: 'connect', code: 'ECONNREFUSED' },
  });
  expect((error as { stack: string }).stack).toContain('error-for-log.test.ts'); // as forLog makes it
  expect(attempt).toBe(3);
});

test('nothing of a row gets there: not from Postgres, not wrapped, not as a cause', () => {
  const refusal = Object.assign(new pg.DatabaseError(`invalid input syntax: "${secret}"`, 1, 'error'), {
    code: '22P02',
    detail: `Key (id_no)=(${secret})`,
  });
  const wrapped = new DrizzleQueryError('select $1', [secret], refusal);
  for (const error of [
    refusal,
    wrapped,
    new Error('failed', { cause: wrapped }),
    new Error('failed', { cause: refusal }),
  ]) {
    const kept = JSON.stringify(forLog(error));
    expect(kept).not.toContain(secret);
    expect(kept).toContain('22P02');
  }
});

test('whatever was thrown: a text, nothing, an error that is its own cause', () => {
  expect(forLog('a text')).toEqual({ message: 'a text' });
  expect(forLog(null)).toEqual({ message: 'null' });
  const own = new Error('round');
  own.cause = own;
  expect(JSON.stringify(forLog(own)).length).toBeLessThan(20_000);
});
