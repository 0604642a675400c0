import { expect, test } from 'vitest';
import { lawText, planText } from '../../../domain/plan/articles.ts';
import { deadlineRow, ruleIds } from '../../../domain/plan/deadlines.ts';

test('every article that the deadline table cites has its words', () => {
  for (const rule of ruleIds) {
    const { basis, legal } = deadlineRow(rule);
    expect([rule, basis.layer === 'law' ? lawText(basis.zh) : planText(rule)]).toEqual([rule, expect.any(String)]);
    if (legal !== undefined) expect([rule, lawText(legal.basis.zh)]).toEqual([rule, expect.any(String)]);
  }
});

test('a law that the table does not cite has none', () => expect(lawText('某法 1')).toBeNull());
