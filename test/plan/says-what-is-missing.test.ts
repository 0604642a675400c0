// Sentences that have to be true, and say what to do next.
import { expect, test } from 'vitest';
import { checklist } from '../../domain/plan/closing/checklist.ts';
import { nodeRow } from '../../domain/nodes/index.ts';
import { deadlineName } from '../../domain/words/deadline.ts';
import { given } from '../support/given.ts';
import { confirmed, controlled, found, paid, returned } from '../support/histories.ts';

test('an accounting with nothing left to serve says so, and where the money goes then', () => {
  const waived = confirmed(controlled().complete('claim.waived', { amountFen: 25_000_000, items: ['claim'] }));
  const { zh, code } = waived.refused('funds.allocated', { subject: 'r-7' });
  expect(code).toBe('not-qualified');
  expect(zh).toMatch(/已经受偿或者放弃.*退还缴款人（refund）/);
  expect(zh).not.toContain('没有金额');
  const conduct = given({ claims: [{ kind: 'conduct', what: '腾退房屋' }], claimFen: null })
    .filed()
    .assigned();
  const asked = confirmed(conduct).refused('funds.allocated', { subject: 'r-7' });
  expect(asked.zh).toMatch(/没有写明金额.*filing.corrected/);
});

test('a case that is not closed as performed is told how much is still owed', () => {
  const part = paid().complete('payout.returned', 'FK-2026-031', { amountFen: 25_000_000 });
  const closing = checklist(part.c, 'performed', { now: part.now, deadlines: [] });
  expect(closing.items.find(({ of }) => of === 'ground')?.zh).toContain('债权尚有250000.00元未受偿');
  expect(checklist(paid().c, 'performed', { now: paid().now, deadlines: [] }).items[0]?.zh).not.toContain('未受偿');
});

test('who may not record the panel’s word is told that the case has no panel, and by what it comes to have one', () => {
  const court = given().filed().assigned();
  const refusal = court.refused('panel.decided', { by: 'finance' });
  expect([refusal.code, refusal.missing]).toMatchObject(['wrong-role', [{ id: 'case.assigned' }]]);
  expect(refusal.zh).toMatch(/没有合议庭.*case.assigned，写明 panel/);
  const none = given().filed().refused('panel.decided', { by: 'finance' });
  expect(none.zh).toContain('写明 panel）');
  const had = court.complete('case.assigned', { panel: ['p-panel', 'p-panel-2', 'p-panel-3'] });
  expect(had.refused('panel.decided', { by: 'finance' }).missing).toEqual([]);
  expect(
    had.refused('panel.decided', {
      by: 'team-leader',
      payload: { ...(nodeRow('panel.decided').example as object), about: 'payee', payee: '王秀英' },
    }).zh,
  ).toMatch(/合议庭.*case.assigned 的 panel/);
});

test('a party hears nothing of who has the case', () => {
  const court = given().filed().complete('party.identified', 'applicant-1', { person: 'p-applicant', evidence: '证' });
  expect(court.refused('funds.arrived', { subject: 'r-1', by: 'p-applicant' }).zh).not.toContain('case.assigned');
});

test('the right to go to the upper court is called by what it counts from', () => {
  const both = returned([found('a-1')]).derived.filter(({ rule }) => rule === 'upper-court-right');
  expect(both.map(deadlineName)).toEqual([
    '申请执行人可向上一级法院申请执行（自届满次日起）',
    '申请执行人可向上一级法院申请执行（自首次发现财产起算）',
  ]);
});
