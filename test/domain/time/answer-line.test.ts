import { describe, expect, test } from 'vitest';
import { periodLine } from '../../support/seed-calendar.ts';

const rest =
  '"due":"2026-02-19","nominal":"2026-02-19","extended":"2026-02-19","excludedDays":0,"skipped":[],"provisional":false,"unpublishedYears":[]}';
const asked = '"start":"2026-02-19","period":"0d","roll":"none"';

describe('the id comes back unchanged', () => {
  test.each([
    '1',
    '0',
    '-7',
    '-0',
    '1.0',
    '1e400',
    '12345678901234567890',
    '0.1000',
    '""',
    '"案-1"',
    '"\\n\\""',
    'true',
    'false',
    'null',
    '[]',
    '{}',
    '{"b":1,"1":[2.50,"}],"]}',
    '[ 1 , {"id": 2} ]',
    '"\\ud800"',
  ])('%s', (id) => {
    expect(periodLine(`{"id":${id},${asked}}`)).toBe(`{"id":${id},${rest}`);
    expect(periodLine(`\t{ ${asked} , "id" : ${id} } \r`)).toBe(`{"id":${id},${rest}`);
    expect(periodLine(`{"id":${id},"x":0}`)).toContain(`{"id":${id},"error":{"code":"bad-question"`);
  });
  test('none given is null', () => {
    expect(periodLine(`{${asked}}`)).toBe(`{"id":null,${rest}`);
  });
  test('of two the last counts, also when its name is written in escapes', () => {
    expect(periodLine(`{"id":1.0,${asked},"\\u0069d":2.0}`)).toBe(`{"id":2.0,${rest}`);
  });
  test('nesting without end does no harm', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(periodLine(`{"id":${deep},${asked}}`)).toBe(`{"id":${deep},${rest}`);
  });
});

test.each(['', ' ', '\r', '{', "{'id':1}", 'NaN', '{"id":1,}', '\ufeff{}', '{} {}', 'undefined'])(
  '%j is no JSON',
  (line) => {
    expect(periodLine(line)).toMatch(/^\{"id":null,"error":\{"code":"bad-json","detail":".+"\}\}$/);
  },
);
