// Discipline that the president decides opens a dual check (plan §3, §6): in a record of its own, nothing of it in the case.
import { describe, expect, test } from 'vitest';
import { dualCheckOf } from '../../domain/engine/foundings.ts';
import { checkFounder, decideFounding, isOfEngine } from '../../domain/engine/found.ts';
import { bench, called } from '../support/given-people.ts';
import { given } from '../support/given.ts';
import { instant } from '../support/instants.ts';

const late = given().filed('2026-01-20T16:20').assigned().at('2026-02-03T09:00');
const { id: deadline } = late.deadline('reception');
const harmed = late.complete('adverse-effect.found', { deadline }, { by: 'review' });
const decided = harmed.complete('discipline.decided', { deadline }, { by: 'president' });
const foundings = (court: typeof decided) => court.rows.effects.filter(({ effect }) => effect === 'founding');

describe('the decision', () => {
  test('calls for a check of whoever was late, and the record says no more than was decided', () => {
    expect(foundings(decided)).toMatchObject([
      { to: { kind: 'dual-check' }, body: { role: 'reception', about: null } },
    ]);
    expect(decided.c.facts.map(({ node }) => node).filter((node) => node.startsWith('dual'))).toEqual([]);
    expect(JSON.stringify([decided.record, decided.log, decided.notices])).not.toContain('双查');
  });

  test('harm that was found, or criticism, calls for none; nor does the same command again', () => {
    expect(foundings(harmed)).toEqual([]);
    expect(foundings(decided.complete('material.received'))).toEqual([]);
  });

  test('names the person who held it, where one did', () => {
    const officers = late.at('2026-08-20T09:00');
    const { id } = officers.deadline('case-limit-ordinary');
    const found = officers.complete('adverse-effect.found', { deadline: id }, { by: 'review' });
    const court = found.complete('discipline.decided', { deadline: id }, { by: 'president' });
    expect(foundings(court)).toMatchObject([{ body: { persons: ['p-officer-1'], role: 'officer' } }]);
  });
});

describe('taken back by the president', () => {
  const back = (court: typeof decided, fact = court.seq('discipline.decided')) =>
    court.complete('fact.withdrawn', { fact, reason: '事实不清' }, { by: 'president' });
  const undone = (court: typeof decided) => court.rows.effects.filter(({ effect }) => effect === 'founding-undone');
  const check = given().founds('dual-check', {}, { at: '2026-02-03T09:00' });
  const told = (court: typeof decided) =>
    ({ rows: { effects: undone(court).map((e) => ({ ...e, effect: 'fact' })) } }) as never; // as the outbox addresses it

  test('ends the check that it opened, with the reason; its readers hear, the case does not', () => {
    const withdrawn = back(decided);
    expect(undone(withdrawn)).toMatchObject([{ to: { kind: 'dual-check' }, body: { founding: `dual-check/${decided.seq('discipline.decided')}` } }]); // prettier-ignore
    expect(JSON.stringify([withdrawn.record, withdrawn.log, withdrawn.notices])).not.toContain('不再查');
    const ended = check.hears(told(withdrawn));
    expect(ended.c.first('dual-check.concluded')).toMatchObject({ via: 'system', payload: { accountability: [] } });
    expect(ended.c.first('dual-check.concluded')?.payload.findings).toContain('事实不清');
    expect(ended.deadlines().map(({ status }) => status)).toEqual(['done']);
    expect(ended.rows.record.stage).toBe('concluded');
    const { to, text } = ended.notices.at(-1) ?? {};
    expect(to).toEqual([{ role: 'president', person: null }, ...['p-director', 'p-review'].map((person) => ({ role: null, person }))]); // prettier-ignore
    expect(text).toContain('已经办结');
  });

  test('a check that was concluded before stays as it was: its readers look at it', () => {
    const concluded = check.complete('dual-check.concluded', {}, { by: 'p-director' });
    const ended = concluded.hears(told(back(decided)));
    expect(ended.c.all('dual-check.concluded')).toHaveLength(1);
    expect(ended.notices.at(-1)?.text).toContain('请核对后处理');
  });

  test('and that taken back too: a check is opened anew, and ends by itself once more', () => {
    const withdrawn = back(decided);
    const restored = back(withdrawn, withdrawn.seq('fact.withdrawn'));
    const keys = [decided, restored].flatMap(foundings).map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
    expect(keys[1]?.startsWith(`${keys[0]}/`)).toBe(true);
    expect(undone(back(restored, decided.seq('discipline.decided')))).toHaveLength(1);
  });

  test('harm that was found, taken back, or anything else, ends none', () => {
    const other = decided.complete('material.received');
    const unsaid = other.complete('fact.withdrawn', { fact: other.seq('material.received'), reason: '误登' }, { by: 'review' }); // prettier-ignore
    expect(undone(unsaid)).toEqual([]);
    const harmless = harmed.complete('fact.withdrawn', { fact: harmed.seq('adverse-effect.found'), reason: '误登' }, { by: 'review' }); // prettier-ignore
    expect(undone(harmless)).toEqual([]);
  });
});

describe('who is examined, and who leads', () => {
  const holders = (role: string) => ({ director: ['p-director'], president: ['p-president'], reception: ['p-reception'] })[role] ?? []; // prettier-ignore

  test('the director leads; the president where the director is examined', () => {
    expect(dualCheckOf({ persons: ['p-officer-1'], role: 'officer' }, holders)).toEqual({ persons: ['p-officer-1'], lead: 'p-director' }); // prettier-ignore
    expect(dualCheckOf({ persons: ['p-director'], role: 'director' }, holders)?.lead).toBe('p-president');
  });

  test('where nobody held it by name, whoever holds the role; where nobody does, there is nobody to examine', () => {
    expect(dualCheckOf({ persons: [], role: 'reception' }, holders)?.persons).toEqual(['p-reception']);
    expect(dualCheckOf({ persons: [], role: 'disposal' }, holders)).toBeUndefined();
    expect(dualCheckOf({ persons: ['p-president', 'p-director'], role: 'director' }, holders)).toBeUndefined();
  });
});

test('the engine founds it in its own name; nobody else may in that name, nor the engine what people found', () => {
  expect(isOfEngine('dual-check')).toBe(true);
  expect(isOfEngine('petition')).toBe(false);
  expect(checkFounder(called('officer'), { kind: 'dual-check' })?.code).toBe('wrong-role');
  const payload = { source: 'supervision', persons: ['p-officer-1'], lead: 'p-director', members: [] };
  const draft = decideFounding({ kind: 'dual-check', payload }, { now: instant('2026-02-03T09:00'), actor: { id: 'system', name: '系统', roles: ['system'], via: 'system' }, people: bench }); // prettier-ignore
  expect(draft).toMatchObject({ node: 'dual-check.opened', by: 'system', as: ['system'] });
});
