import type { Static } from 'typebox';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import type { StatisticsDocument } from './statistics-schema.ts';

const bold = (value: string) => ({ value, fontWeight: 'bold' as const });

/** The figures as a workbook: one sheet with a row a group, one with what each figure is made of. */
export async function workbookOf(document: Static<typeof StatisticsDocument>): Promise<Buffer> {
  const { from, to, groups, measures } = document;
  const figures: SheetData = [
    [bold(`执行质效统计 ${from} 至 ${to}`)],
    [bold('分列'), ...measures.flatMap(({ zh }) => [bold(zh), bold('计入'), bold('其中')])],
    ...groups.map(({ zh, figures: own }) => [
      zh,
      ...own.flatMap(({ figure, lines, counted }) => [figure, lines, counted]),
    ]),
  ];
  const definitions: SheetData = [
    [bold('指标'), bold('单位'), bold('计入'), bold('其中')],
    ...measures.map(({ zh, unit, lines, counted }) => [zh, unit ?? (counted === null ? '项' : '比率'), lines, counted]),
  ];
  return writeExcelFile([
    { data: figures, sheet: '统计', columns: [{ width: 24 }] },
    { data: definitions, sheet: '说明', columns: [{ width: 24 }, { width: 8 }, { width: 60 }, { width: 40 }] },
  ]).toBuffer();
}
