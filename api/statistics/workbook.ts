import writeXlsxFile from 'write-excel-file/node';
import type { GroupShown } from './statistics-view.ts';

/** A workbook of the figures: one line each, with the address of the records behind it. */
export const workbook = (groups: readonly GroupShown[], days: { readonly from: string; readonly to: string }) =>
  writeXlsxFile(
    [
      ['范围', '指标', '数值', '单位', '件数', '总数', '记录'].map((value) => ({ value, fontWeight: 'bold' as const })),
      ...groups.flatMap(({ zh: group, figures }) =>
        figures.map(({ zh, value, unit, count, of, records }) => [group, zh, value, unit, count, of, records]),
      ),
    ],
    { sheet: `${days.from}至${days.to}` },
  ).toBuffer();
