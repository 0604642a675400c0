import { law, plan } from '../../nodes/basis.ts';
import { deadline } from '../deadline.ts';
import { anySince, on, opening, when } from '../opens.ts';
import { whenGroundOrReleased } from '../control/readings.ts';
import { appraised, disposableFirst, whenAuctionOver } from './readings.ts';

const auction = {
  about: 'asset',
  opens: on('auction.decided'),
  voidWhen: whenAuctionOver,
  required: ['no-property'],
  owner: 'disposal',
} as const;

/** Disposal: 武法〔2022〕11号 三·一(四). */
export const disposalDeadlines = {
  'disposal-register': deadline({
    zh: '登记处置财产、接收材料',
    basis: plan('三·一(四)1'),
    about: 'asset',
    opens: when(
      '每一需要处置的财产首封时',
      ['asset.frozen', 'asset.sealed', 'asset.seized', 'asset.taken-over', 'asset.promoted'],
      disposableFirst,
    ),
    within: '2d',
    courtsOwn: true,
    done: anySince('disposal.registered'),
    voidWhen: whenGroundOrReleased,
    required: ['no-property'],
    owner: 'disposal',
  }),
  'auction-handover': deadline({
    ...auction,
    zh: '拍卖财产移交辅拍机构',
    basis: plan('三·一(四)1'),
    within: '2d',
    stays: true,
    courtsOwn: true,
    done: anySince('auction.handed-over'),
  }),
  'agency-review': deadline({
    zh: '审查辅拍机构的工作',
    basis: plan('三·一(四)3'),
    about: 'asset',
    opens: when('移交辅拍机构，每次审查之后', ['auction.handed-over', 'agency.reviewed'], (c) =>
      [...c.all('auction.handed-over'), ...c.all('agency.reviewed')].map(opening),
    ),
    within: '30d',
    courtsOwn: true,
    stays: true,
    done: anySince('agency.reviewed'),
    voidWhen: whenAuctionOver,
    owner: 'disposal',
  }),
  'price-start': deadline({
    ...auction,
    zh: '启动定价',
    basis: plan('三·一(四)2'),
    legal: { basis: law('参考价规定1'), within: () => '30d' },
    within: '30d',
    stays: true,
    done: anySince('price.started'),
  }),
  'disposal-price': deadline({
    ...auction,
    zh: '确定处置参考价',
    basis: plan('三·一(四)2'),
    within: '60d',
    stays: true,
    courtsOwn: true,
    still: appraised,
    done: anySince('price.set'),
  }),
};
