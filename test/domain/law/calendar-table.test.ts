import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/record/refusal.ts';
import { readCalendarTable } from '../../../domain/law/calendar-table.ts';
import { addDays } from '../../../domain/time/civil-date.ts';
import { rest, work } from '../../support/given-drafts.ts';

const days = [rest('2027-02-06'), work('2027-02-20')];

describe('a year as a table', () => {
  test.each([
    ['plain', '2027-02-06,rest,春节\n2027-02-20,work,春节\n'],
    ['with a header, in Chinese', '日期,休或班,名称\n2027-02-06,休,春节\n2027-02-20,班,春节'],
    ['as a spreadsheet saves it', '\uFEFFDate,Kind,Name\r\n2027/2/6,休,春节\r\n2027/2/20,班,春节\r\n,,\r\n'],
    ['with empty columns behind', '日期,休或班,名称,,\n2027-02-06,休,春节,,\n2027-02-20,班,春节,,\n,,,,'],
    ['with semicolons', '日期;休或班;名称\r\n2027-2-6;休;春节\r\n2027-2-20;班;春节;'],
    ['with tabs', '2027/2/6\t休\t春节\n2027/2/20\t班\t春节\t\t'],
    ['with commas in full width', '日期，休或班，名称\n2027年2月6日，休，春节\n2027年2月20日，班，春节'],
    ['that says what separates it', 'sep=;\n2027-02-06;休;春节\n2027-02-20;班;春节'],
    ['as people write dates', '2027年2月6日,放假,春节\n2027.2.20,补班,春节'],
    ['in full width', '２０２７－０２－０６,休,春节\n２０２７／２／２０,班,春节'],
    ['with the time of a spreadsheet', '2027/2/6 0:00,休,春节\n2027-02-20 00:00:00,班,春节'],
    ['with days of the week', '2027年2月6日（星期六）,休,春节\n2027-02-20 周六,班,春节'],
    ['as digits alone', '20270206,Rest,春节\n20270220,WORK,春节'],
    ['with what nobody sees', '\u200B2027-02-06,休\u200B,春节\n2027-02-20\u00A0,班,春节'],
    ['quoted, with spaces and empty lines', '\n"2027-02-06", rest , "春节"\n\n "2027-02-20" ,work,春节'],
  ])('%s', (_, text) => expect(readCalendarTable(text)).toEqual(days));

  test('a name may hold a comma and quotes', () => {
    expect(readCalendarTable('2027-05-01,休,"“五一”, ""劳动节"""')).toEqual([rest('2027-05-01', '“五一”, "劳动节"')]);
  });

  test.each([
    ['nothing', ''],
    ['a header alone', '日期,休或班,名称'],
    ['two columns', '2027-02-06,rest', 'line-1'],
    ['four columns', '2027-02-06,rest,春节,x', 'line-1'],
    ['an unknown word', '日期,类,名\n2027-02-06,假,春节', 'line-2'],
    ['a property of objects', '2027-02-06,constructor,春节', 'line-1'],
    ['no name', '2027-02-06,rest,', 'line-1'],
    ['a quote that does not close', '2027-02-06,rest,春节\n2027-02-07,rest,"春节', 'line-2'],
    ['two separators', '2027-02-06,rest,春节\n2027-02-07;rest;春节', 'line-2'],
    ['text behind a quote', '2027-02-06,rest,"春节"x', 'line-1'],
    ['a name over two lines', '2027-02-06,rest,"春\n节"', 'line-1', 'line-2'],
    ['a name with what nobody sees', '2027-02-06,rest,春\u200B节', 'line-1'],
    ['a second header', '日期,休或班,名称\n2027-02-06,rest,春节\n日期,休或班,名称', 'line-3'],
  ])('%s is refused, with its line', (_, text, ...lines) => {
    const found = readCalendarTable(text);
    expect(isRefusal(found as object) && found).toMatchObject({ code: 'bad-table' });
    expect(found).toMatchObject({ missing: lines.map((id) => ({ id })) });
  });

  test.each([
    ['2027-02-30', '不存在'],
    ['2027年13月1日', '不存在'],
    ['46388', '应为 2027-01-01'],
    ['1/2/2027', '年份在后'],
    ['27-1-2', '四位的年份'],
    ['1月2日', '四位的年份'],
    ['2027年1月1日至3日', '每天写一行'],
    ['六月一日', '不是日期'],
    ['', '不是日期'],
  ])('the date %j: %s', (date, why) => {
    expect(readCalendarTable(`2027-01-01,休,元旦\n${date},休,元旦`)).toMatchObject({
      code: 'bad-table',
      zh: expect.stringContaining(why) as string,
      missing: [{ id: 'line-2' }],
    });
  });

  test('every line that cannot be read is named, as it is numbered in the file', () => {
    const lines = [
      '日期,休或班,名称',
      '2027-01-01,休,元旦',
      '',
      '46389,休,元旦',
      '2027-01-03,假,元旦',
      '2027-01-04,休',
    ];
    const refusal = readCalendarTable(lines.join('\r\n'));
    expect(refusal).toMatchObject({ missing: [{ id: 'line-4' }, { id: 'line-5' }, { id: 'line-6' }] });
    const many = readCalendarTable('x\n'.repeat(3_000));
    expect(isRefusal(many) && [many.missing.length, many.zh.length < 2_000]).toEqual([101, true]);
  });

  test('a day is read the same however it is written', () =>
    fc.assert(
      fc.property(fc.integer({ min: 2007, max: 2100 }), fc.nat(364), fc.constantFrom(',', ';', '\t'), (year, n, separator) => {
        const date = addDays(`${year}-01-01`, n);
        const [y = '', m = '', d = ''] = date.split('-').map((part) => String(Number(part)));
        const ways = [date, `${y}-${m}-${d}`, `${y}/${m}/${d}`, `${y}年${m}月${d}日`, date.replaceAll('-', ''), `"${date}"`];
        const text = ways.map((way) => [way, '休', '元旦'].join(separator)).join('\n');
        expect(readCalendarTable(text)).toEqual(ways.map(() => rest(date, '元旦')));
      }),
    )); // prettier-ignore
});
