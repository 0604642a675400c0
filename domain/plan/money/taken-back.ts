// What the bank takes back of an earlier line (docs/spec/money.md 11, rule 3): whether a line does, and which one it names.
import type { StatementLine } from '../../money/statement/line.ts';
import { foldRemark } from './numbers-in-text.ts';

const WORDS = /冲正|抹账|撤销/;
const SERIAL = /[A-Za-z0-9-]{6,40}/g;

/** Whether a line takes another back: it says so, or it is less than nothing. */
export const takesBack = ({ summary, amountFen }: Pick<StatementLine, 'summary' | 'amountFen'>): boolean =>
  amountFen !== null && (WORDS.test(summary ?? '') || amountFen < 0n);

/** What could be the serial of the line that it takes back, in the order in which it is written: words as they stand, and with what was spaced apart joined. */
export function serialsNamed({ summary, remark }: Pick<StatementLine, 'summary' | 'remark'>): readonly string[] {
  const texts = [summary ?? '', remark ?? ''];
  const words = [...texts.map((text) => text.normalize('NFKC')), foldRemark(texts.join(''))].flatMap(
    (text) => text.match(SERIAL) ?? [],
  );
  return [...new Set(words)];
}
