// docs/spec/money.md 7.4: an objection that nobody opposed corrects the plan; what was opposed and not sued for leaves it as it was.
import { expect, test } from 'vitest';
import { answerCode } from '../support/answer-code.ts';
import { bank, distribution as id, document, planned, share } from '../support/distribution-scenes.ts';
import type { Court } from '../support/given.ts';

const [own, theirs] = ['applicant-1', bank];
const wants = (applicant: number) => [
  { party: own, fen: applicant },
  { party: theirs, fen: 25_000_000 - applicant },
];
const object = (court: Court, party: string, applicant: number) =>
  court.complete('distribution.objected', id, { party, disputedFen: Math.abs(15_000_000 - applicant), wants: wants(applicant) }, { by: 'officer' }); // prettier-ignore
const oppose = (court: Court, party: string) => court.complete('distribution.opposed', id, { party }, { by: 'officer' }); // prettier-ignore
const settle = (court: Court, how: string, applicant = 15_000_000, more = {}): string => {
  const shares = [share(own, applicant), share(theirs, 25_000_000 - applicant)];
  return answerCode(court.at('2026-03-14T09:00'), 'distribution.settled', { subject: id, payload: { how, shares, ...more } }); // prettier-ignore
};

test('nobody objected: as planned', () => {
  expect(settle(planned, 'unopposed')).toBe('accepted');
  expect(settle(planned, 'unopposed', 15_000_001)).toBe('amount-differs');
});

test('objected, nobody opposes: corrected as the objection wants, or otherwise by a document', () => {
  const objected = object(planned, own, 20_000_000);
  expect(settle(objected, 'unopposed')).toBe('not-qualified');
  expect(settle(objected, 'unopposed', 20_000_000)).toBe('not-qualified');
  expect(settle(objected, 'corrected')).toBe('amount-differs');
  expect(settle(objected, 'corrected', 14_999_999)).toBe('amount-differs');
  expect(settle(objected, 'corrected', 20_000_000)).toBe('accepted');
  for (const applicant of [15_000_000, 18_000_000])
    expect(settle(objected, 'corrected', applicant, { document })).toBe('accepted');
});

test('an objection that says a sum alone takes no more than that, and nothing from the objector', () => {
  const objected = planned.complete('distribution.objected', id, { party: own, disputedFen: 5_000_000 });
  expect(settle(objected, 'corrected')).toBe('amount-differs');
  expect(settle(objected, 'corrected', 12_000_000)).toBe('amount-differs');
  expect(settle(objected, 'corrected', 20_000_001)).toBe('amount-differs');
  expect(settle(objected, 'corrected', 20_000_000)).toBe('accepted');
});

test('opposed, nobody sues: as planned', () => {
  const opposed = oppose(object(planned, own, 20_000_000), theirs);
  expect(settle(opposed, 'corrected', 20_000_000, { document })).toBe('not-qualified');
  expect(settle(opposed, 'unopposed', 20_000_000)).toBe('amount-differs');
  expect(settle(opposed, 'unopposed')).toBe('accepted');
});

test('of several objections those that nobody opposed correct it', () => {
  const both = object(oppose(object(planned, own, 20_000_000), theirs), 'respondent-1', 14_000_000);
  expect(settle(both, 'unopposed')).toBe('not-qualified');
  expect(settle(both, 'corrected', 20_000_000), 'as the one wants that was opposed').toBe('amount-differs');
  expect(settle(both, 'corrected', 14_000_000)).toBe('accepted');
  const mutual = oppose(object(object(planned, own, 20_000_000), theirs, 10_000_000), theirs);
  expect(settle(mutual, 'unopposed'), 'whoever opposes another has not opposed their own').toBe('not-qualified');
  expect(settle(mutual, 'corrected', 10_000_000)).toBe('accepted');
  expect(settle(oppose(mutual, own), 'unopposed'), 'each opposed the other').toBe('accepted');
});

test('while an objection that stands may be opposed it is too early, whatever became of the others', () => {
  const late = object(oppose(object(planned, own, 20_000_000), theirs).at('2026-02-23T09:00'), 'respondent-1', 14_000_000); // prettier-ignore
  const said = late.at('2026-03-05T09:00').refused('distribution.settled', { subject: id, payload: { how: 'corrected', shares: [share(own, 14_000_000), share(theirs, 11_000_000)] } }); // prettier-ignore
  expect(said.code).toBe('too-early');
});

test('while the last day of a time rolls over days of rest it is too early', () => {
  // served on Friday 6 February: the fifteenth day lies in the Spring Festival, the time ends with Tuesday the 24th
  const unopposed = { how: 'unopposed', shares: [share(own, 15_000_000), share(theirs, 10_000_000)] };
  const early = planned.at('2026-02-20T09:00').refused('distribution.settled', { subject: id, payload: unopposed });
  expect(early).toMatchObject({ code: 'too-early', basis: '民诉解释509', missing: [{ zh: '2026-02-24以后' }] });
  // told on Friday 20 February: the fifteenth day is a Saturday, the time ends with Monday 9 March
  const objected = object(planned.at('2026-02-20T09:00'), own, 20_000_000);
  const shares = [share(own, 20_000_000), share(theirs, 5_000_000)];
  const said = (court: Court, at: string, payload: object = { how: 'corrected', shares }) => court.at(at).answer('distribution.settled', { subject: id, payload }); // prettier-ignore
  expect(said(objected, '2026-03-08T09:00')).toMatchObject({ code: 'too-early', missing: [{ zh: '2026-03-09以后' }] });
  expect(said(objected, '2026-03-09T23:00')).toMatchObject({ code: 'too-early' });
  expect(said(objected, '2026-03-10T09:00')).toMatchObject({ accepted: true });
  const opposed = oppose(objected, theirs);
  const asPlanned = { how: 'unopposed', shares: [share(own, 15_000_000), share(theirs, 10_000_000)] };
  expect(said(opposed, '2026-03-09T09:00', asPlanned)).toMatchObject({ code: 'too-early' });
  expect(said(opposed, '2026-03-10T09:00', asPlanned)).toMatchObject({ accepted: true });
});

test('who opposes may say whose objection it is: the others stand', () => {
  const both = object(object(planned, own, 20_000_000), 'respondent-1', 14_000_000);
  const one = both.complete('distribution.opposed', id, { party: theirs, objector: 'respondent-1' }, { by: 'officer' });
  expect(settle(one, 'unopposed')).toBe('not-qualified');
  expect(settle(one, 'corrected', 14_000_000), 'as the one wants that was opposed').toBe('amount-differs');
  expect(settle(one, 'corrected', 20_000_000)).toBe('accepted');
  expect(settle(oppose(both, theirs), 'unopposed'), 'opposed without a name are all').toBe('accepted');
  const opposes = (party: string, objector: string) => both.refused('distribution.opposed', { subject: id, payload: { party, objector }, by: 'officer' }).code; // prettier-ignore
  expect([opposes(theirs, theirs), opposes(own, own), opposes(own, theirs)]).toEqual(['same-person', 'same-person', 'unknown-party']); // prettier-ignore
  expect(one.deadline('distribution-suit').owner).toBe('respondent');
});
