import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../support/plan-page.ts';
import { checkForm } from '../../../domain/record/form.ts';
import { deadlineRow, ruleIds } from '../../../domain/plan/deadlines.ts';
import { closingGates } from '../../../domain/plan/closing/no-property.ts';
import { isNodeId, nodeIds, nodeNamed, nodeRow } from '../../../domain/nodes/index.ts';
import { caseBound, roleIds } from '../../../domain/nodes/roles.ts';
import { planSettings } from '../../../domain/plan/rule-settings.ts';
import { messages } from '../../../workflows/messages.ts';
import { parsePeriod } from '../../../domain/time/period.ts';

const isChinese = (text: string) => /[一-鿿]/.test(text);

describe('every node row', () => {
  test.each(nodeIds)('%s: its example passes its own schema', (id) => {
    expect(checkForm(id, nodeRow(id).example)).toBeUndefined();
  });

  test.each(nodeIds)('%s: takes no field that it does not know', (id) => {
    expect(checkForm(id, { ...(nodeRow(id).example as object), unheardOf: 1 })?.code).toBe('unknown-field');
  });

  test('names roles that exist, each once, and the engine’s own none', () => {
    for (const id of nodeIds) {
      const { by } = nodeRow(id);
      expect(
        by.filter((role) => !roleIds.includes(role)),
        id,
      ).toEqual([]);
      expect(new Set(by).size, id).toBe(by.length);
    }
    expect(nodeIds.filter((id) => nodeRow(id).by.length === 0)).toEqual([
      'case.handed-over',
      'asset.expired',
      'asset.passed-on',
      'period.opened',
      'reconciliation.opened',
      'law.applied',
    ]);
  });

  test('is called in Chinese, and cites an article', () => {
    for (const id of nodeIds) {
      expect(isChinese(nodeRow(id).zh), id).toBe(true);
      expect(nodeRow(id).basis.zh, id).toMatch(/[〕释定]|第/);
    }
  });

  test('a row that introduces subjects says of what kind', () => {
    const introducing = nodeIds.filter((id) => nodeRow(id).introduces);
    expect(introducing.every((id) => nodeRow(id).subject !== undefined)).toBe(true);
  });

  test.each(rowsOf('## 9 Nodes', '## 10 ').filter(([id = '']) => isNodeId(id)))(
    '%s: a decision, final, after closing (A) or after 终本 (N), as plan.md §9 marks it',
    (id = '', ...cells) => {
      if (!isNodeId(id)) return;
      const [, , , , marks = ''] = cells;
      const row = nodeRow(id);
      const after = row.afterClosing === 'no-property' ? 'N' : row.afterClosing && 'A';
      const own = [row.decision && 'D', row.final && 'F', after].filter(Boolean).join('');
      expect(own).toBe(['D', 'F', 'A', 'N'].filter((mark) => marks.includes(mark)).join(''));
    },
  );
});

/** Fields of the page that another page has otherwise (docs/spec/money.md 3, 5), and a word of it that names no field. */
const elsewhere = new Set(['funds.arrived debt', 'funds.arrived asset', 'funds.confirmed notifiedOn', 'reward.published others']); // prettier-ignore

test.each(rowsOf('## 9 Nodes', '## 10 ').filter(([id = '']) => isNodeId(id)))(
  '%s says each field that plan.md §9 names',
  (id = '', ...cells) => {
    if (!isNodeId(id)) return;
    const [said = ''] = (cells[3] ?? '').replaceAll(/\{[^}]*\}|\([^)]*\)/g, '').split(';');
    const fields = said
      .split(',')
      .map((part) => /^\s*([a-z][A-Za-z]*)(?:\[\])?\??(?:\[\])?\s*(?::.*)?$/.exec(part)?.[1]);
    const known = Object.keys((nodeRow(id).payload as { properties?: object }).properties ?? {});
    const missing = fields.filter((field) => field !== undefined && !known.includes(field));
    expect(missing.filter((field) => !elsewhere.has(`${id} ${field}`))).toEqual([]);
  },
);

/** What the page's last column says of who is told. */
const told: Readonly<Record<string, string>> = {
  all: 'parties',
  app: 'applicant',
  held: 'held',
  own: 'own',
  '': 'nobody',
};

test.each(rowsOf('## 9 Nodes', '## 10 ').filter(([id = '']) => isNodeId(id)))(
  '%s is told to whom plan.md §9 says',
  (id = '', ...cells) => {
    if (isNodeId(id)) expect(nodeRow(id).disclose).toBe(told[cells[5] ?? '']);
  },
);

describe('every deadline row', () => {
  test('opens and ends with nodes of the table, says so in Chinese, and cites an article', () => {
    for (const rule of ruleIds) {
      const { opens, done, zh, basis } = deadlineRow(rule);
      expect(
        [...opens.nodes, ...done.nodes].filter((id) => !isNodeId(id)),
        rule,
      ).toEqual([]);
      expect(opens.nodes.length * done.nodes.length, rule).toBeGreaterThan(0);
      expect([zh, opens.zh, done.zh, basis.zh].every(isChinese), rule).toBe(true);
    }
  });

  const fromALastDay: ReadonlySet<string> = new Set(['preservation-renewal', 'seizure-expiry']); // of a control: its opening says so

  test('counts backwards where it counts from another row above it or from a last day, and nowhere else', () => {
    for (const [i, id] of ruleIds.entries()) {
      const { backFrom, within } = deadlineRow(id);
      expect(within.startsWith('-'), id).toBe(backFrom !== undefined || fromALastDay.has(id));
      if (backFrom !== undefined) expect(ruleIds.slice(0, i)).toContain(backFrom);
    }
  });

  test('has a period that periods.md can read, an owner who exists, and at least one who can end it', () => {
    for (const rule of ruleIds) {
      const row = deadlineRow(rule);
      expect(parsePeriod(row.within), rule).toBeDefined();
      expect(roleIds, rule).toContain(row.owner);
      expect(
        row.done.nodes.some((id) => isNodeId(id) && nodeRow(id).by.length > 0),
        rule,
      ).toBe(true);
    }
  });

  test('is in the first rule book as the table has it', () => {
    expect(planSettings().map((s) => [s.rule, s.within])).toEqual(
      ruleIds.map((rule) => [rule, deadlineRow(rule).within]),
    );
  });
});

test('case-bound roles are those that case.assigned can name', () => {
  const named = nodeRow('case.assigned').names?.({ officer: 'a', clerk: 'b', teamLeader: 'c', panel: ['d'] }) ?? [];
  expect(new Set([...named.map((n) => n.role), 'handler'])).toEqual(caseBound);
});

test('the gates of 终本 have distinct ids', () => {
  expect(new Set(closingGates.map((g) => g.id)).size).toBe(closingGates.length);
});

test('no two nodes have the same name: an update named after one completes it', () => {
  for (const id of nodeIds) expect([nodeNamed(nodeRow(id).zh), nodeNamed(id)]).toEqual([id, id]);
  expect([nodeNamed('完成'), nodeNamed(''), nodeNamed('constructor')]).toEqual([undefined, undefined, undefined]);
  const taken = Object.values<string>(messages);
  expect(nodeIds.filter((id) => taken.includes(nodeRow(id).zh))).toEqual([]);
});
