import { describe, expect, test } from 'vitest';
import { checkFiling } from '../../../domain/engine/filing.ts';
import { filingWarnings } from '../../../domain/record/filing-warnings.ts';
import { given } from '../../support/given.ts';

const RIGHT = '11010519491231002X'; // GB 11643's own example
const CREDIT = '91350100M000100Y43';
const person = { name: '李卫东', kind: 'person' as const };
const company = { name: '武陟县某建材公司', kind: 'organisation' as const };
const body = (respondent: object) => ({
  ...given().filed().c.filed.payload,
  filedAt: '2026-01-20T16:20:00+08:00',
  respondents: [respondent],
});

const check = (filing: object) => checkFiling(filing, '豫0823');

describe('identity numbers (GB 11643, GB 32100)', () => {
  test.each([
    ['a resident’s', { ...person, idNo: RIGHT }],
    ['in small letters, full width and with spaces', { ...person, idNo: ' １１０１０５ 19491231 002x\u200B' }],
    ['an organisation’s', { ...company, idNo: CREDIT }],
    ['an organisation’s in small letters', { ...company, idNo: CREDIT.toLowerCase() }],
    ['none at all', person],
    ['an empty one, as forms send it', { ...person, idNo: '' }],
    ['a passport', { ...person, idNo: 'e12345678', idKind: 'passport' }],
    ['a permit to travel', { ...person, idNo: 'H1234567890', idKind: 'travel-permit' }],
    ['an officer’s', { ...person, idNo: '军字第1234567号', idKind: 'military' }],
    ['a foreign company’s', { ...company, idNo: 'HRB 12345 B', idKind: 'other' }],
  ])('%s is taken', (_, party) => expect(check(body(party))).toBeUndefined());

  test.each([
    ['three digits', { ...person, idNo: '123' }, '18位'],
    ['a wrong check digit', { ...person, idNo: '110105194912310021' }, '校验码'],
    ['an old one of fifteen digits', { ...person, idNo: '110105491231002' }, '15位'],
    ['a person’s for an organisation', { ...company, idNo: RIGHT }, '自然人的身份证号'],
    ['an organisation’s for a person', { ...person, idNo: CREDIT }, '统一社会信用代码'],
    ['an organisation’s passport', { ...company, idNo: 'E12345678', idKind: 'passport' }, '组织没有护照'],
    ['a passport with a dash', { ...person, idNo: 'E-12345678', idKind: 'passport' }, '护照号码'],
    ['a passport that nobody calls one', { ...person, idNo: 'E12345678' }, 'idKind'],
  ])('%s is doubtful', (_, party, why) => {
    const refusal = check(body(party));
    expect(refusal).toMatchObject({ code: 'id-number-doubtful', missing: [{ id: 'respondents.0.idNo' }] });
    expect(refusal?.zh).toContain(why);
    expect(refusal?.zh).toContain('第1名被执行人');
    expect(refusal?.zh).toContain('idNoUnverified: true');
    expect(refusal?.zh).not.toContain(party.idNo);
    expect(check(body({ ...party, idNoUnverified: true }))).toBeUndefined();
  });

  test('each doubtful party is named, and each confirmed by itself', () => {
    const wrong = { ...person, idNo: '123' };
    const filing = { ...body(person), applicants: [wrong], respondents: [person, wrong, wrong] };
    const places = ['applicants.0.idNo', 'respondents.1.idNo', 'respondents.2.idNo'];
    expect(check(filing)?.missing.map((m) => m.id)).toEqual(places);
    const first = { ...filing, applicants: [{ ...wrong, idNoUnverified: true }] };
    expect(check(first)?.missing.map((m) => m.id)).toEqual(places.slice(1));
  });

  test('a takeover is asked the same', () => {
    expect(check({ ...body({ ...person, idNo: '123' }), history: [] })?.code).toBe('id-number-doubtful');
  });

  test('it is stored folded; what was doubtful is shown with the case', () => {
    const doubtful = { ...company, idNo: '914 x', idNoUnverified: true };
    const respondents = [{ ...person, idNo: '11010519491231002x' }, doubtful];
    const { filed } = given({ respondents }).filed().c;
    const { payload } = filed;
    expect(payload.respondents.map((p) => p.idNo)).toEqual([RIGHT, '914X']);
    expect(payload.respondents[1]).toMatchObject({ idNoUnverified: true });
    expect(filingWarnings(filed)).toEqual([{ id: 'respondents.1.idNo', zh: expect.stringContaining('第2名被执行人') as string }]); // prettier-ignore
  });

  test('a correction is asked the same, and stored the same', () => {
    const court = given().filed('2026-01-20T16:20').at('2026-01-21T09:00');
    const { payload } = court.c.filed;
    const withNumber = (idNo: string) => ({
      fact: court.seq('case.filed'),
      reason: '号码有误',
      payload: { ...payload, respondents: [{ ...person, idNo }] },
    });
    const refusal = court.refused('fact.corrected', { payload: withNumber('110105194912310021'), by: 'review' });
    expect(refusal.code).toBe('id-number-doubtful');
    const corrected = court.tries('fact.corrected', { payload: withNumber('11010519491231002x'), by: 'review' });
    expect(corrected.c.filed.payload.respondents[0]?.idNo).toBe(RIGHT);
  });
});
