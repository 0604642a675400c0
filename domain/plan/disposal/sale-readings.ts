import type { PayloadOf } from '../../nodes/index.ts';
import { readInstant } from '../../gate/instant.ts';
import { assetKind } from '../../nodes/asset-kinds.ts';
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { parties } from '../../record/parties.ts';
import { foldText } from '../../record/search.ts';
import { startOfDay } from '../../time/instant.ts';
import { kindOf } from '../control/assets.ts';
import { isSeizure } from '../control/readings.ts';
import { stagesOf } from '../control/stages.ts';
import { heldAssets } from '../control/measures.ts';
import type { Opening } from '../deadline.ts';
import { issuesAbout, served, type Served } from '../documents/readings.ts';
import { isBehind, opening } from '../opens.ts';
import { underStay } from '../stays/readings.ts';
import { takenInKind } from './in-kind.ts';
import { whenAuctionOver } from './readings.ts';

type Announced = FactOf<'auction.announced'>;
type Disposed = FactOf<'asset.disposed'>;

/** It is no longer asked for once the same was said again of the thing. */
const untilNext = (next: Fact | undefined, zh: string): Pick<Opening, 'until'> =>
  next === undefined ? {} : { until: { at: next.at, seq: next.seq, zh } };

/** For how long a report may be waited for, and how often it may be extended, each time by how much, in days (参考价规定11、12、19). */
export const reportTerms = {
  'online-inquiry': { days: 3, more: 3, times: 1 },
  appraisal: { days: 30, more: 15, times: 2 },
} as const;
export type ReportWay = keyof typeof reportTerms;

/** How a price is looked for that comes in as a report with a term; undefined of what the parties agree on or an authority says. */
export const reportWay = ({ payload: { way } }: FactOf<'price.started'>): ReportWay | undefined =>
  way === 'online-inquiry' || way === 'appraisal' ? way : undefined;

/** What a price was looked for in place of, or led to: from then on its report is not waited for. */
const afterPrice = (c: Case, started: FactOf<'price.started'>): Fact | undefined =>
  [...c.all('price.started', started.subject), ...c.all('price.set', started.subject)]
    .filter((f) => inOrder(f, started) > 0)
    .toSorted(inOrder)[0];

/** The extensions that were granted for a report, in order. */
export function extensionsOf(c: Case, started: FactOf<'price.started'>): readonly FactOf<'application.decided'>[] {
  const over = afterPrice(c, started);
  return c.all('application.decided').filter((f) => {
    const asked = c.first('application.received', f.subject)?.payload;
    if (!f.payload.granted || asked?.kind !== 'extension' || asked.about !== started.subject) return false;
    return inOrder(f, started) > 0 && (over === undefined || inOrder(f, over) < 0);
  });
}

/** Each report that is waited for, with the term that its way and what was granted give it. */
export const reportsAwaited = (c: Case): readonly Opening[] =>
  c.all('price.started').flatMap((f): Opening[] => {
    const way = reportWay(f);
    if (way === undefined) return [];
    const { days, more, times } = reportTerms[way];
    const granted = extensionsOf(c, f).slice(0, times);
    const all = granted.reduce<number>((sum, { payload }) => sum + Math.min(payload.days ?? more, more), days);
    return [
      {
        ...opening(f),
        within: `${all}d`,
        ...(all > days && { dueZh: '连同准许的延长' }),
        ...untilNext(afterPrice(c, f), '已经另行定价或者确定参考价'),
      },
    ];
  });

/** Each price report that reached a party, from the day of its service: that party may object to it. */
export function reportsServed(c: Case): readonly Opening[] {
  const sides = new Map(parties(c).map(({ id, side }) => [id, side]));
  return c.all('price.report-received').flatMap(({ subject }, i, all) => {
    if (all.findIndex((f) => f.subject === subject) < i) return []; // of one asset once
    return issuesAbout(c, 'price-report', subject ?? '').flatMap(({ to, delivery }): Opening[] => {
      const owner = sides.get(to);
      const on = delivery === undefined ? undefined : served(c, delivery);
      return on === undefined || owner === undefined
        ? []
        : [{ at: on.at, seq: on.seq, subject: to, from: startOfDay(on.on), owner }];
    });
  });
}

/** The services by which a price report reached a party, about one thing or about all: their places in the record. */
export const reportsServedOn = (
  c: Case,
  { asset = '', party }: { readonly asset: string | undefined; readonly party: string },
): readonly number[] =>
  issuesAbout(c, 'price-report', asset).flatMap(({ to, delivery }) =>
    to === party && delivery !== undefined ? (served(c, delivery)?.seq ?? []) : [],
  );

/** The reference price of each thing, as it was set last. */
export const pricesSet = (c: Case): readonly Opening[] =>
  c.all('price.set').map((f) => {
    const next = c.all('price.set', f.subject).find((later) => inOrder(later, f) > 0);
    return { ...opening(f), ...untilNext(next, '参考价已经另行确定') };
  });

/** When the bidding ends, as it was announced. */
const endsAt = ({ at, payload }: Announced): number => Math.max(at, readInstant(payload.endsAt) ?? at);

/** The first stay that caught an auction between its announcement and its end. */
const stopping = (c: Case, announced: Announced) =>
  underStay(c, opening(announced)).find(
    ({ from, end }) => from < endsAt(announced) && (end === null || end.at > announced.at),
  );

/** Whether an auction was over by an instant at which something would be asked of it: withdrawn, or its thing had left. */
const isOver = (c: Case, announced: Announced, at: number): boolean =>
  (whenAuctionOver(c, opening(announced))?.at ?? Number.POSITIVE_INFINITY) < at;

/** Each auction as its bidding ends: not one that a stay has stopped, or that was announced anew. */
export const biddingsOver = (c: Case): readonly Opening[] =>
  c.all('auction.announced').flatMap((f): Opening[] => {
    if (stopping(c, f) !== undefined || isOver(c, f, endsAt(f))) return [];
    const next = c.all('auction.announced', f.subject).find((later) => inOrder(later, f) > 0);
    if (next !== undefined && next.at <= endsAt(f)) return [];
    return [{ at: endsAt(f), seq: f.seq, subject: f.subject, ...untilNext(next, '已经另行公告') }];
  });

/** The result of a round of that very announcement, or of one like it. */
export const resultOf = (c: Case, o: Opening): FactOf<'auction.held'> | undefined => {
  const announced = c.fact(o.seq);
  const round = announced?.node === 'auction.announced' ? announced.payload.round : undefined;
  return c
    .all('auction.held', o.subject)
    .find((f) => f.payload.round === round && announced !== undefined && inOrder(f, announced) > 0);
};

/** Each auction that a stay had stopped, as the stay ends (网拍规定28). */
export const auctionsToResume = (c: Case): readonly Opening[] =>
  c.all('auction.announced').flatMap((f): Opening[] => {
    const stay = stopping(c, f);
    if (
      stay?.end == null ||
      c.all('auction.held', f.subject).some((held) => inOrder(held, f) > 0 && held.at < stay.from)
    )
      // prettier-ignore
      return [];
    const next = c.all('auction.announced', f.subject).find((later) => inOrder(later, f) > 0);
    if ((next !== undefined && next.at < stay.end.at) || isOver(c, f, stay.end.at)) return [];
    const { countedFrom } = stay.end;
    const from = typeof countedFrom === 'number' ? countedFrom : startOfDay(countedFrom);
    const order = c.fact(stay.fact);
    const seq = c.first('stay.ended', order?.subject ?? undefined)?.seq ?? stay.fact;
    return [{ at: stay.end.at, seq, subject: f.subject, from }];
  });

/** Each round of a kind that nobody bought in. */
export const failed =
  (round: PayloadOf<'auction.held'>['round']) =>
  (c: Case): readonly Opening[] =>
    c
      .all('auction.held')
      .filter(({ payload }) => payload.round === round && payload.outcome === 'failed')
      .map(opening);

/** What was said of an asset behind an opening with which a creditor came to take it in kind. */
export const takenSince = (c: Case, o: Opening): Fact | undefined =>
  takenInKind(c, o.subject ?? '').find((f) => isBehind(f, o));

/** Each thing that was paid for, or that a creditor takes in kind: unless that auction was withdrawn, it is ruled on. */
export function toBeRuledOn(c: Case): readonly Opening[] {
  const asked = new Set(c.all('in-kind.asked').map(({ subject }) => subject ?? ''));
  const taken = [...asked].flatMap((asset) => takenInKind(c, asset).slice(0, 1));
  return [...c.all('sale.price-paid'), ...taken].map((f) => {
    const withdrawn = c.all('auction.withdrawn', f.subject).find((w) => inOrder(w, f) > 0);
    return { ...opening(f), ...untilNext(withdrawn, '拍卖已经撤回') };
  });
}

/** That the ruling on a sale was served on whoever bought: named in it, or no party of the case. */
export function servedOnBuyer(c: Case, disposed: Disposed): Served | undefined {
  const names = new Map(parties(c).map(({ id, name }) => [id, name]));
  const buyer = foldText(disposed.payload.to);
  return issuesAbout(c, 'sale-ruling', disposed.subject ?? '')
    .filter(({ sent, to, name }) => {
      const isBuyer = [to, name, names.get(to)].some((each) => each !== undefined && foldText(each) === buyer);
      return sent.at >= disposed.at && (isBuyer || !names.has(to));
    })
    .flatMap(({ delivery }) => (delivery === undefined ? [] : (served(c, delivery) ?? [])))
    .toSorted((a, b) => a.at - b.at || a.seq - b.seq)[0];
}

/** Each thing whose sale was ruled on, from the service of the ruling: it is the buyer's from then on (拍卖变卖规定26). */
export const toHandOver = (c: Case): readonly Opening[] =>
  c.all('asset.disposed').flatMap((f): Opening[] => {
    const on = servedOnBuyer(c, f);
    return on === undefined ? [] : [{ at: on.at, seq: on.seq, subject: f.subject, from: startOfDay(on.on) }];
  });

/** Each thing with a register that was sold. */
export const titlesToTransfer = (c: Case): readonly Opening[] =>
  c.all('asset.disposed').flatMap((f) => {
    const kind = kindOf(c, f.subject ?? '');
    return kind !== undefined && assetKind(kind).titled ? [opening(f)] : [];
  });

/** Each thing that the court had and gave up. */
export const thingsToReturn = (c: Case): readonly Opening[] =>
  heldAssets(c).flatMap((asset) =>
    stagesOf(c, asset)
      .filter(({ step, before }) => step.node === 'asset.released' && before.controls.some(isSeizure))
      .map(({ step: { at, seq } }) => ({ at, seq, subject: asset })),
  );
