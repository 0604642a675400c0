// What a payout was put off for has fallen away: that it has ended is proposed (docs/spec/money.md 8).
import { describe, expect, test } from 'vitest';
import { deferralsShown } from '../../domain/plan/money/deferrals.ts';
import { distribution as id, planned } from '../support/distribution-scenes.ts';
import { type Court, given } from '../support/given.ts';

const puts = (court: Court, ground: 'stay' | 'distribution' | 'other', until = '2026-04-02') =>
  court.complete('payout.delay-approved', 'r-7', { ground, until }, { by: 'president' });
const ended = (court: Court) => deferralsShown(court.c, 'r-7').map((each) => each.ended?.on ?? null);
const told = (court: Court) => court.notices.filter(({ kind }) => kind === 'deferral').map(({ to, text }) => [to[0]?.role, text.includes('r-7')]); // prettier-ignore
/** Money that came before anybody was late. */
const early = given().filed().assigned().at('2026-01-21T10:00').complete('funds.arrived', 'r-7').complete('funds.confirmed', 'r-7'); // prettier-ignore
/** An upper court has stayed the case. */
const stays = (court: Court, more: object) =>
  court.complete('stay.ordered', { from: '2026-01-21', ground: 'upper-court', ...more }, { by: 'officer' });
const stayed = stays(early, { to: undefined, review: '2026-02-20' });
const stay = stayed.c.first('stay.ordered')?.subject ?? '';
const resumes = (court: Court, on = '2026-01-26') => court.at(`${on}T09:00`).complete('stay.ended', stay, { on });
const settles = (court: Court) => court.at('2026-03-03T09:00').complete('distribution.settled', id);

describe('the end of its ground', () => {
  test.each([
    ['a stay', resumes(puts(stayed, 'stay')), '2026-01-26'],
    ['a distribution', settles(puts(planned, 'distribution')), '2026-03-03'],
  ] as const)('of %s is proposed as that of the deferral, and the officer told', (_, court, on) => {
    expect(ended(court)).toEqual([on]);
    expect(told(court)).toEqual([['officer', true]]);
    const over = court.complete('deferral.ended', 'r-7', { on });
    expect(ended(over)).toEqual([null]);
    expect(told(over)).toHaveLength(1);
  });

  test('is proposed where it had a last day of its own', () => {
    const court = stays(early, { to: '2026-02-01' });
    expect(ended(puts(court, 'stay'))).toEqual(['2026-02-01']);
  });

  test.each([
    ['while another stay lasts', resumes(puts(stays(stayed, { to: '2026-06-01' }), 'stay', '2026-04-01'))],
    ['of what it was not put off for', settles(puts(planned, 'other'))],
    ['that came before', puts(settles(planned), 'distribution')],
    ['behind its own last day', settles(puts(planned, 'distribution', '2026-02-20'))],
    ['of a stay that it does not know', puts(early, 'stay')],
  ] as const)('is not proposed: %s', (_, court) => {
    expect([ended(court), told(court)]).toEqual([[null], []]);
  });
}); // prettier-ignore

test('a deferral to the next day ends with it, though no step and no part of the money falls there', () => {
  const deferred = puts(planned.at('2026-02-14T00:00'), 'distribution', '2026-02-14');
  const kept = (court: Court) => [...court.kept.values()].find(({ rule }) => rule === 'deferral-end')?.status;
  expect(kept(deferred)).toBe('open');
  expect(kept(deferred.at('2026-02-15T00:00'))).toBe('void');
});
