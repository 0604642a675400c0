// docs/decisions/161: who has read is whoever speaks for the party, and what came by a way did not fail to come by it.
import { describe, expect, test } from 'vitest';
import { given } from '../support/given.ts';
import { lawTold } from '../support/given-law.ts';

const filing = {
  applicants: [{ name: '张建国', kind: 'person' as const, phone: '13800000000' }],
  respondents: [{ name: '李卫东', kind: 'person' as const }],
};
const filed = given(filing, lawTold).filed('2026-01-20T16:20');

describe('the first word', () => {
  const told = filed.delivered();
  const tied = told.complete('party.identified', 'applicant-1', { person: 'p-applicant', evidence: '身份证' });
  const read = (person?: string, channel = '网上查阅') => ({ by: 'sys:disclosure', payload: { facts: [2], deliveries: [{ party: 'applicant-1', channel, outcome: 'read' as const, ...(person !== undefined && { person }) }] } }); // prettier-ignore
  const failed = (channel: string) => ({ by: 'sys:disclosure', payload: { facts: [2], party: 'applicant-1', channel, reason: '停机' } }); // prettier-ignore

  test.each([
    ['whom nobody has identified', told, 'p-applicant'],
    ['of the other side', tied, 'p-respondent'],
    ['of the court', tied, 'p-officer-1'],
    ['whom nobody knows', tied, 'p-nobody'],
  ])('an account %s has read nothing', (_, court, person) => {
    expect(court.refused('node.disclosed', read(person)).code).toBe('not-qualified');
  });

  test('whoever speaks for the party has, and somebody unnamed', () => {
    expect(tied.answer('node.disclosed', read('p-applicant'))).toMatchObject({ accepted: true });
    expect(told.answer('node.disclosed', read())).toMatchObject({ accepted: true });
  });

  test('what was read by a way did not fail to come by it; by another it may have', () => {
    const seen = tied.complete('node.disclosed', read('p-applicant').payload, { by: 'sys:disclosure' });
    expect(seen.refused('delivery.failed', failed('网上查阅')).code).toBe('already-recorded');
    expect(seen.refused('delivery.failed', failed('网上 查阅\u200b')).code).toBe('already-recorded');
    expect(seen.answer('delivery.failed', failed('短信'))).toMatchObject({ accepted: true });
  });
});
