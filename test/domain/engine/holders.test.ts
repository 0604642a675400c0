// Who answers for a deadline (责任到人): plan §1, engine.md 20, fault 11.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../domain/plan/court-settings.ts';
import { holderAt, holders } from '../../../domain/record/holders.ts';
import type { Role } from '../../../domain/nodes/roles.ts';
import { formatInstant } from '../../../domain/time/instant.ts';
import { begun, drawings, lived } from '../../support/any-history.ts';
import { type Court, given } from '../../support/given.ts';
import { instant } from '../../support/instants.ts';
import { paid } from '../../support/histories.ts';

const filed = given().filed('2026-01-20T16:20');
const held = (court: Court, role: Role, at: string) => holderAt(court.c, role, { at: instant(at) }).persons;
const holderOf = (court: Court, id: string) => court.kept.get(id)?.holder;
const lineOf = (court: Court, deadline: string, type: string) =>
  court.log.find((l) => l.deadline === deadline && l.type === type)?.data;
const told = (court: Court, kind: string) =>
  court.notices.filter((n) => n.kind === kind).flatMap((n) => n.to.map((r) => r.person ?? r.role));

describe('fault 11: officer-1 pays late, then the case goes to officer-2', () => {
  const paidLate = filed
    .assigned()
    .at('2026-01-22T09:00')
    .complete('funds.arrived', 'r-7')
    .complete('funds.confirmed', 'r-7')
    .at('2026-02-20T09:00')
    .complete('payout.applied', 'r-7', { form: 'f-1' })
    .complete('payout.material-reviewed', 'f-1')
    .complete('payout.approved', 'f-1')
    .complete('payout.paid', 'f-1');
  const { id } = paidLate.deadline('payout');
  const passed = paidLate.at('2026-02-21T09:00').complete('case.assigned', { officer: 'p-officer-2' });

  test('the late one stays with who was late, and the log says so', () => {
    expect(passed.deadline('payout').status).toBe('done-late');
    expect(holderOf(passed, id)).toBe('p-officer-1');
    expect(lineOf(passed, id, 'done')).toMatchObject({ holder: 'p-officer-1' });
    expect(lineOf(passed, id, 'rung')).toMatchObject({ holder: 'p-officer-1' });
  });

  test('what is open passes on: the engine says so, and one notice goes to each side', () => {
    expect(holderOf(passed, 'case-limit-statutory@2')).toBe('p-officer-2');
    const last = passed.record.at(-1);
    expect(last).toMatchObject({ node: 'case.handed-over', by: 'system', via: 'system', at: passed.now });
    expect(last?.payload).toMatchObject({ role: 'officer', from: 'p-officer-1', to: 'p-officer-2' });
    const { deadlines } = passed.c.all('case.handed-over').at(-1)?.payload ?? { deadlines: [] };
    expect(deadlines).toContain('case-limit-statutory@2');
    expect(deadlines).not.toContain(id);
    const said = passed.notices.filter((n) => n.kind === 'handed-over').slice(-2);
    expect(said.map((n) => n.to)).toEqual([
      [{ role: 'officer', person: 'p-officer-1' }],
      [{ role: 'officer', person: 'p-officer-2' }],
    ]);
    expect(said[0]?.text).toContain('接办：⟨p-officer-2⟩（承办人）：\n');
    expect(said[1]?.text).toContain('六个月法定执行期限');
  });

  test('the rungs that fall from then on are the new officer’s', () => {
    const later = passed.at('2026-05-01');
    const urged = later.notices.find((n) => n.deadline === 'case-limit-ordinary@2' && n.rung === 'urge');
    expect(urged?.to[0]).toEqual({ role: 'officer', person: 'p-officer-2' });
    expect(lineOf(later, 'case-limit-ordinary@2', 'rung')).toMatchObject({ holder: 'p-officer-2' });
  });

  test('the first assignment takes over from the command centre', () => {
    expect(told(filed.assigned(), 'handed-over')).toEqual(['command', 'p-officer-1']);
  });

  test('named once more, nothing passes', () => {
    expect(passed.complete('case.assigned', { officer: 'p-officer-2' }).record.at(-1)?.node).toBe('case.assigned');
  });
});

describe('an assignment', () => {
  const assigned = filed.at('2026-01-21T09:00').assigned();

  test('merges: what it leaves out stays as it was', () => {
    const next = assigned.at('2026-01-22T09:00').tries('case.assigned', { payload: { officer: 'p-officer-2' } });
    expect((['officer', 'clerk', 'team-leader'] as const).map((role) => holders(next.c, role))).toEqual([
      ['p-officer-2'],
      ['p-clerk-1'],
      ['p-leader-1'],
    ]);
  });

  test('must name somebody; only one that names an officer ends the search for one', () => {
    expect(filed.refused('case.assigned', { payload: {} })).toMatchObject({ code: 'missing-field' });
    const led = filed.tries('case.assigned', { payload: { teamLeader: 'p-leader-1' } });
    expect(led.deadline('assign-officer').status).toBe('open');
    expect(led.assigned().deadline('assign-officer').status).toBe('done');
  });

  test('dated earlier, it counts up to the next one only', () => {
    const court = assigned
      .at('2026-01-23T09:00')
      .tries('case.assigned', { payload: { officer: 'p-officer-2' }, at: '2026-01-20T18:00' });
    expect(held(court, 'officer', '2026-01-20T17:00')).toEqual([]);
    expect(held(court, 'officer', '2026-01-20T20:00')).toEqual(['p-officer-2']);
    expect(held(court, 'officer', '2026-01-21T09:00')).toEqual(['p-officer-1']);
    expect(holders(court.c, 'officer')).toEqual(['p-officer-1']);
    expect(court.record.at(-1)?.node, 'nobody takes over').toBe('case.assigned');
  });

  test('taken back, the case goes back; dated anew, it counts from then', () => {
    const second = assigned.at('2026-01-23T09:00').complete('case.assigned', { officer: 'p-officer-2' });
    const seq = second.seq('case.assigned');
    const askedBy = 'p-command'; // the officer of before has no part in the case any more
    const back = second.complete('fact.withdrawn', { fact: seq, reason: '误录', askedBy }, { by: 'review' });
    expect(holders(back.c, 'officer')).toEqual(['p-officer-1']);
    expect(back.record.at(-1)?.payload).toMatchObject({ from: 'p-officer-2', to: 'p-officer-1' });
    const change = { fact: seq, at: '2026-01-22T09:00:00+08:00', reason: '时间有误', askedBy };
    const earlier = second.complete('fact.corrected', change, { by: 'review' });
    expect(held(earlier, 'officer', '2026-01-22T12:00')).toEqual(['p-officer-2']);
    expect(earlier.record.at(-1)?.node).toBe('fact.corrected');
  });
});

describe('a desk', () => {
  const settings = (lead: object) => ({ courtSettings: { ...defaultSettings, lead } });
  const lead = settings({ 'property-control': 'p-property-control' });
  const id = 'network-query@2';

  test('is answered for by its lead, or by whom the record names; both hear of it', () => {
    const led = filed.publish(lead).complete('material.received');
    expect(holderOf(led, id)).toBe('p-property-control');
    const court = led.complete('desk.assigned');
    expect(holderOf(court, id)).toBe('p-control-1');
    expect(told(court, 'handed-over').slice(-2)).toEqual(['p-property-control', 'p-control-1']);
    const moved = court.publish(settings({ 'property-control': 'p-control-2' })).complete('reception.held');
    expect(holderOf(moved, id), 'the record’s own word counts').toBe('p-control-1');
  });

  test('a new lead takes over once the record meets the law: from nobody, from somebody, to nobody', () => {
    const led = filed.publish(lead).complete('material.received');
    const facts = led.record.filter((f) => f.node === 'case.handed-over').map((f) => f.payload);
    expect(facts).toMatchObject([{ role: 'property-control', from: null, to: 'p-property-control' }]);
    expect(told(led, 'handed-over')).toEqual(['property-control', 'p-property-control']);
    const other = led.publish(settings({ 'property-control': 'p-control-2' })).complete('reception.held');
    expect(told(other, 'handed-over').slice(-2)).toEqual(['p-property-control', 'p-control-2']);
    const none = other.publish(settings({})).complete('related-cases.checked');
    expect(none.record.at(-1)?.payload).toMatchObject({ from: 'p-control-2', to: null });
    expect(none.complete('trial-service.recorded').c.all('case.handed-over')).toHaveLength(3);
  });

  test('a rung goes to whoever held it when it fell', () => {
    const court = filed.complete('desk.assigned').at('2026-01-23').complete('desk.assigned', { person: 'p-control-2' });
    const urged = court.notices.find((n) => n.deadline === id && n.rung === 'urge');
    expect(urged?.to).toEqual([
      { role: 'property-control', person: 'p-control-1' },
      { role: 'director', person: null },
      { role: 'review', person: null },
    ]);
    expect(lineOf(court, id, 'rung')).toMatchObject({ holder: 'p-control-1' });
    expect(holderOf(court, id)).toBe('p-control-2');
  });

  test('is held by somebody who holds the role, named by the command centre or the director', () => {
    const send = (payload: object, by = 'command') => filed.refused('desk.assigned', { payload, by }).code;
    expect(send({ role: 'funds', person: 'p-control-1' })).toBe('not-qualified');
    expect(send({ role: 'officer', person: 'p-officer-1' })).toBe('wrong-type');
    expect(send({ role: 'funds', person: 'p-funds', former: true })).toBe('unknown-field');
    expect(send({ role: 'funds', person: 'p-funds' }, 'review')).toBe('wrong-role');
  });

  test('of a petition too', () => {
    const petition = given().petitioned().complete('desk.assigned', { role: 'review', person: 'p-review' });
    expect(holderOf(petition, petition.deadline('petition').id)).toBe('p-review');
    const registered = petition.complete('petition.registered', { handler: 'p-dossier' });
    expect(holderOf(registered, petition.deadline('petition').id)).toBe('p-dossier');
    expect(registered.record.at(-1)?.node, 'another role answers: nothing is handed over').toBe('petition.registered');
  });

  test('taken over with a name that the court no longer knows, it is the command centre’s to fill', () => {
    const court = given().takenOver('2026-01-20T16:20', '2026-01-22T09:00', [
      { node: 'desk.assigned', at: '2026-01-21T09:00:00+08:00', payload: { role: 'property-control', person: 'p-gone' } },
    ]); // prettier-ignore
    expect(court.c.last('desk.assigned')?.payload).toMatchObject({ person: 'p-gone', former: true });
    expect(holderOf(court, id)).toBeNull();
    const rung = court.at('2026-01-24').notices.find((n) => n.deadline === id);
    expect(rung?.to[0]).toEqual({ role: 'command', person: null });
  });
});

describe('the leader who is told from 催办 on', () => {
  const leaders = (leaderOf: object) =>
    given().filed().publish({ courtSettings: { ...defaultSettings, leaderOf: { ...defaultSettings.leaderOf, ...leaderOf } } }); // prettier-ignore
  const urged = (court: Court, deadline: string) =>
    court.at('2026-05-01').notices.find((n) => n.deadline === deadline && n.rung === 'urge')?.to[1];

  test('of a desk is whom the court set: a person, an office, the case’s team leader', () => {
    const to = (leader: object) => urged(leaders({ documents: leader }).assigned(), 'initial-documents@2');
    expect(to({ person: 'p-leader-1' })).toEqual({ role: null, person: 'p-leader-1' });
    expect(to({ role: 'supervising-leader' })).toEqual({ role: 'supervising-leader', person: null });
    expect(to({ role: 'team-leader' })).toEqual({ role: 'team-leader', person: 'p-leader-1' });
  });

  test('of a case-bound role is the team leader at that instant', () => {
    expect(urged(filed.assigned(), 'case-limit-ordinary@2')).toEqual({ role: 'team-leader', person: 'p-leader-1' });
    const unled = filed.tries('case.assigned', { payload: { officer: 'p-officer-1' } });
    expect(urged(unled, 'case-limit-ordinary@2')).toEqual({ role: 'command', person: null });
  });
});

describe('case.handed-over', () => {
  test('is the engine’s alone: not sent, not brought with a takeover, not taken back', () => {
    const payload = { role: 'officer', from: null, to: 'p-officer-2', deadlines: ['payout:r-7@12'] };
    const assigned = filed.assigned();
    expect(assigned.refused('case.handed-over', { payload }).code).toBe('wrong-role');
    const history = [{ node: 'case.handed-over', at: '2026-01-21T09:00:00+08:00', payload }];
    expect(given().refused({ filedAt: '2026-01-20T16:20:00+08:00', history }, '2026-01-23').code).toBe('wrong-role');
    const about = { fact: assigned.seq('case.handed-over'), reason: '误录' };
    expect(assigned.refused('fact.withdrawn', { payload: about, by: 'review' }).code).toBe('not-correctable');
    const dated = { ...about, at: '2026-01-20T17:00:00+08:00' };
    expect(assigned.refused('fact.corrected', { payload: dated, by: 'review' }).code).toBe('not-correctable');
  });

  test('is no progress: it makes no closing review stale', () => {
    const watched = paid().assigned().complete('supervision.opened', 'm-1', { owner: 'documents' });
    const reviewed = watched.complete('closing.submitted').complete('closing.reviewed');
    const led = { ...defaultSettings, lead: { documents: 'p-documents' } };
    const passed = reviewed.at('2026-02-13T15:00').publish({ courtSettings: led }).at('2026-02-20');
    expect(passed.c.all('case.handed-over').length).toBeGreaterThan(1);
    expect(passed.complete('case.closed').c.first('case.closed')).toBeDefined();
  });
});

test('whoever held a deadline when it ended keeps it, whatever assignment follows', () => {
  const people = { officer: ['p-officer-1', 'p-officer-2'], desk: ['p-control-1', 'p-control-2'] };
  let ended = 0;
  fc.assert(
    fc.property(drawings(30), fc.array(fc.nat(1), { minLength: 1, maxLength: 4 }), (draws, names) => {
      const { court } = lived(begun(), draws);
      const before = [...court.kept.values()].filter((k) => !['open', 'suspended'].includes(k.status));
      const later = names.reduce((now, n) => {
        const assigned = now.tries('case.assigned', { payload: { officer: people.officer[n] } });
        return assigned.tries('desk.assigned', { payload: { role: 'property-control', person: people.desk[n] } });
      }, court);
      for (const { id, holder } of before) expect(later.kept.get(id)?.holder, id).toBe(holder);
      const at = formatInstant(court.c.filed.at + 60_000);
      const back = later.tries('case.assigned', { payload: { officer: people.officer[names[0] ?? 0] }, at });
      for (const { id, holder, status } of before) if (status === 'done-late') expect(back.kept.get(id)?.holder, id).toBe(holder); // prettier-ignore
      ended += before.length;
    }),
    { numRuns: 60 },
  );
  expect(ended).toBeGreaterThan(100);
});
