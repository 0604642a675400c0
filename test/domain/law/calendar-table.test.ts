import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/record/refusal.ts';
import { readCalendarTable } from '../../../domain/law/calendar-table.ts';
import { rest, work } from '../../support/given-drafts.ts';

const days = [rest('2027-02-06'), work('2027-02-20')];

describe('a year as a table', () => {
  test.each([
    ['plain', '2027-02-06,rest,春节\n2027-02-20,work,春节\n'],
    ['with a header, in Chinese', '日期,休或班,名称\n2027-02-06,休,春节\n2027-02-20,班,春节'],
    ['as a spreadsheet saves it', '\uFEFFDate,Kind,Name\r\n2027/2/6,休,春节\r\n2027/2/20,班,春节\r\n,,\r\n'],
    ['quoted, with spaces and empty lines', '\n"2027-02-06", rest , "春节"\n\n "2027-02-20" ,work,春节'],
  ])('%s', (_, text) => expect(readCalendarTable(text)).toEqual(days));

  test('a name may hold a comma and quotes', () => {
    expect(readCalendarTable('2027-05-01,休,"“五一”, ""劳动节"""')).toEqual([rest('2027-05-01', '“五一”, "劳动节"')]);
  });

  test.each([
    ['nothing', '', undefined],
    ['a header alone', '日期,休或班,名称', undefined],
    ['two columns', '2027-02-06,rest', 'line-1'],
    ['four columns', '2027-02-06,rest,春节,x', 'line-1'],
    ['an unknown word', '日期,类,名\n2027-02-06,假,春节', 'line-2'],
    ['a property of objects', '2027-02-06,constructor,春节', 'line-1'],
    ['no name', '2027-02-06,rest,', 'line-1'],
    ['a quote that does not close', '2027-02-06,rest,春节\n2027-02-07,rest,"春节', 'line-2'],
    ['semicolons', '2027-02-06;rest;春节', 'line-1'],
    ['a second header', '日期,休或班,名称\n2027-02-06,rest,春节\n日期,休或班,名称', 'line-3'],
  ])('%s is refused, with its line', (_, text, line) => {
    const found = readCalendarTable(text);
    expect(isRefusal(found as object) && found).toMatchObject({ code: 'bad-table' });
    if (line !== undefined) expect(found).toMatchObject({ missing: [{ id: line }] });
  });

  test('a date that it cannot read is left for the draft’s own check', () => {
    expect(readCalendarTable('2027-02-30,休,春节\n六月一日,休,儿童节')).toEqual([
      rest('2027-02-30'),
      rest('六月一日', '儿童节'),
    ]);
  });
});
