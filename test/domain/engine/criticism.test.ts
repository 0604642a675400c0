// plan.md §3, engine.md 24: 通报批评 stands on the supervised matter, before the director, once for one lateness.
import { describe, expect, test } from 'vitest';
import { type Court, given } from '../../support/given.ts';

const filed = given().filed('2026-01-20T16:20').complete('material.received').complete('query.started').assigned();
const criticisms = (court: Court) => court.rungs().filter((r) => r.includes(' criticise '));
/** `reception`: due 01-20, its matter due 01-22. */
const idle = filed.at('2026-01-26');
const sv = idle.c.all('supervision.opened').find((f) => f.payload.deadline === 'reception@2');
const matter = `supervised-matter:${sv?.subject}@${sv?.seq}`;
const publish = (deadline: string, by = 'director') => ({ payload: { deadline, text: '全院通报' }, by });

describe('one lateness, one criticism (fault 13)', () => {
  test('nobody acts: it stands on the matter alone, 96 hours after the due', () => {
    expect(criticisms(idle)).toEqual([`2026-01-25T00:00 criticise ${matter}`]);
    expect(criticisms(idle.at('2026-04-01')).filter((r) => !r.includes('supervised-matter'))).toEqual([]);
  });

  test('two matters for one lateness: the second is not put to the director', () => {
    const twice = filed.at('2026-01-23T09:00').complete('supervision.opened', 'm-2', { about: '再督办', owner: 'reception', deadline: 'reception@2', due: '2026-01-26' }); // prettier-ignore
    const about = criticisms(twice.at('2026-03-01')).filter((r) => r.includes(matter) || r.includes('m-2'));
    expect(about).toEqual([`2026-01-25T00:00 criticise ${matter}`]);
  });

  test('a due that moves while it is late is no new lateness; one that lies ahead again is', () => {
    const limit = 'case-limit-ordinary@2';
    const of = (court: Court) => criticisms(court).filter((r) => court.c.all('supervision.opened').some((f) => f.payload.deadline === limit && r.includes(`:${f.subject}@`))).length; // prettier-ignore
    const late = filed.at('2026-05-10');
    expect(of(late)).toBe(1);
    const moved = late.complete('exclusion.approved', { from: '2026-03-02', to: '2026-03-03' }); // due 04-22: still late
    expect(of(moved.at('2026-06-20'))).toBe(1);
    const ahead = late.complete('exclusion.approved', { from: '2026-03-02', to: '2026-03-31' }); // due 05-20
    expect(of(ahead.at('2026-06-20'))).toBe(2);
  });

  test('published once, whether the deadline or its matter is named', () => {
    const published = idle.complete('criticism.published', { deadline: 'reception@2' });
    expect(published.refused('criticism.published', publish('reception@2')).code).toBe('already-recorded');
    expect(published.refused('criticism.published', publish(matter)).code).toBe('already-recorded');
    const other = idle.complete('criticism.published', { deadline: matter });
    expect(other.refused('criticism.published', publish('reception@2')).code).toBe('already-recorded');
    expect(other.tries('criticism.published', publish('related-cases@2')).record.length).toBe(other.record.length + 1);
  });
});

describe('before the director has decided', () => {
  test('nobody but director and review is told', () => {
    const [notice, ...others] = idle.notices.filter((n) => n.rung === 'criticise');
    expect(others).toEqual([]);
    expect(notice?.to).toEqual([{ role: 'director', person: null }, { role: 'review', person: null }]); // prettier-ignore
    expect(notice?.text).toMatch(/^【提请通报批评】.*督办：完成初次接待/);
  });

  test('published, the whole court is told, once, and with it the president', () => {
    const published = idle.complete('criticism.published', { deadline: 'reception@2', text: '逾期未接待' });
    const notices = published.at('2026-02-10').notices.filter((n) => n.kind === 'announced');
    expect(notices).toHaveLength(1);
    const told = notices[0]?.to.map((t) => t.role) ?? [];
    expect(told).toEqual(expect.arrayContaining(['president', 'director', 'reception', 'review', 'officer']));
    expect(told).not.toContain('applicant');
    expect(notices[0]?.text).toContain('完成初次接待：逾期未接待');
  });

  test('a takeover publishes nothing anew', () => {
    const brought = given().takenOver('2026-01-20T16:20', '2026-03-20T09:00', [{ node: 'criticism.published', at: '2026-02-01T09:00:00+08:00', payload: { deadline: 'reception@2', text: '通报' } }]); // prettier-ignore
    expect(brought.notices.map((n) => n.kind)).not.toContain('announced');
  });

  test.each(['reception@2', matter])('a reason accepted for %s stops it', (deadline) => {
    const early = filed.at('2026-01-22T09:00').complete('delay.accepted', { deadline });
    expect(criticisms(early.at('2026-01-26'))).toEqual([]);
    for (const id of ['reception@2', matter])
      expect(early.at('2026-01-26').refused('criticism.published', publish(id)).code, id).toBe('delay-accepted');
  });
});

describe('a reason accepted', () => {
  const accepted = filed.at('2026-01-22T09:00').complete('delay.accepted', { deadline: 'reception@2' });

  test('is about the due that had passed then: the engine notes which', () => {
    expect(accepted.c.first('delay.accepted')?.payload.dueAt).toBe('2026-01-21T00:00:00+08:00');
  });

  test('holds for that lateness alone: another due that passes is another', () => {
    const limit = { deadline: 'case-limit-ordinary@2' };
    const late = filed.at('2026-04-22T09:00').complete('delay.accepted', limit);
    const published = (court: Court) => court.tries('criticism.published', publish(limit.deadline)).record.length - court.record.length; // prettier-ignore
    expect(published(late)).toBe(0);
    const moved = late.complete('exclusion.approved', { from: '2026-03-02', to: '2026-03-31' });
    expect(published(moved.at('2026-05-26'))).toBe(1);
  });

  test('can be worded better, and stays about the same', () => {
    const payload = { deadline: 'reception@2', reason: '系统升级，有公告为证' };
    const right = accepted.complete('fact.corrected', { at: undefined, fact: accepted.seq('delay.accepted'), payload } as never, { by: 'director' }); // prettier-ignore
    expect(right.c.first('delay.accepted')?.payload).toEqual({ ...payload, dueAt: '2026-01-21T00:00:00+08:00' });
    expect(criticisms(right.at('2026-01-28'))).toEqual([]);
  });

  test('is not given for what stands still', () => {
    const stop = { ground: 'suspension', from: '2026-01-22', to: undefined, review: '2026-03-01' };
    const stopped = filed.at('2026-01-22T09:00').complete('exclusion.approved', stop as never);
    const payload = { deadline: 'case-limit-ordinary@2', reason: '系统升级' };
    expect(stopped.refused('delay.accepted', { payload }).code).toBe('deadline-not-open');
  });
});

describe('consequences need a lateness', () => {
  const wanted = [['criticism.published', 'director', { text: '通报' }], ['discipline.decided', 'president', { decision: '诫勉' }]] as const; // prettier-ignore

  test.each(wanted)('%s: not for what is open and in time', (node, by, more) => {
    expect(filed.refused(node, { payload: { deadline: 'case-limit-ordinary@2', ...more }, by }).code).toBe('not-late');
  });

  test.each(wanted)('%s: not for what was done in time, or lapsed', (node, by, more) => {
    const court = filed.complete('reception.held').complete('deadline.lapsed', { deadlines: ['related-cases@2'] });
    for (const id of ['reception@2', 'filing-handover@2', 'related-cases@2'])
      expect(court.at('2026-02-20').refused(node, { payload: { deadline: id, ...more }, by }).code, id).toBe(
        'not-late',
      );
  });

  test.each(wanted)('%s: for what was done late, and for a matter', (node, by, more) => {
    const done = idle.complete('reception.held');
    for (const late of [done, idle]) {
      const deadline = late === done ? 'reception@2' : matter;
      const court = late.complete('adverse-effect.found', { deadline: 'reception@2' });
      expect(court.tries(node, { payload: { deadline, ...more }, by }).record.length).toBe(court.record.length + 1);
    }
  });

  test.each(wanted)('%s: not where the director has accepted a reason', (node, by, more) => {
    const accepted = idle.complete('delay.accepted', { deadline: 'reception@2' });
    for (const deadline of ['reception@2', matter])
      expect(accepted.refused(node, { payload: { deadline, ...more }, by }).code).toBe('delay-accepted');
  });

  test.each(wanted)('%s: not for what nobody knows', (node, by, more) => {
    expect(idle.refused(node, { payload: { deadline: 'payout:r-9@99', ...more }, by }).code).toBe('unknown-deadline');
  });
});

describe('discipline never falls by a clock (plan §3)', () => {
  const sent = (deadline: string) => ({ payload: { deadline, decision: '诫勉' }, by: 'president' });
  const harmful = idle.complete('adverse-effect.found', { deadline: matter });

  test('it takes somebody who found that the lateness did harm, of the deadline or of the matter for it', () => {
    expect(idle.refused('discipline.decided', sent('reception@2'))).toMatchObject({ code: 'node-missing', missing: [{ id: 'adverse-effect.found' }] }); // prettier-ignore
    expect(harmful.tries('discipline.decided', sent('reception@2')).record.length).toBe(harmful.record.length + 1);
    expect(harmful.refused('discipline.decided', sent('related-cases@2')).code).toBe('node-missing');
  });

  test('harm is found once for a lateness, and decided on once, whichever of the two names it', () => {
    for (const deadline of ['reception@2', matter]) {
      const again = { payload: { deadline, what: '影响', evidence: '材料' }, by: 'director' };
      expect(harmful.refused('adverse-effect.found', again).code).toBe('already-recorded');
      expect(harmful.tries('discipline.decided', sent(matter)).refused('discipline.decided', sent(deadline)).code).toBe('already-recorded'); // prettier-ignore
    }
  });

  test('found of what is late, by another than decides', () => {
    const early = { payload: { deadline: 'case-limit-ordinary@2', what: '影响', evidence: '材料' } };
    expect(idle.refused('adverse-effect.found', early).code).toBe('not-late');
    const own = idle.complete('adverse-effect.found', { deadline: 'reception@2' }, { by: 'p-all-hats' });
    expect(own.refused('discipline.decided', { ...sent('reception@2'), by: 'p-all-hats' }).code).toBe('same-person');
  });
});
