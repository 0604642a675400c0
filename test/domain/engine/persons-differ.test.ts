// Who asks never approves, who handles never confirms, who approves never pays: engine.md 21. Of money: refusals.test.ts.
import { describe, expect, test } from 'vitest';
import type { NodeId } from '../../../domain/nodes/index.ts';
import { type Court, given, type Sent } from '../../support/given.ts';
import { sitting } from '../../support/given-people.ts';
import { paid } from '../../support/histories.ts';

/** An officer who is on the internal group, leads the team and presides too: the roles allow it, the rule does not. */
const by = 'p-all-hats';
const filed = () =>
  given()
    .filed()
    .complete('case.assigned', { officer: by, teamLeader: by, panel: [by, ...sitting, 'p-judge'] });
/** The team has a leader of its own again. */
const led = (court: Court) => court.complete('case.assigned', { officer: by });
const does = (court: Court, node: NodeId, sent: Sent = {}) => court.refused(node, { ...sent, by });

describe('one person with many roles', () => {
  const submitted = () =>
    paid().complete('case.assigned', { officer: by, teamLeader: by }).complete('closing.submitted', {}, { by });
  const reported = () => filed().complete('long-case.reported', {}, { by });
  const overdue = () => filed().at('2026-04-21T09:00');

  test.each<[string, Court, NodeId, Sent]>([
    ['submits a closing and reviews it', submitted(), 'closing.reviewed', {}],
    ['submits a closing and sends it back', submitted(), 'closing.returned', {}],
    ['reports a long case and records the panel’s word', reported(), 'panel.decided', {}],
    ['reports a long case and extends it', led(reported()).at('2026-06-01').complete('panel.decided', {}), 'extension.approved', {}],
    ['gives a reason for a delay and accepts it', overdue().complete('delay.justified', { deadline: 'case-limit-ordinary@2', reason: '评估未回' }, { by }), 'delay.accepted', { payload: { deadline: 'case-limit-ordinary@2', reason: '属实' } }],
    ['asks for a correction of the filing and confirms it', filed(), 'filing.corrected', { payload: { fields: { claimFen: 100 }, askedBy: by, evidence: '登记簿' } }],
  ])('who %s is refused', (_, court, node, sent) => {
    expect(does(court, node, sent)).toMatchObject({ code: 'same-person' });
  }); // prettier-ignore

  test('who reviews a closing does not close; once somebody else has reviewed it, they do', () => {
    const mine = paid().complete('closing.submitted').complete('case.assigned', { officer: by });
    const reviewed = mine.complete('closing.reviewed', {}, { by });
    expect(does(reviewed, 'case.closed', { payload: { kind: 'performed' } }).code).toBe('same-person');
    const again = reviewed.complete('closing.reviewed').complete('case.closed', {}, { by });
    expect(again.c.first('case.closed')?.by).toBe(by);
  });

  test('somebody else reviews, decides, accepts', () => {
    expect(submitted().complete('closing.reviewed').c.first('closing.reviewed')?.by).toBe('p-review');
    const justified = overdue().complete(
      'delay.justified',
      { deadline: 'case-limit-ordinary@2', reason: '评估' },
      { by },
    );
    const accepted = justified.complete('delay.accepted', { deadline: 'case-limit-ordinary@2', reason: '属实' });
    expect(accepted.c.first('delay.accepted')?.by).toBe('p-director');
  });
});

test('what a takeover brings stands under whoever filed it, and is believed', () => {
  const at = (day: string) => `${day}T09:00:00+08:00`;
  const court = given().takenOver('2026-01-20T16:20', '2026-06-20T09:00', [
    { node: 'case.assigned', at: at('2026-01-21'), payload: { officer: 'p-officer-1', teamLeader: 'p-leader-1' } },
    { node: 'long-case.reported', at: at('2026-06-01'), payload: { detail: '评估中', reasons: '机构更换', referredToPanel: true } },
    { node: 'panel.decided', at: at('2026-06-02'), payload: { outcome: 'agreed', decision: '继续', record: '笔录', members: ['甲', '乙', '丙'] } },
  ]); // prettier-ignore
  expect(court.complete('extension.approved').c.first('extension.approved')?.by).toBe('p-president');
});
