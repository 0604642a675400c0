// The applicant's right to go to the upper court (民诉法237, X11): a clock beside the case's limit, with grounds of its own.
import { expect, test } from 'vitest';
import type { PayloadOf } from '../../domain/nodes/index.ts';
import { type Court, given } from '../support/given.ts';
import { closed, found, returned } from '../support/histories.ts';

const filed = given().filed('2026-01-20T16:20').assigned();
const right = (court: Court) => court.deadlines('upper-court-right');
const stopped = (ground: PayloadOf<'exclusion.approved'>['ground'], more = {}) =>
  filed
    .at('2026-03-20T09:00')
    .complete('exclusion.approved', { ground, from: '2026-03-02', to: '2026-03-11', ...more });

test('six months from the application, on whatever day they end', () => {
  // 2026-07-19 is a Sunday
  const court = given({ applicationOn: '2026-01-19' }).filed('2026-01-20T16:20');
  expect(right(court)).toMatchObject([{ due: '2026-07-19', legalDue: null, owner: 'system', status: 'open' }]);
  expect(right(filed)).toMatchObject([{ due: '2026-07-20' }]);
});

test('once more from the first property that is found, and not from the next', () => {
  const first = returned([found('a-1')], filed);
  expect(right(first).map(({ due }) => due)).toEqual(['2026-07-20', '2026-07-21']);
  const next = first.at('2026-02-10T09:00').complete('query.returned', { complete: true, assets: [found('a-2')] });
  expect(right(next)).toHaveLength(2);
});

test('closing ends it, in time or late', () => {
  expect(right(closed()).map(({ status }) => status)).toEqual(['done', 'done']);
});

test('nothing warns before; once it has passed president and applicant are told, nobody is urged', () => {
  const told = (court: Court) =>
    court
      .at('2026-12-01')
      .notices.filter((n) => n.deadline === 'upper-court-right@2')
      .map(({ to, rung }) => [rung, to.map(({ role, person }) => person ?? role)]);
  expect(filed.at('2026-07-20T23:59').rungs('upper-court-right')).toEqual([]);
  expect(told(filed), 'where nobody speaks for the applicant the officer tells them').toEqual([['remind', ['p-officer-1', 'president']]]); // prettier-ignore
  const identified = filed.complete('party.identified', 'applicant-1', { person: 'p-applicant' });
  expect(told(identified)).toEqual([['remind', ['p-applicant', 'president']]]);
});

test.each([
  ['announcement', '2026-07-30'],
  ['appraisal', '2026-07-30'],
  ['jurisdiction', '2026-07-30'],
  ['coordination', '2026-07-30'],
  ['suspension', '2026-07-30'],
  ['postponement', '2026-07-30'],
  ['audit', '2026-07-20'],
  ['sale', '2026-07-20'],
  ['instruction', '2026-07-20'],
] as const)('%s: ten days taken out of the limit move it to %s', (ground, due) => {
  const court = stopped(ground);
  expect(right(court)).toMatchObject([{ due }]);
  expect(court.deadline('case-limit-statutory').due).toBe('2026-07-30');
});

test('an approval names it alone, or leaves it out; never against its ground', () => {
  const alone = stopped('suspension', { clocks: ['upper-court-right'] });
  expect([right(alone)[0]?.due, alone.deadline('case-limit-statutory').due]).toEqual(['2026-07-30', '2026-07-20']);
  const without = stopped('suspension', { clocks: ['case-limit-statutory'] });
  expect([right(without)[0]?.due, without.deadline('case-limit-statutory').due]).toEqual(['2026-07-20', '2026-07-30']);
  const wider = { ground: 'audit', from: '2026-03-02', to: '2026-03-11', clocks: ['upper-court-right'], document: '审计决定' }; // prettier-ignore
  expect(filed.at('2026-03-20T09:00').refused('exclusion.approved', { payload: wider })).toMatchObject({ code: 'beyond-the-cap', missing: [{ id: 'upper-court-right' }] }); // prettier-ignore
});

test('a stop without an end suspends it; an extension of the limit does not move it; it never lapses', () => {
  const open = filed.at('2026-03-02T09:00').complete('exclusion.approved', {
    ground: 'suspension',
    from: '2026-03-02',
    to: undefined,
    review: '2026-04-01',
  } as never); // takes the example's end away
  expect(right(open)).toMatchObject([{ status: 'suspended', due: null }]);
  expect(filed.refused('deadline.lapsed', { payload: { deadlines: ['upper-court-right@2'], reason: 'x' } }).code).toBe('never-lapses'); // prettier-ignore
});
