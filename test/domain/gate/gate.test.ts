import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EARLIEST, LATEST, readInstant } from '../../../domain/gate/instant.ts';
import { isDeeperThan, readJson, readJsonBytes } from '../../../domain/gate/json.ts';
import { asItReads, flawOfName, flawOfText, LONGEST_TEXT } from '../../../domain/gate/text.ts';
import { DEEPEST, flawIn } from '../../../domain/gate/value.ts';
import { formatInstant } from '../../../domain/time/instant.ts';

const nested = (depth: number): unknown => (depth === 0 ? [] : [nested(depth - 1)]);

describe('a text is let in', () => {
  test.each([
    '',
    ' ',
    '外地务工',
    '𠮷野家',
    '阿卜杜拉·买买提',
    'e\u0301',
    '第一行\r\n\t第二行',
    '👨‍👩‍👧',
    'x'.repeat(LONGEST_TEXT),
  ])('%j', (text) => expect(flawOfText(text)).toBeUndefined());
});

describe('a text is kept out', () => {
  test.each([
    ['NUL, which Postgres cannot keep', '外地\u0000务工', '控制字符 U+0000'],
    ['another control character', '外地\u001b[2J', '控制字符 U+001B'],
    ['an override of direction, behind which a name reads backwards', '张\u202e三', '文字方向的字符 U+202E'],
    ['an isolate', '\u2067李四\u2069', 'U+2067'],
    ['half of a surrogate pair', '外地\ud800务工', '代理字符'],
    ['the other half', '\udc00', '代理字符'],
    ['nothing but a zero-width space', '\u200b', '看不见'],
    ['nothing but fillers and a joiner', '\u3164\u200d\u2800', '看不见'],
    ['nothing but a byte order mark between blanks', ' \ufeff\u2060 ', '看不见'],
    ['nothing but a code point that is no character', '\uffff', '看不见'],
    ['nothing but an accent', '\u0301', '看不见'],
    ['one without end', 'x'.repeat(LONGEST_TEXT + 1), '不得超过'],
  ])('%s', (_, text, why) => expect(flawOfText(text)).toContain(why));
});

describe('a name hides nothing', () => {
  test.each([
    ['a zero-width space', '张\u200b建国', 'U+200B'],
    ['one at its end', '张建国\u200b', 'U+200B'],
    ['a byte order mark', '\ufeff张建国', 'U+FEFF'],
    ['a soft hyphen', '李\u00ad卫东', 'U+00AD'],
    ['a mark of direction', '李卫东\u200f', 'U+200F'],
    ['a filler', '李\u3164卫东', 'U+3164'],
    ['a control of the second row', '李\u0085卫东', 'U+0085'],
    ['a tag', '李\u{e0041}卫东', 'U+E0041'],
    ['a line break', '李\n卫东', 'U+000A'],
    ['a tab', '李卫东\t', 'U+0009'],
    ['a separator of paragraphs', '李\u2029卫东', 'U+2029'],
    ['a blank Braille pattern', '张\u2800建国', 'U+2800'],
    ['a character that is none yet', '张\u0378建国', 'U+0378'],
    ['a heap of marks', `张建国${'\u0301'.repeat(9)}`, 'U+0301'],
    ['a joiner that joins nothing', '李\u200d卫东', 'U+200D'],
  ])('%s', (_, name, code) => {
    expect(flawOfName(name)).toContain(code);
    expect(flawOfName(asItReads(name))).toBeUndefined();
    expect(['张建国', '李卫东']).toContain(asItReads(name));
  });
  test.each(['张建国', '阿卜杜拉·买买提', '武陟县 鑫源 公司', '葛\u{e0100}', 'Zoë', 'e\u0301', '𠮷田', '\u{323b0}明', 'ผู้', 'བསྒྲུབས', '👨‍👩‍👧小店', 'می\u200cخواهم', 'क्\u200dष'])('%j is as it is written', (name) => {
    expect([flawOfName(name), asItReads(name)]).toEqual([undefined, name]);
  }); // prettier-ignore
});

describe('a value is kept out wherever the flaw stands', () => {
  test.each([
    ['in a field', { payload: { reason: 'a\u0000' } }, 'payload.reason'],
    ['in an array', { items: ['a', 'b\ud800'] }, 'items.1'],
    ['in a key', { payload: { 'a\u0000': 1 } }, 'payload'],
    ['in a key that would change the prototype', JSON.parse('{"payload":{"__proto__":1}}') as unknown, 'payload'],
    ['a number that is none', { claimFen: JSON.parse('1e400') as unknown }, 'claimFen'],
    ['a number that cannot be exact', [2 ** 53], '0'],
    ['a bigint', { a: 1n }, 'a'],
  ])('%s', (_, value, path) => expect(flawIn(value)?.path).toBe(path));

  test(`${DEEPEST} levels pass, one more does not`, () => {
    expect(flawIn(nested(DEEPEST - 1))).toBeUndefined();
    expect(flawIn(nested(DEEPEST))?.zh).toContain('嵌套');
  });

  test('and what is let in comes back from JSON as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' }), (value) => {
        if (flawIn(value) !== undefined) return;
        const text = JSON.stringify(value);
        expect(text.includes('\\u0000')).toBe(false);
        expect(readJsonBytes(new TextEncoder().encode(text))).toEqual({ value: JSON.parse(text) as unknown });
      }),
    );
  });
});

describe('JSON says one thing or nothing', () => {
  test.each([
    ['the same key twice', '{"claimFen":25000000,"claimFen":1}', 'claimFen'],
    ['twice, written differently', '{"a":1,"\\u0061":2}', 'a'],
    ['twice, deep inside', '[{"x":{"b":[],"c":{},"b":1}}]', 'b'],
    ['twice, after strings with quotes and braces', '{"a":"\\"},{\\\\","b":{"a":1},"a":2}', 'a'],
  ])('%s', (_, text, key) => expect(readJson(text)).toEqual({ flaw: `同一字段写了两次：${key}` }));

  test('a key that names a prototype', () =>
    expect(readJson('{"payload":{"\\u005f_proto__":1}}')).toEqual({ flaw: '字段名不得为 __proto__' }));

  test.each([
    ['one key in two objects', '[{"a":1},{"a":2}]'],
    ['a key that is also a value', '{"a":"a","b":["a","a"]}'],
  ])('%s is fine', (_, text) => expect(readJson(text)).toEqual({ value: JSON.parse(text) as unknown }));

  test.each([
    ['of zeros between two ones', `1${'0'.repeat(500_000)}1`],
    ['of zeros and at last a one behind the point', `0.${'0'.repeat(500_000)}1`],
    ['of nines', '9'.repeat(500_000)],
    ['with as long a power of ten', `1e${'9'.repeat(500_000)}`],
  ])('half a million digits %s are refused at once, and hold up nobody', (_, number) => {
    const read = readJson(`{"amountFen":${number}}`);
    expect(flawIn('value' in read ? read.value : undefined)?.path).toBe('amountFen');
  });

  test.each(['9007199254740993', '9007199254740992', '9007199254740991.4', '25000000.00000000001', '1e16', '-1e16', '1e400', '1e-400', '0.1000000000000000055'])('%s is no sum', (number) => {
    const read = readJson(`{"history":[{"payload":{"amountFen":${number}}}]}`);
    const found = flawIn('value' in read ? read.value : undefined);
    expect([found?.path, found?.zh]).toEqual(['history.0.payload.amountFen', expect.stringContaining('9007199254740991')]); // prettier-ignore
  }); // prettier-ignore

  test.each(['9007199254740991', '25000000.0000000000000', '2.5e7', '0.1', '-0', '0.30000000000000004', '1E+3', '0000'.slice(3)])('%s is the number that it says', (number) => {
    expect(readJson(`["110101199001011234",${number}]`)).toEqual({ value: ['110101199001011234', Number(number)] });
  }); // prettier-ignore

  test.each([
    ['GBK bytes', Uint8Array.of(0x22, 0xd6, 0xb4, 0xd0, 0xd0, 0x22), 'UTF-8'],
    ['half a character', Uint8Array.of(0x22, 0xe6, 0x89, 0x22), 'UTF-8'],
    ['a surrogate written as bytes', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), 'UTF-8'],
    ['no JSON at all', new TextEncoder().encode('{bad'), 'JSON'],
  ])('%s', (_, bytes, why) => expect(readJsonBytes(bytes)).toEqual({ flaw: expect.stringContaining(why) as string }));
});

describe('an instant', () => {
  test.each([
    ['as .NET writes it', '2026-01-20T16:20:00.1234567+08:00', '2026-01-20T16:20:00.123+08:00'],
    ['as Go writes it', '2026-01-20T08:20:00.123456789Z', '2026-01-20T16:20:00.123+08:00'],
    ['the first of all', '1990-01-01T00:00:00+08:00', '1990-01-01T00:00:00+08:00'],
    ['the last of all', '2100-12-31T23:59:59.999+08:00', '2100-12-31T23:59:59.999+08:00'],
  ])('%s', (_, text, read) => expect(formatInstant(readInstant(text) ?? 0)).toBe(read));

  test.each([
    ['of the year 26', '0026-01-20T16:20:00+08:00'],
    ['of the year 9999', '9999-12-31T23:59:59Z'],
    ['a moment too early', '1989-12-31T23:59:59.999+08:00'],
    ['a moment too early elsewhere', '1990-01-01T00:00:00+08:01'],
    ['a moment too late elsewhere', '2100-12-31T16:00:00Z'],
    ['of ten decimals', '2026-01-20T16:20:00.1234567890Z'],
    ['without an offset', '2026-01-20T16:20:00.1234567'],
    ['of a year with six digits', '+292277-01-20T16:20:00Z'],
  ])('%s is none', (_, text) => expect(readInstant(text)).toBeUndefined());

  test('is read as it is written, whatever it is', () => {
    fc.assert(fc.property(fc.integer({ min: EARLIEST, max: LATEST }), (at) => readInstant(formatInstant(at)) === at));
  });
});

describe('how deep JSON nests is told without reading it', () => {
  const deeper = (text: string, levels: number) => isDeeperThan(new TextEncoder().encode(text), levels);
  test.each([
    ['[[1]]', 2],
    ['{"a":["[[[[", "\\"[[["]}', 2],
    ['[1],[2],[3]', 1],
    ['"' + '['.repeat(9) + '"', 0],
  ])('%s has %d levels', (text, levels) => {
    expect(deeper(text, levels)).toBe(false);
    if (levels > 0) expect(deeper(text, levels - 1)).toBe(true);
  });
  test('of hundreds of thousands of levels too', () => {
    expect(deeper('['.repeat(300_000), 32)).toBe(true);
  });
});
