// 参考价规定: on what a reference price rests, and who may still object to it (law.md L51–L55).
import { describe, expect, test } from 'vitest';
import { announces, auctionDecided, panel, pricing, valued } from '../support/disposal-scenes.ts';
import { type Court, given } from '../support/given.ts';
import { found, returned } from '../support/histories.ts';
import { nodeRow } from '../../domain/nodes/index.ts';
import { day } from '../support/row-scenes.ts';

const both = ['applicant-1', 'respondent-1'];
const sets = (more = {}) => ({ subject: 'a-2', payload: { way: 'online-inquiry', priceFen: 8_000_000, inspected: true, objectionsOver: true, ...more } }); // prettier-ignore
const reported = (court: Court, priceFen = 8_000_000, validUntil = '2027-01-25') =>
  court.complete('price.report-received', 'a-2', { priceFen, validUntil });
const online = reported(pricing());
const says = (by: string, on: string, more = {}) => ({ payload: { kind: 'price', by, about: 'a-2', on, text: '低于市价', ...more } }); // prettier-ignore
const objects = (court: Court, by = 'respondent-1') =>
  court.complete('application.received', { kind: 'price', by, about: 'a-2', on: day(court) }, { by: 'officer' });
const answers = (court: Court, granted: boolean) =>
  court.complete('application.decided', 'application-1', { granted }, { by: 'disposal' });

describe('a reference price', () => {
  test('comes as it was looked for: by a report that came in since', () => {
    expect(pricing().refused('price.set', sets())).toMatchObject({ code: 'node-missing', missing: [{ id: 'price.report-received' }] }); // prettier-ignore
    expect(online.refused('price.set', sets({ way: 'appraisal' })).missing).toMatchObject([{ id: 'price.started' }]);
    const again = online.complete('price.started', 'a-2', { way: 'online-inquiry' });
    expect(again.refused('price.set', sets()).missing).toMatchObject([{ id: 'price.report-received' }]);
    const withdrawn = online.complete('auction.withdrawn', 'a-2').complete('auction.decided', 'a-2');
    expect(withdrawn.refused('price.set', sets()).missing).toMatchObject([{ id: 'price.started' }]);
    expect(online.tries('price.set', sets())).not.toBe(online);
  });

  test('on which the parties agree, or an authority says, asks for no report', () => {
    for (const way of ['agreed', 'directed-inquiry'] as const) {
      const court = auctionDecided().complete('price.started', 'a-2', { way });
      expect(court.tries('price.set', sets({ way }))).not.toBe(court);
    }
  });

  test('is that of the report, or lies between those of several', () => {
    expect(online.refused('price.set', sets({ priceFen: 7_999_999 }))).toMatchObject({ code: 'amount-differs', missing: [{ zh: '8000000分' }] }); // prettier-ignore
    const two = reported(online, 9_000_000);
    expect(two.tries('price.set', sets({ priceFen: 8_500_000 }))).not.toBe(two);
    expect(two.refused('price.set', sets({ priceFen: 9_000_001 })).code).toBe('amount-differs');
  });

  test('is set while a report holds, to its last day', () => {
    const short = reported(pricing(), 8_000_000, '2026-01-30');
    expect(short.at('2026-01-30T23:00').tries('price.set', sets())).not.toBe(short);
    expect(short.at('2026-01-31T00:00').refused('price.set', sets())).toMatchObject({ code: 'dates-out-of-order', basis: '参考价规定27' }); // prettier-ignore
    const anew = reported(short.at('2026-02-02T09:00'));
    expect(anew.tries('price.set', sets())).not.toBe(anew);
  });

  test('waits for the answer to an objection; one found right overturns the report', () => {
    const open = objects(online);
    expect(open.refused('price.set', sets())).toMatchObject({ code: 'not-approved', missing: [{ id: 'application.decided' }] }); // prettier-ignore
    const refused = answers(open, false);
    expect(refused.tries('price.set', sets())).not.toBe(refused);
    const upheld = answers(open, true);
    expect(upheld.refused('price.set', sets()).missing).toMatchObject([{ id: 'price.report-received' }]);
    expect(reported(upheld, 9_000_000).tries('price.set', sets({ priceFen: 9_000_000 })).c.all('price.set')).toHaveLength(1); // prettier-ignore
    expect(online.refused('price.set', sets({ objectionsOver: false })).code).toBe('not-qualified');
  });

  test('an objection to another thing, or to the last auction’s price, holds up nothing', () => {
    const other = online.complete('application.received', { kind: 'price', by: 'respondent-1', about: 'a-3', on: '2026-01-22' }, { by: 'officer' }); // prettier-ignore
    expect(other.tries('price.set', sets())).not.toBe(other);
    const anew = objects(online).complete('auction.withdrawn', 'a-2').complete('auction.decided', 'a-2').complete('price.started', 'a-2'); // prettier-ignore
    expect(reported(anew).tries('price.set', sets()).c.all('price.set')).toHaveLength(1);
  });

  test('what rests on a report keeps it from being withdrawn', () => {
    const set = online.complete('price.set', 'a-2');
    const gone = { fact: set.seq('price.report-received'), reason: '登记有误' };
    expect(set.refused('fact.withdrawn', { payload: gone, by: 'review' }).code).toBe('has-dependents');
    expect(online.tries('fact.withdrawn', { payload: gone, by: 'review' })).not.toBe(online);
  });
});

test('a price that was taken over without its report is put right without one', () => {
  const at = (day: string) => `2026-01-${day}T09:00:00+08:00`;
  const asset = { id: 'a-2', kind: 'vehicle', holder: '李卫东', description: '轿车', valueFen: null };
  const history = [
    { node: 'query.started', at: at('21'), payload: nodeRow('query.started').example as Record<string, unknown> },
    { node: 'query.returned', at: at('21'), payload: { complete: true, assets: [asset] } },
    { node: 'asset.sealed', at: at('21'), subject: 'a-2', payload: { order: 'first', ruling: '之一', until: '2027-01-19' } },
    { node: 'auction.decided', at: at('22'), subject: 'a-2', payload: nodeRow('auction.decided').example as Record<string, unknown> },
    { node: 'price.started', at: at('22'), subject: 'a-2', payload: { ...(nodeRow('price.started').example as object), way: 'appraisal' } },
    { node: 'price.set', at: at('23'), subject: 'a-2', payload: { ...(nodeRow('price.set').example as object), way: 'appraisal', priceFen: 8_000_000 } },
  ]; // prettier-ignore
  const court = given().takenOver('2026-01-20T16:20', '2026-02-02T09:00', history);
  const set = { ...(court.c.last('price.set')?.payload as object), priceFen: 8_100_000 };
  const put = (payload: object) => ({
    payload: { fact: court.seq('price.set'), payload, reason: '误录' },
    by: 'review',
  });
  expect(court.answer('fact.corrected', put(set))).toMatchObject({ accepted: true });
  // for anything else it is refused as ever
  expect(court.answer('fact.corrected', put({ ...set, objectionsOver: false }))).toMatchObject({
    code: 'not-qualified',
  });
});

describe('a round on that price', () => {
  const terms = (court: Court) => court.complete('auction.terms-set', 'a-2', { members: panel }); // prettier-ignore
  const first = (startsAt: string, more = {}) => ({ subject: 'a-2', payload: { toldOn: '2026-01-18', ...more, round: 'first', startsAt: `${startsAt}T10:00:00+08:00`, endsAt: `${startsAt}T20:00:00+08:00`, url: 'x' } }); // prettier-ignore

  test('is announced while the report holds, and begins within six months of its last day', () => {
    const set = terms(reported(pricing(), 8_000_000, '2026-01-30').complete('price.set', 'a-2'));
    expect(set.refused('auction.announced', first('2026-07-31'))).toMatchObject({ code: 'dates-out-of-order', basis: '参考价规定27' }); // prettier-ignore
    expect(set.tries('auction.announced', first('2026-07-30'))).not.toBe(set);
    expect(set.at('2026-01-31T09:00').refused('auction.announced', first('2026-03-02'))).toMatchObject({ missing: [{ id: 'price.set' }] }); // prettier-ignore
  });

  test('that ends behind the last day of the seal is announced, and what is to be renewed by when is told', () => {
    const sealed = returned([found('a-2', { kind: 'vehicle', valueFen: 8_000_000 })], given().filed().complete('case.assigned', { panel })).complete('asset.sealed', 'a-2', { until: '2026-03-01' }); // prettier-ignore
    const started = sealed.complete('auction.decided', 'a-2').complete('price.started', 'a-2');
    const court = terms(reported(started).complete('price.set', 'a-2'));
    const warnings = (at: Court, on: string) => (at.answer('auction.announced', first(on)) as { readonly warnings?: readonly { readonly id: string; readonly zh: string }[] }).warnings; // prettier-ignore
    expect(warnings(court, '2026-03-01')).toBeUndefined();
    expect(warnings(court, '2026-03-02')).toMatchObject([{ id: 'asset.renewed', zh: expect.stringContaining('2026-03-01届满') as string }]); // prettier-ignore
  });

  test('is told to the parties three days before; where nobody says so, the answer asks', () => {
    const set = terms(reported(pricing()).complete('price.set', 'a-2'));
    expect(set.refused('auction.announced', first('2026-03-02', { toldOn: '2026-01-20' }))).toMatchObject({ code: 'notice-too-short', basis: '网拍规定16' }); // prettier-ignore
    expect(set.answer('auction.announced', first('2026-03-02', { toldOn: undefined }))).toMatchObject({ accepted: true, warnings: [{ id: 'toldOn' }] }); // prettier-ignore
    expect(set.answer('auction.announced', first('2026-03-02'))).not.toHaveProperty('warnings');
  });

  test('waits for the answer to an objection that came when the price was set', () => {
    const open = objects(terms(valued()));
    expect(open.refused('auction.announced', first('2026-03-02')).code).toBe('not-approved');
    expect(announces(answers(objects(valued()), false), 'first').c.all('auction.announced')).toHaveLength(1);
  });
});

describe('an objection to a price', () => {
  const sent = online.complete('documents.issued', { kind: 'price-report', recipients: both });
  /** Served on the respondent on Monday 01-26: five days end with Saturday 01-31, and so with Monday 02-02. */
  const told = sent.at('2026-01-26T09:00').complete('service.recorded', 'price-report-1.respondent-1', { on: '2026-01-26' }); // prettier-ignore
  const late = told.at('2026-02-03T09:00');

  test('is too late after five days, with its article; handed in before and entered later it is not', () => {
    expect(late.refused('application.received', { ...says('respondent-1', '2026-02-03'), by: 'officer' })).toMatchObject({ code: 'objection-too-late', basis: '参考价规定22' }); // prettier-ignore
    expect(late.tries('application.received', { ...says('respondent-1', '2026-02-02'), by: 'officer' })).not.toBe(late);
  });

  test('is let in by the court with a reason, and then holds up the price; no party excuses itself', () => {
    const excused = { ...says('respondent-1', '2026-02-03', { excuse: '住院，准许顺延' }), by: 'officer' };
    expect(late.tries('application.received', excused).refused('price.set', sets()).code).toBe('not-approved');
    expect(late.refused('application.received', { ...says('respondent-1', '2026-02-03', { excuse: ' ' }), by: 'officer' }).code).toBe('objection-too-late'); // prettier-ignore
    const online = late.complete('party.identified', 'respondent-1', { person: 'p-respondent' });
    expect(online.refused('application.received', { ...says('respondent-1', '2026-01-28', { excuse: '我病了' }), by: 'p-respondent' }).code).toBe('objection-too-late'); // prettier-ignore
  });

  test('may still come: until the five days of everybody it reached are over no price is set', () => {
    const both = told.complete('service.recorded', 'price-report-1.applicant-1', { on: '2026-01-22' });
    const running = both.at('2026-02-02T18:00').refused('price.set', sets());
    expect(running).toMatchObject({ code: 'too-early', basis: '参考价规定22', missing: [{ id: 'respondent-1', zh: '至2026-02-02' }] }); // prettier-ignore
    expect(both.at('2026-01-27T09:00').refused('price.set', sets()).missing).toMatchObject([{ id: 'applicant-1' }, { id: 'respondent-1' }]); // prettier-ignore
    const over = both.at('2026-02-03T09:00');
    expect(over.tries('price.set', sets())).not.toBe(over);
    const answered = answers(objects(told), false);
    expect(answered.tries('price.set', sets())).not.toBe(answered); // it has objected
  });

  test('who was not served is not late, and a report served anew gives time anew', () => {
    expect(objects(late, 'applicant-1').c.all('application.received')).toHaveLength(1);
    const anew = reported(late).complete('documents.issued', { kind: 'price-report', recipients: both });
    const again = anew.complete('service.recorded', 'price-report-2.respondent-1', { on: '2026-02-03' });
    expect(objects(again).c.all('application.received')).toHaveLength(1);
  });
});
