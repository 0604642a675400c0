// What law.md L51–L59 ask for of what is taken in kind and of what is stopped.
import { describe, expect, test } from 'vitest';
import {
  announces,
  failedOnce,
  failedTwice,
  firstAnnounced,
  panel,
  pricing,
  rulingServed,
  valued,
} from '../support/disposal-scenes.ts';
import type { Court } from '../support/given.ts';

const of = (court: Court, rule: string, asset = 'a-2') => court.deadline(rule, asset);

describe('以物抵债', () => {
  const asks = (priceFen: number, by = 'applicant-1') => ({ subject: 'a-2', payload: { by, answer: 'accepts', priceFen } }); // prettier-ignore

  test('after one failure at no less than its reserve, for less only after two', () => {
    expect(failedOnce().refused('in-kind.asked', asks(5_599_999))).toMatchObject({ code: 'in-kind-too-early', basis: '拍卖变卖规定16' }); // prettier-ignore
    expect(of(failedOnce().tries('in-kind.asked', asks(5_600_000)), 'second-auction').status).toBe('done');
    expect(failedTwice().refused('in-kind.asked', asks(4_479_999)).code).toBe('beyond-the-cap');
    const taken = failedTwice().tries('in-kind.asked', asks(4_480_000));
    expect([of(taken, 'in-kind-ask').status, of(taken, 'sale-notice').status]).toEqual(['done', 'done']);
    expect(of(taken, 'sale-ruling').due).toBe('2026-02-27'); // 17 + 10
  });

  test('a debtor’s own yes takes nothing, a no answers and leaves the sale', () => {
    const yes = failedTwice().tries('in-kind.asked', asks(4_480_000, 'respondent-1'));
    expect([of(yes, 'in-kind-ask').status, of(yes, 'sale-notice').status]).toEqual(['done', 'open']);
    expect(yes.deadlines('sale-ruling')).toEqual([]);
    const no = failedTwice().tries('in-kind.asked', { subject: 'a-2', payload: { by: 'applicant-1', answer: 'declines' } }); // prettier-ignore
    expect(of(no, 'sale-notice').status).toBe('open');
    const over = no.complete('disposal.impossible', 'a-2');
    expect(of(over, 'sale-notice').status).toBe('done');
  });

  test('before any auction when both sides agree on one sum', () => {
    expect(pricing().refused('in-kind.asked', asks(7_000_000)).missing).toMatchObject([{ id: 'price.set' }]);
    const one = valued().tries('in-kind.asked', asks(7_000_000, 'respondent-1'));
    expect(of(one, 'sale-start').status).toBe('open');
    expect(of(one.tries('in-kind.asked', asks(6_000_000)), 'sale-start').status).toBe('open');
    const both = one.tries('in-kind.asked', asks(7_000_000));
    expect([of(both, 'sale-start').status, both.deadlines('sale-ruling').length]).toEqual(['done', 1]);
    const rules = { subject: 'a-2', payload: { way: 'in-kind', priceFen: 7_000_000, to: '张建国', ruling: '之九' } };
    expect(one.refused('asset.disposed', rules).missing).toMatchObject([{ id: 'in-kind.asked' }]);
    const disposed = both.tries('asset.disposed', rules);
    const told = disposed
      .complete('documents.issued', { kind: 'sale-ruling', recipients: ['applicant-1'] })
      .complete('service.recorded', 'sale-ruling-1.applicant-1', { on: '2026-01-22' });
    expect(of(told, 'sale-ruling').status).toBe('done');
  });
});

describe('one thing is stopped, the others go on', () => {
  const both = () =>
    firstAnnounced()
      .complete('auction.decided', 'a-3')
      .complete('price.started', 'a-3')
      .complete('price.report-received', 'a-3')
      .complete('price.set', 'a-3');

  test('a stay of the vehicle stops its auction alone; as it ends five days are left to go on', () => {
    const stayed = both()
      .at('2026-01-28T09:00')
      .complete('panel.decided', { about: 'stay', members: panel }, { by: 'p-panel' })
      .complete('stay.ordered', 's-1', { scope: ['a-2'], from: '2026-01-28', to: '2026-03-20' }, { by: 'officer' });
    expect([of(stayed, 'sale-start', 'a-3').status, of(stayed, 'sale-start', 'a-2').status]).toEqual(['open', 'done']);
    expect(stayed.at('2026-02-10T09:00').deadlines('auction-record')).toEqual([]);
    const over = stayed.at('2026-03-02T09:00').complete('stay.ended', 's-1', { on: '2026-03-02' });
    expect(over.deadlines('auction-resume').map(({ id, due }) => [id.split('@')[0], due])).toEqual([['auction-resume:a-2', '2026-03-09']]); // prettier-ignore
    expect(of(announces(over, 'first'), 'auction-resume').status).toBe('done');
    const byItself = stayed.at('2026-03-21T00:00');
    expect(of(byItself, 'auction-resume').due).toBe('2026-03-25');
  });

  test('a stay that ended before the auction was announced, or began after its bidding, stops none', () => {
    const before = valued()
      .complete('panel.decided', { about: 'stay', members: panel }, { by: 'p-panel' })
      .complete('stay.ordered', 's-1', { scope: 'case', from: '2026-01-22', to: '2026-01-23' }, { by: 'officer' });
    expect(
      announces(before.at('2026-01-26T09:00'), 'first').at('2026-02-20T00:00').deadlines('auction-resume'),
    ).toEqual([]);
    const after = firstAnnounced()
      .at('2026-02-08T11:00')
      .complete('panel.decided', { about: 'stay', members: panel }, { by: 'p-panel' })
      .complete('stay.ordered', 's-1', { scope: 'case', from: '2026-02-08', to: '2026-02-10' }, { by: 'officer' })
      .at('2026-02-11T09:00');
    expect(after.deadlines('auction-resume')).toEqual([]);
    expect(of(after, 'auction-record').status).toBe('open');
  });

  test('a third party claims the house: the vehicle is sold', () => {
    const claimed = both().complete('objection.received', { kind: 'third-party', by: '王秀英', assets: ['a-3'], on: '2026-01-22' }, { by: 'review' }); // prettier-ignore
    expect(claimed.complete('auction.terms-set', 'a-3', { members: panel, reserveFen: 5_600_000 }).refused('auction.announced', { subject: 'a-3', payload: { round: 'first', startsAt: '2026-04-01T10:00:00+08:00', endsAt: '2026-04-02T10:00:00+08:00', url: 'x' } }).code).toBe('not-approved'); // prettier-ignore
    const sold = claimed.at('2026-02-08T11:00').complete('auction.held', 'a-2').complete('sale.price-paid', 'a-2');
    expect(of(rulingServed(sold), 'sale-ruling').status).toBe('done');
  });
});
