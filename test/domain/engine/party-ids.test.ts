import { describe, expect, test } from 'vitest';
import { checkFiling } from '../../../domain/engine/filing.ts';
import { rolesInCase } from '../../../domain/record/actor.ts';
import { applicants, parties } from '../../../domain/record/parties.ts';
import { type Court, given } from '../../support/given.ts';
import { instant } from '../../support/instants.ts';
import { bench } from '../../support/given-people.ts';
import { person, serve, two } from '../../support/two-respondents.ts';

const correct = (court: Court, change: object) => ({
  payload: { fact: 2, payload: { ...court.c.filed.payload, ...change }, reason: '笔误' },
  by: 'review',
});
const corrected = (court: Court, change: object): Court => {
  const { payload, by } = correct(court, change);
  return court.complete('fact.corrected', { at: undefined, ...payload } as never, { by }); // takes the example's instant away
};
const ids = (court: Court) => parties(court.c).map(({ id, name }) => `${id} ${name}`);

describe('a party has an id from the filing on', () => {
  test('the one that the filing gives, or its side and place', () => {
    const court = given({ respondents: [person('李卫东', { id: 'r-li' }), person('王秀英')] }).filed();
    expect(ids(court)).toEqual(['applicant-1 张建国', 'r-li 李卫东', 'respondent-2 王秀英']);
    expect([...court.c.subjects.values()].map(({ id, of, seq }) => [id, of, seq])).toEqual([
      ['applicant-1', 'party', 2],
      ['r-li', 'party', 2],
      ['respondent-2', 'party', 2],
    ]);
  });

  test.each([
    ['on one side', { respondents: [person('甲', { id: 'x' }), person('乙', { id: 'x' })] }],
    ['on both sides', { applicants: [person('甲', { id: 'x' })], respondents: [person('乙', { id: 'x' })] }],
    ['once given, once by place', { respondents: [person('甲', { id: 'respondent-2' }), person('乙')] }],
  ])('no id is given twice: %s', (_, sides) => {
    const { claimFen, ...body } = two.c.filed.payload;
    const refusal = checkFiling({ ...body, ...sides, claimFen, filedAt: '2026-01-20T16:20:00+08:00' }, '豫0823');
    expect(refusal).toMatchObject({ code: 'subject-taken', missing: [{ zh: '用了两次' }] });
  });

  test('nothing else is called by it', () => {
    for (const [node, subject] of [
      ['funds.arrived', 'respondent-1'],
      ['supervision.opened', 'applicant-1'],
      ['party.joined', 'respondent-2'],
    ] as const) {
      expect(two.refused(node, { subject }).code).toBe('subject-taken');
    }
    const asset = { id: 'respondent-1', kind: 'house', holder: '李卫东', description: '住房', valueFen: null };
    const returned = { complete: true, assets: [asset] };
    expect(two.complete('query.started').refused('query.returned', { payload: returned }).code).toBe('subject-taken');
  });
});

describe('a correction of the filing', () => {
  test('puts a misspelt name right, and keeps the id and what was sent to it', () => {
    const court = corrected(serve(two, 'respondent-1', 'respondent-2'), {
      respondents: [person('李伟东'), person('王秀英')],
    });
    expect(ids(court)).toEqual(['applicant-1 张建国', 'respondent-1 李伟东', 'respondent-2 王秀英']);
    expect(court.deadline('initial-documents').status).toBe('done');
    const again = corrected(court, { respondents: [person('李为东'), person('王秀英')] });
    expect(ids(again)).toContain('respondent-1 李为东');
  });

  test('keeps ids that the filing gave, whether it says them again, in another order, or not at all', () => {
    const court = given({ respondents: [person('李卫东', { id: 'r-li' }), person('王秀英')] }).filed();
    const silent = corrected(court, { respondents: [person('李伟东'), person('王秀英')] });
    expect(ids(silent).slice(1)).toEqual(['r-li 李伟东', 'respondent-2 王秀英']);
    const turned = [person('王秀英', { id: 'respondent-2' }), person('李伟东', { id: 'r-li' })];
    const other = corrected(silent, { respondents: turned });
    expect(ids(other).slice(1)).toEqual(['respondent-2 王秀英', 'r-li 李伟东']);
    // a correction that says no ids follows the order that it was shown
    expect(ids(corrected(other, { respondents: [person('王秀瑛'), person('李伟东')] })).slice(1)).toEqual([
      'respondent-2 王秀瑛',
      'r-li 李伟东',
    ]);
  });

  test('of the claim leaves the parties alone', () => {
    const court = corrected(two, { respondents: [person('李伟东'), person('王秀英')] });
    const other = court.complete('filing.corrected', { fields: { claimFen: 1 } });
    expect(ids(other)).toEqual(ids(court));
  });

  test.each([
    ['drops one', [person('李卫东')]],
    ['drops the one who was served', [person('王秀英')]],
    ['adds one', [person('李卫东'), person('王秀英'), person('赵六')]],
    ['exchanges two', [person('王秀英'), person('李卫东')]],
    ['puts another person in a place', [person('李卫东'), person('赵六')]],
    ['puts one of the family in a place', [person('李卫东'), person('王建国')]],
    ['gives one another id', [person('李卫东'), person('王秀英', { id: 'x' })]],
    ['gives two the same id', [person('李卫东', { id: 'respondent-2' }), person('王秀英')]],
  ])('that %s is refused, with what to do', (_, sides) => {
    const refusal = serve(two, 'respondent-1').refused('fact.corrected', correct(two, { respondents: sides }));
    expect(refusal.code).toBe('not-correctable');
    expect(refusal.zh).toMatch(/party\.joined.*party\.left/);
  });

  test('moves nobody to the other side', () => {
    const sides = { applicants: [person('李卫东', { id: 'respondent-1' })], respondents: [person('王秀英')] };
    expect(two.refused('fact.corrected', correct(two, sides)).code).toBe('not-correctable');
  });

  test('a number that is the same says that the person is; two that differ, that another is meant', () => {
    const numbered = [person('李卫东', { idNo: '1', idNoUnverified: true }), person('王秀英')];
    const court = corrected(two, { respondents: numbered });
    const renamed = corrected(court, {
      respondents: [person('赵大海', { idNo: '1', idNoUnverified: true }), person('王秀英')],
    });
    expect(ids(renamed)).toContain('respondent-1 赵大海');
    const other = { respondents: [person('李卫冬', { idNo: '2', idNoUnverified: true }), person('王秀英')] };
    expect(court.refused('fact.corrected', correct(court, other)).code).toBe('not-correctable');
    const mistyped = { respondents: [person('李卫东', { idNo: '2', idNoUnverified: true }), person('王秀英')] };
    expect(ids(corrected(court, mistyped))).toContain('respondent-1 李卫东');
  });
});

describe('a person is a party of a case', () => {
  const [one, other] = ['p-applicant', 'p-respondent'].flatMap((id) => bench.get(id) ?? []);
  if (one === undefined || other === undefined) throw new Error('no such persons');
  const identified = two.complete('party.identified', 'respondent-1', { person: one.id });
  const roles = ({ c, now }: Court, who = one, at = now) => rolesInCase(c, who, at);

  test('by being identified, as what the party is, whatever the register says at large', () => {
    expect([roles(two), roles(two, other)]).toEqual([[], []]);
    expect([roles(identified), roles(identified, other)]).toEqual([['respondent'], []]);
    expect(applicants(identified.c).map(({ id }) => id)).toEqual(['applicant-1']);
  });

  test('of one side: nobody speaks for both, nor does anybody of the court, or a system, for either', () => {
    const says = (person: string, subject = 'applicant-1') =>
      identified.refused('party.identified', { subject, payload: { person, evidence: '身份证' } }).code;
    const outsiders = ['p-officer-1', 'p-clerk-1', 'p-review', 'p-administrator', 'p-sys:case-funds'];
    expect([one.id, ...outsiders].map((id) => says(id))).toEqual(Array(6).fill('not-qualified'));
    expect(identified.complete('party.identified', 'respondent-2', { person: one.id })).toBeDefined();
  });

  test('and not by a takeover either, whose account it may be', () => {
    const history = (id: string) => [
      { node: 'party.identified', subject: 'applicant-1', at: '2026-01-21T09:00:00+08:00', payload: { person: id, evidence: '身份证' } },
    ]; // prettier-ignore
    const body = { filedAt: '2026-01-20T16:20:00+08:00' };
    const tied = ['p-officer-1', 'p-once-an-agent', 'p-applicant'].map((id) => history(id));
    const codes = tied.map((rows) => given().refused({ ...body, history: rows }, '2026-02-01').code);
    expect(codes).toEqual(Array(3).fill('not-in-a-takeover'));
  });

  test('until a day, until the party leaves, until it is taken back', () => {
    const court = two.complete('party.identified', 'respondent-1', {
      person: one.id,
      as: 'agent',
      until: '2026-01-22',
    });
    expect(roles(court, one, instant('2026-01-22T23:59'))).toEqual(['respondent']);
    expect(roles(court, one, instant('2026-01-23T00:00'))).toEqual([]);
    expect(roles(identified.complete('party.left', 'respondent-1'))).toEqual([]);
    const back = { fact: identified.seq('party.identified') };
    expect(roles(identified.complete('fact.withdrawn', back, { by: 'review' }))).toEqual([]);
  });

  test.each([
    ['unknown-subject', { subject: 'respondent-9' }, {}],
    ['not-qualified', { subject: 'respondent-1' }, { person: 'p-stranger' }],
    ['dates-out-of-order', { subject: 'respondent-1' }, { until: '2026-01-19' }],
    ['unknown-case', { subject: 'respondent-1', by: 'p-applicant' }, {}],
  ])('%s', (code, sent, change) => {
    const payload = { person: one.id, evidence: '身份证', ...change };
    expect(two.refused('party.identified', { ...sent, payload }).code).toBe(code);
  });

  test('who has left speaks for nobody', () => {
    const gone = two.complete('party.left', 'respondent-2');
    const payload = { person: one.id, evidence: '身份证' };
    expect(gone.refused('party.identified', { subject: 'respondent-2', payload }).code).toBe('unknown-party');
  });
});

test('a name that is put right by and by is held to the one that was filed first, until a number says who it is', () => {
  const named = ({ c }: Court, name: string, more: object = {}) => ({
    respondents: c.filed.payload.respondents.map((r, i) => (i === 0 ? { ...r, ...more, name } : r)),
  });
  const once = corrected(two, named(two, '李卫冬'));
  expect(once.refused('fact.corrected', correct(once, named(once, '张卫冬')))).toMatchObject({
    code: 'not-correctable',
  });
  const numbered = corrected(once, named(once, '李卫冬', { idNo: '410823197001010011', idNoUnverified: true }));
  expect(parties(corrected(numbered, named(numbered, '张卫冬')).c)[1]).toMatchObject({ name: '张卫冬' });
});

test('so is the name of one who joined', () => {
  const joined = two.complete('party.joined', 'respondent-3', { name: '孟庆余' });
  const renamed = (court: Court, name: string) => ({
    payload: { fact: joined.seq('party.joined'), payload: { ...court.c.first('party.joined')?.payload, name }, reason: '笔误' }, // prettier-ignore
    by: 'review',
  });
  const { payload, by } = renamed(joined, '孟庆宇');
  const once = joined.complete('fact.corrected', { at: undefined, ...payload } as never, { by }); // as above
  expect(once.refused('fact.corrected', renamed(once, '张庆宇'))).toMatchObject({ code: 'not-correctable' });
});
