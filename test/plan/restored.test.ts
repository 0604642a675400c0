// 执恢 takes up where the old case stopped: linked to it, with what was in force there and its last days (plan §9, L94).
import { describe, expect, test } from 'vitest';
import { blank, handle } from '../../domain/engine/handle.ts';
import type { Filing } from '../../domain/engine/filing.ts';
import { checkFiling } from '../../domain/engine/filing.ts';
import { assetsInForce } from '../../domain/plan/control/measures.ts';
import { readCase } from '../../domain/record/case.ts';
import { foundAgain } from '../support/after-closing-reports.ts';
import { type Court, given } from '../support/given.ts';
import { law1 } from '../support/given-law.ts';
import { bench, called } from '../support/given-people.ts';
import { accepted } from '../support/given-report.ts';
import { closedNoProperty } from '../support/no-property.ts';

const caseNo = '（2026）豫0823执恢12号';
const from = '（2026）豫0823执123号';
const body = (more: Partial<Filing> = {}): Filing => ({
  ...{ caseNo, filedAt: '2026-10-22T10:00:00+08:00', cause: '民间借贷纠纷', basis: '（2025）豫0823民初456号' },
  claimFen: 25_000_000,
  applicants: [{ name: '张建国', kind: 'person' }],
  respondents: [{ name: '李卫东', kind: 'person' }],
  restoredFrom: from,
  ...more,
});
const filing = (old: Court | undefined, more: Partial<Filing> = {}) => {
  const now = Date.parse('2026-10-22T10:00:00+08:00');
  const actor = { ...called('filing'), via: 'api' } as const;
  return handle(blank, { kind: 'file', body: body(more), actor, people: bench, restored: old?.c }, { now, wokenFor: null, inForce: law1, laws: () => law1 }); // prettier-ignore
};
const files = (old: Court | undefined, more: Partial<Filing> = {}) => {
  const { answer, advanced } = filing(old, more);
  return { answer, c: advanced && readCase(advanced.record) };
};

const sealed = foundAgain().complete('asset.sealed', 'a-9', { until: '2028-10-20' });
const decided = sealed.complete('restoration.decided', { newCaseNo: caseNo }, { by: 'director' });
const inForce = (court: Court) => assetsInForce(court.c).map(({ id }) => id);
const heard = (old: Court, more: Partial<Filing> = {}) => old.at('2026-10-22T10:01').hears(accepted(filing(old, more)));

describe('between the decision and the filing', () => {
  test('the old case keeps its controls, and their clocks run', () => {
    expect(inForce(decided)).toEqual(['a-9']);
    expect(decided.deadline('seizure-expiry', 'a-9')).toMatchObject({ status: 'open', due: '2028-10-19' });
    const renewed = decided.at('2028-10-18T09:00').complete('asset.renewed', 'a-9', { until: '2030-10-18' });
    expect(renewed.deadline('seizure-expiry', 'a-9')).toMatchObject({ status: 'open', due: '2030-10-17' });
    expect(inForce(decided.at('2028-10-23T09:00'))).toEqual([]); // what nobody renewed is lost here
  });

  test('the decision may be taken back, and nothing is lost', () => {
    const back = decided.complete('fact.withdrawn', { fact: decided.seq('restoration.decided'), reason: '案号有误' }, { by: 'director' }); // prettier-ignore
    expect(inForce(back)).toEqual(['a-9']);
    expect(back.deadline('seizure-expiry', 'a-9').status).toBe('open');
  });
});

describe('a filing that restores a case', () => {
  test('is linked to it, and takes its controls over, each in its order and to its last day', () => {
    const { c } = files(decided);
    expect(c?.all('case.linked').map(({ payload }) => payload)).toEqual([{ caseNo: from, as: 'restored', kind: 'no-property', closedOn: '2026-04-21' }]); // prettier-ignore
    const [taken] = c?.all('asset.taken-over') ?? [];
    expect(taken?.payload).toMatchObject({ id: 'a-9', kind: 'vehicle', measure: 'sealed', order: 'first', from, until: '2028-10-20' }); // prettier-ignore
    expect(taken?.via).toBe('system');
    expect(c?.subjects.get('a-9')?.of).toBe('asset');
  });

  test('tells the old one so: it is linked, nothing is in force there any more, and its clock ends', () => {
    const old = heard(decided);
    expect(old.c.all('asset.passed-on').map(({ subject, payload, via }) => [subject, payload.to, via])).toEqual([['a-9', caseNo, 'system']]); // prettier-ignore
    expect(old.c.last('case.linked')?.payload).toEqual({ caseNo, as: 'restored' });
    expect(inForce(old)).toEqual([]);
    expect(old.deadline('seizure-expiry', 'a-9').status).toBe('void');
    expect(old.at('2029-01-08T09:00').c.all('asset.expired')).toEqual([]);
  });

  test('of a renewal that came in between it takes the last day, and it passes on behind that', () => {
    const renewed = decided.at('2026-10-22T11:00').complete('asset.renewed', 'a-9', { until: '2030-10-20' });
    expect(files(renewed).c?.all('asset.taken-over')[0]?.payload.until).toBe('2030-10-20');
    expect(inForce(renewed.hears(accepted(filing(renewed))))).toEqual([]);
  });

  test('of what was freed before the old case heard of it, review is told', () => {
    const filed = accepted(filing(decided));
    const freed = decided.at('2026-10-22T11:00').complete('panel.decided', { about: 'release', members: ['p-panel', 'p-panel-2', 'p-panel-3'] }).complete('release.decided', { assets: ['a-9'] }).complete('asset.released', 'a-9'); // prettier-ignore
    const told = freed.hears(filed);
    expect(told.c.all('asset.passed-on')).toEqual([]);
    expect(told.notices.at(-1)).toMatchObject({ kind: 'relayed', to: [{ role: 'review' }, { role: 'officer' }] });
  });

  test('holds the old case to what it rests on', () => {
    const old = heard(decided);
    const fact = (node: 'restoration.decided' | 'asset.sealed') => ({ payload: { fact: old.seq(node), reason: '误' } });
    expect(old.refused('fact.withdrawn', { ...fact('restoration.decided'), by: 'director' }).code).toBe('has-dependents'); // prettier-ignore
    expect(old.refused('fact.withdrawn', { ...fact('asset.sealed'), by: 'review' }).code).toBe('has-dependents');
  });

  test('of a case that is not here is linked and believed', () => {
    expect(files(undefined).c?.all('case.linked')[0]?.payload).toEqual({ caseNo: from, as: 'restored' });
  });

  test('as a takeover is believed, and takes along what the old case decided to give', () => {
    const history = [
      { node: 'related-cases.checked', at: '2026-10-22T10:00:00+08:00', payload: { scope: 'province', leads: [] } },
    ];
    expect(files(closedNoProperty(), { history }).c?.all('asset.taken-over')).toEqual([]);
    expect(files(decided, { history }).c?.all('asset.taken-over')).toHaveLength(1);
  });

  test('a takeover that has the asset of that name as another thing leaves the control where it is', () => {
    const returned = { complete: true, source: '中国银行', assets: [{ id: 'a-9', kind: 'bank-account', holder: '李卫东', description: '存款', valueFen: 1 }] }; // prettier-ignore
    const history = ['query.started', 'query.returned'].map((node, i) => ({ node, at: `2026-10-22T10:00:0${i}+08:00`, payload: node === 'query.started' ? { systems: ['总对总'], respondents: ['respondent-1'] } : returned })); // prettier-ignore
    const filed = accepted(filing(decided, { filedAt: '2026-10-22T09:00:00+08:00', history: history.map((h) => ({ ...h, at: h.at.replace('T10', 'T09') })) })); // prettier-ignore
    expect(inForce(decided.at('2026-10-22T10:01').hears(filed))).toEqual(['a-9']);
  });

  test.each([
    ['whose restoration nobody decided', closedNoProperty()],
    ['whose restoration was refused', foundAgain().complete('restoration.decided', { granted: false }, { by: 'director' })], // prettier-ignore
    ['that goes on under another number', sealed.complete('restoration.decided', { newCaseNo: '（2026）豫0823执恢13号' }, { by: 'director' })], // prettier-ignore
  ])('is refused of a case %s', (_, old) => {
    const { answer, c } = files(old);
    expect(answer).toMatchObject({ code: 'not-approved', missing: [{ id: 'restoration.decided' }] });
    expect(c).toBeUndefined();
  });

  test('is one: a second on the same decision is refused, the same again is not', () => {
    const open = sealed.complete('restoration.decided', { newCaseNo: undefined } as object, { by: 'director' });
    const once = heard(open);
    expect(files(once, { caseNo: '（2026）豫0823执恢14号' }).answer).toMatchObject({ code: 'already-recorded', missing: [{ id: 'restoredFrom', zh: caseNo }] }); // prettier-ignore
    expect(files(once).c).toBeDefined();
    const both = once.hears(accepted(filing(open, { caseNo: '（2026）豫0823执恢14号' }))); // in the same second
    expect(both.c.all('case.linked').filter(({ via, payload }) => via === 'system' && payload.as === 'restored')).toHaveLength(1); // prettier-ignore
    expect(both.notices.at(-1)?.kind).toBe('relayed');
  });

  test('is for somebody of the old case: all others is another case, one in whose place somebody came is not', () => {
    const others = { applicants: [{ name: '王秀英', kind: 'person' }], respondents: [{ name: '赵某', kind: 'person' }] } as const; // prettier-ignore
    expect(files(decided, others as never).answer).toMatchObject({ code: 'unknown-party' });
    expect(files(decided, { applicants: [{ name: '王秀英', kind: 'person' }] }).c).toBeDefined();
    expect(files(decided, { respondents: [{ name: '李小东', kind: 'person' }] }).c).toBeDefined();
  });

  test.each([
    ['unknown-field', 'under another kind of number', { caseNo: '（2026）豫0823执124号' }],
    ['bad-case-number', 'with a number that is none', { restoredFrom: '那一件' }],
    ['bad-case-number', 'of itself', { restoredFrom: caseNo }],
    ['bad-case-number', 'of a preservation', { restoredFrom: '（2026）豫0823执保9号' }],
  ])('%s: %s', (code, _, more) => expect(checkFiling(body(more), '豫0823')).toMatchObject({ code }));

  test('of another court’s case: nothing is looked up there, nothing is said to it', () => {
    const { advanced } = filing(undefined, { restoredFrom: '（2024）豫0811执9号' });
    expect(advanced?.rows.effects.filter(({ effect }) => effect === 'fact')).toEqual([]);
  });

  test('which old case it is does not change by a correction', () => {
    const filed = given().filed('2026-10-22T10:00', body());
    const payload = { ...filed.c.filed.payload, restoredFrom: '（2026）豫0823执9号' };
    expect(filed.refused('fact.corrected', { payload: { fact: filed.c.filed.seq, payload, reason: '误' }, by: 'filing' }).code).toBe('not-correctable'); // prettier-ignore
  });
});

describe('the number under which a case goes on', () => {
  const sent = (newCaseNo: string) => ({ by: 'director', payload: { granted: true, newCaseNo, reason: '发现财产' } });

  test.each([
    ['wrong-court', 'another court’s', '（2026）豫0811执恢12号'],
    ['wrong-year', 'of a year before the case', '（2025）豫0823执恢12号'],
    ['bad-case-number', 'of another kind', '（2026）豫0823执12号'],
  ])('is refused as %s: %s', (code, _, number) => {
    expect(sealed.refused('restoration.decided', sent(number)).code).toBe(code);
    const asked = { of: 'restoration.decided', payload: sent(number).payload, reason: '发现财产' };
    expect(sealed.refused('request.made', { by: 'officer', payload: asked }).code).toBe(code);
  });

  test('is no other case’s of this court', () => {
    const taken = given().filed('2026-09-01T10:00', { caseNo });
    const { code, missing } = sealed.beside(taken).refused('restoration.decided', sent(caseNo));
    expect([code, missing]).toEqual(['already-recorded', [{ id: 'newCaseNo', zh: '已经立案' }]]);
    const own = given().filed('2026-09-01T10:00', { caseNo, restoredFrom: from });
    expect(sealed.beside(own).answer('restoration.decided', sent(caseNo))).toMatchObject({ accepted: true });
  });
});
