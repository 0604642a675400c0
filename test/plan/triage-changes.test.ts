// When a fact that triage read changes, review hears of the new proposal (plan §4).
import { describe, expect, test } from 'vitest';
import { snapshotOf } from '../../domain/engine/snapshot.ts';
import { proposalFor } from '../../domain/plan/triage/proposal.ts';
import { type Court, given } from '../support/given.ts';
import { controlled, returned, triaged } from '../support/histories.ts';

/** Nothing was found; the schedule was filed on Thursday 01-22 at 10:00. */
const scheduled = (): Court =>
  returned([], given().filed('2026-01-20T16:20'))
    .complete('traditional-query.started')
    .complete('traditional-query.returned', { complete: true, assets: [] })
    .at('2026-01-22T10:00')
    .complete('asset-schedule.filed', { items: [] });

describe('when a fact that it read changes', () => {
  const told = (court: Court) => court.notices.filter((n) => n.kind === 'triage');
  const decided = triaged(scheduled().assigned()).at('2026-01-26T09:00');

  test('review hears of the new proposal, once, and no deadline opens', () => {
    const complex = decided.complete('traits.recorded');
    expect(told(complex)).toMatchObject([{ to: [{ role: 'review', person: null }], deadline: null }]);
    expect(told(complex)[0]?.text).toContain('原建议普执团队，现建议大额团队（三·四3');
    expect(complex.deadlines('triage')).toEqual(decided.deadlines('triage'));
    expect(told(complex.complete('traits.recorded', { legacy: true })), 'the same team: nothing new').toHaveLength(1);
    expect(snapshotOf(complex.c).team).toBe('ordinary');
  });

  test('a correction of the claim tells it too', () => {
    expect(told(decided.complete('filing.corrected', { fields: { claimFen: 1_000_000 } }))).toHaveLength(1);
  });

  test('not before anybody has decided, and not once the claim is met', () => {
    expect(told(scheduled().complete('traits.recorded'))).toEqual([]);
    const met = triaged(controlled()).complete('performance.completed').complete('asset.released', 'a-1');
    expect([proposalFor(met.c).team, told(met)]).toEqual(['ordinary', []]);
  });
});
