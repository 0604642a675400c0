import { law } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { isPartyAt, parties } from '../../record/parties.ts';
import { deadline, type Discharge, type Opening, type Pointless } from '../deadline.ts';
import { whenGroundHolds } from '../closing/grounds.ts';
import { issuesAbout } from '../documents/readings.ts';
import { any, anySince, discharged, earliest, isBehind, on, opening, together, when } from '../opens.ts';
import { whenAuctionOver } from './readings.ts';
import { pricesSet, reportsAwaited, reportsServed, reportsServedOn, takenSince } from './sale-readings.ts';

const due = law('参考价规定 11、19');
const delivery = law('参考价规定 21');
const objection = law('参考价规定 22');
const answer = law('参考价规定 23');
const start = law('参考价规定 30');

const auction = { about: 'asset', voidWhen: whenAuctionOver, stays: true, owner: 'disposal' } as const;

/** The report went out to everybody who was a party when it came in; who has left since is asked for no more. */
function sentToEach(c: Case, o: Opening): Discharge | undefined {
  const issues = issuesAbout(c, 'price-report', o.subject ?? '').filter(({ sent }) => isBehind(sent, o));
  const of = parties(c).filter((party) => isPartyAt(party, o.at));
  const sent = of.map(({ id, left }) => issues.find(({ to }) => to === id)?.sent ?? left);
  return issues.length === 0 ? undefined : together(sent);
}

/** What a price is objected to about. */
const objectedTo = (c: Case, o: Opening): string | null =>
  c.first('application.received', o.subject)?.payload.about ?? null;

const whenPriceOver = (c: Case, o: Opening): Pointless | undefined => {
  const subject = objectedTo(c, o);
  return subject === null ? whenGroundHolds(c) : whenAuctionOver(c, { ...o, subject });
};

/** Whether an objection is to a price of the report that a party was served with; one that names no thing is to each. */
function isAboutReport(
  c: Case,
  { payload: { about } }: FactOf<'application.received'>,
  { subject, seq }: Opening,
): boolean {
  if (about === undefined) return true;
  const isReported = c.first('price.report-received', about) !== undefined;
  return isReported && reportsServedOn(c, { asset: about, party: subject ?? '' }).includes(seq);
}

/** How a price comes about, and who may say what to it: law.md L51–L55. */
export const priceDeadlines = {
  'report-due': deadline({
    ...auction,
    zh: '收到定价报告',
    basis: due,
    legal: { basis: due, within: (_, o) => o?.within ?? '30d' },
    opens: when(
      '启动网络询价（3日，准许延长的至多再3日）、委托评估（30日，准许延长的至多两次各15日）',
      ['price.started', 'application.decided'],
      reportsAwaited,
    ),
    within: '30d',
    done: anySince('price.report-received'),
  }),
  'report-delivery': deadline({
    ...auction,
    zh: '向当事人发送定价报告',
    basis: delivery,
    legal: { basis: delivery, within: () => '3d' },
    opens: on('price.report-received'),
    within: '3d',
    done: discharged('已向每一当事人发出', ['documents.issued', 'document.sent'], sentToEach),
    required: ['no-property'],
  }),
  'price-objection': deadline({
    zh: '对定价报告提出异议',
    basis: objection,
    legal: { basis: objection, within: () => '5d' },
    about: 'party',
    opens: when(
      '定价报告送达，每一当事人（公示的，满15日视为收到）',
      ['service.recorded', 'notice.published'],
      reportsServed,
    ),
    within: '5d',
    done: discharged('就该报告所定的价格提出异议', ['application.received'], (c, o) =>
      c
        .all('application.received')
        .find(
          (f) => f.payload.kind === 'price' && f.payload.by === o.subject && isBehind(f, o) && isAboutReport(c, f, o),
        ),
    ),
    owner: 'respondent',
    ladder: null,
  }),
  'price-objection-answer': deadline({
    zh: '答复对定价的异议',
    basis: answer,
    legal: { basis: answer, within: () => '8d' },
    about: 'application',
    opens: when('收到对定价的异议：3日内交定价机构，机构5日内说明', ['application.received'], (c) =>
      c.all('application.received').flatMap((f) => (f.payload.kind === 'price' ? [opening(f)] : [])),
    ),
    within: '8d',
    done: any('application.decided'),
    voidWhen: whenPriceOver,
    required: ['no-property'],
    owner: 'disposal',
  }),
  'sale-start': deadline({
    ...auction,
    zh: '启动拍卖、变卖',
    basis: start,
    legal: { basis: start, within: () => '10d' },
    opens: when('确定参考价', ['price.set'], pricesSet),
    within: '10d',
    done: discharged('发布拍卖公告，或者接受以物抵债', ['auction.announced', 'in-kind.asked'], (c, o) =>
      earliest(
        [c.all('auction.announced', o.subject).find((f) => isBehind(f, o)), takenSince(c, o)].filter(
          (f) => f !== undefined,
        ),
      ),
    ),
    required: ['no-property'],
  }),
};
