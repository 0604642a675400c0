import type { FenAmount } from './fen.ts';

const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const places = ['', '拾', '佰', '仟'];
const groups = ['', '万', '亿', '万亿', '亿亿'];

/** Four digits at the most, as they are spoken: 1005 is 壹仟零伍. */
function spoken(group: string): string {
  let text = '';
  let hasGap = false;
  for (const [i, digit] of [...group].entries()) {
    if (digit === '0') {
      hasGap = text !== '';
      continue;
    }
    text += `${hasGap ? '零' : ''}${digits[Number(digit)] ?? ''}${places[group.length - 1 - i] ?? ''}`;
    hasGap = false;
  }
  return text;
}

function wholeYuan(yuan: string): string {
  const parts = yuan.match(/\d{1,4}(?=(?:\d{4})*$)/g) ?? [];
  let text = '';
  let hasGap = false;
  for (const [i, part] of parts.entries()) {
    const own = spoken(part);
    if (own === '') {
      hasGap = text !== '';
      continue;
    }
    const isShort = text !== '' && (part.startsWith('0') || parts[i - 1]?.endsWith('0') === true);
    text += `${hasGap || isShort ? '零' : ''}${own}${groups[parts.length - 1 - i] ?? ''}`;
    hasGap = false;
  }
  return text;
}

/** A sum in the capital characters that papers of money ask for (大写): 壹佰零伍元叁角整. */
export function capitalYuan(fen: FenAmount): string {
  const text = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  const [yuan, jiao, cent] = [wholeYuan(text.slice(0, -2)), Number(text.at(-2)), Number(text.at(-1))];
  const sign = fen < 0n ? '负' : '';
  if (yuan === '' && jiao === 0 && cent === 0) return '零元整';
  const head = yuan === '' ? '' : `${yuan}元`;
  const tenth = jiao === 0 ? '' : `${digits[jiao] ?? ''}角`;
  if (cent === 0) return `${sign}${head}${tenth}整`;
  return `${sign}${head}${jiao === 0 && yuan !== '' ? '零' : tenth}${digits[cent] ?? ''}分`;
}
