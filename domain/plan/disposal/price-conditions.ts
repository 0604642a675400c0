import { readInstant } from '../../gate/instant.ts';
import { law } from '../../nodes/basis.ts';
import { priceWays } from '../../nodes/disposal.ts';
import { nodeRow } from '../../nodes/index.ts';
import { parties } from '../../record/parties.ts';
import { refuse } from '../../record/refusal.ts';
import { joinderExtended } from '../applications/readings.ts';
import { addMonths } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import { type AskGuard, type FactGuard, lacking, subjectOf } from '../guard.ts';
import { allPassed, hadPassed, lastDay, lastDayZh, saidOnDay, tooLate } from '../late.ts';
import { objectionOpen, reportsStanding, startedBy, validUntil } from './price-reports.ts';
import { sinceDecided } from './readings.ts';
import { extensionsOf, reportTerms, reportWay, reportsServedOn } from './sale-readings.ts';

const inForce = law('参考价规定27');

/** It is set as it was looked for, on a report that stands and is in force where that way brings one (参考价规定13、19、27). */
export const onReport: AskGuard<'price.set'> = (c, draft, { believed }) => {
  const asset = subjectOf(draft);
  const { way } = draft.payload;
  if (believed === true) return undefined;
  const started = startedBy(c, asset, way);
  if (started === undefined) return lacking('price.started', `${asset} ${priceWays[way]}：`);
  if (reportWay(started) === undefined) return undefined;
  const last = validUntil(reportsStanding(c, asset, way));
  if (last === undefined) return lacking('price.report-received', `${asset} `);
  return last >= dateOf(draft.at)
    ? undefined
    : refuse('dates-out-of-order', `${asset} 的报告已于${last}失效，请重新出具报告`, inForce, [
        { id: 'price.report-received', zh: nodeRow('price.report-received').zh },
      ]);
};

/** While an objection that came in time is open no price stands to be set or offered (参考价规定22、23). */
export const noneOpen: AskGuard<'price.set' | 'auction.announced'> = (c, draft, { believed }) => {
  const open = objectionOpen(c, subjectOf(draft));
  if (open === undefined || believed === true) return undefined;
  return refuse('not-approved', `对 ${subjectOf(draft)} 定价的异议（${open.subject}）尚未答复`, law('参考价规定23'), [
    { id: 'application.decided', zh: `答复 ${open.subject}` },
  ]);
};

/** Whom a report has reached may object to it for five days: until they are over no price is set on it (参考价规定22). */
export const objectionsOver: AskGuard<'price.set'> = (c, draft, { deadlines, believed, isRecorded }) => {
  const asset = subjectOf(draft);
  const standing = reportsStanding(c, asset, draft.payload.way);
  if (believed === true || isRecorded === true || standing.length === 0) return undefined;
  const services = new Set(parties(c).flatMap(({ id }) => reportsServedOn(c, { asset, party: id })));
  const running = deadlines().filter(
    (d) =>
      d.rule === 'price-objection' &&
      d.status === 'open' &&
      services.has(openedBy(d)) &&
      !hadPassed(d, dateOf(draft.at)),
  );
  if (running.length === 0) return undefined;
  const last = running.map(lastDay).toSorted().at(-1) ?? dateOf(draft.at);
  return refuse('too-early', `当事人对 ${asset} 的报告可以在收到之日起5日内（至${last}）提出异议，期满以后才确定参考价`, law('参考价规定22'), running.map((d) => ({ id: d.subject ?? d.id, zh: `至${lastDayZh(d)}` }))); // prettier-ignore
};

/** The place in the record of what opened a deadline. */
const openedBy = ({ id }: { readonly id: string }): number => Number(id.slice(id.lastIndexOf('@') + 1));

/** Of a price that comes from reports: within what they say; whoever sets it says that no objection is left. */
export const asReported: FactGuard<'price.set'> = (c, draft, { believed }) => {
  const { way, priceFen, objectionsOver } = draft.payload;
  if (believed === true) return undefined;
  if (!objectionsOver)
    return refuse('not-qualified', '对定价的异议处理完毕（objectionsOver）之后，才确定参考价', law('参考价规定22'), [
      { id: 'objectionsOver', zh: '处理完毕' },
    ]);
  const all = reportsStanding(c, subjectOf(draft), way).map(({ payload }) => payload.priceFen);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  if (all.length === 0 || (priceFen >= least && priceFen <= most)) return undefined;
  const zh = least === most ? `${least}分` : `${least}分至${most}分`;
  return refuse('amount-differs', `参考价应依报告确定：${zh}`, law('参考价规定13'), [{ id: 'priceFen', zh }]);
};

const MONTHS_AFTER = 6;

/** A first round is announced while the report holds; each begins within six months after that (参考价规定27). */
export const onLivingPrice: FactGuard<'auction.announced'> = (c, draft, { believed }) => {
  const asset = subjectOf(draft);
  const price = sinceDecided(c, asset, c.all('price.set', asset));
  const last = price && validUntil(reportsStanding(c, asset, price.payload.way));
  if (last === undefined || believed === true) return undefined;
  const { round, startsAt } = draft.payload;
  const again = [{ id: 'price.set', zh: nodeRow('price.set').zh }];
  if (round === 'first' && last < dateOf(draft.at))
    return refuse('dates-out-of-order', `${asset} 的报告已于${last}失效，请重新确定参考价`, inForce, again);
  const latest = addMonths(last, MONTHS_AFTER);
  return dateOf(readInstant(startsAt) ?? draft.at) > latest
    ? refuse('dates-out-of-order', `报告于${last}失效，竞价至迟${latest}开始；更晚的请重新确定参考价`, inForce, again)
    : undefined;
};

/** A price is objected to within five days of the service of its report on whoever objects (参考价规定22). */
export const objectedToPriceInTime: FactGuard<'application.received'> = (
  c,
  draft,
  { deadlines, believed, isRecorded },
) => {
  const { kind, by, about, on } = draft.payload;
  if (kind !== 'price' || by === undefined || believed === true || isRecorded === true) return undefined;
  const own = reportsServedOn(c, { asset: about, party: by });
  const times = deadlines().filter((d) => d.rule === 'price-objection' && own.some((seq) => d.id.endsWith(`:${by}@${seq}`))); // prettier-ignore
  const time = allPassed(times, saidOnDay(draft, on));
  const over = time && { basis: law('参考价规定22'), zh: `应在收到报告之日起5日内（至${lastDayZh(time)}）提出` };
  return tooLate(over, draft);
};

/** A report is waited for longer so often, so long, and only before its time is over (参考价规定12、19). */
export const extendedWithin: FactGuard<'application.decided'> = (c, draft, standing) => {
  const asked = c.first('application.received', subjectOf(draft))?.payload;
  if (asked?.kind !== 'extension' || !draft.payload.granted) return undefined;
  if (standing.believed === true || standing.isRecorded === true) return undefined;
  if (joinderExtended(c, subjectOf(draft)) !== undefined) return undefined; // no report is waited for
  const started = c.last('price.started', asked.about);
  const way = started && reportWay(started);
  if (started === undefined || way === undefined) return lacking('price.started', asked.about);
  const { more, times } = reportTerms[way];
  const basis = law(way === 'appraisal' ? '参考价规定19' : '参考价规定12');
  if (extensionsOf(c, started).length >= times)
    return refuse('beyond-the-cap', `该次定价至多延长${times}次`, basis, [{ id: asked.about ?? '', zh: '已经延长' }]);
  const { days = more } = draft.payload;
  if (days > more)
    return refuse('beyond-the-cap', `每次至多延长${more}日`, basis, [{ id: 'days', zh: `至多${more}日` }]);
  const due = standing
    .deadlines()
    .find((d) => d.rule === 'report-due' && d.subject === asked.about && d.status === 'open');
  if (due?.dueAt == null || due.dueAt > draft.at) return undefined;
  return refuse('dates-out-of-order', `出具报告的期限已于${due.targetDue}届满，不能再准许延长`, basis);
};
