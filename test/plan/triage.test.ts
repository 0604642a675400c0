// Into which team's hands a case goes (三·二–六, plan §4): what is proposed, who decides, what it opens and ends.
import { describe, expect, test } from 'vitest';
import { checkFiling } from '../../domain/engine/filing.ts';
import { nodeRow, type PayloadOf } from '../../domain/nodes/index.ts';
import { snapshotOf } from '../../domain/engine/snapshot.ts';
import { claimMet } from '../../domain/plan/money/readings.ts';
import { proposalFor } from '../../domain/plan/triage/proposal.ts';
import { holders } from '../../domain/record/holders.ts';
import { type Court, given } from '../support/given.ts';
import { law1 } from '../support/given-law.ts';
import { controlled, found, proposed, returned, triaged } from '../support/histories.ts';

type Filing = Partial<PayloadOf<'case.filed'>>;

/** Nothing was found; the schedule was filed on Thursday 01-22 at 10:00. */
const scheduled = (filing: Filing = {}, before: (court: Court) => Court = (court) => court): Court =>
  returned([], before(given(filing).filed('2026-01-20T16:20')))
    .complete('traditional-query.started')
    .complete('traditional-query.returned', { complete: true, assets: [] })
    .at('2026-01-22T10:00')
    .complete('asset-schedule.filed', { items: [] });
const ids = (court: Court) => proposalFor(court.c).criteria.map(({ id }) => id);
const unpriced = { claimFen: null };
const both = ['李卫东', '王秀英'].map((name) => ({ name, kind: 'person' as const }));

describe('each criterion reads its facts', () => {
  const linked = (party: string, closedOn: string, court: Court): Court =>
    court.complete('case.linked', { as: 'previous', kind: 'no-property', party, closedOn }, { by: 'review' });
  const byNotice = { summonsByNotice: true, judgmentByNotice: true, appeared: false } as const;
  const missing = (court: Court): Court =>
    court.assigned().complete('whereabouts.unknown', 'respondent-1').complete('trial-service.recorded', byNotice);
  const covered = (claims: PayloadOf<'case.filed'>['claims']): Court =>
    returned([found('a-1', { valueFen: 20_000_000 })], given({ claims } as Filing).filed()).complete('asset.frozen', 'a-1', { amountFen: 20_000_000 }); // prettier-ignore

  test.each<[string, () => Court, readonly string[]]>([
    ['cash covers the claim without its interest', () => covered([{ kind: 'principal', amountFen: 20_000_000 }, { kind: 'interest', amountFen: 5_000_000 }]), ['fast-1', 'ordinary-1']], // prettier-ignore
    ['not where the rest is no interest', () => covered([{ kind: 'principal', amountFen: 20_000_000 }, { kind: 'fee', amountFen: 5_000_000 }]), ['ordinary-1']], // prettier-ignore
    ['conduct by an assistance notice', () => scheduled({ ...unpriced, claims: [{ kind: 'conduct-by-assistance' }] }), ['fast-2']], // prettier-ignore
    ['a vehicle to be transferred', () => scheduled({ ...unpriced, claims: [{ kind: 'transfer-vehicle' }] }), ['fast-3']], // prettier-ignore
    ['nothing, nobody, no clue, served by notice', () => scheduled(unpriced, missing), ['fast-4']],
    ['served otherwise', () => scheduled(unpriced, (court) => court.assigned().complete('whereabouts.unknown', 'respondent-1').complete('trial-service.recorded', { ...byNotice, summonsByNotice: false })), []], // prettier-ignore
    ['one of two is found again', () => scheduled({ ...unpriced, respondents: both }, (court) => missing(court).complete('whereabouts.unknown', 'respondent-2').at('2026-01-20T17:00').complete('whereabouts.found', 'respondent-2')), []], // prettier-ignore
    ['a specific clue', () => scheduled(unpriced, (court) => missing(court).complete('clue.received', 'clue-1')), []], // prettier-ignore
    ['willing', () => scheduled(unpriced, (court) => court.complete('traits.recorded', { willingness: 'willing' })), ['fast-5', 'large-3']], // prettier-ignore
    ['property control doubts it', () => scheduled(unpriced, (court) => court.complete('traits.recorded', { complex: false, doubt: 'dismiss' }, { by: 'property-control' })), ['fast-6']], // prettier-ignore
    ['closed 终本 six months before to the day', () => scheduled(unpriced, (court) => linked('respondent-1', '2025-07-20', court)), ['fast-7']], // prettier-ignore
    ['a day more than six months before', () => scheduled(unpriced, (court) => linked('respondent-1', '2025-07-19', court)), []], // prettier-ignore
    ['only one of two had a case', () => scheduled({ ...unpriced, respondents: both }, (court) => linked('respondent-1', '2025-11-03', court)), []], // prettier-ignore
    ['finance', () => scheduled({ ...unpriced, financial: true }), ['financial-1']],
    ['title, and a house given back', () => scheduled({ ...unpriced, claims: [{ kind: 'transfer-title' }, { kind: 'return-thing' }] }), ['ordinary-3', 'ordinary-4']], // prettier-ignore
    ['a criminal judgment alone', () => scheduled({ ...unpriced, criminal: true }), []],
    ['and a complex one', () => scheduled({ ...unpriced, criminal: true }, (court) => court.complete('traits.recorded')), ['large-3', 'ordinary-5']], // prettier-ignore
    ['a government body', () => scheduled({ ...unpriced, respondents: [{ name: '某乡政府', kind: 'organisation', partyOrGovernment: true }] }), ['ordinary-6']], // prettier-ignore
    ['on the termination track', () => scheduled(unpriced, (court) => court.assigned()).complete('termination-track.entered'), ['ordinary-8']], // prettier-ignore
  ])('%s', (_, court, expected) => expect(ids(court())).toEqual(expected));

  test('says why, the deciding one first, in Chinese', () => {
    expect(proposalFor(controlled().c)).toEqual({
      team: 'fast',
      criteria: [
        { id: 'fast-1', because: '已首先冻结250000.00元，不少于债权250000.00元' },
        { id: 'ordinary-1', because: '标的250000.00元' },
      ],
    });
  });

  test('a trait stays as it was said last; what a later record leaves out stays', () => {
    const complex = scheduled({}).complete('traits.recorded', { complex: true, conflict: true });
    expect(ids(complex)).toEqual(['large-3', 'ordinary-7', 'ordinary-1']);
    expect(ids(complex.complete('traits.recorded', { complex: false }))).toEqual(['ordinary-7', 'ordinary-1']);
  });
});

describe('triage', () => {
  const open = scheduled();

  test('opens with the first schedule, a day for review, and ends with the decision', () => {
    expect(open.deadline('triage')).toMatchObject({ due: '2026-01-23', owner: 'review', status: 'open' });
    expect(triaged(open).deadline('triage')).toMatchObject({ status: 'done', ended: '2026-01-22T10:00' });
    expect(triaged(open.at('2026-01-24T00:00')).deadline('triage').status).toBe('done-late');
    const again = open.at('2026-01-22T15:00').complete('asset-schedule.filed', { items: [] });
    expect(again.deadlines('triage')).toHaveLength(1);
  });

  test('is the director’s where nothing matches, until something does', () => {
    const nothing = scheduled(unpriced);
    expect(nothing.deadline('triage').owner).toBe('director');
    const says = { payload: { team: 'ordinary', criteria: [] } };
    expect(nothing.refused('triage.decided', says)).toMatchObject({ code: 'wrong-role', missing: [{ id: 'traits.recorded' }] }); // prettier-ignore
    const directed = nothing.complete('triage.decided', { team: 'ordinary', criteria: [] }, { by: 'director' });
    expect(directed.deadline('triage')).toMatchObject({ status: 'done', owner: 'director' });
    const simple = nothing.complete('traits.recorded', { complex: false, simple: true });
    expect(triaged(simple).deadline('triage')).toMatchObject({ status: 'done', owner: 'review' });
  });

  test('ends void when a ground holds, and stands still under no stay', () => {
    const met = open.assigned().complete('performance.completed');
    expect(met.deadline('triage').status).toBe('void');
  });

  test('must be over before 终本', () => {
    const missing = open.assigned().refused('case.closed', { payload: { kind: 'no-property' } }).missing;
    expect(missing.map(({ id }) => id.split('@')[0])).toContain('triage');
  });
});

describe('triage.decided', () => {
  const open = scheduled();

  test('needs the schedule, and stands once', () => {
    expect(given().filed().refused('triage.decided')).toMatchObject({ code: 'node-missing', missing: [{ id: 'asset-schedule.filed' }] }); // prettier-ignore
    const decided = triaged(open);
    expect(decided.refused('triage.decided')).toMatchObject({ code: 'already-recorded', missing: [{ id: 'team.changed' }] }); // prettier-ignore
    expect(snapshotOf(decided.c)).toMatchObject({ team: 'ordinary', teamBecause: [{ no: '三·三1' }] });
  });

  test('another team than proposed takes a reason; without one it is refused with what matches', () => {
    const other = { ...proposed(open.c), team: 'large' as const };
    const refusal = open.refused('triage.decided', { payload: other });
    expect(refusal).toMatchObject({ code: 'missing-field', missing: [{ id: 'override' }, { id: 'ordinary-1' }] });
    expect(refusal.zh).toContain('建议普执团队');
    const override = '系列案件，与已在大额团队的案件合并办理';
    const untrue = { team: 'large', criteria: ['large-1'], override } as const;
    expect(open.refused('triage.decided', { payload: untrue })).toMatchObject({ code: 'form-differs', missing: [{ id: 'large-1' }, { id: 'ordinary-1' }] }); // prettier-ignore
    expect(snapshotOf(triaged(open, { team: 'large', override }).c).team).toBe('large');
    expect(open.refused('triage.decided', { payload: { ...proposed(open.c), override } }).code).toBe('form-differs');
  });

  test.each([
    ['what does not match', ['ordinary-1', 'fast-1']],
    ['nothing', []],
  ])('naming %s is refused', (_, criteria) => {
    expect(open.refused('triage.decided', { payload: { team: 'ordinary', criteria } }).code).toBe('form-differs');
  });

  test('dated back, it is measured by what was known then', () => {
    const said = triaged(open.at('2026-01-22T12:00'));
    expect(said.seq('triage.decided')).toBeGreaterThan(0);
    const traits = open.at('2026-01-22T12:00').complete('traits.recorded');
    const before = { payload: { team: 'ordinary', criteria: ['ordinary-1'] }, at: '2026-01-22T11:00' } as const;
    expect(traits.tries('triage.decided', { ...before, by: 'review' }).seq('triage.decided')).toBeGreaterThan(0);
    expect(traits.refused('triage.decided', { ...before, at: '2026-01-22T12:00' }).code).toBe('missing-field');
  });

  test('what it read may be put right afterwards: it is no dependent', () => {
    const decided = triaged(open).at('2026-01-23T09:00');
    const corrected = decided.complete('filing.corrected', { fields: { claimFen: 1_000_000 } });
    expect([ids(corrected), snapshotOf(corrected.c).team]).toEqual([['emergency-1'], 'ordinary']);
  });

  test('an officer whom it names is the case’s, and the search for one is over, once', () => {
    const named = triaged(open.at('2026-01-22T11:00'), { officer: 'p-officer-2' });
    expect(holders(named.c, 'officer')).toEqual(['p-officer-2']);
    expect(named.deadline('assign-officer')).toMatchObject({ status: 'done', ended: '2026-01-22T11:00' });
    expect(named.record.filter((f) => f.node === 'case.handed-over').at(-1)?.payload).toMatchObject({ to: 'p-officer-2' }); // prettier-ignore
    const assigned = named.at('2026-01-26T09:00').assigned();
    expect([holders(assigned.c, 'officer'), assigned.deadline('assign-officer').ended]).toEqual([['p-officer-1'], '2026-01-22T11:00']); // prettier-ignore
    expect(triaged(open).deadline('assign-officer').status).toBe('open');
    expect(open.refused('triage.decided', { payload: { ...proposed(open.c), officer: 'p-clerk-1' } }).code).toBe('not-qualified'); // prettier-ignore
  });
});

test('the order is the court’s: where it puts ordinary 2–8 before fast, a house decides', () => {
  const order = ['ordinary', 'fast', 'financial', 'large', 'emergency', 'ordinary-amount'] as const;
  const court = (law = law1) =>
    returned([found('a-1'), found('h-1', { kind: 'house' })], given({}, law).filed())
      .complete('asset.frozen', 'a-1', { amountFen: 25_000_000 })
      .complete('asset.sealed', 'h-1')
      .complete('asset-schedule.filed', { items: ['a-1', 'h-1'].map((asset) => ({ asset, valueFen: null })) });
  const own = court({ ...law1, courtSettings: { ...law1.courtSettings, triageOrder: order } });
  expect(court().refused('triage.decided', { payload: { team: 'ordinary', criteria: ['ordinary-2'] } }).code).toBe('missing-field'); // prettier-ignore
  expect(own.complete('triage.decided', { team: 'ordinary', criteria: ['ordinary-2', 'fast-1'] }).seq('triage.decided')).toBeGreaterThan(0); // prettier-ignore
});

describe('team.changed', () => {
  const decided = triaged(scheduled().assigned());

  test('only once triage is decided, and to another team', () => {
    expect(scheduled().refused('team.changed')).toMatchObject({ code: 'node-missing', missing: [{ id: 'triage.decided' }] }); // prettier-ignore
    expect(decided.refused('team.changed', { payload: { team: 'ordinary', reason: 'x' } }).code).toBe('already-recorded'); // prettier-ignore
  });

  test('the team leader asks, the director decides as asked', () => {
    const asks = { of: 'team.changed', payload: { team: 'large', reason: '影响较大' } } as const;
    expect(decided.refused('request.made', { payload: { ...asks, reason: 'x' }, by: 'p-officer-1' }).code).toBe('wrong-role'); // prettier-ignore
    const asked = decided.complete('request.made', 'request-1', asks, { by: 'p-leader-1' });
    expect(asked.deadline('approval-step')).toMatchObject({ owner: 'director', status: 'open' });
    expect(asked.refused('team.changed', { payload: { team: 'fast', reason: 'x', request: 'request-1' } }).code).toBe('form-differs'); // prettier-ignore
    const moved = asked.complete('team.changed', { team: 'large', reason: '影响较大', request: 'request-1' });
    expect([snapshotOf(moved.c).team, moved.deadline('approval-step').status]).toEqual(['large', 'done']);
  });
});

describe('the limits follow the team, always from filing', () => {
  const fast = triaged(controlled()).at('2026-01-26T09:00');

  test('out of the fast team the thirty days are void and the three months run; back, they run again', () => {
    const out = fast.complete('team.changed', { team: 'large' });
    expect(out.deadline('case-limit-simple')).toMatchObject({ status: 'void', ended: '2026-01-26T09:00' });
    expect(out.deadline('case-limit-ordinary')).toMatchObject({ status: 'open', due: '2026-04-20' });
    const back = out.at('2026-01-27T09:00').complete('team.changed', { team: 'fast' });
    expect(back.deadline('case-limit-simple')).toMatchObject({ status: 'open', due: '2026-02-24' });
    expect(back.deadline('case-limit-ordinary').status).toBe('void');
  });

  test('from one other team to another nothing moves', () => {
    const court = triaged(scheduled());
    const moved = court.complete('team.changed', { team: 'emergency' });
    expect(moved.deadlines('case-limit-ordinary')).toEqual(court.deadlines('case-limit-ordinary'));
  });
});

test.each<[string, string, Partial<PayloadOf<'traits.recorded'>>, string]>([
  ['missing-field', 'nothing but a note', {}, 'review'],
  ['wrong-role', 'a doubt by another than property control', { doubt: 'reject' }, 'review'],
])('traits.recorded: %s: %s', (code, _, payload, by) => {
  expect(
    given()
      .filed()
      .refused('traits.recorded', { payload: { ...payload, note: 'x' }, by }).code,
  ).toBe(code);
});

test.each<[string, Filing]>([
  ['amount-differs', { claims: [{ kind: 'principal', amountFen: 1 }] }],
  ['amount-differs', { claims: [{ kind: 'conduct', amountFen: 1 }] }],
  ['dates-out-of-order', { applicationOn: '2026-01-21' }],
])('a filing that does not agree with itself: %s %j', (code, filing) => {
  const body = { ...(nodeRow('case.filed').example as object), ...filing, filedAt: '2026-01-20T16:20:00+08:00' };
  expect(checkFiling(body, '豫0823')?.code).toBe(code);
});

test('money does not meet a claim with conduct open', () => {
  const met = (claims: PayloadOf<'case.filed'>['claims']) =>
    claimMet(given({ claims } as Filing).filed().assigned().complete('performance.recorded', { amountFen: 25_000_000 }).c) !== undefined; // prettier-ignore
  expect([met([{ kind: 'principal' }]), met([{ kind: 'principal' }, { kind: 'conduct' }])]).toEqual([true, false]);
});
