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
