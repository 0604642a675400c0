// Who acts in another's place: what it makes of the words of both, and what a request is worth once somebody has passed it (plan §1, §5).
import { describe, expect, test } from 'vitest';
import { nodeRow } from '../../domain/nodes/index.ts';
import { formPapers } from '../../api/money/form-paper.ts';
import { moneyOverview } from '../../domain/plan/money/overview.ts';
import { called } from '../support/given-people.ts';
import { given, type Court } from '../support/given.ts';
import { confirmed, found, preserving } from '../support/histories.ts';

const id = 'q-1';
const stop = { ground: 'announcement', from: '2026-03-02', to: '2026-03-31', document: '公告' } as const;
const filed = given().filed('2026-01-20T16:20').assigned().at('2026-03-02T10:00');
const asked = (court: Court) => court.complete('request.made', id, { of: 'exclusion.approved', payload: stop });
const lends = (court: Court, from: string, role: string, to: string): Court =>
  court.complete('delegation.given', { from, to, roles: [role], until: '2026-06-30' } as never, { by: from }); // roles of the table
const pass = (court: Court, by: string): Court => court.complete('request.passed', id, {}, { by });
const decision = { payload: { ...stop, request: id } };

describe('who can do it themselves stands in nobody’s place', () => {
  const away = lends(lends(filed, 'p-president', 'president', 'p-director'), 'p-supervising-leader', 'supervising-leader', 'p-director'); // prettier-ignore
  const passed = pass(pass(asked(away), 'p-leader-1'), 'p-director');

  test('the director, who stands in for two above, passes a request on as director', () => {
    expect(passed.record.at(-1)).toMatchObject({ node: 'request.passed', as: ['director'] });
  });

  test('so that those two may decide it themselves, and send it back', () => {
    expect(passed.complete('exclusion.approved', decision.payload).c.last('exclusion.approved')).toBeDefined();
    const back = { subject: id, payload: { reason: '一' }, by: 'p-supervising-leader' };
    expect(passed.answer('request.returned', back)).toMatchObject({ accepted: true });
  });

  test('and the director, who has passed it, still decides nothing', () => {
    expect(passed.refused('exclusion.approved', { ...decision, by: 'p-director' }).code).toBe('same-person');
  });
});

describe('what was done in somebody’s place stays theirs', () => {
  test.each([
    ['team-leader', 'p-leader-1'],
    ['director', 'p-director'],
  ])('also when the delegation of the %s is taken back: no second word of the same person', (role, person) => {
    const before = role === 'director' ? pass(asked(filed), 'p-leader-1') : asked(filed);
    const done = pass(lends(before, person, role, 'p-officer-2'), 'p-officer-2');
    const over = done.complete('fact.withdrawn', { fact: done.seq('delegation.given'), reason: '一' }, { by: person });
    const above = lends(over, 'p-president', 'president', person);
    const ready = role === 'director' ? above : pass(above, 'p-director');
    expect(ready.refused('exclusion.approved', { ...decision, by: person }).code).toBe('same-person');
  });
});

describe('a delegation that is taken back', () => {
  const form = 'FK-2026-031';
  const applied = confirmed().at('2026-02-10T09:00').complete('payout.applied', 'r-7');
  const back = (court: Court, by: string) =>
    court.complete('fact.withdrawn', { fact: court.seq('delegation.given'), reason: '回岗' }, { by });

  test('keeps a review of material theirs in whose place it was: they approve nothing of it', () => {
    const reviewed = lends(applied, 'p-funds', 'funds', 'p-dossier').complete('payout.material-reviewed', form, {}, { by: 'p-dossier' }); // prettier-ignore
    const above = lends(back(reviewed, 'p-funds'), 'p-director', 'director', 'p-funds');
    expect(above.refused('payout.approved', { subject: form, by: 'p-funds' }).code).toBe('same-person');
  });

  test('stands on the form: who signed, and for whom', () => {
    const signed = lends(applied, 'p-funds', 'funds', 'p-dossier').complete('payout.material-reviewed', form, {}, { by: 'p-dossier' }); // prettier-ignore
    const { c } = back(signed, 'p-funds').complete('payout.approved', form);
    const [receipt] = moneyOverview(c);
    const shown = receipt?.forms.find(({ id: each }) => each === form);
    if (receipt === undefined || shown === undefined) throw new Error('there is no such form');
    const [, steps] = formPapers({ c, receipt, form: shown }, (person) => called(person).name);
    expect(steps?.rows.map(([, who]) => who)).toEqual(['承办人', '卷宗管理中心（代案款管理员）', '执行局长']);
  });

  test('makes what is done after it nobody else’s: who reviews by their own office then reviews alone', () => {
    const over = back(lends(applied, 'p-funds', 'funds', 'p-many-hats'), 'p-funds');
    const reviewed = over.complete('payout.material-reviewed', form, {}, { by: 'p-many-hats' });
    const above = lends(reviewed, 'p-director', 'director', 'p-funds');
    expect(above.answer('payout.approved', { subject: form, by: 'p-funds' })).toMatchObject({ accepted: true });
  });
});

describe('a request that was passed', () => {
  const passed = pass(asked(filed), 'p-leader-1');
  const put = (court: Court, payload: object) =>
    court.answer('fact.corrected', { by: 'p-officer-1', payload: { fact: court.seq('request.made'), payload, reason: '笔误' } }); // prettier-ignore
  const said = { of: 'exclusion.approved', payload: stop, reason: '被执行人下落不明，已公告送达' };

  test.each<[string, object]>([
    ['another date', { ...said, payload: { ...stop, to: '2026-12-31' } }],
    ['another decision', { of: 'restriction.decided', payload: { kind: 'consumption', party: 'respondent-1', persons: ['respondent-1'], granted: true, reason: '一' }, reason: '一' }],
    ['another reason', { ...said, reason: '另有原因' }],
  ])('says what they saw: %s is asked for anew', (_, payload) => {
    expect(put(passed, payload)).toMatchObject({ code: 'form-differs' });
    expect(put(pass(passed, 'p-director'), payload)).toMatchObject({ code: 'form-differs' });
  }); // prettier-ignore

  test('before that its asker puts it right', () => {
    expect(put(asked(filed), { ...said, payload: { ...stop, to: '2026-03-30' } })).toMatchObject({ accepted: true });
  });
});

describe('who would ask does not decide in another’s place', () => {
  test.each<[string, string, object]>([
    ['supervising-leader', 'exclusion.approved', stop],
    ['president', 'sanction.decided', nodeRow('sanction.decided').example as object],
    ['president', 'warrant.issued', nodeRow('warrant.issued').example as object],
  ])('the officer as %s: %s', (role, node, payload) => {
    const lent = lends(filed, `p-${role}`, role, 'p-officer-1');
    expect(lent.refused(node, { payload, by: 'p-officer-1' }).code).toBe('same-person');
  }); // prettier-ignore

  test('nor lifts a lateness: who only acts for review accepts no late entry', () => {
    const late = given().filed('2026-01-20T16:20').at('2026-02-10T09:00').complete('reception.held', {}, { at: '2026-01-20T17:00' }); // prettier-ignore
    const lent = lends(late, 'p-review', 'review', 'p-dossier');
    const entry = { payload: { fact: late.seq('reception.held'), evidence: '登记簿' } };
    expect(lent.refused('entry.accepted', { ...entry, by: 'p-dossier' }).code).toBe('lateness-at-stake');
    expect(lent.answer('entry.accepted', { ...entry, by: 'p-review' })).toMatchObject({ accepted: true });
  });
});

describe('in a case of 执保', () => {
  const returned = preserving('2026-01-16T09:00')
    .assigned()
    .complete('query.started')
    .complete('query.returned', { complete: true, assets: [found('a-1')] });

  test('nothing to preserve is said no longer once something is frozen', () => {
    const none = returned.complete('preservation.carried-out', { result: 'none' });
    const frozen = none.complete('asset.frozen', 'a-1', { amountFen: 5_000_000, until: '2027-01-10' });
    expect(frozen.refused('closing.submitted', { payload: { kind: 'nothing-to-preserve' } }).code).toBe('closing-ground-missing'); // prettier-ignore
  });

  test.each([
    ['applicant-1', 'done'],
    ['respondent-1', 'open'],
  ])('a renewal asked for by %s: the applicant’s deadline is %s', (by, status) => {
    const frozen = returned.complete('asset.frozen', 'a-1', { amountFen: 5_000_000, until: '2027-01-10' });
    const later = frozen.complete(
      'application.received',
      { kind: 'renewal', by, about: 'a-1', on: '2026-01-16' },
      { by: 'p-officer-1' },
    );
    expect(later.deadline('preservation-renewal').status).toBe(status);
  });
});
