import { type Basis, law } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { named, refuse, type Refusal } from '../../record/refusal.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { dateOf, type Instant, startOfDay } from '../../time/instant.ts';
import { byOthers, notItsOfficer } from '../carried-out.ts';
import { parties } from '../../record/parties.ts';
import { foldText } from '../../record/search.ts';
import { assets } from '../control/assets.ts';
import { type AskGuard, type Conditions, type FactGuard, lacking, rowAbout, subjectOf } from '../guard.ts';
import { personKey } from '../money/creditors.ts';
import { oppositionsTo } from '../money/standing-objections.ts';
import { unknownParties } from '../parties/known.ts';
import { isTakenOver } from '../persons.ts';
import { objectedInTime, soughtInTime } from './in-time.ts';
import { filedAs, objectionOf, remediesPending, remedyPending, soughtOf } from './readings.ts';

const basis = law('异议复议规定2');

/** A day from an earlier one to when it is said to have happened. */
const dayWithin = (
  on: CivilDate,
  { from, at }: { readonly from: Instant; readonly at: Instant },
  by = basis,
): Refusal | undefined =>
  on >= dateOf(from) && on <= dateOf(at)
    ? undefined
    : refuse('dates-out-of-order', `on 应在${dateOf(from)}至${dateOf(at)}之间`, by);

function unknownAssets(ids: readonly string[], known: readonly string[]): Refusal | undefined {
  const strange = ids.filter((id) => !known.includes(id));
  if (strange.length === 0) return undefined;
  return refuse('unknown-subject', `没有财产${named(strange)}，可用：${named(known) || '无'}`, basis, strange.map((id) => ({ id, zh: '不在其内' }))); // prettier-ignore
}

/** Whether somebody is a party of the case, by id or name: such a one is no third party (民诉法238). */
const isPartyHere = (c: Case, by: string): boolean =>
  parties(c).some(({ id, name, left }) => left === undefined && (id === by || foldText(name) === foldText(by)));

/** A third party objects to things that it names; to the jurisdiction objects whoever is enforced against (执行程序解释3). */
const founded: FactGuard<'objection.received'> = (c, { payload: { kind, by, assets: ids = [], on }, at }) => {
  const day = dayWithin(on, { from: c.founding.at, at });
  if (day !== undefined) return day;
  if (kind === 'third-party' && ids.length === 0)
    return refuse('missing-field', '案外人异议应当写明所涉财产（assets）', basis, [{ id: 'assets', zh: '缺少' }]);
  if (kind === 'third-party' && isPartyHere(c, by))
    return refuse('not-qualified', `${by} 是本案当事人，不是案外人：对执行行为有异议的，kind 写 conduct`, basis, [
      { id: 'by', zh: '案外人的姓名、名称' },
    ]);
  return kind === 'jurisdiction' ? unknownParties(c, [by], { at, side: 'respondent' }) : undefined;
};

/** A ruling frees no more than was objected to. */
const ofItsAssets: FactGuard<'objection.decided'> = (own, draft, { about: c = own }) => {
  const { assets: ids = [] } = draft.payload;
  return unknownAssets(ids, [...(objectionOf(c, subjectOf(draft))?.payload.assets ?? assets(c).keys())]);
};

/** Who may rule is asked of the case that is judged, wherever the ruling is recorded. */
const ofTheCase =
  (guard: AskGuard<'objection.decided'>): AskGuard<'objection.decided'> =>
  (c, draft, standing) =>
    c.kind === 'case' ? guard(c, draft, standing) : standing.about && guard(standing.about, draft, standing);

/**
 * An objection is filed as a case of its own, is decided there, and its ruling comes back by itself (plan §10): nothing is ruled on
 * one in the case that it is about. Until it is filed, whoever objected may take it back.
 */
const filedApart: AskGuard<'objection.decided'> = (c, draft, standing) => {
  if (c.kind !== 'case') return undefined;
  const { subject, payload } = draft;
  const filed = filedAs(c, subject ?? '');
  if (filed !== undefined)
    return refuse('wrong-node', `该异议已另立 ${filed.payload.caseNo}：请在该案登记裁定，本案随之自动登记`, basis);
  const isKnown = standing.isRecorded === true || isTakenOver(c, draft, standing);
  return isKnown || payload.outcome === 'withdrawn' ? undefined : lacking('objection.filed', `异议 ${subject ?? ''} `);
};

/** The article by which somebody turns against a decision: that of what it is about, of a third party's objection that of the suit. */
const remedyBasis = (c: Case, id: string): Basis =>
  objectionOf(c, id)?.payload.kind === 'third-party' ? law('民诉法238') : rowAbout(c, 'remedy.sought', id).basis;

/** The decision against which somebody turns: that on an application or an objection, else the thing itself. */
const decisionOn = (c: Case, id: string): Fact | undefined => {
  const of = c.subjects.get(id)?.of;
  if (of === 'objection') return c.first('objection.decided', id);
  if (of === 'application') return c.first('application.decided', id);
  return of === 'distribution' ? c.first('distribution.opposed', id) : c.first('sanction.decided', id);
};

const decidedNodes = { objection: 'objection.decided', application: 'application.decided', distribution: 'distribution.opposed' } as const; // prettier-ignore

/** A remedy is sought against what was decided, one at a time; about a plan by each objector for themselves (民诉解释510). */
const decidedFirst: AskGuard<'remedy.sought'> = (c, draft) => {
  const id = subjectOf(draft);
  const of = c.subjects.get(id)?.of;
  if (decisionOn(c, id) === undefined)
    return lacking(of !== undefined && of in decidedNodes ? decidedNodes[of as keyof typeof decidedNodes] : 'sanction.decided', `${id} `); // prettier-ignore
  const judged = c.all('distribution.settled', id).find(({ payload }) => payload.how === 'judged');
  if (judged !== undefined)
    return refuse('already-recorded', `分配已经依判决确定（第${judged.seq}号记录）；当时另有诉讼未了的，请先撤回该项确定`, remedyBasis(c, id)); // prettier-ignore
  const pending = of === 'distribution' ? undefined : remedyPending(c, id);
  return pending && refuse('already-recorded', `${id} 的救济尚待结果（第${pending.seq}号记录）`, remedyBasis(c, id));
};

/** A third party sues, and so does who opposes a distribution; who is refused otherwise asks for reconsideration. */
const rightWay: FactGuard<'remedy.sought'> = (c, draft) => {
  const { way, on } = draft.payload;
  const id = subjectOf(draft);
  const of = c.subjects.get(id)?.of;
  const sues = of === 'distribution' || objectionOf(c, id)?.payload.kind === 'third-party';
  if ((sues && way !== 'lawsuit') || (way === 'lawsuit' && (of === 'sanction' || (of === 'objection' && !sues)))) {
    const right = sues ? '提起诉讼（lawsuit）' : '申请复议（reconsideration）';
    return refuse('not-qualified', `对该项决定的救济是${right}`, remedyBasis(c, id), [{ id: 'way', zh: right }]);
  }
  return dayWithin(on, { from: decisionOn(c, id)?.at ?? c.founding.at, at: draft.at }, remedyBasis(c, id));
};

/** Who turns against a decision is party to the case, or objected; of a distribution only who objected sues (民诉解释510). */
const concernedBy: FactGuard<'remedy.sought'> = (c, draft, standing) => {
  const { payload: { party }, at } = draft; // prettier-ignore
  const id = subjectOf(draft);
  if (c.subjects.get(id)?.of !== 'distribution')
    return objectionOf(c, id)?.payload.by === party ? undefined : unknownParties(c, [party], { at });
  const objectors = [...new Set(c.all('distribution.objected', id).map((f) => f.payload.party))];
  const before = c.all('remedy.sought', id).find((f) => personKey(c, f.payload.party) === personKey(c, party));
  if (before !== undefined) return refuse('already-recorded', `“${party}”已经起诉（第${before.seq}号记录）`, remedyBasis(c, id)); // prettier-ignore
  if (objectors.some((one) => personKey(c, one) === personKey(c, party))) {
    const isOpen = isTakenOver(c, draft, standing) || oppositionsTo(c, id, party).length > 0;
    return isOpen ? undefined : lacking('distribution.opposed', `“${party}”对 ${id} 的异议 `);
  }
  const zh = `对分配方案提起诉讼的是异议人：${objectors.join('、')}`;
  return refuse('not-qualified', zh, remedyBasis(c, id), [{ id: 'party', zh: objectors.join('、') }]);
};

const sought: AskGuard<'remedy.decided'> = (c, draft) =>
  remedyPending(c, subjectOf(draft)) === undefined
    ? lacking('remedy.sought', `${subjectOf(draft)} `, remedyBasis(c, subjectOf(draft)))
    : undefined;

/** An answer is to somebody's remedy; whose it is has to be said where several wait for one. */
const ofWhom: FactGuard<'remedy.decided'> = (c, draft, { isRecorded }) => {
  const id = subjectOf(draft);
  const { party } = draft.payload;
  const pending = remediesPending(c, id);
  const missing = pending.map(({ payload }) => ({ id: 'party', zh: payload.party }));
  const whose = named(missing.map(({ zh }) => zh));
  if (party === undefined)
    return pending.length < 2 || isRecorded === true ? undefined : refuse('missing-field', `${whose}都尚待结果：请在 party 写明是谁的`, remedyBasis(c, id), missing); // prettier-ignore
  return soughtOf(c, pending, party) === undefined ? refuse('unknown-party', `“${party}”没有尚待结果的救济，可用：${whose}`, remedyBasis(c, id), missing) : undefined; // prettier-ignore
};

/** It came after the remedy was sought, whenever the court heard of that. */
const decidedThen: FactGuard<'remedy.decided'> = (c, draft) => {
  const id = subjectOf(draft);
  const { party, on } = draft.payload;
  const sought = party === undefined ? remedyPending(c, id) : soughtOf(c, remediesPending(c, id), party);
  return dayWithin(on, { from: startOfDay(sought?.payload.on ?? dateOf(c.founding.at)), at: draft.at }, remedyBasis(c, id)); // prettier-ignore
};

/** Objections in the case, and remedies against what was decided (plan §5, §9). */
export const objectionConditions = {
  'objection.received': { check: [founded, objectedInTime] },
  'objection.decided': {
    asks: [filedApart, ofTheCase(byOthers), ofTheCase(notItsOfficer)],
    among: () => [{ outcome: 'rejected' }, { outcome: 'withdrawn' }],
    check: [ofItsAssets],
  },
  'remedy.sought': { asks: [decidedFirst], check: [concernedBy, rightWay, soughtInTime] },
  'remedy.decided': { asks: [sought], check: [ofWhom, decidedThen] },
} satisfies Conditions;
