import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { fileRows } from '../../process/sheets.ts';

test('a workbook of a few kilobytes that unpacks to sixty megabytes is turned away before it is read', async () => {
  const sheet = new Uint8Array(60 * 1024 * 1024).fill(0x20);
  const bytes = zipSync({ 'xl/worksheets/sheet1.xml': sheet });
  expect(bytes.length).toBeLessThan(100 * 1024);
  expect(await fileRows(bytes)).toEqual({ code: 'file-too-large' });
});

test('of a list that is longer than anybody takes, one row more is read and no further', async () => {
  const read = await fileRows(Buffer.from('a,b\n'.repeat(1_000_000)), 10);
  expect('rows' in read && read.rows.length).toBe(11);
});
