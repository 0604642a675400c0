// The cases that a filing follows: what the engine links by itself (plan §4 fast 7, §9).
import { describe, expect, test } from 'vitest';
import { type EarlierCase, linkFacts, linksOf, linksSought } from '../../../domain/engine/linking.ts';
import { matched } from '../../../domain/plan/triage/criteria.ts';
import { readCase } from '../../../domain/record/case.ts';
import { given } from '../../support/given.ts';
import { instant } from '../../support/instants.ts';

const [zhang, li, wang] = ['11010519491231002X', '440524188001010014', '11010519491231003Y'];
const filedAgainst = (...numbers: readonly (string | undefined)[]) =>
  given({
    applicants: [{ name: '张建国', kind: 'person', idNo: zhang }],
    respondents: numbers.map((idNo) => ({
      name: '李卫东',
      kind: 'person',
      idNoUnverified: true,
      ...(idNo && { idNo }),
    })),
  }).filed();
const before = (more: Partial<EarlierCase> = {}): EarlierCase => ({
  ...{ caseNo: '（2025）豫0823执87号', basis: '（2024）豫0823民初1号', applicants: [], respondents: [{ idNo: li }] },
  ...{ closed: { kind: 'no-property', on: '2025-11-03' }, filedAt: instant('2025-01-06') },
  ...more,
});
const preserved = before({ caseNo: '（2025）豫0823执保9号', basis: '（2025）豫0823民初456号之一', closed: undefined });
const links = (earlier: readonly EarlierCase[], court = filedAgainst(li)) =>
  linksOf(court.c.filed.payload, court.c.filed.at, earlier);

describe('the case before this one against a respondent', () => {
  test('is the one closed last', () => {
    const older = before({ caseNo: '（2024）豫0823执1号', closed: { kind: 'performed', on: '2024-03-01' } });
    expect(links([older, before()])).toEqual([
      {
        caseNo: '（2025）豫0823执87号',
        as: 'previous',
        party: 'respondent-1',
        kind: 'no-property',
        closedOn: '2025-11-03',
      },
    ]);
  });

  test.each<[string, Partial<EarlierCase>]>([
    ['one that is open', { closed: undefined }],
    ['one against somebody else', { respondents: [{ idNo: wang }] }],
    ['one in which nobody has a number', { respondents: [{}] }],
    ['one closed after this filing, which was taken over', { closed: { kind: 'no-property', on: '2026-02-01' } }],
  ])('%s is none', (_, more) => expect(links([before(more)])).toEqual([]));

  test('a name is no identity', () =>
    expect(links([before({ respondents: [{}] })], filedAgainst(undefined))).toEqual([]));

  test('makes it fast 7 once every respondent has one', () => {
    const criteria = (court: ReturnType<typeof filedAgainst>, earlier: readonly EarlierCase[]) =>
      matched(readCase([...court.record, ...linkFacts(court.record, earlier)])).map(({ id }) => id);
    expect(criteria(filedAgainst(li), [before()])).toContain('fast-7');
    expect(criteria(filedAgainst(li, wang), [before()])).not.toContain('fast-7');
    expect(criteria(filedAgainst(li), [preserved])).not.toContain('fast-7');
  });
});

describe('its preservation', () => {
  test('is that of the same trial, whoever the parties are', () => {
    expect(links([{ ...preserved, respondents: [] }])).toEqual([{ caseNo: '（2025）豫0823执保9号', as: 'previous' }]);
  });

  test('or between the same parties', () => {
    const other = { ...preserved, basis: '（2025）豫0823财保3号' };
    expect(links([other])).toEqual([]);
    expect(links([{ ...other, applicants: [{ idNo: zhang }] }])).toHaveLength(1);
  });

  test('has none before it', () => {
    const { payload } = given({ caseNo: '（2026）豫0823执保29号' }).filed().c.filed;
    expect(linksOf(payload, instant('2026-01-20T16:20'), [before(), preserved])).toEqual([]);
    expect(linksSought(payload)).toEqual({ idNos: [], basis: [] });
  });
});

test('what a takeover has linked is not linked again, twenty are linked at most', () => {
  const linked = { node: 'case.linked', at: '2026-01-20T16:20:00+08:00', payload: { caseNo: '（2025）豫0823执保9号', as: 'previous' } }; // prettier-ignore
  const court = given().takenOver('2026-01-20T16:20', '2026-03-01T09:00', [linked]);
  expect(linkFacts(court.record, [preserved])).toEqual([]);
  const many = Array.from({ length: 30 }, (_, i) => ({ ...preserved, caseNo: `（2025）豫0823执保${i + 1}号` }));
  expect(links(many)).toHaveLength(20);
});
