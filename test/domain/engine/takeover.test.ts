import { describe, expect, test } from 'vitest';
import { snapshotOf } from '../../../domain/engine/snapshot.ts';
import { holders } from '../../../domain/record/holders.ts';
import { type NodeId, nodeIds, nodeRow } from '../../../domain/nodes/index.ts';
import { given } from '../../support/given.ts';

const on = (text: string) => `${text}:00+08:00`;
const payload = { items: ['执行申请书'] };

describe('a case taken over: filed more than a day before it came in', () => {
  const court = given().takenOver('2026-01-20T16:20', '2026-01-24T09:00', [
    { node: 'material.received', at: on('2026-01-20T17:00'), payload },
    { node: 'related-cases.checked', at: on('2026-01-24T08:00'), payload: { scope: 'province', leads: [] } },
  ]);

  test('rungs before its entry are logged as taken over, warn nobody, and open no matter', () => {
    expect(court.rungs('reception')).toEqual([
      '2026-01-20T16:20 remind reception@2, fired 2026-01-24T09:00, taken over',
      '2026-01-21T00:00 urge reception@2, fired 2026-01-24T09:00, taken over',
      '2026-01-22T00:00 supervise reception@2, fired 2026-01-24T09:00, taken over',
    ]);
    expect(court.log.filter((l) => l.type === 'rung')).toEqual([]);
    expect(court.c.all('supervision.opened')).toEqual([]);
  });

  test('what is overdue is shown as overdue, without a rung', () => {
    expect(court.deadline('reception')).toMatchObject({ status: 'open', overdue: true, rung: null });
  });

  test('one summary goes to the officer, or to the command centre while there is none', () => {
    expect(court.notices.map((n) => n.kind)).toEqual(['taken-over']);
    const review = { role: 'review', person: null };
    expect(court.notices[0]?.to).toEqual([{ role: 'command', person: null }, review]);
    expect(court.notices[0]?.text).toContain('完成初次接待：2026-01-20');
    const assigned = given().takenOver('2026-01-20T16:20', '2026-01-24T09:00', [
      { node: 'case.assigned', at: on('2026-01-21T09:00'), payload: { officer: 'p-officer-1' } },
    ]);
    expect(assigned.notices[0]?.to).toEqual([{ role: 'officer', person: 'p-officer-1' }, review]);
  });

  test('rungs after its entry fall as ever, and their 督办 opens a matter', () => {
    const later = court.at('2026-01-29');
    expect(later.rungs('assign-officer').map((r) => r.split(' ')[1])).toEqual(['remind', 'urge', 'supervise']);
    expect(later.c.all('supervision.opened').map((f) => f.payload.deadline)).toEqual(['assign-officer@2']);
  });

  test('its history counts from when things happened: in time is in time, late is late', () => {
    expect(court.deadline('filing-handover')).toMatchObject({ status: 'done', ended: '2026-01-20T17:00' });
    expect(court.deadline('related-cases')).toMatchObject({ status: 'done-late', ended: '2026-01-24T08:00' });
    expect(court.deadline('related-cases').rung).toBeNull();
  });

  test('what is recorded later about the time before its entry is told from the recording on (engine.md 26)', () => {
    const old = court
      .complete('query.started', {}, { at: '2026-01-21T09:00' })
      .complete('query.returned', {}, { at: '2026-01-21T10:30' });
    expect(old.rungs('freeze-online').every((r) => r.startsWith('2026-01-24T09:00 '))).toBe(true);
    expect(old.deadline('freeze-online')).toMatchObject({ overdue: true, rung: 'urge' });
    expect(old.at('2026-01-25T10:00').rungs('freeze-online').at(-1)).toMatch(/^2026-01-25T09:00 supervise/);
  });
});

describe('where the line lies', () => {
  const kinds = (entered: string) =>
    [
      ...new Set(
        given()
          .takenOver('2026-01-20T16:20', entered)
          .log.map((l) => l.type),
      ),
    ].filter((t) => t !== 'fact');

  test('entered exactly 24 hours after filing it is no takeover: everything fires', () => {
    expect(kinds('2026-01-21T16:20')).toEqual(['opened', 'rung']);
  });

  test('a millisecond later it is', () => {
    expect(kinds('2026-01-21T16:20:00.001')).toEqual(['opened', 'taken-over']);
  });

  test('a rung exactly at the entry is no longer past', () => {
    const court = given().takenOver('2026-01-20T16:20', '2026-01-23T00:00');
    expect(court.rungs('related-cases')).toEqual([
      '2026-01-22T00:00 remind related-cases@2, fired 2026-01-23T00:00, taken over',
      '2026-01-23T00:00 urge related-cases@2',
    ]);
  });
});

describe('history', () => {
  const filing = { filedAt: on('2026-01-20T16:20') };

  test('is recorded with the filing, in order of happening whatever the order given', () => {
    const court = given().takenOver('2026-01-20T16:20', '2026-02-20T09:00', [
      { node: 'query.returned', at: on('2026-01-21T10:30'), payload: { complete: true, assets: [] } },
      { node: 'query.started', at: on('2026-01-21T09:00'), payload: { systems: ['总对总'] } },
    ]);
    expect(court.record.map((f) => f.node)).toEqual(['law.applied', 'case.filed', 'query.started', 'query.returned']);
    expect(new Set(court.record.map((f) => f.recordedAt)).size).toBe(1);
  });

  test('is believed as to who did it, but only by one who may file', () => {
    expect(given().takenOver('2026-01-20T16:20', '2026-02-20T09:00').record.at(-1)?.by).toBe('p-filing-1');
    expect(given().refused(filing, '2026-02-20T09:00', 'reception').code).toBe('wrong-role');
  });

  test('is all or nothing: one entry that is refused refuses the filing and says which', () => {
    const refusal = given().refused(
      {
        ...filing,
        history: [
          { node: 'material.received', at: on('2026-01-20T17:00'), payload },
          { node: 'query.returned', at: on('2026-01-21T10:30'), payload: { complete: true, assets: [] } },
        ],
      },
      '2026-02-20T09:00',
    );
    expect(refusal).toMatchObject({ code: 'node-missing', missing: [{ id: 'query.started' }] });
    expect(refusal.zh).toContain('query.returned');
  });

  test.each([
    ['in the future', { node: 'material.received', at: on('2026-02-21T09:00'), payload }, 'at-in-future'],
    ['before the filing', { node: 'material.received', at: on('2026-01-20T16:19'), payload }, 'at-before-filing'],
    ['of an unknown node', { node: 'material.lost', at: on('2026-01-21T09:00') }, 'unknown-node'],
    ['that files again', { node: 'case.filed', at: on('2026-01-21T09:00'), payload: {} }, 'missing-field'],
    [
      'of the engine’s own',
      { node: 'law.applied', at: on('2026-01-21T09:00'), payload: { rules: 1, calendar: 1, settings: 1 } },
      'wrong-role',
    ],
  ])('takes nothing %s', (_, entry, code) => {
    expect(given().refused({ ...filing, history: [entry] }, '2026-02-20T09:00').code).toBe(code);
  });
});

describe('persons whom the court no longer knows', () => {
  const assigned = (payload: object) =>
    given().takenOver('2026-01-20T16:20', '2026-01-22T09:00', [
      { node: 'case.assigned', at: on('2026-01-21T09:00'), payload: { officer: 'p-officer-1', ...payload } },
    ]);
  const told = (court: ReturnType<typeof assigned>) =>
    court.at('2026-02-12').notices.flatMap((n) => n.to.map((r) => r.person ?? r.role));

  test('an officer who has left is a name: the case comes in, nobody holds it, the command centre hears', () => {
    for (const officer of ['p-gone', '王建国', 'p-nobody']) {
      const court = assigned({ officer });
      expect(holders(court.c, 'officer'), officer).toEqual([]);
      expect(court.c.last('case.assigned')?.payload.officer).toBe(officer);
      expect(snapshotOf(court.c).officer).toBeNull();
      expect(told(court)).toContain('command');
      expect(told(court)).not.toContain(officer);
    }
  });

  test.each([
    ['clerk', { clerk: '李书记' }, []],
    ['team-leader', { teamLeader: 'p-gone' }, []],
    ['panel', { panel: ['p-panel', 'p-gone', '赵法官'] }, ['p-panel']],
  ] as const)('a %s likewise; whoever else is named holds what they are named for', (role, payload, left) => {
    const court = assigned(payload);
    expect(holders(court.c, role)).toEqual(left);
    expect(holders(court.c, 'officer')).toEqual(['p-officer-1']);
    expect(told(court)).not.toContain('p-gone');
  });

  test('one who is known, in another role, does not hold this one', () => {
    const court = assigned({ officer: 'p-leader-1', teamLeader: 'p-leader-1' });
    expect([holders(court.c, 'officer'), holders(court.c, 'team-leader')]).toEqual([[], ['p-leader-1']]);
  });

  test('who asked for a correction then may be a name', () => {
    const court = given().takenOver('2026-01-20T16:20', '2026-02-20T09:00', [
      {
        node: 'filing.corrected',
        at: on('2026-01-21T09:00'),
        payload: { fields: { claimFen: 100 }, askedBy: '已调离的立案员', evidence: '登记簿' },
      },
    ]);
    expect(court.c.filed.payload.claimFen).toBe(100);
  });

  test('a new assignment has its holders; nobody may be named who is not there, nor marked as gone by hand', () => {
    const court = assigned({ officer: 'p-gone' });
    expect(holders(court.assigned().c, 'officer')).toEqual(['p-officer-1']);
    expect(court.refused('case.assigned', { payload: { officer: 'p-gone' } }).code).toBe('not-qualified');
    const former = [{ person: 'p-officer-1', role: 'officer' }];
    expect(court.refused('case.assigned', { payload: { officer: 'p-officer-1', former } }).code).toBe('unknown-field');
    const entry = { node: 'case.assigned', at: on('2026-01-21T09:00'), payload: { officer: 'p-officer-1', former } };
    expect(given().refused({ filedAt: on('2026-01-20T16:20'), history: [entry] }, '2026-02-20T09:00').code).toBe('unknown-field'); // prettier-ignore
  });
});

describe('what is said of or by this system', () => {
  const filedAt = '2026-01-15T10:00:00+08:00';
  const at = '2026-01-16T10:00:00+08:00';
  const telling = (node: NodeId) => {
    const { example, subject } = nodeRow(node);
    const row = {
      node,
      at,
      payload: example as Record<string, unknown>,
      ...(subject !== undefined && { subject: 'x-1' }),
    };
    return given().refused({ filedAt, history: [row] }, '2026-01-20T16:20');
  };

  test.each(nodeIds.filter((id) => nodeRow(id).hereOnly === true))('%s comes with no takeover', (node) => {
    const refused = telling(node);
    expect(refused).toMatchObject({ code: 'not-in-a-takeover', missing: [{ id: node }] });
    expect(refused.zh).toContain('history');
  });

  test('nor does what the engine alone says', () => {
    expect(telling('case.handed-over').code).toBe('wrong-role');
  });

  test('once the case is here it is said as ever', () => {
    const court = given().takenOver('2026-01-15T10:00', '2026-01-20T16:20');
    const { id } = court.deadline('network-query');
    expect(court.complete('deadline.lapsed', { deadlines: [id] }).deadline('network-query').status).toBe('lapsed');
  });
});
