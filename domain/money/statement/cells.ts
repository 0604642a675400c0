import { parseCivilDate } from '../../time/civil-date.ts';
import { type Instant, parseInstant } from '../../time/instant.ts';
import type { FenAmount } from '../fen.ts';

/** A text without what surrounds it in a spreadsheet (spaces, tabs, the apostrophe of a text cell); null where nothing is left. */
export const cellText = (cell: string | undefined): string | null =>
  cell?.replace(/^[\s\u3000'’]+|[\s\u3000'’]+$/g, '') || null;

/** An amount read, or why not. */
export type ReadAmount = { readonly fen: FenAmount } | { readonly broken: 'amount-format' | 'amount-fraction' };

const PLAIN = /^(?<sign>-?)(?<yuan>\d{1,16})(?:\.(?<rest>\d+))?$/;
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** Yuan as banks write them: full width, a leading ￥, groups of exactly three digits, at most two decimals. */
export function bankAmount(cell: string): ReadAmount {
  const text = cell
    .normalize('NFKC')
    .replaceAll(/[\s']/g, '')
    .replace(/^(-?)¥(-?)/, '$1$2');
  return fenOf(GROUPED.test(text) ? text.replaceAll(',', '') : text);
}

/** Yuan of the own layout: exactly two decimals and nothing else. */
export const ownAmount = (cell: string): ReadAmount =>
  /\.\d{2,}$/.test(cell) ? fenOf(cell) : { broken: 'amount-format' };

function fenOf(text: string): ReadAmount {
  const { sign, yuan = '', rest = '' } = PLAIN.exec(text)?.groups ?? {};
  if (sign === undefined) return { broken: 'amount-format' };
  if (rest.length > 2) return { broken: 'amount-fraction' };
  const fen = BigInt(yuan + rest.padEnd(2, '0'));
  return { fen: sign === '-' ? -fen : fen };
}

const BANK_TIME = /^(\d{4})[-/年]?(\d{1,2})[-/月]?(\d{1,2})日?(?:[ T]+(\d{1,2}:\d{2}(?::\d{2})?))?$/;

/** When a line was booked, as banks write it, in China's time: `20260310 09:01:12`, `2026-03-10`. Null: no such moment. */
export function bankTime(text: string): Instant | null {
  const [, year = '', month = '', day = '', time = '00:00:00'] = BANK_TIME.exec(text.normalize('NFKC').trim()) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (parseCivilDate(date) === undefined) return null;
  return parseInstant(`${date}T${time.padStart(time.length === 4 || time.length === 7 ? time.length + 1 : 0, '0')}+08:00`) ?? null; // prettier-ignore
}
