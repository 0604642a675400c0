// engine.md 3: what somebody has answered says what they saw; a correction leaves it as it was. The marks stand on the rows.
import type { TObject } from 'typebox';
import { describe, expect, test } from 'vitest';
import { nodeIds, nodeRow, type NodeId } from '../../../domain/nodes/index.ts';
import { type Court, given } from '../../support/given.ts';
import { closed, confirmed } from '../../support/histories.ts';
import { ruledApart } from '../../support/objection-scenes.ts';

const officer = 'p-officer-1';
const filed = given().filed().assigned();
const limit = { kind: 'consumption', party: 'respondent-1', persons: ['respondent-1'], granted: true, reason: '一' };
const asked = filed.complete('request.made', 'request-1', { of: 'restriction.decided', payload: limit, reason: '一' });
const form = confirmed().complete('payout.applied', 'r-7');
const refund = confirmed().complete('payout.applied', 'r-7', { to: 'refund', payee: '李卫东', payeeAccount: '7' });
const applied = filed.complete('application.received', 'y-1', {}, { by: officer });
const objected = filed
  .complete('case.assigned', { panel: ['p-panel', 'p-panel-2', 'p-panel-3'] })
  .complete('objection.received', 'o-1', {}, { by: officer });

/** What a correction of the last fact of a node, by whoever recorded it, is answered. */
const corrected = (court: Court, node: NodeId, more: object) => {
  const { seq, payload, by } = court.c.last(node) ?? { seq: 0, payload: {}, by: '' };
  return court.answer('fact.corrected', {
    payload: { fact: seq, payload: { ...payload, ...more }, reason: '笔误' },
    by,
  });
};

test.each<[string, NodeId, object, Court, (court: Court) => Court, string]>([
  ['the reason of a request', 'request.made', { reason: '二' }, asked, (court) => court.complete('request.passed', 'request-1', {}, { by: 'director' }), 'form-differs'], // prettier-ignore
  ['the account of a form', 'payout.applied', { payeeAccount: '77' }, refund, (court) => court.complete('payout.material-reviewed', 'FK-2026-031'), 'form-differs'], // prettier-ignore
  ['what an application says', 'application.received', { text: '二' }, applied, (court) => court.complete('application.decided', 'y-1'), 'form-differs'], // prettier-ignore
  ['what an objection says', 'objection.received', { text: '二' }, objected, (court) => ruledApart(court, 'o-1'), 'form-differs'], // prettier-ignore
])('%s is put right until somebody has answered', (_, node, more, court, answers, code) => {
  expect(corrected(court, node, more)).not.toHaveProperty('code');
  expect(corrected(answers(court), node, more)).toMatchObject({ code, missing: [{ id: Object.keys(more)[0] }] });
});

test.each<[string, NodeId, object, Court]>([
  ['the payee of a form', 'payout.applied', { payee: 'applicant-1' }, form],
  ['where a form goes', 'payout.applied', { to: 'escrow' }, form],
  ['the sum of a form', 'payout.applied', { amountFen: 1 }, form],
  ['the sum of a form beyond all money', 'payout.applied', { amountFen: 99_000_000 }, form],
  ['the number of a form', 'payout.applied', { form: 'FK-2' }, form],
  ['the sum of what arrived', 'funds.arrived', { amountFen: 1 }, filed.at('2026-02-06T10:00').complete('funds.arrived', 'r-7')], // prettier-ignore
  ['the sum of what was confirmed', 'funds.arrived', { amountFen: 1 }, confirmed()],
  ['the sum of what was taken over', 'funds.arrived', { amountFen: 1 }, given().takenOver('2026-01-20T16:20', '2026-03-02T09:00', [{ node: 'funds.arrived', subject: 'r-1', at: '2026-02-06T10:00:00+08:00', payload: { amountFen: 100, payer: '李卫东' } }])], // prettier-ignore
  ['the way of a closing', 'case.closed', { kind: 'terminated' }, closed()],
  ['the side of who joined', 'party.joined', { side: 'applicant' }, filed.complete('party.joined', 'x-2')],
  ['whom a decision is about', 'restriction.decided', { party: 'applicant-1' }, filed.complete('restriction.decided', 'x-1', limit as never)], // prettier-ignore
])('%s is never put right', (_, node, more, court) => {
  expect(corrected(court, node, more)).toMatchObject({ code: 'not-correctable' });
});

test('a sum, a payee, a form’s number are withdrawn and recorded anew; a name and an account are put right', () => {
  for (const [node, court] of [
    ['funds.arrived', filed.at('2026-02-06T10:00').complete('funds.arrived', 'r-7')],
    ['payout.applied', form],
  ] as const) {
    // prettier-ignore
    expect(corrected(court, node, { amountFen: 1 })).toMatchObject({ zh: expect.stringContaining('请撤回（fact.withdrawn）后重新') as string }); // prettier-ignore
    const { seq, by } = court.c.last(node) ?? { seq: 0, by: '' };
    const anew = court.complete('fact.withdrawn', { fact: seq, reason: '误' }, { by }).complete(node, 'r-7', { amountFen: 1 }); // prettier-ignore
    expect(anew.c.all(node)).toMatchObject([{ payload: { amountFen: 1 } }]);
  }
  expect(corrected(confirmed(), 'funds.arrived', { payer: '李卫冬' })).not.toHaveProperty('code');
  expect(corrected(form, 'payout.applied', { amountFen: 25_000_000 })).not.toHaveProperty('code');
});

describe('each mark', () => {
  const marked = nodeIds.filter((id) => nodeRow(id).keeps !== undefined);
  test.each(marked)('of %s names nodes and fields that there are', (id) => {
    const { keeps = [], payload, subject, brings } = nodeRow(id);
    const known = Object.keys((payload as TObject).properties);
    for (const { fields, once } of [keeps].flat()) {
      for (const node of once ?? []) expect(nodeIds).toContain(node);
      if (typeof fields === 'object') for (const field of fields) expect(known).toContain(field);
      if (once !== undefined) expect(subject ?? brings).toBeDefined(); // something to answer
    }
  });
});
