// A petition 信访 is a record of its own: founded, registered, concluded; its clocks, its handler, who may know of it (plan.md §10).
import { describe, expect, test } from 'vitest';
import { mayRead } from '../../../domain/plan/matters/readers.ts';
import { decideFounding } from '../../../domain/engine/found.ts';
import { formatInstant } from '../../../domain/time/instant.ts';
import { bench, called } from '../../support/given-people.ts';
import { given } from '../../support/given.ts';
import { instant } from '../../support/instants.ts';

const handled = { handler: 'p-review' };

describe('a petition received on Tuesday 20 January 2026', () => {
  const received = given().petitioned({ against: ['p-officer-2'] });

  test('has five working days to be registered and thirty days to be concluded', () => {
    expect(received.deadlines().map((d) => [d.id, d.due, d.owner])).toEqual([
      ['petition-register@2', '2026-01-27', 'review'],
      ['petition@2', '2026-02-24', 'review'], // the thirtieth day lies in Spring Festival
    ]);
    expect(received.c.kind).toBe('petition');
  });

  test('is answered for by its handler once it is registered, and by nobody else', () => {
    const registered = received.at('2026-01-22').complete('petition.registered', handled);
    expect(registered.deadline('petition-register').status).toBe('done');
    expect(registered.deadline('petition').owner).toBe('handler');
    const concluded = registered.at('2026-02-10T10:00').complete('petition.concluded', {}, { by: 'p-review' });
    expect(concluded.deadline('petition').status).toBe('done');
    expect(registered.at('2026-02-10T10:00').refused('petition.concluded', { by: 'p-reception' }).code).toBe(
      'wrong-role',
    );
  });

  test('that nobody registers climbs the ladder as any deadline does', () => {
    expect(received.at('2026-01-31').rungs('petition-register')).not.toEqual([]);
    expect(received.at('2026-01-31').notices.map((n) => n.caseNo)).toContain('信访（王××）');
  });

  test('is not concluded before it is registered, nor after it is concluded', () => {
    expect(received.refused('petition.concluded', { by: 'review' }).code).toBe('wrong-role'); // there is no handler yet
    const concluded = received
      .complete('petition.registered', handled)
      .at('2026-02-10T10:00')
      .complete('petition.concluded', {}, { by: 'p-review' });
    expect(concluded.refused('petition.registered').code).toBe('case-closed');
  });

  test('is told on a day between its receipt and its conclusion', () => {
    const registered = received.complete('petition.registered', handled).at('2026-02-10T10:00');
    const tell = (toldOn: string) =>
      registered.refused('petition.concluded', { payload: { result: '已答复', toldOn }, by: 'p-review' }).code;
    expect([tell('2026-02-11'), tell('2026-01-19')]).toEqual(['dates-out-of-order', 'dates-out-of-order']);
  });

  test('knows no node of a case, and a case none of its', () => {
    expect(received.refused('reception.held', { by: 'reception' }).code).toBe('unknown-node');
    expect(given().filed().refused('petition.registered').code).toBe('unknown-node');
  });

  test('takes the nodes that every record takes: a withdrawal, a supervised matter', () => {
    const supervised = received.complete(
      'supervision.opened',
      'm-1',
      { about: '信访逾期', owner: 'review' },
      { by: 'review' },
    );
    expect(supervised.deadline('supervised-matter', 'm-1').status).toBe('open');
    const registered = received.complete('petition.registered', handled);
    const again = registered.complete('fact.withdrawn', { fact: registered.seq('petition.registered'), reason: '误登' }, { by: 'review' }); // prettier-ignore
    expect(again.deadline('petition').owner).toBe('review');
    const founding = again.refused('fact.withdrawn', { payload: { fact: 2, reason: '不要了' }, by: 'review' });
    expect(founding.code).toBe('not-correctable');
    expect(founding.zh).toMatch(/信访的来由，不能撤回.*fact\.corrected.*petition\.concluded/);
  });

  test('is kept from those it is against: they cannot read it, write it, or be its handler', () => {
    const officer = called('p-officer-2');
    expect(mayRead(received.c, officer)).toBe(false);
    expect(mayRead(received.c, called('p-reception'))).toBe(true);
    expect(mayRead(received.c, called('applicant'))).toBe(false);
    expect(received.refused('delay.justified', { by: 'p-officer-2' }).code).toBe('unknown-case');
    expect(received.refused('petition.registered', { payload: { handler: 'p-officer-2' } }).code).toBe('not-qualified');
  });

  test('is not registered to somebody whom the court does not know, nor who is none of its people', () => {
    for (const handler of ['p-unknown', 'p-applicant', 'p-administrator', 'p-sys:case-funds', 'p-nobody'])
      expect(received.refused('petition.registered', { payload: { handler } }).code, handler).toBe('not-qualified');
  });
});

describe('a petition against the director', () => {
  const director = 'p-director';
  const late = (against: string[]) => given().petitioned({ against }).at('2026-02-02T09:00');
  const named = { deadline: 'petition-register@2' };

  test('leaves it to the president to accept a reason or to criticise', () => {
    const court = late([director]);
    expect(court.refused('criticism.published', { payload: { ...named, text: '通报' }, by: 'director' }).code).toBe('unknown-case'); // prettier-ignore
    const criticised = court.tries('criticism.published', { payload: { ...named, text: '通报' }, by: 'president' });
    expect(criticised.c.first('criticism.published')?.as).toEqual(['president']);
    const accepted = court.tries('delay.accepted', { payload: { ...named, reason: '春运停访' }, by: 'president' });
    expect(accepted.c.first('delay.accepted')?.as).toEqual(['president']);
  });

  test('and nowhere else: where the director may know of it, it is the director’s', () => {
    const refused = { code: 'wrong-role' };
    const payload = { ...named, text: '通报' };
    expect(late(['p-officer-2']).refused('criticism.published', { payload, by: 'president' })).toMatchObject(refused);
    const filed = given().filed().at('2026-01-23T09:00');
    const overdue = { deadline: 'reception@2', text: '通报' };
    expect(filed.refused('criticism.published', { payload: overdue, by: 'president' })).toMatchObject(refused);
    expect(filed.complete('criticism.published', overdue).c.first('criticism.published')?.as).toEqual(['director']);
  });
});

describe('when a petition came in', () => {
  const now = instant('2026-01-20T16:20');
  const brought = (role: string, hours: number) => {
    const actor = { ...called(role), via: 'api' as const };
    const at = formatInstant(now - hours * 3_600_000);
    const payload = { from: '张建国', about: '未发放', channel: 'online' };
    return decideFounding({ kind: 'petition', at, payload }, { now, actor, people: bench });
  };

  test('is a party’s to say by a day at most; the window says what came by letter', () => {
    expect(brought('applicant', 24)).not.toHaveProperty('code');
    expect(brought('applicant', 25)).toMatchObject({ code: 'dates-out-of-order', missing: [{ id: 'at' }] });
    expect(brought('reception', 24 * 365 * 36)).not.toHaveProperty('code');
  });

  test('is put right by one who is not concerned, though it makes a lateness less', () => {
    const court = given().petitioned({}, '2025-12-01T09:00').at('2026-01-20T09:00');
    const right = { fact: 2, at: '2026-01-19T09:00:00+08:00', reason: '年份有误', askedBy: 'p-review' };
    const corrected = court.tries('fact.corrected', { payload: right, by: 'director' });
    expect(corrected.c.founding.at).toBe(instant('2026-01-19T09:00'));
  });
});

describe('what founded a petition', () => {
  const received = given().petitioned({ against: ['p-officer-2'] });
  const anew = (payload: object, more: object = {}) => ({
    payload: { fact: 2, payload: { ...received.c.founding.payload, ...payload }, reason: '笔误', ...more },
  });

  test('is put right by review, whoever recorded it: its words, and whom it is against', () => {
    const right = received.tries('fact.corrected', {
      ...anew({ about: '反映迟延', against: ['p-clerk-1'] }),
      by: 'review',
    });
    expect(right.c.first('petition.received')?.payload).toMatchObject({ about: '反映迟延', against: ['p-clerk-1'] });
    expect([mayRead(right.c, called('p-officer-2')), mayRead(right.c, called('p-clerk-1'))]).toEqual([true, false]);
    expect(received.refused('fact.corrected', { ...anew({}), by: 'reception' }).code).toBe('not-your-fact');
  });

  test('names persons whom the court knows, none of them the handler', () => {
    const send = (court: typeof received, against: string) =>
      court.refused('fact.corrected', { ...anew({ against: [against] }), by: 'review' });
    expect(send(received, 'p-stranger')).toMatchObject({ code: 'not-qualified', missing: [{ id: 'p-stranger' }] });
    const registered = received.complete('petition.registered', handled);
    expect(send(registered, 'p-review')).toMatchObject({ code: 'has-dependents' });
  });

  test('is dated anew, and its clocks with it; not into the future, not behind what followed', () => {
    const court = received.at('2026-01-22T10:00').complete('petition.registered', handled);
    const at = (day: string) => ({
      payload: { fact: 2, at: `${day}T09:00:00+08:00`, reason: '收文日期有误' },
      by: 'review',
    });
    expect(court.tries('fact.corrected', at('2026-01-19')).deadline('petition').due).toBe('2026-02-24');
    expect(court.tries('fact.corrected', at('2026-01-12')).deadline('petition').due).toBe('2026-02-11');
    expect(court.refused('fact.corrected', at('2026-02-22')).code).toBe('at-in-future');
    expect(court.at('2026-01-23').refused('fact.corrected', at('2026-01-23')).code).toBe('at-in-future');
  });
});

test('who runs the system and what stands outside the court read no petition (engine.md 23)', () => {
  const { c } = given().petitioned();
  const may = (['review', 'officer', 'administrator', 'sys:case-funds', 'system', 'respondent'] as const).filter(
    (role) => mayRead(c, { id: 'p-x', roles: [role] }),
  );
  expect(may).toEqual(['review', 'officer']);
});
