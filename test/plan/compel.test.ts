// 三·七5: who is called and does not come, or is nowhere to be found, is brought in or sought within fifteen days.
import { describe, expect, test } from 'vitest';
import type { NodeId } from '../../domain/nodes/index.ts';
import { type Court, given, type Sent } from '../support/given.ts';

const filed = given().filed('2026-01-20T16:20').assigned().at('2026-01-22T10:00');
const party = 'respondent-1';
const appearOn = { instant: '2026-02-03T09:00:00+08:00', place: '第三执行谈话室', persons: ['party' as const] };
const called = filed.complete('documents.issued', { kind: 'summons', recipients: [party], appearOn });
const served = called.at('2026-01-26T10:00').complete('service.recorded', `summons-1.${party}`, { on: '2026-01-25' });
const missed = served.at('2026-02-04T09:00');
const row = (court: Court) => court.deadline('compel-appearance');
const fails = (court: Court) => court.deadlines('compel-appearance');

test('from the hour of the summons that was served and not followed, fifteen days', () => {
  expect(fails(served)).toEqual([]);
  expect(row(missed)).toMatchObject({ due: '2026-02-24', owner: 'officer', status: 'open' }); // 18 February lies in the holiday
  expect(fails(called.at('2026-02-04T09:00'))).toEqual([]);
});

test('not where they came before, or are excused', () => {
  const came = served.at('2026-02-03T08:50').complete('respondent.appeared', party, { on: '2026-02-03' });
  expect(fails(came.at('2026-02-10'))).toEqual([]);
  const excused = served.complete('summons.excused', party);
  expect(fails(excused.at('2026-02-10'))).toEqual([]);
});

test('stands still while enforcement is stayed', () => {
  const agreed = missed.complete('panel.decided', { about: 'stay' });
  const stayed = agreed.complete('stay.ordered', { from: '2026-02-04', to: '2026-03-10' }, { by: 'officer' });
  expect(row(stayed).status).toBe('suspended');
});

const warrant = missed.complete('warrant.issued');
const ends: readonly [string, (court: Court) => Court][] = [
  ['brought in', (c) => c.complete('respondent.compelled', party, { arrivedAt: '2026-02-03T10:00:00+08:00' })],
  ['sought by the police', (c) => c.complete('police.requested', party)],
  ['come by themselves', (c) => c.complete('respondent.appeared', party, { on: '2026-02-04' })],
  ['excused afterwards', (c) => c.complete('summons.excused', party)],
];
test.each(ends)('done: %s', (_, end) => {
  expect(row(end(warrant)).status).toBe('done');
  expect(row(end(warrant.at('2026-02-26T09:00'))).status).toBe('done-late');
});

describe('whereabouts unknown', () => {
  const lost = filed.complete('whereabouts.unknown', party);
  test('opens it too, until they are found', () => {
    expect(row(lost)).toMatchObject({ due: '2026-02-06', status: 'open' });
    expect(row(lost.complete('whereabouts.found', party)).status).toBe('void');
  });
  test('it is void once the claim is met or the party has left', () => {
    expect(row(lost.complete('performance.completed')).status).toBe('void');
    const two = given({ respondents: ['李卫东', '王秀英'].map((name) => ({ name, kind: 'person' as const })) }).filed().assigned(); // prettier-ignore
    const left = two.complete('whereabouts.unknown', 'respondent-2').complete('party.left', 'respondent-2');
    expect(row(left).status).toBe('void');
  });
});

const detained = filed.complete('sanction.decided', { kind: 'detention', days: 15 });
const fined = filed.complete('sanction.decided', { kind: 'fine', amountFen: 100_000 });
const search = { warrant: '搜查令', place: '住所', findings: '无' };
const refusals: readonly [string, string, Court, NodeId, Sent][] = [
  ['node-missing', 'brought in without a warrant', missed, 'respondent.compelled', { subject: party }],
  ['node-missing', 'searched without a warrant', warrant, 'search.conducted', { subject: party, payload: search }],
  ['node-missing', 'excused though never called', filed, 'summons.excused', { subject: party }],
  ['node-missing', 'found though never lost', filed, 'whereabouts.found', { subject: party }],
  ['unknown-party', 'the applicant compelled', warrant, 'respondent.compelled', { subject: 'applicant-1' }],
  ['dates-out-of-order', 'come tomorrow', filed, 'respondent.appeared', { subject: party, payload: { on: '2026-01-23', person: '李卫东' } }], // prettier-ignore
  ['dates-out-of-order', 'arrived tomorrow', warrant, 'respondent.compelled', { subject: party, payload: { person: '李卫东', warrant: '一', arrivedAt: '2026-02-05T09:00:00+08:00' } }], // prettier-ignore
  ['missing-field', 'a warrant against nobody', filed, 'warrant.issued', { payload: { kind: 'compel' } }],
  ['missing-field', 'a warrant for no place', filed, 'warrant.issued', { payload: { kind: 'search' } }],
  ['missing-field', 'nobody asked on the spot, and no reason', filed, 'field.investigated', { payload: { asked: [], place: '一', record: '一', camera: { throughout: true, media: '一' } } }], // prettier-ignore
  ['wrong-type', 'a camera that was off', filed, 'field.investigated', { payload: { asked: [], reason: '一', place: '一', record: '一', camera: { throughout: false, media: '一' } } }], // prettier-ignore
  ['not-qualified', 'detained for a fine', fined, 'detention.started', { subject: 'sanction-1' }],
  ['dates-out-of-order', 'taken before the decision', detained, 'detention.started', { subject: 'sanction-1', payload: { takenAt: '2026-01-21T09:00:00+08:00', place: '一' } }], // prettier-ignore
  ['node-missing', 'the family told before it began', detained, 'detention.family-notified', { subject: 'sanction-1' }],
  [
    'not-qualified',
    'not delivered what is told to nobody',
    filed,
    'delivery.failed',
    { by: 'sys:disclosure', payload: { facts: [1], party: 'applicant-1', channel: '短信', reason: '停机' } },
  ],
  [
    'not-qualified',
    'not delivered what the respondent may not hear yet',
    filed,
    'delivery.failed',
    { by: 'sys:disclosure', payload: { facts: [2], party: 'respondent-1', channel: '短信', reason: '停机' } },
  ],
  ['unknown-fact', 'not delivered what is not there', filed, 'delivery.failed', { by: 'sys:disclosure', payload: { facts: [99], party: 'applicant-1', channel: '短信', reason: '停机' } }], // prettier-ignore
];
test.each(refusals)('%s: %s', (code, _, court, node, sent) => expect(court.refused(node, sent).code).toBe(code));

test('a search with its warrant, an investigation with its reason, a detention with its family', () => {
  const may = warrant.complete('warrant.issued', { kind: 'search', place: '住所' });
  expect(may.complete('search.conducted', party).c.all('search.conducted')).toHaveLength(1);
  const asked = [{ who: '居委会', kind: 'grassroots' as const }];
  expect(filed.complete('field.investigated', { asked, reason: '无单位，独居' }).c.all('field.investigated')).toHaveLength(1); // prettier-ignore
  const begun = detained.complete('detention.started', 'sanction-1', { takenAt: '2026-01-22T10:00:00+08:00' });
  expect(begun.complete('detention.family-notified', 'sanction-1').c.all('detention.family-notified')).toHaveLength(1);
  expect(filed.complete('address.confirmed', party).c.all('address.confirmed')).toHaveLength(1);
});

describe('inquiry.ended 拘传询问结束', () => {
  const warrant = missed.complete('warrant.issued', {}, { by: 'president' });
  const brought = warrant.at('2026-02-05T09:30').complete('respondent.compelled', party, { arrivedAt: '2026-02-05T09:00:00+08:00' }); // prettier-ignore
  const ends = (endedAt: string) => ({ subject: party, payload: { endedAt, record: '询问笔录' } });

  test('ends what began as somebody was brought in, once for each time', () => {
    const ended = brought.at('2026-02-05T16:00').complete('inquiry.ended', party, { endedAt: '2026-02-05T15:00:00+08:00' }); // prettier-ignore
    expect(ended.refused('inquiry.ended', ends('2026-02-05T15:30:00+08:00')).code).toBe('node-missing');
    const again = ended.at('2026-02-06T10:00').complete('respondent.compelled', party, { arrivedAt: '2026-02-06T09:00:00+08:00' }); // prettier-ignore
    expect(again.tries('inquiry.ended', ends('2026-02-06T09:30:00+08:00'))).not.toBe(again);
  });

  test.each([
    ['node-missing', missed, '2026-02-04T08:00:00+08:00'],
    ['dates-out-of-order', brought, '2026-02-05T08:59:00+08:00'],
    ['dates-out-of-order', brought, '2026-02-05T18:00:00+08:00'],
    ['bad-instant', brought, '昨天'],
  ])('%s', (code, court, endedAt) => expect(court.refused('inquiry.ended', ends(endedAt)).code).toBe(code));
});
