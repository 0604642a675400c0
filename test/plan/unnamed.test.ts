// What Temporal's pages show of a dual check (docs/decisions/076): that something runs, and nobody and nothing of it.
import { expect, test } from 'vitest';
import { unnamed } from '../../activities/unnamed.ts';
import type { Client } from '@temporalio/client';
import { caseStart } from '../../gateway/start.ts';
import type { CaseView } from '../../workflows/messages.ts';
import { details } from '../../workflows/details.ts';

const view: CaseView = {
  caseId: 'dual-check-e7',
  caseNo: 'dual-check-e7',
  title: '督办审查',
  court: '豫0823',
  version: 3,
  stage: 'handled',
  stageZh: '办理中',
  team: null,
  teamZh: null,
  heading: ['一案双查', '经办人：执行局长'],
  officer: { id: 'p-director', name: '执行局长' },
  nextWake: { at: 1, summary: '提醒 一案双查 · 2026-02-24' },
  deadlines: [{ id: 'dual-check@2', rule: 'dual-check', zh: '一案双查', owner: '执行局长（经办人）', due: '2026-02-24', dueOn: '2026-02-24', dueAt: 2, provisional: false, rung: null }], // prettier-ignore
  open: 1,
  overdue: 0,
  upcoming: '2026-02-24',
  unsent: 0,
  ended: false,
};

test('its view names nobody and nothing, and keeps what its workflow waits for', () => {
  const shown = unnamed(view);
  for (const word of ['双查', '督办', '局长', 'p-director'])
    expect(JSON.stringify(shown) + details(shown), word).not.toContain(word);
  expect(shown).toMatchObject({ version: 3, nextWake: { at: 1 }, upcoming: '2026-02-24', open: 1 });
});

test('so does its start; any other matter is called by its name', () => {
  const at = { client: {} as Client, taskQueue: 'q' };
  const start = (caseId: string) => caseStart(at, { caseId, caseNo: caseId, title: '案件评查' });
  expect(start('dual-check-e7')).toMatchObject({ staticSummary: '登记事项', memo: { parties: '登记事项' } });
  expect(start('petition-7').staticSummary).toBe('信访 petition-7 · 案件评查');
});
