// Sums in capital characters, as papers of money ask for them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { capitalYuan } from '../../../domain/money/capital.ts';

test.each([
  [0n, '零元整'],
  [5n, '伍分'],
  [50n, '伍角整'],
  [105n, '壹元零伍分'],
  [1_050n, '壹拾元伍角整'],
  [1_680_32n, '壹仟陆佰捌拾元叁角贰分'],
  [107_000_53n, '壹拾万零柒仟元伍角叁分'],
  [10_000_000_00n, '壹仟万元整'],
  [10_005_000_00n, '壹仟万零伍仟元整'],
  [100_000_000_00n, '壹亿元整'],
  [100_000_001_00n, '壹亿零壹元整'],
  [1_001_000_00n, '壹佰万零壹仟元整'],
  [6_007_014_00n, '陆佰万零柒仟零壹拾肆元整'],
  [-1n, '负壹分'],
])('%s fen: %s', (fen, text) => {
  expect(capitalYuan(fen)).toBe(text);
});

/** Reads such a text, written apart: every character for itself. */
function read(text: string): bigint {
  let [sum, section, digit] = [0n, 0n, 0n];
  for (const char of text.replace('负', '').replace('整', '')) {
    const n = '零壹贰叁肆伍陆柒捌玖'.indexOf(char);
    const place = { 拾: 10n, 佰: 100n, 仟: 1000n }[char];
    if (n >= 0) digit = BigInt(n);
    else if (place !== undefined) [section, digit] = [section + digit * place, 0n];
    else if (char === '万') [sum, section, digit] = [sum + (section + digit) * 10_000n, 0n, 0n];
    else if (char === '亿') [sum, section, digit] = [(sum + section + digit) * 100_000_000n, 0n, 0n];
    else if (char === '元') [sum, section, digit] = [(sum + section + digit) * 100n, 0n, 0n];
    else if (char === '角') [sum, digit] = [sum + digit * 10n, 0n];
    else if (char === '分') [sum, digit] = [sum + digit, 0n];
  }
  return text.startsWith('负') ? -sum : sum;
}

test('reads back as it was, is of one sum alone, and has no two noughts together', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 13n), 10n ** 13n), (fen) => {
      const text = capitalYuan(fen);
      expect(read(text)).toBe(fen);
      expect(text).not.toContain('零零');
      expect(text).toMatch(/[整分]$/);
    }),
    { numRuns: 2_000 },
  );
});
