import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../domain/plan/court-settings.ts';
import { derive } from '../../../domain/engine/derive.ts';
import { lateEntries } from '../../../domain/engine/late-entries.ts';
import { readCase } from '../../../domain/record/case.ts';
import { lawsMet } from '../../../domain/plan/law.ts';
import { formatInstant } from '../../../domain/time/instant.ts';
import { begun, drawings, lived } from '../../support/any-history.ts';
import { type Court, given } from '../../support/given.ts';
import { approved, controlled, triaged } from '../../support/histories.ts';

// filed on Tuesday 2026-01-20 at 16:20; `reception` is due that day, `related-cases` on 01-22
const accepted = (court: Court, fact: number): Court => court.complete('entry.accepted', { fact });
const late = ({ c, lookUp }: Court): readonly number[] => {
  const met = lawsMet(c.record);
  return [...lateEntries(c, met, met.map(lookUp)).keys()];
};
const receivedOn = (day: string, court: Court = given().filed()): Court =>
  court.at(`${day}T18:00`).complete('reception.held', {}, { at: '2026-01-20T17:00' });

describe('a fact recorded long after it is said to have happened', () => {
  test('220 days on, performance and closing dated back to the first days meet no limit', () => {
    const at = { at: '2026-01-21T18:00' };
    const court = triaged(controlled())
      .at('2026-08-28T09:00')
      .complete('performance.completed', { how: 'settlement' }, at)
      .complete('asset.released', 'a-1', {}, at)
      .reviewed({}, at)
      .complete('case.closed', {}, at);
    const limits = ['close', 'case-limit-simple', 'case-limit-statutory', 'six-month-report'] as const;
    for (const rule of limits.slice(1)) {
      expect(court.deadline(rule), rule).toMatchObject({ status: 'done-late', ended: '2026-08-28T09:00' });
    }
    const trusted = accepted(accepted(court, court.seq('asset.released')), court.seq('case.closed'));
    for (const rule of limits)
      expect(trusted.deadline(rule), rule).toMatchObject({ status: 'done', ended: '2026-01-21T18:00' });
  });

  test('says so: in the log, and in the reasons of what it ended', () => {
    const court = receivedOn('2026-02-10');
    expect(court.log.filter((l) => l.type === 'fact' && l.data['late'] === true).map((l) => l.data['node'])).toEqual([
      'reception.held',
    ]);
    expect(court.deadline('reception').because.find((b) => b.step === 'late-entry')).toMatchObject({
      fact: court.seq('reception.held'),
    });
    const trusted = accepted(court, court.seq('reception.held'));
    expect(trusted.deadline('reception').because.map((b) => b.step)).not.toContain('late-entry');
  });

  test.each([
    ['2026-01-20', 'done'],
    ['2026-01-23', 'done'], // the third day after
    ['2026-01-24', 'done-late'],
    ['2027-01-24', 'done-late'],
  ])('reception of the first day, recorded on %s: %s', (day, status) => {
    expect(receivedOn(day).deadline('reception').status).toBe(status);
  });

  test('what a decision, a payment or a closing says is late after one day', () => {
    const paidOn = (day: string) =>
      approved().at(`${day}T18:00`).complete('payout.paid', 'FK-2026-031', {}, { at: '2026-02-12T09:00' });
    expect([late(paidOn('2026-02-13')), late(paidOn('2026-02-14')).length]).toEqual([[], 1]);
    const confirmedOn = (day: string) =>
      controlled()
        .at('2026-02-06T10:00')
        .complete('funds.arrived', 'r-7')
        .at(`${day}T18:00`)
        .complete('funds.confirmed', 'r-7', {}, { at: '2026-02-06T15:00' });
    expect([late(confirmedOn('2026-02-09')), late(confirmedOn('2026-02-10')).length]).toEqual([[], 1]);
  });

  test('of several that end a deadline together one is enough to make it late', () => {
    const issue = (court: Court, kind: 'enforcement-notice' | 'property-report-order' | 'summons', at?: string) =>
      court.complete('documents.issued', { kind }, { at });
    const first = issue(issue(given().filed().at('2026-01-21T09:00'), 'summons'), 'enforcement-notice');
    const court = issue(first.at('2026-02-03T09:00'), 'property-report-order', '2026-01-21T09:00');
    expect(court.deadline('initial-documents')).toMatchObject({ status: 'done-late', ended: '2026-02-03T09:00' });
  });

  test('nor does it take away what somebody else did in time', () => {
    const both = given()
      .filed()
      .at('2026-01-20T18:00')
      .complete('reception.held')
      .at('2026-02-10T09:00')
      .complete('reception.held', {}, { at: '2026-01-20T16:30' });
    expect(both.deadline('reception')).toMatchObject({ status: 'done', ended: '2026-01-20T18:00' });
  });

  test('lapsing late is lapsing when it was recorded', () => {
    const court = given().filed();
    const { id } = court.deadline('related-cases');
    const lapsed = court
      .at('2026-02-10T09:00')
      .complete('deadline.lapsed', { deadlines: [id] }, { at: '2026-01-21T09:00' });
    expect(lapsed.deadline('related-cases')).toMatchObject({ status: 'lapsed', ended: '2026-02-10T09:00' });
  });

  test('what it opens counts from when it happened', () => {
    const asked = given().filed().at('2026-01-21T09:00').complete('query.started').at('2026-02-10T09:00');
    const court = asked.complete('query.returned', { complete: true }, { at: '2026-01-21T10:00' });
    expect(court.deadline('freeze-online').opened).toBe('2026-01-21T10:00');
  });
});

describe('no late entry', () => {
  test('is the history of a takeover, nor what comes from it; what is recorded later is', () => {
    const history = [{ node: 'reception.held', at: '2026-01-20T17:00:00+08:00', payload: { ...example() } }];
    const court = given().takenOver('2026-01-20T16:20', '2026-04-20T09:00', history);
    expect(late(court)).toEqual([]);
    expect(court.deadline('reception').status).toBe('done');
    const more = court.at('2026-04-21T09:00').complete('material.received', {}, { at: '2026-01-20T17:00' });
    expect(more.deadline('filing-handover').status).toBe('done-late');
  });

  test('is what a bank’s line attests', () => {
    const court = given()
      .filed()
      .at('2026-03-20T09:00')
      .complete('funds.arrived', 'r-7', {}, { at: '2026-02-06T10:00' });
    expect(late(court)).toEqual([]);
  });

  test('comes of a setting that gives more days: for what is recorded under it', () => {
    const patient = { ...defaultSettings, lateEntry: { days: 30, decisions: 30 } };
    const before = receivedOn('2026-02-01');
    expect(receivedOn('2026-02-01', given().filed().publish({ courtSettings: patient })).deadline('reception').status).toBe('done'); // prettier-ignore
    expect(before.publish({ courtSettings: patient }).complete('material.received').deadline('reception').status).toBe('done-late'); // prettier-ignore
  });
});

describe('accepting one', () => {
  test('asks for a late entry, recorded by somebody else, that still holds', () => {
    const court = receivedOn('2026-02-10');
    const fact = court.seq('reception.held');
    expect(court.refused('entry.accepted', { payload: { fact: 99, evidence: '登记簿' } }).code).toBe('unknown-fact');
    expect(court.refused('entry.accepted', { payload: { fact: 1, evidence: '登记簿' } }).code).toBe('not-late');
    expect(court.refused('entry.accepted', { payload: { fact, evidence: '登记簿' }, by: 'reception' }).code).toBe('wrong-role'); // prettier-ignore
    const gone = court.complete('fact.withdrawn', { fact }, { by: 'reception' });
    expect(gone.refused('entry.accepted', { payload: { fact, evidence: '登记簿' } }).code).toBe('unknown-fact');
    const own = given().filed();
    const { id } = own.deadline('related-cases');
    const lapsed = own.at('2026-02-10').complete('deadline.lapsed', { deadlines: [id] }, { at: '2026-01-21T09:00' });
    const itself = { payload: { fact: lapsed.seq('deadline.lapsed'), evidence: '登记簿' } };
    expect(lapsed.refused('entry.accepted', itself).code).toBe('not-your-fact');
  });

  test('is for the instant then written: one corrected since is accepted anew', () => {
    const court = receivedOn('2026-02-10');
    const fact = court.seq('reception.held');
    const moved = accepted(court, fact).complete('fact.corrected', { fact, at: '2026-01-20T16:30:00+08:00' }, { by: 'reception' }); // prettier-ignore
    expect(moved.deadline('reception').status).toBe('done-late');
    expect(accepted(moved, fact).deadline('reception').status).toBe('done');
  });

  test('can be taken back, and then it is late again', () => {
    const court = receivedOn('2026-02-10');
    const trusted = accepted(court, court.seq('reception.held'));
    const back = trusted.complete('fact.withdrawn', { fact: trusted.seq('entry.accepted') }, { by: 'review' });
    expect(back.deadline('reception').status).toBe('done-late');
  });
});

test('a date corrected into the past is a late entry too', () => {
  const court = given().filed().at('2026-02-10T09:00').complete('reception.held');
  const fact = court.seq('reception.held');
  const moved = court.complete('fact.corrected', { fact, at: '2026-01-20T17:00:00+08:00' }, { by: 'reception' });
  expect(moved.deadline('reception').status).toBe('done-late');
});

test('in any history a late entry makes nothing timely that recordedAt makes late, until it is accepted', () => {
  let compared = 0;
  fc.assert(
    fc.property(drawings(25), drawings(4), fc.integer({ min: 100, max: 3_000 }), (draws, more, agoHours) => {
      const { court } = lived(begun(), draws);
      const backdated = more.map((draw) => ({ ...draw, waitHours: 400, agoHours }));
      for (const [before, after] of pairs(lived(court, backdated).courts)) {
        const added = after.record.length > before.record.length ? late(after).at(-1) : undefined;
        if (added !== after.record.findLast((f) => f.via === 'api')?.seq) continue;
        const { derived } = before.at(formatInstant(after.now));
        const asRecorded = after.record.map((f) => (f.seq === added ? { ...f, at: f.recordedAt } : f));
        const honest = new Map(derive(readCase(asRecorded), after.lookUp).map((d) => [d.id, d.status]));
        const overdue = derived.filter((d) => d.status === 'open' && d.dueAt !== null && d.dueAt <= after.now);
        for (const d of overdue) {
          const now = after.derived.find((x) => x.id === d.id);
          if (now?.dueAt !== d.dueAt) continue;
          compared++;
          if (honest.get(d.id) === 'done') continue; // what it only confirms was done in time
          expect(now.status, `${d.id} after ${added}`).not.toBe('done');
        }
      }
    }),
    { numRuns: 30 },
  );
  expect(compared).toBeGreaterThan(50);
});

const pairs = <T>(list: readonly T[]): readonly (readonly [T, T])[] =>
  list.slice(1).map((next, i) => [list[i] as T, next]); // as many as were left after the first

const example = () => given().filed().complete('reception.held').c.first('reception.held')?.payload ?? {};
