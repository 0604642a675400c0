import { askedOnSite } from '../../nodes/field.ts';
import { plan } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import { readInstant } from '../../gate/instant.ts';
import type { Case } from '../../record/case.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { dateOf, formatInstant, type Instant } from '../../time/instant.ts';
import { type AskGuard, type Conditions, type FactGuard, lacking, notAgain, subjectOf } from '../guard.ts';
import { unknownParties } from '../parties/known.ts';
import { summonses } from './summonses.ts';

const basis = plan('三·七5');

/** It is about a respondent who is party then. */
const ofRespondent: AskGuard<
  'respondent.appeared' | 'respondent.compelled' | 'summons.excused' | 'whereabouts.unknown' | 'search.conducted'
> = (c, draft) => unknownParties(c, [subjectOf(draft)], { at: draft.at, side: 'respondent' });

/** An instant that a payload states: of the case, and not ahead. */
function past(
  text: string,
  field: string,
  { at, from }: { readonly at: Instant; readonly from: Instant },
): Refusal | undefined {
  const instant = readInstant(text);
  if (instant === undefined)
    return refuse('bad-instant', `${field} 应为带时区的时刻`, basis, [{ id: field, zh: '写法不对' }]);
  if (instant <= at && instant >= from) return undefined;
  return refuse(
    'dates-out-of-order',
    `${field} 应在${formatInstant(from)}以后、登记的发生时刻${formatInstant(at)}以前`,
    basis,
    [{ id: field, zh: '时间有误' }],
  );
}

const appearedThen: FactGuard<'respondent.appeared'> = (c, { payload: { on }, at }) =>
  on >= dateOf(c.founding.at) && on <= dateOf(at)
    ? undefined
    : refuse('dates-out-of-order', `到案之日 on 应在${dateOf(c.founding.at)}至${dateOf(at)}之间`, basis);

/** Somebody was called: only then is there an absence to excuse. */
const wasSummoned: AskGuard<'summons.excused'> = (c, draft) =>
  summonses(c).some((s) => s.party === subjectOf(draft))
    ? undefined
    : lacking('documents.issued', `${subjectOf(draft)} 未经传票传唤：`);

/** Nobody is brought in, and nothing searched, without a warrant for it (民诉解释482, 496). */
const withWarrant =
  (kind: 'compel' | 'search'): AskGuard<'respondent.compelled' | 'search.conducted'> =>
  (c, draft, { believed }) => {
    if (believed === true) return undefined;
    const issued = c
      .all('warrant.issued')
      .some(({ payload: w }) => w.kind === kind && (w.party === undefined || w.party === subjectOf(draft)));
    return issued ? undefined : lacking('warrant.issued', kind === 'compel' ? '没有对其的拘传票：' : '没有搜查令：');
  };

const arrivedThen: FactGuard<'respondent.compelled'> = (c, { payload: { arrivedAt }, at }) =>
  past(arrivedAt, 'arrivedAt', { at, from: c.founding.at });

/** The last time that a party was brought in, unless the inquiry after it has ended. */
function broughtIn(c: Case, party: string) {
  const [compelled, ended] = [c.last('respondent.compelled', party), c.last('inquiry.ended', party)];
  return compelled && ended && inOrder(ended, compelled) > 0 ? undefined : compelled;
}

/** An inquiry that ends began as somebody was brought in (L60). */
const isInquired: AskGuard<'inquiry.ended'> = (c, draft) =>
  broughtIn(c, subjectOf(draft)) === undefined
    ? lacking('respondent.compelled', `${subjectOf(draft)} 没有尚未结束的拘传询问：`)
    : undefined;

/** It ends after the arrival, and not ahead. */
const endedThen: FactGuard<'inquiry.ended'> = (c, draft) => {
  const arrived = readInstant(broughtIn(c, subjectOf(draft))?.payload.arrivedAt ?? '');
  return past(draft.payload.endedAt, 'endedAt', { at: draft.at, from: arrived ?? c.founding.at });
};

/** A warrant says against whom or where. */
const aimed: FactGuard<'warrant.issued'> = (_, { payload: { kind, party, place } }) => {
  const field = kind === 'compel' ? 'party' : 'place';
  if ((kind === 'compel' ? party : place?.trim() || undefined) !== undefined) return undefined;
  const zh = `请写明${field === 'party' ? '对何当事人' : '处所'}（${field}）`;
  return refuse('missing-field', zh, nodeRow('warrant.issued').basis, [{ id: field, zh: '缺少' }]);
};

/** On the spot each of the three is asked, or it is said why not (三·七1, 4). */
const askedEach: FactGuard<'field.investigated'> = (_, { payload: { asked, reason } }) => {
  const missing = Object.entries(askedOnSite).filter(([kind]) => asked.every((a) => a.kind !== kind));
  if (missing.length === 0 || (reason ?? '').trim() !== '') return undefined;
  return refuse(
    'missing-field',
    `实地调查应当询问基层组织、所在单位和邻里；未能询问${missing.map(([, zh]) => zh).join('、')}的，请在 reason 写明理由`,
    plan('三·七4'),
    missing.map(([id, zh]) => ({ id, zh })),
  );
};

/** Who was not known to be missing is not found. */
const wasMissing: AskGuard<'whereabouts.found'> = (c, draft) =>
  c.first('whereabouts.unknown', subjectOf(draft)) === undefined
    ? lacking('whereabouts.unknown', `${subjectOf(draft)} `)
    : undefined;

const isDetention: AskGuard<'detention.started' | 'detention.family-notified'> = (c, draft) =>
  c.first('sanction.decided', subjectOf(draft))?.payload.kind === 'detention'
    ? undefined
    : refuse('not-qualified', `${subjectOf(draft)} 不是拘留决定`, nodeRow(draft.node).basis, [
        { id: subjectOf(draft), zh: '不是拘留' },
      ]);

const takenThen: FactGuard<'detention.started'> = (c, draft) =>
  past(draft.payload.takenAt, 'takenAt', { at: draft.at, from: c.subjects.get(subjectOf(draft))?.at ?? c.founding.at });

const begun: AskGuard<'detention.family-notified'> = (c, draft) =>
  c.first('detention.started', subjectOf(draft)) === undefined
    ? lacking('detention.started', `${subjectOf(draft)} `)
    : undefined;

/** What has ended is not carried out any more. */
const notEnded: AskGuard<'detention.started'> = (c, draft) => {
  const ended = c.first('sanction.ended', subjectOf(draft));
  return (
    ended && refuse('not-in-force', `${subjectOf(draft)} 已经结束（第${ended.seq}号记录）`, nodeRow(draft.node).basis)
  );
};

export const fieldConditions = {
  'respondent.appeared': { asks: [ofRespondent], check: [appearedThen] },
  'summons.excused': { asks: [ofRespondent, wasSummoned] },
  'warrant.issued': { check: [aimed] },
  'respondent.compelled': { asks: [ofRespondent, withWarrant('compel')], check: [arrivedThen] },
  'inquiry.ended': { asks: [isInquired], check: [endedThen] },
  'search.conducted': { asks: [ofRespondent, withWarrant('search')] },
  'field.investigated': { check: [askedEach] },
  'whereabouts.unknown': { asks: [ofRespondent] },
  'whereabouts.found': { asks: [wasMissing] },
  'detention.started': { asks: [isDetention, notEnded], check: [takenThen] },
  'detention.family-notified': { asks: [isDetention, begun, notAgain] },
} satisfies Conditions;
