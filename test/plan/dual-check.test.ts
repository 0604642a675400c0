// A dual check 一案双查 (plan.md §6, §10): of a case and of conduct, known to its lead, its members and the president, and to nobody else.
import { describe, expect, test } from 'vitest';
import { keptFrom } from '../../domain/engine/notice.ts';
import { checkFounding } from '../../domain/engine/found.ts';
import { isKeptFrom, mayRead } from '../../domain/plan/matters/readers.ts';
import { called } from '../support/given-people.ts';
import { given } from '../support/given.ts';

const opened = given().founds('dual-check', { case: '2026-ha0823-zhi-123' });

describe('a dual check of the second officer, led by the director', () => {
  test('is to be concluded in thirty days by its lead, does not lapse, and ends', () => {
    expect(opened.deadlines().map((d) => [d.id, d.due, d.owner])).toEqual([['dual-check@2', '2026-02-24', 'handler']]);
    const conclusion = { findings: '属实', accountability: [{ person: 'p-officer-2', measure: '诫勉' }] };
    expect(opened.refused('dual-check.concluded', { payload: conclusion, by: 'p-review' }).code).toBe('wrong-role');
    const concluded = opened.complete('dual-check.concluded', conclusion, { by: 'p-director' });
    expect(concluded.rows.record.stage).toBe('concluded');
    const lapse = { deadlines: ['dual-check@2'], reason: '不查了' };
    expect(opened.refused('deadline.lapsed', { payload: lapse, by: 'p-president' }).code).toBe('never-lapses');
  });

  test('calls to account nobody who was not examined', () => {
    const other = { findings: '属实', accountability: [{ person: 'p-officer-1', measure: '诫勉' }] };
    expect(opened.refused('dual-check.concluded', { payload: other, by: 'p-director' })).toMatchObject({ code: 'not-qualified', missing: [{ id: 'p-officer-1' }] }); // prettier-ignore
  });

  test('is known to its lead, its members and the president; to no examined, no party, no one else', () => {
    const who = ['p-director', 'p-review', 'p-president', 'p-officer-2', 'p-officer-1', 'p-supervising-leader', 'p-command', 'p-applicant', 'p-administrator']; // prettier-ignore
    expect(who.filter((id) => mayRead(opened.c, called(id)))).toEqual(['p-director', 'p-review', 'p-president']);
    const { barred, readers, snapshot, searchText } = opened.rows.record;
    expect(who.filter((id) => !isKeptFrom({ barred, readers }, called(id)))).toEqual(['p-director', 'p-review', 'p-president']); // prettier-ignore
    expect([snapshot.title, searchText]).toEqual(['案件评查', '']);
    expect(opened.refused('delay.justified', { by: 'p-officer-2' }).code).toBe('unknown-case');
    expect(opened.refused('delay.justified', { by: 'p-officer-1' }).code).toBe('unknown-case');
  });

  test('an examined president does not read it, whatever office that is', () => {
    const court = given().founds('dual-check', { persons: ['p-president', 'p-officer-2'] }, { by: 'director' });
    expect(mayRead(court.c, called('p-president'))).toBe(false);
  });

  test('the president does in it what review does elsewhere, and review does not', () => {
    const late = opened.at('2026-02-27T09:00');
    const [matter = ''] = late.deadlines('supervised-matter').map((d) => d.id.replace(/^[^:]*:|@.*$/g, ''));
    const handled = late.complete('supervision.handled', matter, {}, { by: 'p-director' });
    expect(handled.refused('supervision.confirmed', { subject: matter, by: 'p-review' }).code).toBe('wrong-role');
    const confirmed = handled.complete('supervision.confirmed', matter, {}, { by: 'p-president' });
    expect(confirmed.deadline('supervised-matter').status).not.toBe('open');
  });

  test('its lead has a member stand in, who then concludes it; nobody who may not know of it does', () => {
    const gives = (to: string) => ({ from: 'p-director', to, roles: ['handler' as const], until: '2026-02-06' });
    const away = opened.complete('delegation.given', gives('p-review'), { by: 'p-director' });
    const conclusion = { findings: '未发现违纪违法', accountability: [] };
    expect(away.complete('dual-check.concluded', conclusion, { by: 'p-review' }).rows.record.stage).toBe('concluded');
    for (const to of ['p-command', 'p-officer-2'])
      expect(opened.refused('delegation.given', { payload: gives(to), by: 'p-director' })).toMatchObject({ code: 'not-qualified', missing: [{ id: to, zh: '不得知悉' }] }); // prettier-ignore
    const petition = given().petitioned({ against: ['p-officer-1'] });
    expect(petition.refused('desk.assigned', { payload: { role: 'review', person: 'p-officer-1' }, by: 'director' }).code).toBe('not-qualified'); // prettier-ignore
  });

  test('warns its readers alone', () => {
    const { readers, barred } = opened.rows.record;
    const holders = (role: string) => ({ review: ['p-review', 'p-review-2'], director: ['p-director'], president: ['p-president'], command: ['p-command'] })[role] ?? []; // prettier-ignore
    const { to = [] } = opened.at('2026-02-27T09:00').notices.at(-1) ?? {};
    const told = keptFrom(to, barred ?? [], holders, readers).map(({ person }) => person);
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter((person) => !['p-director', 'p-review', 'p-president'].includes(person ?? ''))).toEqual([]);
  });
});

describe('what founds it', () => {
  test.each([
    ['wrong-role', 'by an officer', {}, 'p-officer-1'],
    ['not-qualified', 'led by one examined', { lead: 'p-officer-2' }, 'director'],
    ['not-qualified', 'a member examined', { members: ['p-officer-2'] }, 'director'],
    ['not-qualified', 'a member twice', { members: ['p-review', 'p-review'] }, 'director'],
    ['not-qualified', 'led by no director', { lead: 'p-review', members: [] }, 'director'],
    ['not-qualified', 'led by the director of one who is director', { persons: ['p-many-hats'] }, 'president'],
    ['same-person', 'by one examined', { persons: ['p-director'], lead: 'p-president' }, 'director'],
    ['not-qualified', 'of whom nobody knows', { persons: ['p-unknown'] }, 'director'],
    ['not-qualified', 'of a party', { persons: ['p-applicant'] }, 'director'],
  ] as const)('%s: %s', (code, _, payload, by) => {
    expect(given().foundsNot('dual-check', payload, { by }).code).toBe(code);
  });

  test('is led by the president where the director is examined', () => {
    const court = given().founds('dual-check', { persons: ['p-director'], lead: 'p-president' }, { by: 'president' });
    expect(mayRead(court.c, called('p-director'))).toBe(false);
  });

  test('has a number of the system’s own: none that is taken could tell that there is one', () => {
    const payload = opened.c.founding.payload;
    expect(checkFounding({ kind: 'dual-check', id: 'dual-check-1', payload })).toMatchObject({ code: 'unknown-field' });
  });
});
