// The columns of papers, by what they hold and who may see it.
import { personal } from '../../domain/nodes/field-classes.ts';
import { isNodeId, nodeRow } from '../../domain/nodes/index.ts';
import type { PaperColumn } from './workbook.ts';

const text = (zh: string, width?: number): PaperColumn => ({
  zh,
  kind: 'text',
  ...(width !== undefined && { width }),
});
const named = (zh: string): PaperColumn => ({ ...text(zh), seen: personal('name')['x-seen'] });
const worded = (zh: string, width: number): PaperColumn => ({ ...text(zh, width), seen: personal('words')['x-seen'] }); // prettier-ignore
const numbered = (zh: string): PaperColumn => ({ ...text(zh), seen: personal('digits')['x-seen'] });
const fen = (zh: string): PaperColumn => ({ zh, kind: 'fen' });
const date = (zh: string): PaperColumn => ({ zh, kind: 'date' });
const count = (zh: string): PaperColumn => ({ zh, kind: 'count' });

/** The kinds of column: a text, a name, a number, what somebody wrote, a sum, a day, a count. */
export const columnOf = { text, named, numbered, worded, fen, date, count };

/** A node as papers call it. */
export const nodeZh = (node: string): string => (isNodeId(node) ? nodeRow(node).zh : node);
