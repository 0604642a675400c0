// 网拍规定, 拍卖变卖规定: who gets what was sold or taken, at which price, and what such facts rest on.
import { describe, expect, test } from 'vitest';
import { announces, failedOnce, failedTwice, fails, firstAnnounced, ruled } from '../support/disposal-scenes.ts';
import type { Court } from '../support/given.ts';

const a2 = { subject: 'a-2' };
const held = (more = {}) => ({ ...a2, payload: { round: 'first', outcome: 'sold', buyer: '王秀英', priceFen: 6_000_000, ...more } }); // prettier-ignore
const over = firstAnnounced().at('2026-02-08T11:00');
const sold = over.tries('auction.held', held());
const paid = sold.complete('sale.price-paid', 'a-2');
const ruling = (more = {}) => ({ ...a2, payload: { way: 'auction', priceFen: 6_000_000, to: '王秀英', ruling: '之九', ...more } }); // prettier-ignore
const hands = (to: string) => ({ ...a2, payload: { to, record: '交接笔录' }, by: 'officer' });
const withdraws = (court: Court, node: Parameters<Court['seq']>[0], by = 'review') =>
  court.answer('fact.withdrawn', { payload: { fact: court.seq(node, 'a-2'), reason: '登记有误' }, by }) as { readonly code?: string }; // prettier-ignore
const asked = (by: string, answer: string, priceFen?: number) => ({ ...a2, payload: { by, answer, ...(priceFen && { priceFen }) } }); // prettier-ignore

describe('一轮拍卖的结果', () => {
  test('is one: what was said wrong is corrected, a round that is announced again has its own', () => {
    expect(sold.refused('auction.held', held({ outcome: 'failed' })).code).toBe('already-recorded');
    const again = announces(sold, 'first').at('2026-02-25T11:00');
    expect(again.tries('auction.held', held({ buyer: '赵大海' })).c.all('auction.held')).toHaveLength(2);
  });

  test('is at least the reserve', () => {
    expect(over.refused('auction.held', held({ priceFen: 5_599_999 }))).toMatchObject({ code: 'beyond-the-cap', missing: [{ id: 'priceFen', zh: '至少5600000分' }] }); // prettier-ignore
    expect(over.tries('auction.held', held({ priceFen: 5_600_000 }))).not.toBe(over);
  });
});

describe('价款', () => {
  test('is paid for the sale that stands, once; whoever did not pay has bought nothing once it is announced again', () => {
    expect(paid.refused('sale.price-paid', a2).code).toBe('already-recorded');
    const again = announces(sold, 'first').at('2026-02-25T11:00');
    expect(again.refused('sale.price-paid', a2).missing).toMatchObject([{ id: 'auction.held' }]);
    const second = again.tries('auction.held', held({ buyer: '赵大海' }));
    expect(second.refused('asset.disposed', ruling({ to: '赵大海' })).missing).toMatchObject([{ id: 'sale.price-paid' }]); // prettier-ignore
    const secondPaid = second.complete('sale.price-paid', 'a-2');
    expect(secondPaid.refused('asset.disposed', ruling())).toMatchObject({ code: 'form-differs', missing: [{ id: 'to', zh: '赵大海' }] }); // prettier-ignore
    expect(secondPaid.tries('asset.disposed', ruling({ to: '赵大海' }))).not.toBe(secondPaid);
  });

  test('paid before another result tells nothing of the next sale', () => {
    const next = announces(paid, 'first')
      .at('2026-02-25T11:00')
      .tries('auction.held', held({ buyer: '赵大海' }));
    expect(next.refused('asset.disposed', ruling({ to: '赵大海' })).missing).toMatchObject([{ id: 'sale.price-paid' }]);
  });
});

describe('裁定和交付', () => {
  test('the ruling names whoever bought, at that price, in that way', () => {
    expect(paid.refused('asset.disposed', ruling({ to: '李卫东' }))).toMatchObject({ code: 'form-differs', missing: [{ id: 'to', zh: '王秀英' }] }); // prettier-ignore
    expect(paid.refused('asset.disposed', ruling({ priceFen: 5_999_999 })).code).toBe('amount-differs');
    expect(paid.refused('asset.disposed', ruling({ way: 'sale' }))).toMatchObject({ code: 'form-differs', missing: [{ id: 'way', zh: 'auction' }] }); // prettier-ignore
    expect(paid.tries('asset.disposed', ruling({ to: ' 王 秀英' }))).not.toBe(paid);
  });

  test('the thing goes to whoever the ruling names, and to nobody else', () => {
    const made = ruled(paid);
    for (const to of ['李卫东', 'applicant-1', '王秀'])
      expect(made.refused('asset.handed-over', hands(to))).toMatchObject({ code: 'form-differs', missing: [{ id: 'to', zh: '王秀英' }] }); // prettier-ignore
    expect(made.tries('asset.handed-over', hands('王秀英'))).not.toBe(made);
    expect(paid.refused('asset.handed-over', hands('王秀英')).missing).toMatchObject([{ id: 'asset.disposed' }]);
  });

  test('a creditor who took it in kind is handed it by name or as the party', () => {
    const taken = failedTwice().tries('in-kind.asked', asked('applicant-1', 'accepts', 4_480_000));
    const inKind = ruling({ way: 'in-kind', priceFen: 4_480_000, to: '张建国' });
    const made = taken.tries('asset.disposed', inKind);
    expect(made.refused('asset.handed-over', hands('李卫东')).code).toBe('form-differs');
    for (const to of ['张建国', 'applicant-1']) expect(made.tries('asset.handed-over', hands(to))).not.toBe(made);
    expect(taken.refused('asset.disposed', { ...inKind, payload: { ...inKind.payload, priceFen: 4_480_001 } }).code).toBe('amount-differs'); // prettier-ignore
  });

  test('who declines after accepting in kind takes nothing, and may accept once more', () => {
    const taken = failedTwice().tries('in-kind.asked', asked('applicant-1', 'accepts', 4_480_000));
    const no = taken.tries('in-kind.asked', asked('applicant-1', 'declines'));
    const inKind = ruling({ way: 'in-kind', priceFen: 4_480_000, to: '张建国' });
    expect(no.refused('asset.disposed', inKind).missing).toMatchObject([{ id: 'in-kind.asked' }]);
    expect(no.deadline('sale-notice', 'a-2').status).toBe('open');
    const yes = no.tries('in-kind.asked', asked('applicant-1', 'accepts', 4_480_000));
    expect(yes.tries('asset.disposed', inKind)).not.toBe(yes);
  });
});

describe('what another fact rests on is not withdrawn before that', () => {
  test('a failed first round under a second, the second under a sale or what was taken for less', () => {
    expect(withdraws(failedOnce(), 'auction.held').code).toBeUndefined();
    const second = announces(failedOnce(), 'second', { days: 8 });
    expect(withdraws(second, 'auction.held').code).toBe('has-dependents');
    expect(withdraws(failedTwice(), 'auction.announced').code).toBe('has-dependents');
    expect(withdraws(announces(failedTwice(), 'sale'), 'auction.held').code).toBe('has-dependents');
    const taken = failedTwice().tries('in-kind.asked', asked('applicant-1', 'accepts', 4_480_000));
    expect(withdraws(taken, 'auction.held').code).toBe('has-dependents');
    expect(withdraws(fails(second, 'second'), 'auction.held').code).toBeUndefined();
  });

  test('a price under the terms, a result under its payment, a payment under the ruling, a ruling under the handing over', () => {
    expect(withdraws(over, 'price.set').code).toBe('has-dependents');
    expect(withdraws(over, 'auction.terms-set', 'p-panel').code).toBe('has-dependents');
    expect(withdraws(paid, 'auction.held').code).toBe('has-dependents');
    expect(withdraws(sold, 'auction.held').code).toBeUndefined();
    expect(withdraws(ruled(paid), 'sale.price-paid').code).toBe('has-dependents');
    const handed = ruled(paid).tries('asset.handed-over', hands('王秀英'));
    expect(withdraws(handed, 'asset.disposed', 'officer').code).toBe('has-dependents');
  });
});
