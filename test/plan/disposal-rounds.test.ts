// What law.md L51–L59 ask for beyond the one way of each row in test/plan/rows.test.ts.
import { describe, expect, test } from 'vitest';
import {
  announces,
  auctionDecided,
  failedOnce,
  failedTwice,
  firstAnnounced,
  panel,
  pricing,
  ruled,
  rulingServed,
  valued,
} from '../support/disposal-scenes.ts';
import type { Court } from '../support/given.ts';

const of = (court: Court, rule: string, asset = 'a-2') => court.deadline(rule, asset);

const extended = (court: Court, id: string, days?: number) =>
  court
    .complete(
      'application.received',
      id,
      { kind: 'extension', by: 'applicant-1', about: 'a-2', on: '2026-01-22' },
      { by: 'disposal' },
    ) // prettier-ignore
    .complete('application.decided', id, { granted: true, ...(days !== undefined && { days }) }, { by: 'disposal' });

describe('report-due 收到定价报告', () => {
  test('three days online, thirty by appraisal; what the parties agree on brings no report', () => {
    expect(of(pricing(), 'report-due')).toMatchObject({ due: '2026-01-26', legalDue: '2026-01-26' }); // 01-25 is a Sunday
    expect(of(pricing('appraisal'), 'report-due')).toMatchObject({ due: '2026-02-24' }); // 02-21 lies in Spring Festival
    expect(pricing('agreed').deadlines('report-due')).toEqual([]);
  });

  test('the court asks for more time of its own accord, and names no party; a party names itself', () => {
    const example = { kind: 'extension', about: 'a-2', on: '2026-01-22', text: '评估机构申请延长' };
    const own = pricing('appraisal').tries('application.received', {
      subject: 'y-1',
      payload: example,
      by: 'disposal',
    });
    const granted = own.complete('application.decided', 'y-1', { granted: true }, { by: 'disposal' });
    expect(of(granted, 'report-due').due).toBe('2026-03-09');
    for (const kind of ['price', 'renewal', 'reward'])
      expect(pricing().refused('application.received', { subject: 'y-2', payload: { ...example, kind }, by: 'disposal' })).toMatchObject({ code: 'missing-field', missing: [{ id: 'by' }] }); // prettier-ignore
  });

  test('longer as it was granted: twice fifteen days, once three, no more and no later', () => {
    const once = extended(pricing('appraisal'), 'y-1');
    expect(of(once, 'report-due').due).toBe('2026-03-09'); // 03-08 is a Sunday
    const twice = extended(once, 'y-2', 10);
    expect(of(twice, 'report-due').due).toBe('2026-03-18');
    const third = twice.complete('application.received', 'y-3', { kind: 'extension', by: 'applicant-1', about: 'a-2', on: '2026-01-22' }, { by: 'disposal' }); // prettier-ignore
    const grant = (court: Court, id: string, more = {}) =>
      court.refused('application.decided', { subject: id, payload: { granted: true, reason: '一', ...more }, by: 'disposal' }); // prettier-ignore
    expect(grant(third, 'y-3')).toMatchObject({ code: 'beyond-the-cap', basis: '参考价规定19' });
    expect(third.complete('application.decided', 'y-3', { granted: false }, { by: 'disposal' }).deadlines('report-due')).toHaveLength(1); // prettier-ignore
    expect(of(extended(pricing(), 'y-1'), 'report-due').due).toBe('2026-01-28');
    const asked = (court: Court) => court.complete('application.received', 'y-9', { kind: 'extension', by: 'applicant-1', about: 'a-2', on: '2026-01-22' }, { by: 'disposal' }); // prettier-ignore
    expect(grant(asked(pricing()), 'y-9', { days: 4 }).code).toBe('beyond-the-cap');
    expect(grant(asked(pricing()).at('2026-01-27T09:00'), 'y-9').code).toBe('dates-out-of-order');
    expect(grant(asked(auctionDecided()), 'y-9').missing).toMatchObject([{ id: 'price.started' }]);
  });

  test('is not waited for once the price is looked for in another way', () => {
    const court = pricing().at('2026-01-23T09:00').complete('price.started', 'a-2', { way: 'appraisal' });
    expect(court.deadlines('report-due').map(({ status, due }) => [status, due])).toEqual([
      ['void', '2026-01-26'],
      ['open', '2026-02-24'],
    ]);
    expect(of(valued(), 'report-due').status).toBe('done');
  });
});

describe('report-delivery, price-objection', () => {
  const reported = () => pricing().complete('price.report-received', 'a-2');
  const sends = (court: Court, recipients: string[], more: object = {}) =>
    court.complete('documents.issued', { kind: 'price-report', recipients, ...more });

  test('goes to each party; one about another thing does not count', () => {
    expect(of(sends(reported(), ['applicant-1']), 'report-delivery').status).toBe('open');
    const both = ['applicant-1', 'respondent-1'];
    expect(of(sends(reported(), both, { asset: 'a-3' }), 'report-delivery').status).toBe('open');
    expect(of(sends(sends(reported(), ['applicant-1']), ['respondent-1'], { asset: 'a-2' }), 'report-delivery').status).toBe('done'); // prettier-ignore
    expect(reported().refused('documents.issued', { payload: { kind: 'price-report', recipients: both, channel: 'post', asset: 'a-9' } }).code).toBe('unknown-subject'); // prettier-ignore
  });

  test('each party objects for itself, within five days of its own service; nobody is late', () => {
    const served = sends(reported(), ['applicant-1', 'respondent-1']).at('2026-01-26T09:00').complete('service.recorded', 'price-report-1.respondent-1', { on: '2026-01-26' }); // prettier-ignore
    expect(served.deadlines('price-objection')).toHaveLength(1);
    expect(of(served, 'price-objection', 'respondent-1')).toMatchObject({ due: '2026-02-02', owner: 'respondent' }); // 01-31 is a Saturday
    const by = (party: string, about: string | undefined = 'a-2') => served.complete('application.received', { kind: 'price', by: party, about, on: '2026-01-26' }, { by: 'disposal' }); // prettier-ignore
    expect(of(by('respondent-1', 'a-3'), 'price-objection', 'respondent-1').status).toBe('open'); // about another thing
    expect(of(by('applicant-1'), 'price-objection', 'respondent-1').status).toBe('open');
    expect(of(by('respondent-1'), 'price-objection', 'respondent-1').status).toBe('done');
    expect(of(by('respondent-1'), 'price-objection-answer', 'application-1').due).toBe('2026-02-03');
    expect(served.at('2026-02-10T09:00').rungs('price-objection')).toEqual([]);
  });

  test('a report that was published counts as received after fifteen days', () => {
    const lost = sends(reported(), ['respondent-1']).complete('service.exhausted', 'price-report-1.respondent-1');
    const published = lost.complete('notice.published', 'price-report-1.respondent-1', { on: '2026-01-22' });
    expect(published.at('2026-02-07T00:00').deadline('price-objection', 'respondent-1').due).toBe('2026-02-11');
  });
});

describe('拍卖的轮次', () => {
  test('the second follows the failed first, the sale the failed second', () => {
    const says = (round: string, startsAt: string) => ({ subject: 'a-2', payload: { round, startsAt, endsAt: '2026-05-01T10:00:00+08:00', url: 'x' } }); // prettier-ignore
    const early = valued()
      .complete('auction.terms-set', 'a-2', { round: 'second', members: panel })
      .refused('auction.announced', says('second', '2026-02-20T10:00:00+08:00'));
    expect(early).toMatchObject({ code: 'round-out-of-turn', basis: '网拍规定26', missing: [{ id: 'first' }] });
    expect(failedOnce().refused('auction.announced', says('first', '2026-03-20T10:00:00+08:00')).missing).toMatchObject([{ id: 'second' }]); // prettier-ignore
    expect(failedOnce().refused('auction.announced', says('sale', '2026-03-20T10:00:00+08:00')).code).toBe('round-out-of-turn'); // prettier-ignore
    expect(failedOnce().refused('auction.announced', says('second', '2026-02-20T10:00:00+08:00'))).toMatchObject({ code: 'terms-missing', missing: [{ id: 'auction.terms-set' }] }); // prettier-ignore
    expect(of(announces(failedTwice(), 'sale'), 'sale-notice').status).toBe('done');
    const again = failedOnce().at('2026-02-09T09:00').complete('price.set', 'a-2');
    expect(of(announces(again, 'first'), 'sale-start').status).toBe('done'); // on a new price it begins anew
  });

  test('whoever bought and did not pay: the same round is announced again', () => {
    const sold = firstAnnounced().at('2026-02-08T11:00').complete('auction.held', 'a-2');
    expect(announces(sold, 'first').deadlines('auction-record')).toHaveLength(1); // the second bidding lies ahead
  });

  test('the second begins within thirty days, or says why not: then it is late, and done when it was held', () => {
    expect(of(failedOnce(), 'second-auction')).toMatchObject({ due: '2026-03-10', legalDue: '2026-03-10' });
    const late = failedOnce().complete('auction.terms-set', 'a-2', { round: 'second', reserveFen: 4_480_000, depositFen: 448_000, members: panel }); // prettier-ignore
    const on = (date: string, more = {}) => ({ subject: 'a-2', payload: { round: 'second', startsAt: `${date}T10:00:00+08:00`, endsAt: '2026-03-30T10:00:00+08:00', url: 'x', ...more } }); // prettier-ignore
    expect(late.refused('auction.announced', on('2026-03-11'))).toMatchObject({ code: 'second-auction-late', missing: [{ id: 'lateReason' }] }); // prettier-ignore
    expect(late.refused('auction.announced', on('2026-03-10', { lateReason: '一' })).code).toBe('not-late');
    expect(of(late.tries('auction.announced', on('2026-03-10')), 'second-auction').status).toBe('done');
    expect(of(late.tries('auction.announced', on('2026-03-10', { lateReason: ' ' })), 'second-auction').status).toBe('done'); // prettier-ignore
    expect(late.refused('auction.announced', on('2026-03-11', { lateReason: ' ' })).code).toBe('second-auction-late');
    const announced = late.tries('auction.announced', on('2026-03-11', { lateReason: '辅拍机构更换' }));
    expect(of(announced, 'second-auction').status).toBe('open');
    const held = announced.at('2026-03-30T11:00').complete('auction.held', 'a-2', { round: 'second' });
    expect(of(held, 'second-auction')).toMatchObject({ status: 'done-late', ended: '2026-03-30T11:00' });
  });

  test('the result is recorded within two days of the end of the bidding', () => {
    expect(firstAnnounced().deadlines('auction-record')).toEqual([]);
    const over = firstAnnounced().at('2026-02-08T10:00');
    expect(of(over, 'auction-record')).toMatchObject({ opened: '2026-02-08T10:00', due: '2026-02-10' });
    const gone = firstAnnounced().complete('auction.withdrawn', 'a-2').at('2026-02-08T10:00');
    expect(gone.deadlines('auction-record')).toEqual([]);
  });
});

describe('成交之后', () => {
  const paid = () =>
    firstAnnounced().at('2026-02-08T11:00').complete('auction.held', 'a-2').at('2026-02-09T09:00').complete('sale.price-paid', 'a-2'); // prettier-ignore

  test('each step opens the next: ruling, service, transfer, handing over', () => {
    expect(of(paid(), 'sale-ruling')).toMatchObject({ due: '2026-02-24', owner: 'officer' }); // 02-19 lies in Spring Festival
    const made = ruled(paid());
    expect(of(made, 'sale-ruling').status).toBe('open');
    expect(of(made, 'title-transfer').due).toBe('2026-02-14'); // worked for Spring Festival
    expect(made.deadlines('asset-handover')).toEqual([]);
    const served = rulingServed(paid());
    expect(of(served, 'sale-ruling').status).toBe('done');
    expect(of(served, 'asset-handover').due).toBe('2026-02-24');
    expect(of(served.complete('asset.handed-over', 'a-2'), 'asset-handover').status).toBe('done');
  });

  test('a ruling that only the parties got is not served on the buyer', () => {
    const told = paid()
      .complete('asset.disposed', 'a-2')
      .complete('documents.issued', { kind: 'sale-ruling', recipients: ['applicant-1', 'respondent-1'] })
      .complete('service.recorded', 'sale-ruling-1.respondent-1', { on: '2026-02-09' });
    expect(of(told, 'sale-ruling').status).toBe('open');
  });

  test('withdrawn after the price was paid, there is nothing left to rule on', () => {
    expect(of(paid().complete('auction.withdrawn', 'a-2'), 'sale-ruling').status).toBe('void');
    expect(paid().refused('deadline.lapsed', { payload: { deadlines: [of(paid(), 'sale-ruling').id], reason: '一' }, by: 'review' }).code).toBe('never-lapses'); // prettier-ignore
  });

  test('what was sealed and never taken is not given back', () => {
    const released = auctionDecided()
      .complete('panel.decided', { about: 'release', members: panel }, { by: 'p-panel' })
      .complete('release.decided', { assets: ['a-3'] })
      .complete('asset.released', 'a-3');
    expect(released.deadlines('thing-return')).toEqual([]);
  });
});
