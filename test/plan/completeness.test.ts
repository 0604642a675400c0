// The page docs/spec/plan.md and the tables name the same rows: an id that only one of them knows is a mistake in the other.
import { describe, expect, test } from 'vitest';
import { isNodeId, nodeIds } from '../../domain/nodes/index.ts';
import { isRuleId, ruleIds } from '../../domain/plan/deadlines.ts';
import { moneyClocks, moneyNodes, rowsOf } from '../support/plan-page.ts';
import stillToCome from './still-to-come.json' with { type: 'json' };

const idsOf = (from: string, to: string) => rowsOf(from, to).flatMap(([id = '']) => id);
const plan = idsOf('## 2 Deadlines', '### 2.1');
const statutory = idsOf('### 2.1', '## 3 ');
const nodes = idsOf('## 9 Nodes', '## 10 ');
/** The page on money has its own: docs/spec/money.md 3, 9. */
const moneyRules = moneyClocks.map(({ id }) => id);
/** Nodes that a row of another names in its cells: the endings of a form that count as its payment. */
const within = rowsOf('## 9 Nodes', '## 10 ').flatMap(([, ...cells]) =>
  [...cells.join(' ').matchAll(/`([a-z]+\.[a-z-]+)`/g)].flatMap(([, id = '']) => id),
);

test('the page is read: as many rows as it has', () => {
  expect([plan.length, statutory.length, nodes.length].map((n) => n > 40)).toEqual([true, true, true]);
});

describe('whatever the tables have, the page names', () => {
  test('every rule', () => {
    expect(ruleIds.filter((id) => ![...plan, ...statutory, ...moneyRules].includes(id))).toEqual([]);
  });
  test('every node', () => {
    expect(nodeIds.filter((id) => ![...nodes, ...within, ...moneyNodes].includes(id))).toEqual([]);
  });
});

/** The page's rows that are not built yet stand in still-to-come.json: it may name nothing that there is. */
test('whatever the page names, the tables have, but for what is still to come', () => {
  const missing = [
    ...[...plan, ...statutory, ...moneyRules].filter((id) => !isRuleId(id)),
    ...[...nodes, ...moneyNodes].filter((id) => !isNodeId(id)),
  ];
  expect([...new Set(missing)].toSorted()).toEqual(stillToCome.toSorted());
});
