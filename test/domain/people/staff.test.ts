// A court’s staff in a file: what each line comes to, and what is wrong with it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changedInTurn } from '../../../domain/people/change.ts';
import { type Register, rolesAt } from '../../../domain/people/register.ts';
import { readStaff } from '../../../domain/people/staff-file.ts';
import { planStaff } from '../../../domain/people/staff-plan.ts';
import type { Role } from '../../../domain/nodes/roles.ts';
import { DAY, parseInstant } from '../../../domain/time/instant.ts';

const now = parseInstant('2026-03-02T09:00:00+08:00') ?? 0;
const who = { by: 'security', now };
const held = (id: number, person: string, role: Role, to: number | null = null) => ({ id, person, role, from: now - DAY, to }); // prettier-ignore
const register: Register = {
  people: new Map([['security', '安甲'], ['li', '李丽'], ['wang', '王五']]), // prettier-ignore
  assignments: [held(1, 'security', 'security-administrator'), held(2, 'li', 'administrator'), held(3, 'wang', 'clerk', now + 5 * DAY), held(4, 'wang', 'funds')], // prettier-ignore
};
const HEAD = '编号,姓名,角色,自,至,责任人';
const read = (...lines: string[]) =>
  readStaff([HEAD, ...lines].map((line, i) => ({ row: i + 1, cells: line.split(',') })));
const plan = (...lines: string[]) =>
  planStaff(register, read(...lines) ?? { headings: {}, lines: [], flaws: [], ignored: [] }, who);
const codes = (...lines: string[]) => plan(...lines).flaws.map(({ row, code }) => `${row} ${code}`);

describe('a line', () => {
  test.each([
    ['of nobody', [',王五,书记员'], ['2 missing-field']],
    ['without a name', ['wang,,书记员'], ['2 missing-field']],
    ['of a role that is none', ['wang,王五,国王'], ['2 unknown-role']],
    ['of the engine', ['wang,王五,system'], ['2 unknown-role']],
    ['of a day that is none', ['new,新人,书记员,2026-02-30'], ['2 bad-date']],
    ['of another day than days are written', ['new,新人,书记员,3/2/2026'], ['2 bad-date']],
    ['of the past', ['new,新人,书记员,2020-01-01'], ['2 role-dated-back']],
    ['with NUL', ['new,新\0人,书记员'], ['2 bad-text']],
    ['with a name of 100 kB', [`new,${'长'.repeat(100_000)},书记员`], ['2 bad-text']],
    ['with an id that is none', ['新人,新人,书记员'], ['2 bad-value', '2 no-such-person']],
    ['with an answer that is none', ['new,新人,立案窗口,,,或许'], ['2 bad-value']],
    ['of a lead where there is none', ['new,新人,执行局长,,,是'], ['2 not-a-desk']],
    ['of oneself', ['security,安甲,审计管理员'], ['2 own-right', '2 own-right']],
  ])('%s', (_, lines, found) => expect(codes(...lines)).toEqual(found));

  test('beside another: each of the two says so', () => {
    expect(codes('new,新人,书记员', 'new,新仁,立案窗口')).toEqual(['2 double-person', '3 double-person']);
    expect(codes('new,新人,书记员', 'NEW,新人,立案窗口')).toEqual(['2 double-person', '3 double-person']);
    expect(codes('new,新人,书记员', 'new,新人,clerk')).toEqual(['2 double-role', '3 double-role']);
    expect(codes('a,甲,立案窗口,,,是', 'b,乙,立案窗口,,,√')).toEqual(['2 two-leads', '3 two-leads']);
    expect(codes('a,甲,立案窗口,,,是', 'a,甲,接待,,,是')).toEqual(['3 unknown-role']);
    expect(codes('new,新人,系统管理员', 'new,新人,审计管理员')).toEqual(['3 roles-apart']);
  });
});

describe('a file', () => {
  test('comes to what is to be changed of those whom it lists', () => {
    const { changes, unchanged, leaving } = plan('wang,王伍,书记员', 'chen,陈六,立案窗口,2026-03-02,2026-12-31', 'chen,陈六,法警'); // prettier-ignore
    expect(changes.map((change) => [change.kind, 'person' in change ? change.person : change.assignment])).toEqual([['added', 'chen'], ['renamed', 'wang'], ['given', 'chen'], ['given', 'chen'], ['ended', 4]]); // prettier-ignore
    expect([unchanged, leaving]).toEqual([0, []]);
  });

  test('says again what is: nothing changes', () => {
    const same = plan('li,李丽,系统管理员', 'wang,王五,书记员', 'wang,王五,案款管理员');
    expect(same).toEqual({ changes: [], flaws: [], unchanged: 3, leaving: [] });
  });

  test('shortens and lengthens', () => {
    expect(plan('wang,王五,书记员,,2026-03-03', 'wang,王五,案款管理员').changes).toMatchObject([{ kind: 'ended', assignment: 3 }]); // prettier-ignore
    expect(plan('wang,王五,书记员,,2026-12-31', 'wang,王五,案款管理员').changes).toMatchObject([{ kind: 'given', from: now + 5 * DAY }]); // prettier-ignore
  });

  test('changes who runs the system for who looks at it, in whichever order they stand', () => {
    const { flaws, changes } = plan('li,李丽,审计管理员');
    expect(flaws).toEqual([]);
    expect(changes.map(({ kind }) => kind)).toEqual(['ended', 'given']);
    expect('did' in changedInTurn(register, changes, who)).toBe(true);
  });

  test('says who would hold nothing any more', () => {
    expect(plan('wang,王五,').leaving).toEqual([{ person: 'wang', row: 2 }]);
  });

  test('has headings, each once, and says which mean nothing', () => {
    const rows = (...lines: string[]) => lines.map((line, i) => ({ row: i + 1, cells: line.split(',') }));
    expect(readStaff(rows('甲,乙', 'a,b'))).toBeUndefined();
    expect(readStaff(rows('编号,姓名,角色,角色', 'a,b,c,d'))).toBeUndefined();
    expect(readStaff(rows())).toBeUndefined();
    expect(readStaff(rows('工号,姓名,岗位,电话', 'a,b,书记员,13800000000'))).toMatchObject({ ignored: ['电话'], flaws: [] }); // prettier-ignore
  });

  test('whatever it holds, its changes go through as they stand, and leave those whom it lists with its roles', () => {
    const line = fc.tuple(fc.constantFrom('li', 'wang', 'chen', 'security', 'x@'), fc.constantFrom('甲', '李丽', ''), fc.constantFrom('书记员', '系统管理员', '审计管理员', 'funds', '', '国王'), fc.constantFrom('', '2026-03-02', '2026-05-01', 'x'), fc.constantFrom('', '2026-03-04', '2027-01-01')); // prettier-ignore
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        const file = read(...lines.map((cells) => cells.join(',')));
        if (file === undefined) return;
        const { changes, flaws } = planStaff(register, file, who);
        const done = changedInTurn(register, changes, who);
        if (!('register' in done)) throw new Error(done.refusal.code);
        if (flaws.length > 0) return;
        for (const { id } of file.lines) {
          const wanted = file.lines.filter((each) => each.id === id && each.from !== '2026-05-01').flatMap(({ role }) => role ?? []); // prettier-ignore
          const ahead = file.lines.filter((each) => each.id === id).flatMap(({ role }) => role ?? []);
          const roles = rolesAt(done.register, id, now);
          expect(roles.every((role) => ahead.includes(role))).toBe(true);
          expect(wanted.every((role) => roles.includes(role))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
