// Whoever acts in somebody's place hears what they hear, and both are named (plan §1).
import { describe, expect, test } from 'vitest';
import { given } from '../../support/given.ts';

const filed = given().filed('2026-01-20T16:20').assigned();
const gives = { from: 'p-officer-1', to: 'p-officer-2', roles: ['officer' as const], until: '2026-03-31' };
const lent = filed.complete('delegation.given', gives, { by: 'p-officer-1' });
const last = (court: typeof filed, deadline: RegExp) => court.notices.findLast((notice) => deadline.test(notice.deadline ?? '')); // prettier-ignore
const persons = (court: typeof filed, deadline: RegExp) => last(court, deadline)?.to.map(({ person }) => person) ?? [];

describe('a delegate', () => {
  const since = lent.at('2026-03-20T12:00').notices.slice(lent.notices.length);
  const ofOfficer = since.find(({ to }) => to.some(({ person }) => person === 'p-officer-1'));
  const rule = new RegExp(`^${ofOfficer?.deadline ?? '-'}$`);

  test('hears beside whom they stand in for, and the notice names both', () => {
    expect(ofOfficer?.to).toContainEqual({ role: 'officer', person: 'p-officer-1' });
    expect(ofOfficer?.to).toContainEqual({ role: 'officer', person: 'p-officer-2' });
    expect(ofOfficer?.text).toContain('（同时告知代行职责的人：⟨p-officer-2⟩代⟨p-officer-1⟩）');
    expect(ofOfficer?.to.filter(({ person }) => person === 'p-officer-2')).toHaveLength(1);
  });

  test('hears nothing where nobody gave it, once it is over, or once it is taken back', () => {
    expect(persons(filed.at('2026-03-20T12:00'), rule)).not.toContain('p-officer-2');
    const short = filed.complete('delegation.given', { ...gives, until: '2026-01-21' }, { by: 'p-officer-1' });
    expect(persons(short.at('2026-03-20T12:00'), rule)).not.toContain('p-officer-2');
    const back = lent.complete('fact.withdrawn', { fact: lent.seq('delegation.given'), reason: '回岗' }, { by: 'p-officer-1' }); // prettier-ignore
    expect(persons(back.at('2026-03-20T12:00'), rule)).not.toContain('p-officer-2');
  });

  test('hears of no other office than was given them', () => {
    const others = since.filter(({ to }) => !to.some(({ person }) => person === 'p-officer-1')); // prettier-ignore
    expect(others.length).toBeGreaterThan(0);
    for (const { to } of others) expect(to.map(({ person }) => person)).not.toContain('p-officer-2');
  });
});

test('of an office all of whose holders hear, who stands in for one of them hears too', () => {
  const away = { from: 'p-director', to: 'p-officer-2', roles: ['director' as const], until: '2026-03-31' };
  const court = filed.complete('delegation.given', away, { by: 'director' }).at('2026-03-20T12:00');
  const toAll = court.notices.filter(({ to }) => to.some(({ role, person }) => role === 'director' && person === null)); // prettier-ignore
  expect(toAll.length).toBeGreaterThan(0);
  for (const { to } of toAll) expect(to).toContainEqual({ role: 'director', person: 'p-officer-2' });
});
