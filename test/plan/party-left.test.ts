// Somebody who left the case reads what happened while they were in it; a paper that was served is theirs to read (docs/decisions/154, 155).
import { describe, expect, test } from 'vitest';
import { partySight } from '../../domain/engine/party-sight.ts';
import { type Court, given } from '../support/given.ts';
import { confirmed, controlled, found, returned } from '../support/histories.ts';

const both = ['李卫东', '王秀英'].map((name) => ({ name, kind: 'person' as const }));
const tied = (court: Court, party: string, person: string) =>
  court.complete('party.identified', party, { person, evidence: '身份证' });
const sight = (court: Court, person: string) =>
  partySight(court.c, { actor: { id: person, name: '', roles: [] }, now: court.now }, court.kept.values());
const told = (court: Court, person: string) => sight(court, person)?.heard.map(({ fact }) => fact.node) ?? [];

describe('a party that has left', () => {
  const inIt = tied(confirmed(controlled(given({ respondents: both }).filed())), 'respondent-1', 'p-respondent');
  const left = inIt.at('2026-02-09T09:00').complete('party.left', 'respondent-1');
  const later = left.at('2026-02-10T09:00').complete('funds.arrived', 'r-8', { reference: 'YH-2' });

  test('sees what it was told until then, and that it left', () => {
    expect(told(left, 'p-respondent')).toEqual([...told(inIt, 'p-respondent'), 'party.left']);
    expect(told(left, 'p-respondent')).toContain('funds.confirmed');
    expect(sight(left, 'p-respondent')?.leftAt).toBe(left.c.first('party.left')?.at);
    expect(sight(inIt, 'p-respondent')?.leftAt).toBeNull();
  });

  test('hears nothing of what comes after, owes nothing and hands nothing in', () => {
    expect(told(later, 'p-respondent')).toEqual(told(left, 'p-respondent'));
    expect(sight(later, 'p-respondent')).toMatchObject({ duties: [], handIn: [] });
    expect(later.refused('objection.received', { by: 'p-respondent' })).toMatchObject({ code: 'wrong-party', zh: expect.stringContaining('已经退出本案') as string }); // prettier-ignore
  });

  test('was told nothing before the control had effect: to it there is no case, before as after', () => {
    const early = tied(given({ respondents: both }).filed().assigned(), 'respondent-1', 'p-respondent').complete('party.left', 'respondent-1'); // prettier-ignore
    expect(sight(early, 'p-respondent')).toBeUndefined();
    expect(early.refused('objection.received', { by: 'p-respondent' }).code).toBe('unknown-case');
  });

  test('whose account was tied only afterwards never spoke for it', () => {
    const never = confirmed(controlled(given({ respondents: both }).filed())).complete('party.left', 'respondent-1');
    expect(never.answer('party.identified', { subject: 'respondent-1', payload: { person: 'p-respondent', evidence: '证' } })).toMatchObject({ code: expect.any(String) as string }); // prettier-ignore
  });
});

describe('a respondent who was served a paper of the case before any control or notice', () => {
  const before = tied(returned([found('a-1')]).assigned(), 'respondent-1', 'p-respondent');
  const issued = before.complete('documents.issued', { id: 'd-1', kind: 'other', recipients: ['respondent-1'] }); // prettier-ignore
  const served = issued.at('2026-01-23T10:00').complete('service.recorded', 'd-1.respondent-1', { on: '2026-01-23', outcome: 'left' }); // prettier-ignore

  test('sees that paper from its service on, and nothing else of the case', () => {
    expect(sight(issued, 'p-respondent')).toBeUndefined();
    expect(told(served, 'p-respondent')).toEqual(['documents.issued']);
    const back = issued.at('2026-01-23T10:00').complete('service.recorded', 'd-1.respondent-1', { on: '2026-01-23', outcome: 'returned' }); // prettier-ignore
    expect(sight(back, 'p-respondent')).toBeUndefined();
  });

  test('and all that was withheld once a control has effect', () => {
    const frozen = served.complete('asset.frozen', 'a-1', { amountFen: 25_000_000 });
    expect(told(frozen, 'p-respondent')).toEqual(
      expect.arrayContaining(['case.filed', 'asset.frozen', 'documents.issued']),
    );
    expect(told(frozen, 'p-respondent')).not.toContain('query.started');
  });

  test('what was served on another respondent opens no eyes', () => {
    const two = tied(given({ respondents: both }).filed().assigned(), 'respondent-2', 'p-applicant');
    const one = two
      .complete('documents.issued', {
        id: 'd-1',
        kind: 'other',
        recipients: ['respondent-1'],
      }) // prettier-ignore
      .complete('service.recorded', 'd-1.respondent-1', { on: '2026-01-20', outcome: 'served' });
    expect(sight(one, 'p-applicant')).toBeUndefined();
  });

  test('a paper that lay ready and was sent is theirs the same way', () => {
    const sent = before
      .complete('document.ready', { id: 'd-2', kind: 'other', recipients: ['respondent-1'] })
      .complete('document.sent', 'd-2', { recipients: ['respondent-1'], channel: 'post' })
      .at('2026-01-23T10:00')
      .complete('service.recorded', 'd-2.respondent-1', { on: '2026-01-23', outcome: 'served' });
    expect(told(sent, 'p-respondent')).toEqual(['document.sent']);
  });
});
