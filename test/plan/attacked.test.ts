// What a judge and an attacker found on a running court, and what it says to them now.
import { expect, test } from 'vitest';
import { type Court, given } from '../support/given.ts';
import { found, returned } from '../support/histories.ts';

const assigned = (): Court => given().filed('2026-01-20T16:20').assigned();
const frozen = returned([found('a-1')], assigned()).complete('asset.frozen', 'a-1', { amountFen: 25_000_000 });
const stay = { kind: 'suspended', ground: 'upper-court', scope: ['a-1'], ruling: '一' };
const stays = (court: Court, more: object) => court.refused('stay.ordered', { by: 'officer', payload: { ...stay, ...more } }).code; // prettier-ignore

test('what is stayed is not deducted meanwhile, and is again afterwards', () => {
  const stayed = frozen.complete('stay.ordered', { ...stay, from: '2026-01-21', to: '2026-02-10' } as never, {
    by: 'officer',
  });
  expect(stayed.refused('asset.deducted', { subject: 'a-1' })).toMatchObject({
    code: 'not-approved',
    missing: [{ id: 'stay.ended' }],
  });
  const after = stayed.at('2026-02-11T09:00').complete('asset.deducted', 'a-1', { amountFen: 25_000_000 });
  expect(after.seq('asset.deducted')).toBeGreaterThan(0);
});

test('a stay begins on its day, not before the case, and ends within a year or is looked at again', () => {
  expect(stays(frozen, { from: '2026-06-05', to: '2026-06-06' })).toBe('dates-out-of-order');
  expect(stays(frozen, { from: '2020-01-01', to: '2026-06-06' })).toBe('dates-out-of-order');
  expect(stays(frozen, { from: '2026-01-21', to: '2098-01-01' })).toBe('beyond-the-cap');
});

test('a takeover brings no delegation: nobody gives themselves an office by telling history', () => {
  const payload = { from: 'p-president', to: 'p-filing-1', roles: ['president'], until: '2027-06-01' };
  const history = [{ node: 'delegation.given', at: '2026-01-19T10:00:00+08:00', payload }];
  const refused = given().refused({ filedAt: '2026-01-15T10:00:00+08:00', history: history }, '2026-01-20T16:20');
  expect(refused.code).toBe('not-in-a-takeover');
});

test('an application that ends the case is the applicant’s own', () => {
  const panel = ['p-panel', 'p-panel-2', 'p-judge'];
  const agreed = assigned()
    .complete('case.assigned', { panel })
    .complete('panel.decided', { about: 'ending', members: panel }, { by: 'p-panel' });
  const by = (party: string) =>
    agreed.complete('application.received', { kind: 'withdrawal', by: party, on: '2026-01-20' }, { by: 'officer' });
  const end = { payload: { ground: '268-1', ruling: '裁定' } };
  expect(by('respondent-1').refused('enforcement.terminated', end).missing).toMatchObject([
    { id: 'application.received' },
  ]);
});

test('a fine is what the law lets it be, by who is fined (民诉法118)', () => {
  const both = given({
    respondents: [
      { name: '李卫东', kind: 'person' },
      { name: '某公司', kind: 'organisation' },
    ],
  });
  const court = both.filed().assigned();
  const fined = (party: string, amountFen: number) =>
    court.answer('sanction.decided', { payload: { kind: 'fine', party, ground: '拒不报告', amountFen } });
  for (const [party, least, most] of [
    ['respondent-1', 1, 10_000_000],
    ['respondent-2', 5_000_000, 100_000_000],
  ] as const) {
    for (const fen of [least, most]) expect(fined(party, fen), `${party} ${fen}`).toMatchObject({ accepted: true });
    expect(fined(party, most + 1)).toMatchObject({ code: 'beyond-the-cap', missing: [{ id: 'amountFen' }] });
  }
  expect(fined('respondent-2', 4_999_999)).toMatchObject({ code: 'beyond-the-cap' });
});
