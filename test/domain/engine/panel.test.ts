// What a panel decides is read: whether it agreed, and whose word it is (plan §1, §5, §9).
import { describe, expect, test } from 'vitest';
import { given, type Court } from '../../support/given.ts';
import { confirmed } from '../../support/histories.ts';

const panel = ['p-panel', 'p-panel-2', 'p-panel-3'];
const decide = (court: Court, more: object) => court.complete('panel.decided', more);

describe('a form to somebody who is no applicant', () => {
  const form = 'FK-2026-031';
  const applied = confirmed()
    .at('2026-02-11T09:00')
    .complete('payout.applied', 'r-7', { to: 'third-party', payee: '某评估公司', document: '评估费发票' })
    .complete('payout.material-reviewed', form);
  const on = (court: Court, outcome: 'agreed' | 'refused', payee = '某评估公司') =>
    decide(court, { about: 'payee', payee, outcome });
  const refusal = (court: Court) => court.refused('payout.approved', { subject: form, by: 'director' });

  test('waits for a panel that agreed; one that did not is named', () => {
    expect(refusal(applied).code).toBe('payee-needs-panel');
    expect(refusal(on(applied, 'agreed', '另一公司')).code).toBe('payee-needs-panel');
    const against = on(applied, 'refused');
    expect(refusal(against)).toMatchObject({ code: 'not-approved' });
    expect(refusal(against).zh).toContain(`第${against.seq('panel.decided')}号记录`);
    expect(on(applied, 'agreed').complete('payout.approved', form).c.first('payout.approved')).toBeDefined();
  });

  test('the panel’s last word counts', () => {
    expect(refusal(on(on(applied, 'agreed'), 'refused')).code).toBe('not-approved');
    expect(on(on(applied, 'refused'), 'agreed').complete('payout.approved', form).c.first('payout.approved')).toBeDefined(); // prettier-ignore
  });
});

test('an extension needs a panel that agreed', () => {
  const asked = given().filed().assigned().at('2026-06-10T09:00').complete('long-case.reported');
  const payload = { until: '2026-10-20', reason: '特殊情况' };
  const against = decide(asked, { about: 'extension', outcome: 'refused', decision: '应当尽快拍卖' });
  expect(against.refused('extension.approved', { payload })).toMatchObject({ code: 'not-approved' });
  expect(against.refused('extension.approved', { payload }).missing[0]?.zh).toContain('应当尽快拍卖');
  const agreed = decide(against, { about: 'extension' });
  expect(agreed.complete('extension.approved', payload).c.first('extension.approved')).toBeDefined();
});

describe('the members of a panel', () => {
  const assigned = given().filed().assigned();
  const named = assigned.complete('case.assigned', { panel });
  const said = (court: Court, who: readonly string[]) =>
    court.refused('panel.decided', {
      by: 'p-panel',
      payload: { about: 'other', outcome: 'agreed', decision: '同意', record: '笔录', members: who },
    });

  test.each([
    ['one', ['p-panel']],
    ['two', ['p-panel', 'p-panel-2']],
    ['four', ['p-panel', 'p-panel-2', 'p-panel-3', 'p-all-hats']],
    ['nobody', []],
    ['one of them twice', ['p-panel', 'p-panel-2', 'p-panel']],
  ])('are an odd number of three or more, each once: not %s', (_, who) => {
    expect(assigned.refused('case.assigned', { by: 'command', payload: { panel: who } })).toMatchObject({ code: 'not-qualified', missing: [{ id: 'panel' }] }); // prettier-ignore
  });

  test('are named first: nobody speaks for a panel that the case does not have', () => {
    const refused = said(assigned, panel);
    expect(refused).toMatchObject({ code: 'wrong-role', missing: [{ id: 'case.assigned' }] });
    expect(refused.zh).toContain('写明 panel');
    const leader = { about: 'other', outcome: 'agreed', decision: '同意', record: '笔录', members: panel };
    expect(assigned.refused('panel.decided', { by: 'p-leader-1', payload: leader }).missing[0]?.id).toBe('case.assigned'); // prettier-ignore
  });

  test('nor did it decide before it was named', () => {
    const later = assigned.at('2026-03-02T09:00').complete('case.assigned', { panel });
    const then = { payload: { about: 'other', outcome: 'agreed', decision: '同意', record: '笔录', members: panel }, by: 'p-panel', at: '2026-03-01T09:00' }; // prettier-ignore
    expect(later.refused('panel.decided', then)).toMatchObject({ code: 'at-before-ground', missing: [{ id: 'case.assigned' }] }); // prettier-ignore
  });

  test('are those of the panel that the case has, by id or by name', () => {
    const decided = named.complete('panel.decided', { about: 'other', members: ['p-panel', '审判员2', ' 审判员3 '] }, { by: 'p-panel' }); // prettier-ignore
    expect(decided.c.first('panel.decided')).toBeDefined();
    const refused = said(named, ['p-panel', '审判员2', '审判员甲']);
    expect(refused).toMatchObject({ code: 'not-qualified', missing: panel.map((id) => ({ id })) });
    expect(refused.zh).toContain('“审判员甲”不是本案合议庭成员');
    expect(refused.zh).toContain('审判员2（p-panel-2）');
  });

  test('one of them records what they decided, who leads the team does not', () => {
    const payload = { about: 'other', outcome: 'agreed', decision: '同意', record: '笔录', members: panel };
    expect(named.refused('panel.decided', { by: 'p-leader-1', payload }).code).toBe('wrong-role');
  });

  test('nor does who asked: the officer of the case, who stands in for them, who was it when they asked', () => {
    const own = ['p-judge', 'p-panel', 'p-panel-2'];
    const judges = assigned.complete('case.assigned', { officer: 'p-judge', panel: own });
    const payload = { about: 'stay', outcome: 'agreed', decision: '同意', record: '笔录', members: own };
    const says = (court: Court, by: string) => court.answer('panel.decided', { by, payload });
    expect(says(judges, 'p-judge')).toMatchObject({ code: 'same-person' });
    expect(says(judges, 'p-panel')).toMatchObject({ accepted: true });
    const lent = { from: 'p-judge', to: 'p-panel', roles: ['officer' as const], until: '2026-12-31' };
    expect(says(judges.complete('delegation.given', lent, { by: 'p-judge' }), 'p-panel')).toMatchObject({ code: 'same-person' }); // prettier-ignore
    const stay = {
      kind: 'suspended',
      ground: 'other',
      scope: 'case',
      from: '2026-01-20',
      to: '2026-03-10',
      ruling: '一',
    };
    const asked = judges.complete('request.made', 'bp-1', { of: 'stay.ordered', payload: stay }, { by: 'p-judge' });
    const moved = asked.complete('case.assigned', { officer: 'p-officer-2', panel: own });
    expect(says(moved, 'p-judge')).toMatchObject({ code: 'same-person' });
    expect(says(moved, 'p-panel')).toMatchObject({ accepted: true });
  });

  test('nor is one person a member twice, by id and by name', () => {
    expect(said(named, ['p-panel-2', '审判员2', 'p-panel']).code).toBe('not-qualified');
  });

  test('are those of the day on which it decided', () => {
    const later = named
      .at('2026-03-02T09:00')
      .complete('case.assigned', { panel: ['p-panel', 'p-panel-2', 'p-all-hats'] });
    expect(said(later, panel).code).toBe('not-qualified');
    const then = { about: 'other', members: panel } as const;
    expect(later.complete('panel.decided', then, { by: 'p-panel', at: '2026-03-01T09:00' }).c.first('panel.decided')).toBeDefined(); // prettier-ignore
  });
});

test('money whose material was found wanting after the approval is not paid', () => {
  const form = 'FK-2026-031';
  const approved = confirmed()
    .at('2026-02-11T09:00')
    .complete('payout.applied', 'r-7')
    .complete('payout.material-reviewed', form)
    .complete('payout.approved', form)
    .complete('payout.material-reviewed', form, { passed: false });
  expect(approved.refused('payout.paid', { subject: form, by: 'finance' }).code).toBe('form-ended');
  expect(approved.refused('payout.rejected', { subject: form }).code).toBe('form-ended');
});
