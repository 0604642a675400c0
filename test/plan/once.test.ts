// What is true of a thing, or of the record, once is said once: read off the table of conditions, each with a scene of its own.
import { describe, expect, test } from 'vitest';
import { type NodeId, nodeIds, nodeRow } from '../../domain/nodes/index.ts';
import { conditionOf } from '../../domain/plan/conditions.ts';
import { notAgain } from '../../domain/plan/guard.ts';
import type { Court } from '../support/given.ts';
import { paid, returned } from '../support/histories.ts';
import { applicationOf, applied, assigned } from '../support/row-scenes.ts';

const marked = nodeIds.filter((id) => (conditionOf(id).asks ?? []).some((guard) => guard === notAgain));

const lead = (id: string) => ({
  id,
  caseNo: '（2025）豫0823执9号',
  respondent: 'respondent-1',
  finding: '在他案有案款',
});
const detention = { kind: 'detention', party: 'respondent-1', ground: '拒不报告', days: 10 } as const;

/** Where each can be said: the case, and what about. */
const scenes: Readonly<Record<string, readonly [court: () => Court, subject?: string, another?: string]>> = {
  'lead.dismissed': [
    () => returned([]).complete('related-cases.checked', { leads: [lead('l-1'), lead('l-2')] }),
    'l-1',
    'l-2',
  ],
  'audit.reported': [() => applicationOf(applied('audit')), 'application-1'],
  'detention.family-notified': [
    () =>
      ['s-1', 's-2'].reduce(
        (court, id, i) =>
          court
            .complete('sanction.decided', id, { ...detention, ground: `行为${i}` })
            .complete('detention.started', id, { takenAt: '2026-01-20T16:20:00+08:00' }),
        assigned(),
      ),
    's-1',
    's-2',
  ],
  'performance.completed': [assigned],
};

test('each has its scene, and nothing else does', () => {
  expect(Object.keys(scenes).toSorted()).toEqual(marked.toSorted());
});

describe.each(marked)('%s', (node: NodeId) => {
  const [court, subject, another] = scenes[node] ?? [assigned];
  const says = (before: Court, about = subject) =>
    before.answer(node, { payload: nodeRow(node).example, ...(about !== undefined && { subject: about }) });
  const said = () => court().tries(node, { payload: nodeRow(node).example, subject });

  test('is said once of a thing, and of each', () => {
    expect(says(court())).not.toHaveProperty('code');
    expect(says(said())).toMatchObject({ code: 'already-recorded', missing: [{ id: `${said().seq(node)}` }] });
    if (another !== undefined) expect(says(said(), another)).not.toHaveProperty('code');
  });

  test('anew once it was withdrawn, and dated back no less often', () => {
    const { by = '' } = said().c.last(node) ?? {};
    const gone = said().complete(
      'fact.withdrawn',
      { fact: said().seq(node), reason: '误录', askedBy: undefined } as never,
      { by },
    );
    expect(says(gone)).not.toHaveProperty('code');
    expect(said().at('2026-03-10T09:00').answer(node, { payload: nodeRow(node).example, subject, at: '2026-03-09T09:00' })).toMatchObject({ code: 'already-recorded' }); // prettier-ignore
  });
});

test('a submission is passed once, and again when something was recorded since', () => {
  const submitted = paid().at('2026-02-13T16:00').complete('closing.submitted');
  const passed = submitted.complete('closing.reviewed');
  expect(passed.refused('closing.reviewed')).toMatchObject({
    code: 'already-recorded',
    missing: [{ id: 'case.closed' }],
  });
  const more = passed.complete('traits.recorded', { simple: true });
  expect(more.complete('closing.reviewed').seq('closing.reviewed')).toBeGreaterThan(more.seq('closing.reviewed'));
});
