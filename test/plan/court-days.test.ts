// What a real court day tried that nobody had thought of: a party as third party, a detention ordered again once it was carried out.
import { expect, test } from 'vitest';
import { nodeRow } from '../../domain/nodes/index.ts';
import { given } from '../support/given.ts';
import { found, returned } from '../support/histories.ts';

test('a party of the case is no third party, by its id or by its name', () => {
  const court = returned([found('a-1')], given().filed().assigned());
  for (const by of ['respondent-1', 'applicant-1', court.c.filed.payload.respondents[0]?.name ?? '']) {
    const payload = { kind: 'third-party', by, on: '2026-01-20', text: '车是我的', assets: ['a-1'] };
    expect(court.refused('objection.received', { payload, by: 'review' }).code, by).toBe('not-qualified');
  }
});

test('a detention that was carried out is not ordered again for the same act, though it was revoked; it is not served before its last day', () => {
  const started = given()
    .filed()
    .assigned()
    .complete('sanction.decided', { kind: 'detention', days: 15 })
    .complete('detention.started', 'sanction-1', { takenAt: '2026-01-20T16:20:00+08:00' });
  const early = { how: 'served', on: '2026-01-20' };
  expect(started.refused('sanction.ended', { subject: 'sanction-1', payload: early }).code).toBe('too-early');
  const revoked = started.complete('sanction.ended', 'sanction-1', { how: 'revoked', on: '2026-01-20' });
  expect(revoked.refused('sanction.decided', { payload: { ...(nodeRow('sanction.decided').example as object), kind: 'detention', days: 15 }, by: 'president' }).code).toBe('detained-already'); // prettier-ignore
});
