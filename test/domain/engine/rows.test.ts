import { expect, test } from 'vitest';
import { storedRecord } from '../../../domain/engine/rows.ts';
import { searchTextOf } from '../../../domain/words/search-text.ts';
import { type Court, given } from '../../support/given.ts';
import { instant } from '../../support/instants.ts';

const filed = given().filed('2026-01-20T16:20');
const rowOf = (court: Court, rule: string) => court.rows.deadlines.find((d) => d.rule === rule);

test('a case just filed is kept as filed, due and waking at its first deadlines', () => {
  const { record, deadlines, withdrawn } = filed.rows;
  expect(record).toMatchObject({
    kind: 'case',
    version: 2,
    stage: 'intake',
    team: null,
    officer: null,
    closedAt: null,
  });
  expect(record).toMatchObject({ filedAt: instant('2026-01-20T16:20'), about: null, barred: null });
  expect(record.nextDueAt).toBe(Math.min(...deadlines.map((d) => d.dueAt ?? Infinity)));
  expect(record.nextWakeAt).toBe(filed.nextWake?.at);
  expect(record.searchText).toBe(searchTextOf(filed.c));
  expect(withdrawn).toEqual([]);
});

test('a deadline is kept with its reasons, whose it is, and the highest rung that warned for its due', () => {
  const overdue = filed.at('2026-01-22T12:00');
  expect(rowOf(overdue, 'reception')).toMatchObject({
    ...{ id: 'reception@2', status: 'open', targetDue: '2026-01-20', rung: 'supervise', ownerRole: 'reception' },
    ...{ ownerPerson: null, rulesVersion: 1, calendarVersion: 1 },
  });
  expect(rowOf(overdue, 'reception')?.because.map((b) => b.step)).toEqual(['opened', 'rule', 'counted']);
});

test('one that the case’s officer has to see to names the person once there is one', () => {
  expect(rowOf(filed, 'case-limit-ordinary')?.ownerPerson).toBeNull();
  expect(rowOf(filed.assigned(), 'case-limit-ordinary')?.ownerPerson).toBe('p-officer-1');
});

test('what a withdrawn fact had opened is told once, and stays', () => {
  const found = filed.complete('query.started').complete('query.returned');
  const returned = found.seq('query.returned');
  const opened = found.rows.deadlines.filter((d) => d.seq === returned).map((d) => d.id);
  expect(opened.length).toBeGreaterThan(0);
  const taken = found.complete('fact.withdrawn', { fact: returned, reason: '误录' }, { by: 'review' });
  expect(taken.rows.withdrawn).toEqual(opened);
  expect(taken.complete('material.received').rows.withdrawn).toEqual([]);
  expect([...taken.kept.keys()]).toEqual(expect.arrayContaining(opened));
});

test('what is to be sent stands in the outbox: its kind, a key for which it is sent once, whom to, and the rest', () => {
  const [first, ...others] = filed
    .at('2026-01-21T12:00')
    .rows.effects.filter((e) => e.effect === 'notice' && e.body.deadline === 'reception@2');
  expect(others).toEqual([]);
  expect(first).toEqual({
    effect: 'notice',
    key: `reception@2/urge/${instant('2026-01-21')}`,
    to: expect.arrayContaining([{ role: 'review', person: null }]) as unknown,
    body: expect.objectContaining({ kind: 'rung', rung: 'urge', text: expect.any(String) as unknown }) as unknown,
  });
});

test('a record of which nothing is open has no next due', () => {
  const { c } = filed;
  expect(storedRecord({ c, derived: [], kept: new Map(), nextWake: null })).toMatchObject({
    nextDueAt: null,
    nextWakeAt: null,
  });
});

test('a petition against a judge is kept from them, and names its case', () => {
  const against = given().petitioned({ case: '2026-ha0823-zhi-1', against: ['p-officer-1'] });
  expect(against.rows.record).toMatchObject({
    ...{ kind: 'petition', about: '2026-ha0823-zhi-1', barred: ['p-officer-1'], stage: 'received', team: null },
  });
});
