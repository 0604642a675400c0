import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkFiling } from '../../domain/engine/filing.ts';
import { checkForm } from '../../domain/record/form.ts';
import { isNodeId, nodeRow } from '../../domain/nodes/index.ts';
import { readFiling, readSteps, readTakeover } from '../../local/tour/examples.ts';
import { given } from '../support/given.ts';

const folder = new URL('../../examples/', import.meta.url);
const texts = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);

describe('the examples', () => {
  test('are filings and completions that the tables take', () => {
    expect(checkFiling(readFiling(), '豫0823')).toBeUndefined();
    expect(checkFiling(readTakeover(), '豫0823')).toBeUndefined();
    for (const { step, node, role, subject, payload } of readSteps().values()) {
      expect(checkForm(node, payload), step).toBeUndefined();
      expect(nodeRow(node).by, step).toContain(role);
      expect(subject !== undefined, `${step} has a subject`).toBe(nodeRow(node).subject !== undefined);
    }
  });

  test('the case taken over is accepted with all of its history', () => {
    const { history = [], ...body } = readTakeover();
    expect(history.map((h) => h.node).filter((node) => !isNodeId(node))).toEqual([]);
    const court = given(body).takenOver(body.filedAt.slice(0, 16), '2026-03-02T09:00', history);
    expect(court.deadline('asset-schedule')).toMatchObject({ status: 'open', overdue: true });
  });

  test('take whoever is named from the trial court’s people', () => {
    const named = texts.flatMap(([, text]) => text.match(/p-[a-z]+-\d/g) ?? []);
    expect([...new Set(named)].toSorted()).toEqual(['p-clerk-1', 'p-leader-1', 'p-officer-1', 'p-officer-2']);
  });

  test.each(texts)('%s names nobody: no identity number in it can exist, no phone is anybody’s', (_, text) => {
    const numbers = text.match(/\d{17}[\dXx](?!\d)/g) ?? [];
    expect(numbers.filter(isIdentityNumber)).toEqual([]);
    expect((text.match(/\b1[3-9]\d{9}\b/g) ?? []).filter((phone) => !/^1380000\d{4}$/.test(phone))).toEqual([]);
  });
});

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643: whether its last character is the one that the first seventeen ask for. */
function isIdentityNumber(text: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase();
}

test('the check of identity numbers knows a right one', () => {
  expect(isIdentityNumber('11010519491231002X')).toBe(true); // the standard's own example
});
