// Who may hold what, and who may say so: each rule of the register by its example, and together by chance.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changed, changedInTurn } from '../../../domain/people/change.ts';
import { areApart, givenRoles, overlap, type PeopleChange, type Register, runsAtInstant } from '../../../domain/people/register.ts'; // prettier-ignore
import { administrators, type Role } from '../../../domain/nodes/roles.ts';
import { isRefusal } from '../../../domain/record/refusal.ts';
import { DAY, parseInstant } from '../../../domain/time/instant.ts';

const now = parseInstant('2026-03-02T09:00:00+08:00') ?? 0;
const who = { by: 'security', now };
const people = new Map([['security', '安甲'], ['second', '安乙'], ['li', '李丽']]); // prettier-ignore
const held = (id: number, person: string, role: Role, from = now - DAY, to: number | null = null) => ({ id, person, role, from, to }); // prettier-ignore
const register: Register = {
  people,
  assignments: [held(1, 'security', 'security-administrator'), held(2, 'second', 'security-administrator'), held(3, 'li', 'clerk')], // prettier-ignore
};
const give = (role: Role, more: object = {}): PeopleChange => ({ kind: 'given', person: 'li', role, from: null, to: null, ...more }); // prettier-ignore
const end = (assignment: number, to: number | null = null): PeopleChange => ({ kind: 'ended', assignment, to });
const add = (person: string, name = '王五'): PeopleChange => ({ kind: 'added', person, name });
/** The code of the first change that may not be; `ok` if all may. */
const codeOf = (...changes: PeopleChange[]): string => {
  const outcome = changedInTurn(register, changes, who);
  return 'refusal' in outcome ? outcome.refusal.code : 'ok';
};

describe('a role is given', () => {
  test.each([
    ['from now on', [give('reception')], 'ok'],
    ['for a time that is to come', [give('reception', { from: now + DAY, to: now + 2 * DAY })], 'ok'],
    ['from half a minute ago, by a clock that is slow', [give('reception', { from: now - 30_000 })], 'ok'],
    ['from yesterday', [give('reception', { from: now - DAY })], 'role-dated-back'],
    ['up to yesterday', [give('reception', { to: now - DAY })], 'role-dated-back'],
    ['to an end that is its beginning', [give('reception', { from: now + DAY, to: now + DAY })], 'dates-out-of-order'],
    ['from beyond every calendar', [give('reception', { from: now + 100_000 * DAY })], 'bad-instant'],
    ['to nobody', [give('reception', { person: 'wang' })], 'no-such-person'],
    ['to oneself', [give('reception', { person: 'security' })], 'own-right'],
    ['that they hold', [give('clerk')], 'role-held'],
    ['that they hold from tomorrow, for today', [give('reception', { from: now + DAY }), give('reception', { to: now + DAY })], 'ok'],
    ['that they hold from tomorrow, for longer', [give('reception', { from: now + DAY }), give('reception')], 'role-held'],
    ['of an auditor to who runs the system', [give('administrator'), give('auditor')], 'roles-apart'],
    ['of an auditor to who runs the system until then', [give('administrator', { to: now + DAY }), give('auditor', { from: now + DAY })], 'ok'],
    ['of an auditor for a day in the time of another such', [give('security-administrator', { from: now + DAY }), give('auditor', { from: now + 3 * DAY, to: now + 4 * DAY })], 'roles-apart'],
    ['of an outside system to somebody of the court', [give('sys:case-funds')], 'roles-apart'],
  ] as const)('%s', (_, changes, code) => expect(codeOf(...changes)).toBe(code)); // prettier-ignore

  test('and a refusal names what stands in the way', () => {
    const refusal = changed(register, give('clerk'), who);
    expect(refusal).toMatchObject({ missing: [{ id: '3', zh: '书记员，自2026-03-01T09:00:00+08:00起' }] });
  });
});

describe('a role ends', () => {
  test.each([
    ['now', [end(3)], 'ok'],
    ['and may then be given again', [end(3), give('clerk')], 'ok'],
    ['twice', [end(3), end(3)], 'role-ended'],
    ['later, then sooner', [end(3, now + 9 * DAY), end(3, now + DAY)], 'ok'],
    ['later, then later still', [end(3, now + DAY), end(3, now + 2 * DAY)], 'dates-out-of-order'],
    ['later, then the same', [end(3, now + DAY), end(3, now + DAY)], 'not-a-change'],
    ['in the past', [end(3, now - DAY)], 'role-dated-back'],
    ['that nobody gave', [end(77)], 'no-such-assignment'],
    ['of one’s own', [end(1)], 'own-right'],
    ['of the other security administrator', [end(2)], 'ok'],
  ] as const)('%s', (_, changes, code) => expect(codeOf(...changes)).toBe(code));

  test('before it has begun: it never does', () => {
    const outcome = changedInTurn(register, [give('reception', { from: now + DAY }), end(-4)], who);
    const last = 'did' in outcome ? outcome.did.at(-1)?.after : undefined;
    expect(last).toMatchObject({ from: now + DAY, to: now + DAY });
  });

  test('but never the last security administrator’s: not even when the other’s ends first', () => {
    const ending = changedInTurn(register, [end(2, now + 2 * DAY)], who);
    if (!('register' in ending)) throw new Error('it may end');
    const second = { by: 'second', now };
    expect(changed(ending.register, end(1, now + 3 * DAY), second)).toMatchObject({ code: 'last-of-role' });
    expect(changed(ending.register, end(1, now + 2 * DAY), second)).toMatchObject({ code: 'last-of-role' });
    expect(changed(ending.register, end(1, now + DAY), second), 'from the day after next there is nobody').toMatchObject({ code: 'last-of-role' }); // prettier-ignore
    const third = changedInTurn(ending.register, [add('wang-5'), give('security-administrator', { person: 'wang-5' })], second); // prettier-ignore
    if (!('register' in third)) throw new Error('a third may be given it');
    expect(isRefusal(changed(third.register, end(1, now + DAY), second))).toBe(false);
  });
});

describe('a person', () => {
  test.each([
    ['is added', [add('wang-5')], 'ok'],
    ['has an id of their own', [add('li')], 'person-exists'],
    ['also however it is written', [add('LI')], 'person-exists'],
    ['is not the engine', [add('System')], 'bad-value'],
    ['is no address', [add('changes')], 'bad-value'],
    ['is no office', [add('@president')], 'bad-value'],
    ['has an id that a text can mark', [add('王五')], 'bad-value'],
    ['has no id without end', [add('w'.repeat(65))], 'bad-value'],
    ['has a name', [add('w', '')], 'bad-text'],
    ['has a name that shows', [add('w', '\u200b')], 'bad-text'],
    ['has a name without what nobody sees', [add('w', '王\u200b五')], 'bad-text'],
    ['has a name without NUL', [add('w', '王\0五')], 'bad-text'],
    ['has a name that runs forward', [add('w', '王\u202e五')], 'bad-text'],
    ['has a name of one line', [add('w', '王\n五')], 'bad-text'],
    ['has a name of some length', [add('w', '长'.repeat(100_000))], 'bad-text'],
    ['has a name without margins', [add('w', ' 王五')], 'bad-text'],
    ['of a people with long names and a dot', [add('w', '阿不都热依木·艾山')], 'ok'],
    ['is called otherwise', [{ kind: 'renamed', person: 'li', name: '李莉' }], 'ok'],
    ['is called as before', [{ kind: 'renamed', person: 'li', name: '李丽' }], 'not-a-change'],
    ['is nobody to be called otherwise', [{ kind: 'renamed', person: 'wang', name: '王' }], 'no-such-person'],
  ] as const)('%s', (_, changes, code) => expect(codeOf(...changes)).toBe(code));
});

test('whatever is asked in whatever order, no register comes of it that may not be', () => {
  const persons = ['security', 'second', 'li', 'chen'];
  const instant = fc.option(fc.integer({ min: -1, max: 6 }).map((days) => now + days * DAY), { nil: null }); // prettier-ignore
  const change: fc.Arbitrary<PeopleChange> = fc.oneof(
    fc.record({ kind: fc.constant('added' as const), person: fc.constantFrom(...persons), name: fc.constantFrom('甲', '乙') }),
    fc.record({ kind: fc.constant('given' as const), person: fc.constantFrom(...persons), role: fc.constantFrom<Role>(...administrators, 'clerk', 'sys:case-funds'), from: instant, to: instant }),
    fc.record({ kind: fc.constant('ended' as const), assignment: fc.integer({ min: -12, max: 3 }), to: instant }),
  ); // prettier-ignore
  fc.assert(
    fc.property(fc.array(change, { maxLength: 14 }), fc.constantFrom('security', 'second'), (changes, by) => {
      let state = register;
      for (const each of changes) {
        const next = changed(state, each, { by, now });
        if (!isRefusal(next)) state = next.register;
      }
      const { assignments } = state;
      for (const a of assignments)
        for (const b of assignments)
          if (a.id !== b.id && a.person === b.person && overlap(a, b)) expect(a.role !== b.role && !areApart(a.role, b.role)).toBe(true); // prettier-ignore
      for (let day = 0; day < 8; day++)
        expect(assignments.some((a) => a.role === 'security-administrator' && runsAtInstant(a, now + day * DAY))).toBe(true); // prettier-ignore
      const own = (of: Register) => of.assignments.filter(({ person }) => person === by);
      expect(own(state)).toEqual(own(register));
    }),
    { numRuns: 300 },
  );
});

test('every role is given but those of a record and of the engine', () => {
  expect(givenRoles).not.toContain('handler');
  expect(givenRoles).not.toContain('system');
});
