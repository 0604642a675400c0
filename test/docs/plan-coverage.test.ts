import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { coverage, planCoverage, provisionsIn } from '../../local/plan-coverage.ts';
import { rowReports } from '../support/row-reports.ts';

test('docs/plan-coverage.md is what the tables say; if not: node local/plan-coverage.ts > docs/plan-coverage.md', async () => {
  const committed = readFileSync(new URL('../../docs/plan-coverage.md', import.meta.url), 'utf8');
  expect(committed).toBe(await planCoverage());
});

test('no provision of the plan stands without anything, and whatever rests on one is tested', () => {
  for (const { provision, nodes, rules, tests } of coverage().plan) {
    expect([provision, nodes.length + rules.length > 0, tests.length > 0]).toEqual([provision, true, true]);
    for (const rule of rules) expect(['disclose', ...Object.keys(rowReports)], provision).toContain(rule);
  }
});

test('whatever cites the plan cites a provision that it has', () => {
  expect(coverage().law.filter(({ provision }) => /^(三·|四·|第)/.test(provision))).toEqual([]);
});

test('a citation of several provisions is of each', () => {
  expect(provisionsIn('武法〔2022〕11号 三·一(二)6–7')).toEqual(['三·一(二)6', '三·一(二)7']);
  expect(provisionsIn('武法〔2022〕11号 三·二–六')).toEqual(['三·二', '三·三', '三·四', '三·五', '三·六']);
  expect(provisionsIn('武法〔2022〕11号 三·七5、6')).toEqual(['三·七5', '三·七6']);
  expect(provisionsIn('武法〔2022〕11号 三·七10')).toEqual(['三·七10']);
});
