import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodeIds, nodeRow } from '../../domain/nodes/index.ts';
import { deadlineRow, ruleIds } from '../../domain/plan/deadlines.ts';
import { cited, coverage, isHeading, planCoverage, provisions } from '../../local/plan-coverage.ts';

const all = provisions();

test('docs/plan-coverage.md is what the tables say; if not: node local/plan-coverage.ts > docs/plan-coverage.md', async () => {
  const committed = readFileSync(new URL('../../docs/plan-coverage.md', import.meta.url), 'utf8');
  expect(committed).toBe(await planCoverage());
});

test('the plan is read: its chapters, sections, parts and points, and what each team handles', () => {
  const ids = all.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ['一·五', '三·一(二)3', '三·一(七)3', '三·二8', '三·三8', '三·四3', '三·七13', '四·三', '第五章'])
    expect(ids).toContain(id);
});

test('no provision stands without anything that carries it out', () => {
  const bare = coverage().filter((p) => [p.nodes, p.deadlines, p.matters, p.also].every((found) => found.length === 0));
  expect(bare.map(({ id }) => id).filter((id) => !isHeading(id, all))).toEqual([]);
});

test('a citation of several provisions names each of them', () => {
  expect(cited('武法〔2022〕11号 三·一(二)6–7')).toEqual(['三·一(二)6', '三·一(二)7']);
  expect(cited('武法〔2022〕11号 三·二–六')).toEqual(['三·二', '三·三', '三·四', '三·五', '三·六']);
  expect(cited('武法〔2022〕11号 三·七5、6')).toEqual(['三·七5', '三·七6']);
  expect(cited('民诉解释485')).toEqual([]);
});

test('whatever the tables cite of the plan stands in it', () => {
  const rows = [...nodeIds.map(nodeRow), ...ruleIds.map(deadlineRow)];
  const known = new Set(all.map(({ id }) => id));
  expect(rows.flatMap(({ basis }) => cited(basis.zh)).filter((id) => !known.has(id))).toEqual([]);
});
