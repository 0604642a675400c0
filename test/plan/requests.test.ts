// plan §5: what is itself a request, who else is asked, and what nobody is asked for that can never be decided.
import { describe, expect, test } from 'vitest';
import { actionsOf } from '../../domain/engine/offered.ts';
import { requestUnder } from '../../domain/plan/approvals/payouts.ts';
import { type Court, given, type Sent } from '../support/given.ts';
import { bench, called, sitting } from '../support/given-people.ts';
import { closed as closedCase, confirmed } from '../support/histories.ts';

const form = 'FK-2026-031';
const stay = { kind: 'suspended', ground: 'other', scope: 'case', from: '2026-01-20', to: '2026-03-10', ruling: '一' };
const id = 'request-1';
const applied = confirmed().at('2026-02-10T09:00').complete('payout.applied', 'r-7', {}, { by: 'officer' });
const reviewed = applied.complete('payout.material-reviewed', form);
const step = (court: Court) =>
  court.deadlines('approval-step').findLast(({ id: each }) => each.includes(':request-')) ??
  court.deadlines('approval-step').at(-1);

describe('a payout, whose application is its own request', () => {
  test('is with funds first, by a row of its own; then seven days with the director', () => {
    expect(applied.deadlines('approval-step')).toEqual([]);
    expect(applied.deadline('payout-review', form)).toMatchObject({ owner: 'funds', status: 'open' });
    expect(reviewed.deadlines('approval-step')).toMatchObject([
      { owner: 'director', due: '2026-02-24', status: 'open' },
    ]);
    expect(requestUnder(reviewed.c, form)).toMatchObject({ isDue: true, next: 'director', asks: { of: 'payout.approved', about: form } }); // prettier-ignore
    expect(step(reviewed.complete('payout.approved', form))?.status).toBe('done');
  });

  test('names the leader in charge once the payout is late, the president after thirty days', () => {
    const late = (when: string) => applied.at(when).complete('payout.material-reviewed', form);
    expect(step(late('2026-02-27T09:00'))).toMatchObject({ owner: 'supervising-leader' });
    expect(step(late('2026-03-20T09:00'))).toMatchObject({ owner: 'president' });
  });

  test('whose material is found wanting after all has ended: another takes its place', () => {
    const wanting = reviewed.complete('payout.material-reviewed', form, { passed: false, remarks: '缺收款账户确认' });
    expect(step(wanting)?.status).toBe('done');
    expect(requestUnder(wanting.c, form)?.ended?.node).toBe('payout.material-reviewed');
    expect(wanting.refused('payout.material-reviewed', { subject: form }).code).toBe('form-ended');
    const anew = wanting.at('2026-02-11T09:00').complete('payout.applied', 'r-7', { form: 'FK-2', replaces: form });
    expect(anew.complete('payout.material-reviewed', 'FK-2').deadlines('approval-step')).toMatchObject([{ status: 'done' }, { status: 'open' }]); // prettier-ignore
  });

  test('sent back with a reason, it is applied for anew', () => {
    const back = reviewed.complete('request.returned', form, { reason: '账户与笔录不符' }, { by: 'director' });
    expect(step(back)?.status).toBe('done');
    for (const node of ['payout.approved', 'payout.material-reviewed'] as const)
      expect(back.refused(node, { subject: form }).code).toBe('form-ended');
    const again = back.complete('payout.applied', 'r-7', { form: 'FK-2' }, { by: 'officer' });
    expect(requestUnder(again.c, 'FK-2')?.ended).toBeUndefined();
  });

  test('is sent back in its turn, and by none who asked or passed it', () => {
    const returns = (court: Court, by: string) => court.refused('request.returned', { subject: form, payload: { reason: '一' }, by }); // prettier-ignore
    expect(returns(applied, 'director')).toMatchObject({ code: 'not-approved', missing: [{ id: 'payout.material-reviewed' }] }); // prettier-ignore
    expect(returns(applied.complete('payout.material-reviewed', form, {}, { by: 'p-many-hats' }), 'p-many-hats').code).toBe('same-person'); // prettier-ignore
    expect(reviewed.refused('request.passed', { subject: form, payload: {}, by: 'director' }).code).toBe('unknown-subject'); // prettier-ignore
  });

  test('its step offers what is about a form, and a request’s what is about a request', () => {
    const offered = (court: Court, by: string) =>
      actionsOf(court.c, { actor: { ...called(by), via: 'api' }, now: court.now, opened: court.derived, people: bench })
        .filter(({ discharges }) => discharges.some(({ rule }) => rule === 'approval-step'))
        .map(({ node, subject }) => [node, subject]);
    expect(offered(reviewed, 'director')).toEqual([['payout.approved', form], ['request.returned', form]]); // prettier-ignore
  });
});

describe('the filing is put right on a request of the filing window, which review decides', () => {
  const court = given().filed().assigned();
  const fields = { claimFen: 26_000_000 };
  const right = { fields, askedBy: 'p-filing-1', evidence: '登记簿' };
  const asked = court.complete('request.made', id, { of: 'filing.corrected', payload: right }, { by: 'p-filing-1' });

  test('its step is review’s, and ends with the correction that names it', () => {
    expect(step(asked)).toMatchObject({ owner: 'review', status: 'open' });
    const done = asked.complete('filing.corrected', { ...right, request: id }, { by: 'review' });
    expect(step(done)?.status).toBe('done');
    expect(done.c.filed.payload.claimFen).toBe(26_000_000);
  });

  test.each<[string, string, Sent['payload'], string]>([
    ['form-differs', 'as asked by another', { ...right, askedBy: 'p-filing-finance', request: id }, 'review'],
    ['form-differs', 'with other contents', { ...right, evidence: '口头', request: id }, 'review'],
  ])('%s: %s', (code, _, payload, by) => {
    expect(asked.refused('filing.corrected', { payload, by }).code).toBe(code);
  });

  test('whoever asks need not say who asks', () => {
    const unsaid = { fields, evidence: right.evidence };
    const made = court.complete('request.made', id, { of: 'filing.corrected', payload: unsaid }, { by: 'p-filing-1' });
    expect(made.c.first('request.made', id)?.payload.payload).toEqual(right);
  });

  test('nobody else asks, nor in another’s name', () => {
    const sent = (askedBy: string) => ({ of: 'filing.corrected', payload: { ...right, askedBy }, reason: '一' });
    expect(court.refused('request.made', { payload: sent('p-officer-1'), by: 'p-officer-1' }).code).toBe('wrong-role');
    expect(court.refused('request.made', { payload: sent('p-filing-1'), by: 'p-filing-finance' }).code).toBe('form-differs'); // prettier-ignore
  });
});

describe('a closing is taken back by the president, on the officer’s request', () => {
  const closed = closedCase();
  const fact = closed.seq('case.closed');
  const withdrawal = { fact, reason: '尚有案款未发' };
  const asked = closed.complete(
    'request.made',
    id,
    { of: 'fact.withdrawn', payload: withdrawal },
    { by: 'p-officer-1' },
  );

  test('its step is the president’s, and ends with the withdrawal that names it', () => {
    expect(step(asked)).toMatchObject({ owner: 'president', status: 'open' });
    const open = asked.complete('fact.withdrawn', { ...withdrawal, request: id }, { by: 'president' });
    expect(open.c.first('case.closed')).toBeUndefined();
    expect(step(open)?.status).toBe('done');
    expect(asked.refused('fact.withdrawn', { payload: { ...withdrawal, request: id }, by: 'director' }).code).toMatch(/not-your-fact|not-approved/); // prettier-ignore
  });

  test('is asked for of a closing alone, while there is one', () => {
    const ask = (court: Court, seq: number) =>
      court.refused('request.made', { payload: { of: 'fact.withdrawn', payload: { fact: seq, reason: '一' }, reason: '一' }, by: 'p-officer-1' }).code; // prettier-ignore
    expect(ask(closed, 1)).toBe('unknown-fact');
    expect(ask(given().filed().assigned(), 1)).toBe('node-missing');
    expect(ask(closed.complete('dossier.archived'), fact)).toBe('not-correctable');
  });
});

describe('what can never be decided in this record is not asked for', () => {
  const filed = given().filed().assigned();
  const asks = (court: Court, of: string, payload: object, about?: string) =>
    court.refused('request.made', {
      payload: { of, payload, reason: '一', ...(about && { about }) },
      by: 'p-officer-1',
    });
  test.each<[string, string, () => ReturnType<typeof asks>]>([
    ['node-missing', 'the termination track before there is a schedule', () => asks(filed, 'termination-track.entered', { reason: '无财产' })], // prettier-ignore
    ['node-missing', 'an extension that nobody has reported', () => asks(filed, 'extension.approved', { until: '2026-10-20', reason: '一' })], // prettier-ignore
    ['node-missing', 'a cancelling for want of jurisdiction without its objection', () => asks(filed, 'case.cancelled', { ground: 'jurisdiction' })], // prettier-ignore
    ['case-closed', 'a stay of a closed case', () => asks(closedCase(), 'stay.ordered', stay)],
  ])('%s: %s', (code, _, refusal) => {
    expect(refusal()).toMatchObject({ code });
  });

  test('what the panel on the way up has yet to say does not keep it', () => {
    expect(step(filed.complete('request.made', id, { of: 'stay.ordered', payload: stay }))).toMatchObject({ owner: 'panel' }); // prettier-ignore
  });
});

test('a panel passes on what it was asked, and under no other matter', () => {
  const asked = given().filed().assigned().complete('case.assigned', { panel: [...sitting] }).complete('request.made', id, { of: 'stay.ordered', payload: stay }); // prettier-ignore
  const says = (about: string, request: string) =>
    asked.refused('panel.decided', { payload: { about, outcome: 'agreed', decision: '同意', record: '笔录', members: sitting, request } }); // prettier-ignore
  expect(says('release', id).code).toBe('form-differs');
  expect(says('stay', 'request-9').code).toBe('unknown-subject');
  const ending = asked.complete('request.made', 'request-2', { of: 'case.cancelled', payload: { ground: 'filed-elsewhere' } }); // prettier-ignore
  expect(ending.refused('panel.decided', { payload: { about: 'ending', outcome: 'agreed', decision: '同意', record: '笔录', members: sitting, request: 'request-2' } }).code).toBe('not-approved'); // prettier-ignore
});
