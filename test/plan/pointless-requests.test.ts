// plan §5: whoever asks hears at once what the decision would be refused for; a request whose object is gone asks for nothing.
import { describe, expect, test } from 'vitest';
import type { Approvable } from '../../domain/nodes/approvals.ts';
import { type Court, given, type Sent } from '../support/given.ts';
import { closed, confirmed, controlled, found, freed, paid, returned, triaged } from '../support/histories.ts';

const id = 'request-1';
const officer = 'p-officer-1';
const filed = given().filed().assigned();
const frozen = returned([found('a-1'), found('a-2')], filed)
  .complete('asset.frozen', 'a-1')
  .complete('asset.frozen', 'a-2');
const step = (court: Court) => court.deadlines('approval-step').findLast((d) => d.id.includes(`:${id}@`));

describe('what would be refused for what it says is refused to whoever asks for it', () => {
  const limit = { kind: 'consumption', party: 'respondent-1', persons: ['respondent-1'], granted: true, reason: '一' };
  const stay = {
    kind: 'suspended',
    ground: 'other',
    scope: 'case',
    from: '2026-01-20',
    to: '2026-03-10',
    ruling: '一',
  };
  const stop = { ground: 'announcement', from: '2026-01-20', to: '2026-02-18', document: '公告' };
  const release = { assets: ['a-1'], ground: 'over-seizure', granted: true };
  const fine = { kind: 'fine', party: 'respondent-1', ground: '拒不报告', amountFen: 100_000 };
  const right = { fields: { claimFen: 26_000_000 }, evidence: '登记簿' };
  test.each<[string, string, Approvable, object, Court, string?]>([
    ['unknown-party', 'a restriction of nobody', 'restriction.decided', { ...limit, party: 'respondent-9' }, filed],
    ['dates-out-of-order', 'one that would be over', 'restriction.decided', { ...limit, until: '2025-12-31' }, filed],
    ['missing-field', 'one without a reason', 'restriction.decided', { ...limit, reason: ' ' }, filed],
    ['beyond-the-cap', 'a fine beyond what a person is fined', 'sanction.decided', { ...fine, amountFen: 20_000_000 }, filed], // prettier-ignore
    ['missing-field', 'a detention without its days', 'sanction.decided', { ...fine, kind: 'detention' }, filed],
    ['missing-field', 'a search of no place', 'warrant.issued', { kind: 'search' }, filed],
    ['unknown-subject', 'a stay of an asset that is not there', 'stay.ordered', { ...stay, scope: ['a-9'] }, frozen],
    ['dates-out-of-order', 'a stay that ends before it begins', 'stay.ordered', { ...stay, to: '2026-01-01' }, filed],
    ['beyond-the-cap', 'more days than the ground allows', 'exclusion.approved', { ...stop, to: '2026-04-30' }, filed],
    ['unknown-subject', 'the release of what is not there', 'release.decided', { ...release, assets: ['a-1', 'a-9'] }, frozen], // prettier-ignore
    ['not-in-force', 'the release of what is not held', 'release.decided', { ...release, assets: ['a-1', 'a-2'] }, freed(frozen, 'a-2')], // prettier-ignore
    ['already-recorded', 'the team that has it', 'team.changed', { team: 'fast', reason: '一' }, triaged(controlled())],
    ['dates-out-of-order', 'a deferral to a day that is over', 'payout.delay-approved', { ground: 'distribution', reason: '一', until: '2026-02-01' }, confirmed(), 'r-7'], // prettier-ignore
    ['at-in-future', 'a filing of tomorrow', 'filing.corrected', { ...right, fields: { at: '2027-01-20T09:00:00+08:00' } }, filed], // prettier-ignore
    ['missing-field', 'a filing put right in nothing', 'filing.corrected', { ...right, fields: {} }, filed],
    ['form-differs', 'a filing put right in another’s name', 'filing.corrected', { ...right, askedBy: 'p-nobody' }, filed], // prettier-ignore
  ])('%s: %s', (code, _, of, payload, court, about) => {
    const by = { 'filing.corrected': 'p-filing-1', 'team.changed': 'team-leader' }[of as string] ?? officer;
    const sent: Sent = { payload: { of, payload, reason: '一', ...(about !== undefined && { about }) }, by };
    expect(court.refused('request.made', sent).code).toBe(code);
  });

  test('and so is a correction that would make it so', () => {
    const asked = filed.complete('request.made', id, { of: 'restriction.decided', payload: limit });
    const payload = { of: 'restriction.decided', payload: { ...limit, party: 'respondent-9' }, reason: '一' };
    const sent = { payload: { fact: asked.seq('request.made'), payload, reason: '一' }, by: officer };
    expect(asked.refused('fact.corrected', sent).code).toBe('unknown-party');
  });
});

describe('a request whose object is gone', () => {
  const release = { assets: ['a-1', 'a-2'], ground: 'over-seizure', granted: true };
  const stay = { kind: 'suspended', ground: 'other', scope: ['a-1', 'a-2'], from: '2026-01-21', to: '2026-03-10', ruling: '一' }; // prettier-ignore
  const limit = { kind: 'consumption', party: 'respondent-2', persons: ['respondent-2'], granted: true, reason: '一' };
  const asks = (court: Court, of: Approvable, payload: object, about?: string) =>
    court.complete('request.made', id, { of, payload: payload as Record<string, unknown>, ...(about && { about }) }, { by: of === 'team.changed' ? 'team-leader' : officer }); // prettier-ignore
  const two = filed.complete('party.joined', 'respondent-2', { name: '王五', kind: 'person', side: 'respondent' });
  const deferral = { ground: 'distribution', reason: '一', until: '2026-02-20' };
  const pays = (court: Court) =>
    court
      .complete('payout.applied', 'r-7')
      .complete('payout.material-reviewed', 'FK-2026-031')
      .complete('payout.approved', 'FK-2026-031')
      .complete('payout.paid', 'FK-2026-031');

  test.each<[string, string, string, Court, (court: Court) => Court]>([
    ['not-in-force', 'the release of two assets of which one is free', 'panel', asks(frozen, 'release.decided', release), (court) => freed(court, 'a-1')], // prettier-ignore
    ['not-in-force', 'the stay of assets that are all free', 'panel', asks(frozen, 'stay.ordered', stay), (court) => freed(freed(court, 'a-1'), 'a-2')], // prettier-ignore
    ['unknown-party', 'the restriction of who has left', 'director', asks(two, 'restriction.decided', limit), (court) => court.complete('party.left', 'respondent-2')], // prettier-ignore
    ['amount-exceeds', 'the deferral of money that is paid', 'team-leader', asks(confirmed(), 'payout.delay-approved', deferral, 'r-7'), pays], // prettier-ignore
    ['already-recorded', 'what was decided without it', 'director', asks(two, 'restriction.decided', limit), (court) => court.complete('restriction.decided', 'x-1', limit as never)], // prettier-ignore
    ['case-closed', 'what no closed case decides', 'director', asks(paid(), 'restriction.decided', { ...limit, party: 'respondent-1', persons: ['respondent-1'] }), closed], // prettier-ignore
  ])('%s: %s', (code, _, owner, asked, goes) => {
    expect(step(asked)).toMatchObject({ owner, status: 'open' });
    const gone = goes(asked);
    expect(step(gone)).toMatchObject({ status: 'void' });
    for (const node of ['request.passed', 'request.returned'] as const)
      expect(gone.refused(node, { subject: id, payload: node === 'request.passed' ? {} : { reason: '一' }, by: 'president' }).code).toBe(code); // prettier-ignore
  });

  test('is not decided on either', () => {
    const up = asks(two, 'restriction.decided', limit).complete('request.passed', id, {}, { by: 'director' });
    const gone = up.complete('party.left', 'respondent-2');
    expect(gone.refused('restriction.decided', { payload: { ...limit, request: id } }).code).toBe('unknown-party');
  });

  test('goes on while something of it is left, and once what took it away is withdrawn', () => {
    const stayed = freed(asks(frozen, 'stay.ordered', stay), 'a-1');
    expect(step(stayed)?.status).toBe('open');
    const left = asks(two, 'restriction.decided', limit).complete('party.left', 'respondent-2');
    const back = left.complete('fact.withdrawn', { fact: left.seq('party.left'), reason: '误录' }, { by: officer });
    expect(step(back)?.status).toBe('open');
  });

  test('asked for twice and granted once, the other is over; refused, it goes on', () => {
    const asked = asks(two, 'restriction.decided', limit).complete('request.made', 'request-2', { of: 'restriction.decided', payload: { ...limit, reason: '另一理由' } }, { by: officer }); // prettier-ignore
    const up = asked.complete('request.passed', 'request-2', {}, { by: 'director' });
    const decide = (granted: boolean) => up.complete('restriction.decided', 'x-1', { ...limit, granted, reason: '另一理由', request: 'request-2' } as never); // prettier-ignore
    expect(step(decide(true))).toMatchObject({ status: 'void' });
    expect(decide(true).refused('request.passed', { subject: id, payload: {}, by: 'director' }).code).toBe('already-recorded'); // prettier-ignore
    expect(step(decide(false))?.status).toBe('open');
  });

  test('of one object it is over whatever else the other says: a warrant for the same place, terms of the same round', () => {
    const search = { kind: 'search', party: 'respondent-1', place: '武陟县某村' };
    const asked = asks(filed, 'warrant.issued', search);
    expect(step(asked.complete('warrant.issued', search as never))?.status).toBe('void');
    expect(step(asked.complete('warrant.issued', { ...search, place: '另一处' } as never))?.status).toBe('open');
  });

  test('a form whose money the bank has taken back is not decided on: its step ends with that', () => {
    const asked = confirmed()
      .complete('payout.applied', 'r-7', { form: 'FK-2' })
      .complete('payout.material-reviewed', 'FK-2');
    const at = (court: Court) => court.deadlines('approval-step').findLast((d) => d.id.includes(':FK-2@'));
    expect(at(asked)?.status).toBe('open');
    expect(at(asked.complete('funds.reversed', 'r-7'))).toMatchObject({ status: 'void' });
  });

  test('no second form is made out of what another has asked for', () => {
    const asked = confirmed().complete('payout.applied', 'r-7', { form: 'FK-1' });
    const second = { subject: 'r-7', payload: { ...asked.c.last('payout.applied')?.payload, form: 'FK-2' } };
    expect(asked.refused('payout.applied', second).code).toBe('amount-exceeds');
    expect(asked.complete('payout.withdrawn', 'FK-1').answer('payout.applied', second)).toMatchObject({ accepted: true }); // prettier-ignore
  });

  test('another decision than was asked for leaves it where it is', () => {
    const asked = asks(two, 'restriction.decided', limit);
    const other = asked.complete('restriction.decided', 'x-1', { ...limit, party: 'respondent-1', persons: ['respondent-1'] } as never); // prettier-ignore
    expect(step(other)?.status).toBe('open');
  });
});
