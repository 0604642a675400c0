import { expect, test } from 'vitest';
import { type Court, given } from '../support/given.ts';
import { found, returned } from '../support/histories.ts';

/** Nothing was found; the schedule was filed on 01-22: no criterion but the claim puts it with an ordinary team. */
const scheduled = returned([], given().filed('2026-01-20T16:20').assigned())
  .complete('traditional-query.started')
  .complete('traditional-query.returned', { complete: true, assets: [] })
  .complete('related-cases.checked')
  .at('2026-01-22T10:00')
  .complete('asset-schedule.filed', { items: [] });
const entered = scheduled.at('2026-02-10T10:00').complete('termination-track.entered');
const limit = (court: Court) => court.deadline('case-limit-ordinary');

test('on the track the plan’s limit stands still, its own target runs from filing, the law’s limit stays', () => {
  expect(limit(scheduled)).toMatchObject({ due: '2026-04-20', status: 'open' });
  expect(limit(entered)).toMatchObject({ due: null, status: 'suspended' });
  expect(entered.deadline('termination-target')).toMatchObject({ due: '2026-04-30', owner: 'officer', status: 'open' });
  expect(entered.deadline('case-limit-statutory')).toMatchObject(scheduled.deadline('case-limit-statutory').status === 'open' ? { status: 'open', due: scheduled.deadline('case-limit-statutory').due } : {}); // prettier-ignore
});

test('off the track the limit counts from filing again, and warns from then on', () => {
  const left = entered.at('2026-03-02T10:00').complete('termination-track.left');
  expect(limit(left)).toMatchObject({ due: '2026-04-20', status: 'open' });
  expect(left.deadline('termination-target').status).toBe('void');
  const late = entered.at('2026-04-27T10:00').complete('termination-track.left');
  expect(
    late
      .at('2026-04-30')
      .rungs('case-limit-ordinary')
      .every((line) => line >= '2026-04-27'),
  ).toBe(true);
});

test.each<[string, (court: Court) => Court]>([
  ['a clue found real', (court) => court.complete('clue.received', 'clue-1').complete('clue.verified', 'clue-1', { real: true, assets: [] })], // prettier-ignore
  ['a control first in order', (court) => returned2(court).complete('asset.frozen', 'a-1', { until: '2026-12-31' })],
])('%s leads off it', (_, comes) => {
  const court = comes(entered.at('2026-02-11T09:00'));
  expect(court.deadline('termination-target').status).toBe('void');
  expect(limit(court).status).toBe('open');
  expect(court.refused('termination-track.left').code).toBe('node-missing');
});

const returned2 = (court: Court): Court =>
  court.complete('query.started').complete('query.returned', { complete: true, assets: [found('a-1')] });

test('a clue found wrong, and a control second in line, do not', () => {
  const wrong = entered.complete('clue.received', 'clue-1').complete('clue.verified', 'clue-1', { real: false, assets: [] }); // prettier-ignore
  const waiting = returned2(entered).complete('asset.frozen', 'a-1', { order: 'waiting', until: '2026-12-31' });
  expect([wrong, waiting].map((court) => limit(court).status)).toEqual(['suspended', 'suspended']);
});

test('is entered after the schedule, once, with nothing to dispose of', () => {
  const before = given().filed('2026-01-20T16:20').assigned();
  expect(before.refused('termination-track.entered')).toMatchObject({ code: 'node-missing', missing: [{ id: 'asset-schedule.filed' }] }); // prettier-ignore
  expect(entered.refused('termination-track.entered').code).toBe('already-recorded');
  expect(scheduled.refused('termination-track.left').code).toBe('node-missing');
  const house = scheduled
    .complete('query.started')
    .complete('query.returned', { complete: true, assets: [found('h-1', { kind: 'house' })] })
    .complete('asset.sealed', 'h-1', { until: '2026-12-31' });
  expect(house.refused('termination-track.entered')).toMatchObject({ code: 'node-missing', missing: [{ id: 'h-1' }] });
});
