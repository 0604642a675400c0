import { describe, expect, test } from 'vitest';
import { parties, respondents } from '../../../domain/record/parties.ts';
import { titleOf } from '../../../domain/words/titles.ts';
import { bounds } from '../../../domain/nodes/bounds.ts';
import { type Court, given } from '../../support/given.ts';
import { instant } from '../../support/instants.ts';
import { person, serve, two } from '../../support/two-respondents.ts';

const ids = (court: Court) => parties(court.c).map(({ id, name }) => `${id} ${name}`);

describe('a respondent who joins', () => {
  const joined = two.at('2026-03-01T09:00').complete('party.joined', 'respondent-3', { name: '赵六' });

  test('after forty days has deadlines of its own, from its own instant: nobody is criticised at once', () => {
    const court = serve(two.at('2026-01-21'), 'respondent-1', 'respondent-2').at('2026-03-01T09:00');
    const later = court.complete('party.joined', 'respondent-3', { name: '赵六' });
    expect(later.deadline('initial-documents', 'respondent-3')).toMatchObject({
      opened: '2026-03-01T09:00',
      due: '2026-03-03',
      status: 'open',
    });
    expect(later.deadline('network-query', 'respondent-3').due).toBe('2026-03-02T10:00:00+08:00');
    expect(later.rungs().filter((line) => line.startsWith('2026-03-01T09'))).toEqual([]);
    expect(court.deadline('initial-documents').status).toBe('done');
    expect(later.deadlines('initial-documents').map((d) => d.status)).toEqual(['done', 'open']);
  });

  test('is served for itself: documents to others do nothing for it, nor those to it for others', () => {
    const others = serve(joined, 'respondent-1', 'respondent-2');
    expect(others.deadlines('initial-documents').map((d) => d.status)).toEqual(['done-late', 'open']);
    const own = serve(joined, 'respondent-3');
    expect(own.deadlines('initial-documents').map((d) => d.status)).toEqual(['open', 'done']);
  });

  test('is asked for by the query that names it, or by one of everybody after it joined', () => {
    const earlier = two.complete('query.started').at('2026-03-01T09:00').complete('party.joined', 'r-3', {});
    expect(earlier.deadlines('network-query').map((d) => d.status)).toEqual(['done', 'open']);
    expect(
      earlier
        .complete('query.started')
        .deadlines('network-query')
        .map((d) => d.status),
    ).toEqual(['done', 'done']);
    const named = earlier.complete('query.started', { respondents: ['r-3'] });
    expect(named.deadlines('network-query').map((d) => d.status)).toEqual(['done', 'done']);
    const other = earlier.complete('query.started', { respondents: ['respondent-1'] });
    expect(other.deadlines('network-query').map((d) => d.status)).toEqual(['done', 'open']);
  });

  test('is numbered by the engine where nobody gives an id, past all that ever were', () => {
    const [first, second] = [
      two.complete('party.joined', {}),
      two.complete('party.joined', {}).complete('party.joined', {}),
    ];
    expect([first, second].map((c) => parties(c.c).at(-1)?.id)).toEqual(['respondent-3', 'respondent-4']);
    const applicant = two.complete('party.joined', { side: 'applicant', name: '孙七' });
    expect(parties(applicant.c).at(-1)?.id).toBe('applicant-2');
    expect(applicant.deadlines('initial-documents')).toHaveLength(1); // an applicant is served with no notice
    const taken = first.complete('fact.withdrawn', { fact: first.seq('party.joined') }, { by: 'review' });
    expect(parties(taken.complete('party.joined', {}).c).at(-1)?.id).toBe('respondent-4');
    expect(taken.refused('party.joined', { subject: 'respondent-3' }).code).toBe('subject-taken');
  });

  test('is there from its instant on: nothing is sent to it before', () => {
    const before = { payload: { kind: 'other', recipients: ['respondent-3'], channel: 'post' } };
    expect(joined.refused('documents.issued', { ...before, at: '2026-02-28T09:00' }).code).toBe('at-before-ground');
    const served = serve(joined.at('2026-03-02'), 'respondent-3');
    const withdrawal = { payload: { fact: joined.seq('party.joined'), reason: '误录' }, by: 'review' };
    expect(served.refused('fact.withdrawn', withdrawal).missing).toHaveLength(3);
    expect(joined.tries('fact.withdrawn', withdrawal).deadlines('initial-documents')).toHaveLength(1);
  });

  test('may be written right, but is nobody else, and on no other side', () => {
    const fact = joined.seq('party.joined');
    const put = (change: object) => ({
      payload: { fact, payload: { ...joined.c.last('party.joined')?.payload, ...change }, reason: '笔误' },
      by: 'review',
    });
    expect(ids(joined.tries('fact.corrected', put({ name: '赵陆' })))).toContain('respondent-3 赵陆');
    for (const change of [{ name: '钱七' }, { side: 'applicant' }, { inPlaceOf: 'respondent-1' }]) {
      expect(joined.refused('fact.corrected', put(change)).code).toBe('not-correctable');
    }
  });

  test('there are as many on a side as a filing may bring', () => {
    const many = Array.from({ length: bounds.parties }, () => person('李卫东'));
    expect(given({ respondents: many }).filed().assigned().refused('party.joined').code).toBe('too-many-parties');
  });
});

describe('a respondent who leaves', () => {
  const replaced = two
    .at('2026-01-22T09:00')
    .complete('party.joined', 'respondent-3', { name: '赵六', inPlaceOf: 'respondent-2' })
    .at('2026-01-22T10:00')
    .complete('party.left', 'respondent-2');

  test('is replaced by another, who stands for itself', () => {
    expect(respondents(replaced.c).map(({ id }) => id)).toEqual(['respondent-1', 'respondent-3']);
    expect(respondents(replaced.c, instant('2026-01-22T09:30')).map(({ id }) => id)).toHaveLength(3);
    expect(respondents(replaced.c, instant('2026-01-21')).map(({ id }) => id)).toEqual([
      'respondent-1',
      'respondent-2',
    ]);
    const served = serve(replaced.at('2026-01-22T11:00'), 'respondent-1');
    expect(served.deadlines('initial-documents').map((d) => d.status)).toEqual(['done', 'open']);
  });

  test('what ran for it alone is void; what ran for all goes on for the others', () => {
    const gone = replaced.at('2026-01-22T12:00').complete('party.left', 'respondent-3');
    for (const rule of ['initial-documents', 'network-query'])
      expect(gone.deadline(rule, 'respondent-3')).toMatchObject({ status: 'void', ended: '2026-01-22T12:00' });
    expect(gone.deadline('initial-documents').status).toBe('void');
    expect(gone.deadlines('initial-documents')[0]?.status).toBe('open');
  });

  test('was owed its documents until that day: left too late, the rest are late', () => {
    const late = serve(two, 'respondent-1').at('2026-02-02').complete('party.left', 'respondent-2');
    expect(late.deadline('initial-documents')).toMatchObject({ status: 'done-late', ended: '2026-02-02T00:00' });
  });

  test('gets and is asked nothing more, but what happened before may still be recorded', () => {
    const document = { kind: 'other' as const, recipients: ['respondent-2'], channel: 'post' as const };
    expect(replaced.refused('documents.issued', { payload: document })).toMatchObject({
      code: 'unknown-party',
      missing: [{ id: 'respondent-2', zh: '已于 2026-01-22T10:00:00+08:00 退出本案' }],
    });
    expect(replaced.refused('query.started', { payload: { systems: ['总对总'], respondents: ['respondent-2'] } }).code).toBe('unknown-party'); // prettier-ignore
    expect(replaced.tries('documents.issued', { payload: document, at: '2026-01-22T09:30' })).not.toBe(replaced);
  });

  test('leaves once, and the last of a side only when somebody has joined', () => {
    expect(replaced.refused('party.left', { subject: 'respondent-2' }).code).toBe('already-recorded');
    const alone = replaced.complete('party.left', 'respondent-3');
    expect(alone.refused('party.left', { subject: 'respondent-1' }).code).toBe('last-party');
    expect(alone.refused('party.left', { subject: 'applicant-1' }).code).toBe('last-party');
    const heir = alone
      .complete('party.joined', 'r-9', { inPlaceOf: 'respondent-1' })
      .complete('party.left', 'respondent-1');
    expect(titleOf(heir.c)).toBe('张×国 申请执行 王×英');
    const withdrawal = { payload: { fact: heir.seq('party.joined'), reason: '误录' }, by: 'review' };
    expect(heir.refused('fact.withdrawn', withdrawal).code).toBe('has-dependents');
  });

  test('who left by mistake comes back only while somebody who left since may still have done so', () => {
    const back = (court: Court, node: 'party.left' | 'fact.withdrawn') => ({
      payload: { fact: court.seq(node), reason: '误录' },
      by: 'review',
    });
    const left = two.complete('party.left', 'respondent-1');
    const stays = left.tries('fact.withdrawn', back(left, 'party.left'));
    const { payload } = stays.c.filed;
    const named = stays.tries('fact.corrected', { payload: { fact: 2, payload, reason: '核对' }, by: 'review' });
    const other = named.complete('party.left', 'respondent-2');
    expect(other.refused('fact.withdrawn', back(other, 'fact.withdrawn')).missing).toEqual([
      { id: String(other.seq('party.left')), zh: expect.stringContaining('当事人退出') as string },
    ]);
  });

  test('nobody joins in the place of one who is not there, or on the other side', () => {
    const join = (inPlaceOf: string, side = 'respondent') =>
      replaced.refused('party.joined', { payload: { side, name: '孙七', kind: 'person', ruling: 'x', inPlaceOf } })
        .code;
    expect([
      join('respondent-2'),
      join('respondent-9'),
      join('applicant-1'),
      join('respondent-1', 'applicant'),
    ]).toEqual(Array(4).fill('unknown-party'));
    const payload = { side: 'respondent', name: '孙七', kind: 'person', ruling: 'x', inPlaceOf: 'respondent-2' };
    const late = replaced.refused('party.joined', { payload });
    expect(late.zh).toMatch(/已于 .* 退出本案.*先撤回其退出（fact\.withdrawn，fact 写 \d+）.*去掉 inPlaceOf/);
  });
});

test('how each respondent was served at trial is recorded for each, or for all at once', () => {
  const one = two.complete('trial-service.recorded', { party: 'respondent-1' });
  expect(one.deadline('trial-service-record').status).toBe('open');
  expect(one.complete('trial-service.recorded', { party: 'respondent-2' }).deadline('trial-service-record').status).toBe('done'); // prettier-ignore
  expect(two.complete('trial-service.recorded').deadline('trial-service-record').status).toBe('done');
  const payload = { ...one.c.last('trial-service.recorded')?.payload, party: 'applicant-1' };
  expect(two.refused('trial-service.recorded', { payload }).code).toBe('unknown-party');
});

test('the network is asked about each respondent; a query of one leaves the others to be asked', () => {
  const one = two.complete('query.started', { respondents: ['respondent-2'] });
  expect(one.deadline('network-query').status).toBe('open');
  expect(one.complete('query.started', { respondents: ['respondent-1'] }).deadline('network-query').status).toBe(
    'done',
  );
  expect(two.refused('query.started', { payload: { systems: ['总对总'], respondents: ['李卫东'] } }).code).toBe('unknown-party'); // prettier-ignore
});

test('an applicant may be summoned; a notice to perform is not theirs', () => {
  expect(two.complete('documents.issued', { kind: 'summons', recipients: ['applicant-1'] }).record.at(-1)?.node).toBe(
    'documents.issued',
  );
  const notice = { kind: 'property-report-order', recipients: ['applicant-1'], channel: 'post' };
  expect(two.refused('documents.issued', { payload: notice }).code).toBe('unknown-party');
});

test('where all respondents of the filing have left, what nobody did for them is void, not met', () => {
  const replaced = two.at('2026-01-21T09:00').complete('party.joined', 'respondent-3', { name: '赵六' });
  const left = ['respondent-1', 'respondent-2'].reduce(
    (court, id) => court.at('2026-01-28T09:00').complete('party.left', id),
    replaced,
  );
  for (const rule of ['network-query', 'trial-service-record', 'initial-documents'] as const)
    expect(left.deadlines(rule)[0], rule).toMatchObject({ status: 'void' });
  expect(left.deadline('initial-documents', 'respondent-3').status).toBe('open');
});
