import { law } from '../../nodes/basis.ts';
import type { PayloadOf } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { deadline, type Opening } from '../deadline.ts';
import { anySince, discharged, earliest, isBehind, when } from '../opens.ts';
import { saysWhy, whenAuctionOver } from './readings.ts';
import { auctionsToResume, biddingsOver, failed, resultOf, takenSince } from './sale-readings.ts';

const online = law('网拍规定 12');
const second = law('网拍规定 26');
const resume = law('网拍规定 28');
const sale = law('法明传〔2017〕455号');

const auction = { about: 'asset', voidWhen: whenAuctionOver, required: ['no-property'], owner: 'disposal' } as const;

const known = (facts: readonly (Fact | undefined)[]) => earliest(facts.filter((f) => f !== undefined));

/** The round is announced; what begins too late, for a reason, is done when it was held and not before. */
function inTime(c: Case, o: Opening, round: PayloadOf<'auction.announced'>['round']): Fact | undefined {
  const announced = c
    .all('auction.announced', o.subject)
    .find((f) => f.payload.round === round && !saysWhy(f.payload.lateReason) && isBehind(f, o));
  const held = c.all('auction.held', o.subject).find((f) => f.payload.round === round && isBehind(f, o));
  return known([announced, held, takenSince(c, o)]);
}

/** How a thing is offered, and again: law.md L56, L57. */
export const auctionDeadlines = {
  'auction-record': deadline({
    ...auction,
    zh: '登记拍卖、变卖结果',
    basis: online,
    known: 'I',
    opens: when('公告的竞价结束之时', ['auction.announced'], biddingsOver),
    within: '2d',
    courtsOwn: true,
    stays: true,
    done: discharged('登记该轮次的结果', ['auction.held'], resultOf),
  }),
  'second-auction': deadline({
    ...auction,
    zh: '第二次拍卖',
    basis: second,
    legal: { basis: second, within: () => '30d' },
    opens: when('第一次拍卖流拍', ['auction.held'], failed('first')),
    within: '30d',
    stays: true,
    done: discharged(
      '公告第二次拍卖并在期限内开始竞价，或者接受以物抵债',
      ['auction.announced', 'auction.held', 'in-kind.asked'],
      (c, o) => inTime(c, o, 'second'),
    ),
  }),
  'in-kind-ask': deadline({
    ...auction,
    zh: '第二次流拍后征询以物抵债',
    basis: sale,
    legal: { basis: sale, within: () => '10d' },
    known: 'M',
    opens: when('第二次拍卖流拍', ['auction.held'], failed('second')),
    within: '10d',
    stays: true,
    done: anySince('in-kind.asked'),
  }),
  'sale-notice': deadline({
    ...auction,
    zh: '第二次流拍后发布变卖公告',
    basis: sale,
    legal: { basis: sale, within: () => '15d' },
    known: 'M',
    opens: when('第二次拍卖流拍', ['auction.held'], failed('second')),
    within: '15d',
    stays: true,
    done: discharged(
      '发布变卖公告，接受以物抵债，或者说明不能处置',
      ['auction.announced', 'in-kind.asked', 'disposal.impossible'],
      (c, o) =>
        known([
          c.all('auction.announced', o.subject).find((f) => f.payload.round === 'sale' && isBehind(f, o)),
          takenSince(c, o),
          c.all('disposal.impossible', o.subject).find((f) => isBehind(f, o)),
        ]),
    ),
  }),
  'auction-resume': deadline({
    ...auction,
    zh: '恢复网络司法拍卖',
    basis: resume,
    legal: { basis: resume, within: () => '5d' },
    opens: when('拍卖因中止、暂缓而停止的，其结束之时', ['stay.ordered', 'stay.ended'], auctionsToResume),
    within: '5d',
    done: anySince('auction.announced'),
  }),
};
