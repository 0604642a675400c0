// Registered matters of plan.md §10, each as a report: what founds it, who answers for it, what ends it.
import { describe, expect, test } from 'vitest';
import { offered } from '../../domain/engine/offered.ts';
import { given } from '../support/given.ts';
import { auctioned } from '../support/row-scenes.ts';

const lines = (court: ReturnType<ReturnType<typeof given>['founds']>) =>
  court.deadlines().map((d) => [d.id, d.due, d.owner, d.status]);

describe('an entrusted matter, received on Tuesday 20 January 2026', () => {
  const received = given().founds('entrustment');

  test('is due on the day that its letter names, a Friday or not; without one within ten days', () => {
    expect(lines(received)).toEqual([['entrusted-matter@2', '2026-02-06', 'property-control', 'open']]);
    const onSunday = given().founds('entrustment', { due: '2026-02-08' });
    expect(onSunday.deadline('entrusted-matter').due).toBe('2026-02-08');
    const silent = given().founds('entrustment', { due: undefined } as never);
    expect(silent.deadline('entrusted-matter').due).toBe('2026-01-30');
  });

  test('is handled by property control, then answered by the internal group, and ends', () => {
    const handled = received.at('2026-02-03T10:00').complete('entrustment.handled');
    expect(handled.deadline('entrusted-matter').owner).toBe('review');
    expect(received.refused('entrustment.answered', { payload: { text: '退回', on: '2026-01-20' } }).code).toBe('node-missing'); // prettier-ignore
    const answered = handled.complete('entrustment.answered', { on: '2026-02-03' });
    expect(lines(answered)).toEqual([['entrusted-matter@2', '2026-02-06', 'review', 'done']]);
    expect(answered.refused('entrustment.handled').code).toBe('case-closed');
    expect([received, handled, answered].map(({ rows }) => [rows.record.stage, rows.record.snapshot.title])).toEqual(
      ['handling', 'handling', 'concluded'].map((stage) => [stage, '焦作市中级人民法院 （2026）豫08执委12号']),
    );
  });

  test('that nobody answers is urged with whoever has it by then', () => {
    const late = received.at('2026-02-04T09:00').complete('entrustment.handled').at('2026-02-07T09:00');
    expect(late.notices.at(-1)).toMatchObject({
      rung: 'urge',
      caseNo: '受托事项（焦作市中级人民法院 （2026）豫08执委12号）',
    });
    expect(late.notices.at(-1)?.text).toContain('审批督办内勤');
  });

  test('is answered on a day between its receipt and the record', () => {
    const handled = received.at('2026-02-03T10:00').complete('entrustment.handled');
    const answered = (on: string) => handled.refused('entrustment.answered', { payload: { text: '已办结', on } });
    expect([answered('2026-01-19').code, answered('2026-02-04').code]).toEqual(['dates-out-of-order', 'dates-out-of-order']); // prettier-ignore
    expect(answered('2026-02-04').basis).toContain('三·一(五)2');
  });
});

describe('a case entrusted by another court', () => {
  const received = given().founds('entrustment', { what: 'case', due: undefined } as never);
  const filedAs = (no: string) => ({ result: '已立案', filedAs: no });

  test('is filed within seven days, by the filing office', () => {
    expect(lines(received)).toEqual([['entrusted-filing@2', '2026-01-27', 'filing', 'open']]);
    const filed = received.at('2026-01-22').complete('entrustment.handled', filedAs('（2026）豫0823执500号'), { by: 'filing' }); // prettier-ignore
    expect(filed.deadline('entrusted-filing').status).toBe('done');
    const sentBack = received
      .at('2026-01-22')
      .complete('entrustment.handled', { result: '材料不全' }, { by: 'filing' });
    expect(sentBack.deadline('entrusted-filing').status).toBe('open');
    expect(sentBack.complete('entrustment.answered', { on: '2026-01-22' }).deadline('entrusted-filing').status).toBe('done'); // prettier-ignore
  });

  test('is filed under a number of enforcement; what is no case is filed under none', () => {
    const sent = (court: typeof received, no: string) =>
      court.refused('entrustment.handled', { payload: filedAs(no) }).code;
    expect(['（2026）豫0823执恢5号', '第五号'].map((no) => sent(received, no))).toEqual(['bad-case-number', 'bad-case-number']); // prettier-ignore
    expect(sent(given().founds('entrustment'), '（2026）豫0823执500号')).toBe('unknown-field');
  });
});

describe('a request for the right of disposal over what this court sealed first', () => {
  const asked = { what: 'disposal-right', due: undefined, case: '2026-ha0823-zhi-123' } as never;

  test('is answered within fifteen days by whoever handles it', () => {
    const received = given().founds('entrustment', { ...(asked as object), handler: 'p-officer-2' });
    expect(lines(received)).toEqual([['disposal-right@2', '2026-02-04', 'handler', 'open']]);
    expect(received.rows.deadlines[0]?.ownerPerson).toBe('p-officer-2');
    const handled = received.complete('entrustment.handled', { result: '拟移送' }, { by: 'p-officer-2' });
    expect(handled.deadline('disposal-right').owner).toBe('handler');
    expect(given().founds('entrustment', asked).deadline('disposal-right').owner).toBe('property-control');
  });

  test('names the case; its day is the law’s, not the letter’s', () => {
    const codeOf = (payload: object) => given().foundsNot('entrustment', { what: 'disposal-right', ...payload });
    expect(codeOf({ due: undefined })).toMatchObject({ code: 'missing-field', missing: [{ id: 'case' }] });
    expect(codeOf({ case: 'x' })).toMatchObject({ code: 'unknown-field', missing: [{ id: 'due' }] });
    expect(given().foundsNot('entrustment', { what: 'case' }).code).toBe('unknown-field');
  });
});

describe('an order of a superior court, received on Tuesday 20 January 2026', () => {
  const report = { text: '已发放', on: '2026-01-28' };
  const received = given().founds('order', { handler: 'p-officer-2' });

  test('is reported on by whoever is named for it, on the day of the letter, else within ten days', () => {
    expect(lines(received)).toEqual([['order-report@2', '2026-01-30', 'handler', 'open']]);
    expect(given().founds('order', { due: '2026-01-25' }).deadline('order-report').due).toBe('2026-01-25'); // a Sunday
    const later = received.at('2026-01-28T10:00');
    expect(later.refused('order.reported', { payload: report, by: 'p-officer-1' }).code).toBe('wrong-role');
    const reported = later.complete('order.reported', report, { by: 'p-officer-2' });
    expect(reported.deadline('order-report').status).toBe('done');
    expect(reported.refused('order.reported', { payload: report, by: 'p-officer-2' }).code).toBe('case-closed');
  });

  test('does not lapse, and is supervised like any deadline', () => {
    const late = received.at('2026-02-02T09:00');
    expect(late.deadline('supervised-matter').owner).toBe('handler');
    const lapse = { deadlines: ['order-report@2'], reason: '上级口头撤回' };
    expect(late.refused('deadline.lapsed', { payload: lapse, by: 'review' }).code).toBe('never-lapses');
  });

  test('is put right with the person who has it: the clock goes along', () => {
    const anew = { fact: 2, payload: { ...received.c.founding.payload, handler: 'p-officer-1' }, reason: '改派' };
    const right = received.tries('fact.corrected', { payload: anew, by: 'review' });
    expect(right.rows.deadlines.map((d) => d.ownerPerson)).toEqual(['p-officer-1']);
  });
});

test('a suggestion of the prosecutor is answered within the law’s three months, whatever day it names', () => {
  const received = given().founds('order', { kind: 'prosecutor' });
  expect(lines(received)).toEqual([['prosecutor-reply@2', '2026-04-20', 'handler', 'open']]);
  expect(given().foundsNot('order', { kind: 'prosecutor', due: '2026-02-20' }).code).toBe('unknown-field');
});

test('an order is not there twice, is handled by one of the court’s own people, and brought by review alone', () => {
  const elsewhere = new Map([['order|焦作市中级人民法院 (2026)豫08督3号', 'order-7']]);
  expect(given().foundsNot('order', {}, { elsewhere })).toMatchObject({ code: 'already-recorded', missing: [{ id: 'no' }] }); // prettier-ignore
  expect(given().founds('order', { no: '（2026）豫08督4号' }).c.kind).toBe('order');
  expect(given().foundsNot('order', {}, { by: 'reception' }).code).toBe('wrong-role');
  for (const handler of ['p-applicant', 'p-unknown', 'p-administrator'])
    expect(given().foundsNot('order', { handler }).code, handler).toBe('not-qualified');
});

describe('a call for help at 16:20 on Tuesday 20 January 2026', () => {
  const called = given().founds('assist');

  test('is answered within a day and night by the bailiffs, an urgent one by the next full hour', () => {
    expect(lines(called)).toEqual([['assist@2', '2026-01-21T17:00:00+08:00', 'bailiff', 'open']]);
    const urgent = given().founds('assist', { urgent: true });
    expect(urgent.deadline('assist').due).toBe('2026-01-20T17:00:00+08:00');
    expect(urgent.at('2026-01-20T16:50').complete('assist.done').deadline('assist').status).toBe('done');
    expect(urgent.at('2026-01-20T17:30').complete('assist.done').deadline('assist').status).toBe('done-late');
  });

  test('is called by who asks; done once, and then it is over', () => {
    expect(called.rows.record.snapshot.title).toBe('普执第一团队');
    const done = called.complete('assist.done');
    expect(done.rows.record.stage).toBe('concluded');
    expect(done.refused('assist.done').code).toBe('case-closed');
    expect(called.refused('assist.done', { by: 'officer' }).code).toBe('wrong-role');
  });

  test('says when and where it is needed', () => {
    expect(given().foundsNot('assist', { when: '明天早上六点' })).toMatchObject({ code: 'bad-instant', missing: [{ id: 'when' }] }); // prettier-ignore
    expect(given().foundsNot('assist', { place: ' ' }).code).toBe('wrong-type');
    expect(given().foundsNot('assist', {}, { by: 'reception' }).code).toBe('wrong-role');
  });
});

describe('an agency that helps with auctions, enlisted on Tuesday 20 January 2026', () => {
  const enlisted = given().founds('agency');
  const reviewed = enlisted.at('2026-12-01T10:00').complete('agency.reviewed', 'agency');

  test('is looked at every year, each review opening the next, and nothing ends it', () => {
    expect(lines(enlisted)).toEqual([['agency-yearly:agency@2', '2027-01-20', 'disposal', 'open']]);
    expect(lines(reviewed)).toEqual([
      ['agency-yearly:agency@2', '2027-01-20', 'disposal', 'done'],
      ['agency-yearly:agency@3', '2027-12-01', 'disposal', 'open'],
    ]);
    expect(reviewed.rows.record).toMatchObject({ stage: 'handling', closedAt: null });
    expect(reviewed.at('2027-11-01').complete('agency.reviewed', 'agency', { passed: false }).deadlines()).toHaveLength(
      3,
    );
  });

  test('is told by its own name, and there once by its licence', () => {
    const other = { agency: '新乡拍卖行', findings: '无', passed: true };
    expect(enlisted.refused('agency.reviewed', { subject: 'agency', payload: other })).toMatchObject({ code: 'not-qualified', missing: [{ id: 'agency' }] }); // prettier-ignore
    expect(enlisted.refused('agency.reviewed', { subject: 'a-2' }).code).toBe('unknown-subject');
    const elsewhere = new Map([['agency|91410823ma0000000x', 'agency-1']]);
    expect(given().foundsNot('agency', {}, { elsewhere })).toMatchObject({ code: 'already-recorded', missing: [{ id: 'licence' }] }); // prettier-ignore
    expect(given().foundsNot('agency', { until: '2026-01-19' }).code).toBe('dates-out-of-order');
  });

  test('withdrawing what founded it is refused, and no ending is proposed where there is none', () => {
    const refused = enlisted.refused('fact.withdrawn', { payload: { fact: 2, reason: '不要了' }, by: 'review' });
    expect(refused.zh).toMatch(/来由，不能撤回：内容有误的，由审批督办内勤以 fact\.corrected 更正$/);
  });
});

test('in a case the agency that has a thing is looked at every thirty days, until the auction is over', () => {
  const handed = auctioned().complete('auction.handed-over', 'a-2');
  expect(handed.deadline('agency-review').due).toBe('2026-02-24'); // the thirtieth day lies in Spring Festival
  const again = handed.at('2026-02-10T09:00').complete('agency.reviewed', 'a-2');
  expect(again.deadlines('agency-review').map((d) => [d.status, d.due])).toEqual([['done', '2026-02-24'], ['open', '2026-03-12']]); // prettier-ignore
  expect(again.complete('auction.withdrawn', 'a-2').deadline('agency-review').status).toBe('void');
  expect(auctioned().refused('agency.reviewed', { subject: 'a-2' }).code).toBe('node-missing');
});

describe('what founds an entrusted matter', () => {
  test('sets no day before it came in, names nobody whom the court does not know, and is not there twice', () => {
    expect(given().foundsNot('entrustment', { due: '2026-01-19' })).toMatchObject({ code: 'dates-out-of-order', basis: '武法〔2022〕11号 三·一(二)8' }); // prettier-ignore
    expect(given().foundsNot('entrustment', { handler: 'p-unknown' }).code).toBe('not-qualified');
    const elsewhere = new Map([['entrustment|焦作市中级人民法院 (2026)豫08执委12号', 'entrustment-7']]);
    const twice = given().foundsNot('entrustment', { letterNo: '(2026)豫08执委 12号' }, { elsewhere });
    expect(twice).toMatchObject({ code: 'already-recorded', missing: [{ id: 'letterNo' }] });
    expect(twice.zh).toContain('entrustment-7');
  });

  test('is put right by review, and asked the same again', () => {
    const received = given().founds('entrustment', {}, { by: 'property-control' });
    const right = (payload: object, by = 'review') => ({ payload: { fact: 2, payload: { ...received.c.founding.payload, ...payload }, reason: '笔误' }, by }); // prettier-ignore
    expect(received.refused('fact.corrected', right({ due: '2026-01-02' })).code).toBe('dates-out-of-order');
    expect(received.refused('fact.corrected', right({ due: '2026-02-09' }, 'property-control')).code).toBe(
      'not-your-fact',
    );
    expect(received.tries('fact.corrected', right({ due: '2026-02-09' })).deadline('entrusted-matter').due).toBe('2026-02-09'); // prettier-ignore
  });

  test('is offered to nobody again, and ends no way but by an answer', () => {
    expect(offered(given().founds('entrustment').c)).not.toContain('entrustment.received');
    expect(offered(given().founds('entrustment').c)).toContain('entrustment.handled');
  });
});

describe('who is named in what is said of the court’s own people', () => {
  test('is named once, and is no party', () => {
    expect(given().foundsNot('petition', { against: ['p-officer-2', 'p-officer-2'] })).toMatchObject({ code: 'named-twice', missing: [{ id: 'p-officer-2' }] }); // prettier-ignore
    for (const against of ['p-applicant', 'p-respondent'])
      expect(given().foundsNot('petition', { against: [against] })).toMatchObject({ code: 'not-qualified', missing: [{ id: against }] }); // prettier-ignore
    expect(given().foundsNot('dual-check', { persons: ['p-officer-2', 'p-officer-2'] })).toMatchObject({ code: 'not-qualified', missing: [{ id: 'p-officer-2' }] }); // prettier-ignore
  });

  test('may have left, or run the system: a complaint of them is taken', () => {
    for (const against of ['p-nobody', 'p-administrator', 'p-all-hats'])
      expect(given().petitioned({ against: [against] }).c.founding.payload).toMatchObject({ against: [against] });
  });
});
