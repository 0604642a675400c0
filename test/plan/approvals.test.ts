// plan §5: what is asked for, passed on by each of its chain in order, and decided by the last; seven days a step (L12c).
import { describe, expect, test } from 'vitest';
import type { NodeId } from '../../domain/nodes/index.ts';
import { type Court, given, type Sent } from '../support/given.ts';

const filed = given().filed('2026-01-20T16:20').assigned().at('2026-03-02T10:00');
const stop = { ground: 'announcement', from: '2026-03-02', to: '2026-03-31', document: '公告' } as const;
const ask = (court: Court, of: 'exclusion.approved' | 'restriction.decided', payload: object) =>
  court.complete('request.made', 'request-1', { of, payload: payload as Record<string, unknown> });
const asked = ask(filed, 'exclusion.approved', stop);
const id = 'request-1';
const pass = (court: Court, by: string) => court.complete('request.passed', id, {}, { by });
const approve = { ...stop, request: id };
const step = (court: Court) => court.deadlines('approval-step').at(-1);
const ready = pass(pass(asked, 'team-leader'), 'director');

test('each step has seven days, and is of whose turn it is', () => {
  expect(step(asked)).toMatchObject({ due: '2026-03-09', owner: 'team-leader', status: 'open' });
  const second = pass(asked.at('2026-03-04T09:00'), 'team-leader');
  expect(second.deadlines('approval-step')).toMatchObject([
    { status: 'done', ended: '2026-03-04T09:00' },
    { status: 'open', owner: 'director', due: '2026-03-11' },
  ]);
  const third = pass(second, 'director');
  expect(step(third)).toMatchObject({ owner: 'supervising-leader', status: 'open' });
  const decided = third.complete('exclusion.approved', approve);
  expect(step(decided)?.status).toBe('done');
  expect(decided.deadlines('approval-step').every(({ status }) => status === 'done')).toBe(true);
});

test('late, it is done late; of a rule known from memory it reminds and climbs no higher', () => {
  const late = asked.at('2026-03-20T09:00');
  expect(late.rungs('approval-step').map((line) => line.split(' ')[1])).toEqual(['remind']);
  expect(pass(late, 'team-leader').deadlines('approval-step')[0]?.status).toBe('done-late');
});

test('sent back it is over, and asks for nothing more; another is asked for anew', () => {
  const back = asked.complete('request.returned', id, { reason: '未附公告样张' }, { by: 'team-leader' });
  expect(step(back)?.status).toBe('done');
  expect(back.refused('request.passed', { subject: id, payload: {}, by: 'team-leader' }).code).toBe('already-recorded');
  expect(step(back.complete('request.made', 'request-2', { of: 'exclusion.approved', payload: stop }))).toMatchObject({ owner: 'team-leader', status: 'open' }); // prettier-ignore
});

test('withdrawn, it leaves no step behind', () => {
  const gone = asked.complete('fact.withdrawn', { fact: asked.seq('request.made'), reason: '误报' }, { by: 'p-officer-1' }); // prettier-ignore
  expect(gone.deadlines('approval-step')).toEqual([]);
  const decided = ready.complete('exclusion.approved', approve);
  expect(decided.refused('fact.withdrawn', { payload: { fact: decided.seq('request.made'), reason: '误报' }, by: 'p-officer-1' }).code).toBe('has-dependents'); // prettier-ignore
});

test('a higher office may pass it on for a lower; it then goes to the next above', () => {
  const passed = pass(asked, 'director');
  expect(step(passed)).toMatchObject({ owner: 'supervising-leader', status: 'open' });
  expect(step(pass(asked, 'president'))).toMatchObject({ owner: 'supervising-leader', status: 'open' });
});

test('the decision names its request; the same without it leaves the request nothing to ask for', () => {
  expect(filed.complete('exclusion.approved', stop).c.all('exclusion.approved')).toHaveLength(1);
  expect(ready.complete('exclusion.approved', { ...approve, document: '公告第1号' }).c.all('exclusion.approved')).toHaveLength(1); // prettier-ignore
  const own = ready.complete('exclusion.approved', stop);
  expect(step(own)?.status).toBe('void');
});

test('refused by the president, it is over too', () => {
  const limit = {
    kind: 'consumption',
    party: 'respondent-1',
    persons: ['respondent-1'],
    granted: true,
    reason: '未履行',
  };
  const up = pass(ask(filed, 'restriction.decided', limit), 'director');
  const no = up.complete('restriction.decided', { ...limit, kind: 'consumption', granted: false, request: id });
  expect(step(no)?.status).toBe('done');
});

describe('a release, which the panel decides on', () => {
  const frozen = filed
    .complete('query.started')
    .complete('query.returned')
    .complete('asset.frozen', 'a-1', { until: '2027-01-20' });
  const release = { assets: ['a-1'], ground: 'over-seizure' as const, granted: true };
  const wanted = frozen.complete('request.made', id, { of: 'release.decided', payload: release });
  const says = (outcome: 'agreed' | 'refused') =>
    wanted.complete('panel.decided', { about: 'release', outcome, request: id });

  test('goes to it, and once it agreed back to who asked', () => {
    expect(step(wanted)).toMatchObject({ owner: 'panel', status: 'open' });
    expect(step(says('agreed'))).toMatchObject({ owner: 'officer', status: 'open' });
    const done = says('agreed').complete('release.decided', { ...release, request: id });
    expect(step(done)?.status).toBe('done');
  });

  test('where it did not agree there is nothing to decide', () => {
    expect(step(says('refused'))?.status).toBe('done');
    expect(says('refused').refused('release.decided', { payload: { ...release, request: id } }).code).toMatch(/already-recorded|not-approved/); // prettier-ignore
    expect(wanted.refused('request.passed', { subject: id, payload: {}, by: 'president' }).code).toBe('not-approved');
  });
});

test('what puts a payout off beyond thirty days from the arrival goes one step higher', () => {
  const money = filed.complete('funds.arrived', 'r-1');
  const off = (until: string) =>
    money.complete('request.made', id, { of: 'payout.delay-approved', about: 'r-1', payload: { ground: 'distribution', reason: '异议', until } }); // prettier-ignore
  const up = (until: string) => pass(pass(off(until), 'team-leader'), 'director');
  expect(step(up('2026-03-20'))).toMatchObject({ owner: 'supervising-leader' });
  expect(step(pass(up('2026-04-20'), 'supervising-leader'))).toMatchObject({ owner: 'president' });
  const paid = { ground: 'distribution', reason: '异议', until: '2026-04-20', request: id } as const;
  const done = pass(up('2026-04-20'), 'supervising-leader').complete('payout.delay-approved', 'r-1', paid, { by: 'president' }); // prettier-ignore
  expect(step(done)?.status).toBe('done');
});

const refusals: readonly [string, string, Court, NodeId, Sent][] = [
  ['wrong-role', 'asked for by who does not ask for it', filed, 'request.made', { by: 'team-leader', payload: { of: 'exclusion.approved', payload: stop, reason: '一' } }], // prettier-ignore
  ['missing-field', 'asked for without its content', filed, 'request.made', { payload: { of: 'exclusion.approved', payload: { ground: 'announcement' }, reason: '一' } }], // prettier-ignore
  ['unknown-subject', 'asked for about nothing', filed, 'request.made', { payload: { of: 'payout.delay-approved', payload: { ground: 'distribution', reason: '异议', until: '2026-04-20' }, reason: '一' } }], // prettier-ignore
  ['subject-not-allowed', 'asked for about something', filed, 'request.made', { payload: { of: 'exclusion.approved', about: 'r-1', payload: stop, reason: '一' } }], // prettier-ignore
  ['not-approved', 'decided before its turn', pass(asked, 'team-leader'), 'exclusion.approved', { payload: approve }],
  ['not-approved', 'passed on once all have', ready, 'request.passed', { subject: id, by: 'supervising-leader', payload: {} }], // prettier-ignore
  ['not-approved', 'passed on by who is below', pass(asked, 'team-leader'), 'request.passed', { subject: id, by: 'team-leader', payload: {} }], // prettier-ignore
  ['form-differs', 'decided for other days', ready, 'exclusion.approved', { payload: { ...approve, to: '2026-03-30' } }], // prettier-ignore
  ['form-differs', 'another decision than was asked for', ready, 'restriction.decided', { payload: { kind: 'consumption', party: 'respondent-1', persons: ['respondent-1'], granted: true, reason: '一', request: id } }], // prettier-ignore
  ['unknown-subject', 'on a request that nobody made', filed, 'exclusion.approved', { payload: { ...stop, request: 'request-9' } }], // prettier-ignore
  ['already-recorded', 'decided twice', ready.complete('exclusion.approved', approve), 'exclusion.approved', { payload: approve }], // prettier-ignore
  ['unknown-subject', 'passed on without being made', filed, 'request.passed', { subject: 'request-9', by: 'director', payload: {} }], // prettier-ignore
];
test.each(refusals)('%s: %s', (code, _, court, node, sent) => {
  expect(court.refused(node, sent).code).toBe(code);
});

describe('all persons of a chain differ', () => {
  const by = 'p-all-hats';
  const mine = given().filed().complete('case.assigned', { officer: by, teamLeader: by });
  const made = mine.complete('request.made', id, { of: 'restriction.decided', payload: { kind: 'consumption', party: 'respondent-1', persons: ['respondent-1'], granted: true, reason: '一' } }, { by }); // prettier-ignore

  test('who asked neither passes it on nor decides', () => {
    expect(made.refused('request.passed', { subject: id, payload: {}, by }).code).toBe('same-person');
    const passed = pass(made, 'p-director');
    const decision = { kind: 'consumption', party: 'respondent-1', persons: ['respondent-1'], granted: true, reason: '一', request: id }; // prettier-ignore
    expect(passed.refused('restriction.decided', { payload: decision, by }).code).toBe('same-person');
  });

  test('nor who acts in the asker’s place: a delegate counts as both', () => {
    const away = asked.complete('delegation.given', { from: 'p-leader-1', to: 'p-officer-2', roles: ['team-leader'], until: '2026-03-31' }, { by: 'p-leader-1' }); // prettier-ignore
    const passed = away.complete('request.passed', id, {}, { by: 'p-officer-2' });
    expect(passed.refused('request.passed', { subject: id, payload: {}, by: 'p-officer-2' }).code).toMatch(/same-person|not-approved/); // prettier-ignore
    expect(passed.refused('request.passed', { subject: id, payload: {}, by: 'p-leader-1' }).code).toMatch(/same-person|not-approved/); // prettier-ignore
  });
});

describe('somebody acts in another’s place', () => {
  const gives = { from: 'p-officer-1', to: 'p-officer-2', roles: ['officer'] as ['officer'], until: '2026-03-06' };
  const by = { by: 'p-officer-1' };
  const away = filed.complete('delegation.given', gives, by);

  test('to the end of the last day, and no longer', () => {
    const sent = { payload: { detail: '一', reasons: '一', referredToPanel: true }, by: 'p-officer-2' };
    expect(filed.refused('long-case.reported', sent).code).toBe('wrong-role');
    expect(away.at('2026-03-06T23:00').complete('long-case.reported', {}, { by: 'p-officer-2' }).c.last('long-case.reported')?.by).toBe('p-officer-2'); // prettier-ignore
    expect(away.at('2026-03-07T08:00').refused('long-case.reported', sent).code).toBe('wrong-role');
  });

  test('not once the role has passed to somebody else', () => {
    const other = away.complete('case.assigned', { officer: 'p-all-hats' });
    expect(other.refused('long-case.reported', { payload: { detail: '一', reasons: '一', referredToPanel: true }, by: 'p-officer-2' }).code).toBe('wrong-role'); // prettier-ignore
  });

  test.each<[string, string, object, string]>([
    ['not-qualified', 'for somebody else', { ...gives, from: 'p-clerk-1' }, 'p-officer-1'],
    ['not-qualified', 'of what one does not hold', { ...gives, roles: ['clerk'] }, 'p-officer-1'],
    ['same-person', 'to oneself', { ...gives, to: 'p-officer-1' }, 'p-officer-1'],
    ['dates-out-of-order', 'for days that are over', { ...gives, until: '2026-03-01' }, 'p-officer-1'],
    ['not-qualified', 'to somebody of no court', { ...gives, to: 'p-applicant' }, 'p-officer-1'],
  ])('%s: %s', (code, _, payload, person) => {
    expect(filed.refused('delegation.given', { payload, by: person }).code).toBe(code);
  });

  test('what was given is not given on', () => {
    const on = { ...gives, from: 'p-officer-2', to: 'p-all-hats' };
    expect(away.refused('delegation.given', { payload: on, by: 'p-officer-2' }).code).toBe('not-qualified');
  });
});

test('a stay goes to the panel, then to the leader in charge, and back to who asked', () => {
  const stay = { kind: 'suspended' as const, ground: 'other' as const, scope: 'case' as const, from: '2026-03-02', to: '2026-04-10', ruling: '一' }; // prettier-ignore
  const wanted = filed.complete('request.made', id, { of: 'stay.ordered', payload: stay });
  expect(step(wanted)).toMatchObject({ owner: 'panel' });
  const agreed = wanted.complete('panel.decided', { about: 'stay', request: id });
  expect(step(agreed)).toMatchObject({ owner: 'supervising-leader' });
  expect(agreed.refused('stay.ordered', { payload: { ...stay, request: id }, by: 'officer' }).code).toBe(
    'not-approved',
  );
  const passed = pass(agreed, 'supervising-leader');
  expect(step(passed.complete('stay.ordered', { ...stay, request: id }, { by: 'officer' }))?.status).toBe('done');
});

test.each([
  ['case.cancelled', { ground: 'filed-elsewhere' }, 'director'],
  ['case.transferred', { to: '武陟县人民法院', ground: 'entrusted', materials: ['卷宗'] }, 'director'],
] as const)('%s is asked for by the officer and decided at once by its office', (of, payload, owner) => {
  const wanted = filed.complete('request.made', id, { of, payload });
  expect(step(wanted)).toMatchObject({ owner, status: 'open' });
});
