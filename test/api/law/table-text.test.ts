import { expect, test } from 'vitest';
import { tableText } from '../../../api/law/table-text.ts';

const TEXT = '日期,休或班,名称\r\n2027-02-06,休,春节\r\n';
const GBK = Buffer.from('c8d5c6da2cd0ddbbf2b0e02cc3fbb3c60d0a323032372d30322d30362cd0dd2cb4babdda0d0a', 'hex');
const utf16 = (mark: string, text = TEXT) => Buffer.from(mark + text, 'utf16le');
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();

test.each([
  ['UTF-8', Buffer.from(TEXT), undefined],
  ['UTF-8 with its mark', Buffer.from(`\uFEFF${TEXT}`), undefined],
  ['UTF-8 that is said to be GBK, by its mark', Buffer.from(`\uFEFF${TEXT}`), 'gbk'],
  ['GBK', GBK, undefined],
  ['GBK that says so', GBK, 'GBK'],
  ['GBK that is said to be GB2312', GBK, 'gb2312'],
  ['GBK that is said to be UTF-8, as clients do', GBK, 'utf-8'],
  ['UTF-16, little end first', utf16('\uFEFF'), undefined],
  ['UTF-16, big end first', swapped(utf16('\uFEFF')), 'utf-8'],
  ['UTF-16 without its mark', utf16(''), undefined],
  ['UTF-16 without its mark, big end first', swapped(utf16('')), undefined],
  ['UTF-16 that says so', utf16(''), 'utf-16le'],
])('%s', (_, bytes, charset) => expect(tableText(bytes, charset)).toBe(TEXT));

test.each([
  ['a workbook', Buffer.from('504b030414000600', 'hex'), undefined, 'xlsx'],
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), undefined, 'xls'],
  ['UTF-32', Buffer.from('fffe000032000000', 'hex'), undefined, 'UTF-32'],
  ['an unknown character set', Buffer.from(TEXT), 'klingon', 'klingon'],
  ['bytes that are no text', Buffer.from('ff80ff80', 'hex'), undefined, '编码'],
  ['text with NUL', Buffer.from(`${TEXT}\0`), undefined, '编码'],
])('%s is refused, and named', (_, bytes, charset, why) => {
  expect(tableText(bytes, charset)).toMatchObject({ code: 'bad-table', zh: expect.stringContaining(why) as string });
});
