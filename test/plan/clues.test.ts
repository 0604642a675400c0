import { describe, expect, test } from 'vitest';
import { type Court, given } from '../support/given.ts';
import { found } from '../support/histories.ts';

const assigned = (): Court => given().filed().assigned();
/** A clue that came in on Wednesday 01-21 at 9:00. */
const received = (more: object = {}, court = assigned()): Court =>
  court.at('2026-01-21T09:00').complete('clue.received', 'c-1', more);
const vehicle = found('a-2', { kind: 'vehicle' });
const real = (court = received()): Court =>
  court.complete('clue.verified', 'c-1', { real: true, assets: [vehicle, found('a-3')] });

describe('收到线索', () => {
  test('what the applicant hands in is received by the next day, under its own id', () => {
    const handed = { payload: { text: '有门面房一间' }, by: 'p-applicant' };
    expect(assigned().refused('clue.submitted', { ...handed, by: 'officer' }).code).toBe('wrong-role');
    const submitted = assigned()
      .complete('party.identified', 'applicant-1', { person: 'p-applicant' })
      .tries('clue.submitted', handed);
    expect(submitted.deadline('clue-receive', 'clue-1')).toMatchObject({ due: '2026-01-21', status: 'open' });
    expect(submitted.complete('clue.received', 'clue-1').deadline('clue-receive').status).toBe('done');
    const late = submitted.at('2026-01-23T09:00').complete('clue.received', 'clue-1');
    expect(late.deadline('clue-receive').status).toBe('done-late');
  });

  test('one that is not specific says why, and starts no clock', () => {
    const vague = { form: '表1', party: 'applicant-1', source: '申请执行人', specific: false, urgent: true };
    expect(assigned().refused('clue.received', { subject: 'c-1', payload: vague }).code).toBe('missing-field');
    const told = received({ specific: false, reason: '没有具体地址，已电话告知' });
    expect(told.deadlines().filter((d) => d.id.startsWith('clue-'))).toEqual([]);
  });
});

describe('核查线索', () => {
  test('five days, no more than the seven of the law; verified in time, or late', () => {
    expect(received().deadline('clue-verify', 'c-1')).toMatchObject({
      due: '2026-01-26',
      legalDue: '2026-01-28',
    });
    expect(received().at('2026-01-26T17:00').complete('clue.verified', 'c-1').deadline('clue-verify').status).toBe(
      'done',
    );
    expect(received().at('2026-01-27T09:00').complete('clue.verified', 'c-1').deadline('clue-verify').status).toBe(
      'done-late',
    );
  });

  test('an urgent one within 48 hours', () => {
    const urgent = received({ urgent: true });
    expect(urgent.deadlines('clue-verify')).toEqual([]);
    expect(urgent.at('2026-01-23T08:59').complete('clue.verified', 'c-1').deadline('clue-verify-urgent').status).toBe(
      'done',
    );
    expect(urgent.at('2026-01-23T11:00').complete('clue.verified', 'c-1').deadline('clue-verify-urgent').status).toBe(
      'done-late',
    );
  });

  test('is void when the claim is performed', () => {
    expect(received().complete('performance.completed').deadline('clue-verify').status).toBe('void');
  });

  test('comes after the clue, and what is not real brings no property', () => {
    const payload = { real: true, findings: '属实', assets: [] };
    expect(assigned().refused('clue.verified', { subject: 'c-1', payload }).code).toBe('unknown-subject');
    const unreal = { ...payload, real: false, assets: [vehicle] };
    expect(received().refused('clue.verified', { subject: 'c-1', payload: unreal }).code).toBe('not-qualified');
  });

  test('after the last query before closing it is a whole recheck', () => {
    const done = received({}, assigned().complete('final-query.started').complete('final-query.done'));
    expect(done.deadlines('clue-verify')).toEqual([]);
    expect(done.deadline('new-clue-recheck', 'c-1')).toMatchObject({ due: '2026-01-26', legalDue: '2026-01-28' });
    expect(done.complete('clue.fully-verified', 'c-1').deadline('new-clue-recheck').status).toBe('done');
    expect(done.at('2026-01-28').complete('clue.fully-verified', 'c-1').deadline('new-clue-recheck').status).toBe(
      'done-late',
    );
  });
});

describe('clue-measure 采取措施', () => {
  test('ends the same day when each of its assets is controlled or left alone, or by another measure', () => {
    expect(real().deadline('clue-measure', 'c-1')).toMatchObject({ due: '2026-01-21', status: 'open' });
    expect(real().deadlines('seal-vehicle')).toEqual([]);
    const one = real().complete('asset.sealed', 'a-2');
    expect(one.deadline('clue-measure').status).toBe('open');
    expect(one.complete('asset.skipped', 'a-3').deadline('clue-measure').status).toBe('done');
    expect(real().complete('measure.taken', 'c-1').deadline('clue-measure').status).toBe('done');
    expect(real().at('2026-01-22T09:00').complete('measure.taken', 'c-1').deadline('clue-measure').status).toBe(
      'done-late',
    );
  });

  test('a clue to what is in force already asks for nothing; a measure needs a clue found real', () => {
    const held = real().complete('asset.sealed', 'a-2').complete('asset.frozen', 'a-3');
    const again = held
      .complete('clue.received', 'c-2')
      .complete('clue.verified', 'c-2', { real: true, assets: [vehicle] });
    expect(again.deadlines('clue-measure')).toHaveLength(1);
    expect(received().refused('measure.taken', { subject: 'c-1' }).code).toBe('node-missing');
  });
});
