// Nobody lifts their own lateness: not by asking for a review, nor by taking a fact back and saying it anew.
import { describe, expect, test } from 'vitest';
import { given } from '../../support/given.ts';
import { confirmed, paid } from '../../support/histories.ts';

const filed = given().filed('2026-01-20T16:20').assigned();

describe('a word taken back and said again with an earlier instant', () => {
  const late = filed.at('2026-01-21T09:00').complete('reception.waived', {}, { by: 'reception' });
  const gone = late.complete('fact.withdrawn', { fact: late.seq('reception.waived') }, { by: 'reception' });
  const again = gone.complete('reception.waived', {}, { at: '2026-01-20T17:00:00+08:00', by: 'reception' });

  test('is a late entry: the deadline stays late until review has accepted it', () => {
    expect(late.deadline('reception').status).toBe('done-late');
    expect(again.deadline('reception').status).toBe('done-late');
    const accepted = again.complete('entry.accepted', { fact: again.seq('reception.waived') });
    expect(accepted.deadline('reception').status).toBe('done');
  });

  test('said with the same instant or a later one it is judged as ever', () => {
    const same = gone.complete('reception.waived', {}, { at: '2026-01-21T09:00:00+08:00', by: 'reception' });
    expect(same.deadline('reception').ended).toBe('2026-01-21T09:00');
  });

  test('of another subject it is no repetition', () => {
    const other = filed.complete('query.started').complete('query.returned', {
      assets: ['a-1', 'a-2'].map((id) => ({
        id,
        kind: 'bank-account',
        holder: '李卫东',
        description: id,
        valueFen: 100,
      })),
    });
    const first = other.at('2026-01-22T09:00').complete('asset.skipped', 'a-1');
    const back = first.complete('fact.withdrawn', { fact: first.seq('asset.skipped') }, { by: 'property-control' });
    const second = back.complete('asset.skipped', 'a-2', {}, { at: '2026-01-21T10:00:00+08:00' });
    expect(second.deadline('freeze-online', 'a-2').status).toBe('done');
  });
});

describe('a closing', () => {
  test('submitted behind its day is late, however soon it is reviewed and recorded then', () => {
    const late = paid().at('2026-02-24T09:00').reviewed().complete('case.closed');
    expect(late.deadline('close')).toMatchObject({ status: 'done-late', due: '2026-02-14' });
  });

  test('submitted in time stands still while review has it', () => {
    const submitted = paid().at('2026-02-13T15:00').complete('closing.submitted').at('2026-02-24T09:00');
    expect(submitted.deadline('close').status).toBe('suspended');
  });
});

describe('a form that was reviewed', () => {
  const applied = confirmed().at('2026-02-11T09:00').complete('payout.applied', 'r-7');
  const first = applied.c.first('payout.applied')?.payload;
  const other = { ...first, payee: '王秀英', payeeAccount: '666', to: 'treasury' };
  const correct = (court: typeof applied, payload: object) =>
    court.tries('fact.corrected', {
      by: 'p-officer-1',
      payload: { fact: court.seq('payout.applied'), payload, reason: '录入有误' },
    });

  test('keeps its sum, destination, payee and account', () => {
    const reviewed = applied.complete('payout.material-reviewed', 'FK-2026-031');
    const said = {
      by: 'p-officer-1',
      payload: { fact: reviewed.seq('payout.applied'), payload: other, reason: '录入有误' },
    };
    expect(reviewed.refused('fact.corrected', said).code).toBe('form-differs');
  });

  test('before that a slip of the pen is put right', () => {
    expect(correct(applied, { ...first, payeeAccount: 'account-1' })).not.toBe(applied);
  });
});
