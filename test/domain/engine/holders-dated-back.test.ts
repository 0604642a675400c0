// A lateness keeps its owner whatever assignment is dated back (plan §1, engine.md 20, docs/decisions/032).
import { describe, expect, test } from 'vitest';
import { type Court, given } from '../../support/given.ts';

const filed = given().filed('2026-01-20T16:20');
const holderOf = (court: Court, id: string) => court.kept.get(id)?.holder;

describe('officer-1 pays late, then the case goes to officer-2', () => {
  const paidLate = filed
    .assigned()
    .at('2026-01-22T09:00')
    .complete('funds.arrived', 'r-7')
    .complete('funds.confirmed', 'r-7')
    .at('2026-02-20T09:00')
    .complete('payout.applied', 'r-7', { form: 'f-1' })
    .complete('payout.material-reviewed', 'f-1')
    .complete('payout.approved', 'f-1')
    .complete('payout.paid', 'f-1');
  const { id } = paidLate.deadline('payout');
  const passed = paidLate.at('2026-02-21T09:00').complete('case.assigned', { officer: 'p-officer-2' });

  test('an assignment dated back moves the lateness onto nobody, until review accepts it', () => {
    const back = paidLate
      .at('2026-02-21T09:00')
      .complete('case.assigned', { officer: 'p-officer-2' }, { at: '2026-02-19T09:00' });
    expect(holderOf(back, id)).toBe('p-officer-1');
    expect(holderOf(back, 'case-limit-statutory@2')).toBe('p-officer-2');
    const trusted = back.complete('entry.accepted', { fact: back.seq('case.assigned') });
    expect(holderOf(trusted, id)).toBe('p-officer-2');
  });

  test('nor does one that is taken back or dated anew by whoever recorded it', () => {
    const paid = passed.at('2026-02-22T09:00');
    const payload = { fact: paid.c.first('case.assigned')?.seq, at: '2026-02-21T08:00:00+08:00', reason: '误录' };
    expect(paid.refused('fact.corrected', { payload, by: 'command' }).code).toBe('lateness-at-stake');
  });
});
