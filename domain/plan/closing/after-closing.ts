import { law } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import { caseIdOf, isOfOneCourt, parseCaseNumber } from '../../record/case-number.ts';
import { refuse } from '../../record/refusal.ts';
import { addMonths } from '../../time/civil-date.ts';
import { civilYear, dateOf } from '../../time/instant.ts';
import { sameKind } from '../control/conditions.ts';
import { after, type CaseGuard, type Conditions, type FactGuard, subjectOf } from '../guard.ts';
import {
  closedWithoutProperty,
  PERIODIC_MONTHS,
  PERIODIC_ROUNDS,
  restorationCauses,
  restoredBy,
} from './after-closing-readings.ts';

const periodic = law('法〔2016〕373号9');
const { basis: restored } = nodeRow('restoration.decided');

/** Only after 终本 is property looked for, or is its library told. */
export const ofNoProperty: CaseGuard = (c) =>
  closedWithoutProperty(c) !== undefined
    ? undefined
    : refuse('node-missing', '本案没有以终结本次执行程序结案', periodic, [
        { id: 'case.closed', zh: '以终结本次执行程序结案（case.closed，kind 写 no-property）' },
      ]);

/** The rounds come one after the other, ten of them (L94). */
const nextRound: FactGuard<'periodic-query.done'> = (c, draft) => {
  const next = c.all('periodic-query.done').length + 1;
  const said = Number(subjectOf(draft));
  if (Math.max(next, said) > PERIODIC_ROUNDS)
    return refuse(
      'beyond-the-cap',
      `终本后五年内定期查询${PERIODIC_ROUNDS}次，没有第${Math.max(next, said)}次`,
      periodic,
    );
  if (subjectOf(draft) === `${next}`) return undefined;
  return refuse('unknown-subject', `现在是第${next}次定期查询，编号应为 ${next}`, periodic, [{ id: `${next}`, zh: '下一次' }]); // prettier-ignore
};

/** One in each half year, not all of them at once: a round begins when the one before is over (L94). */
const inItsHalfYear: FactGuard<'periodic-query.done'> = (c, draft, { believed, isRecorded }) => {
  const closed = closedWithoutProperty(c);
  if (closed === undefined || believed === true || isRecorded === true) return undefined;
  const round = Number(subjectOf(draft));
  const first = addMonths(dateOf(closed.at), PERIODIC_MONTHS * (round - 1));
  return dateOf(draft.at) >= first
    ? undefined
    : refuse('too-early', `每六个月查询一次：第${round}次定期查询最早${first}`, periodic, [
        { id: 'at', zh: `最早${first}` },
      ]);
};

/** What was found is listed, and what is listed was found. */
const listed: FactGuard<'periodic-query.done'> = (_, { payload: { found, assets } }) => {
  if (found === assets.length > 0) return undefined;
  const zh = found ? '发现财产的，请逐项列明（assets）' : '列明了财产的，found 应为 true';
  return refuse('missing-field', zh, periodic, [{ id: found ? 'assets' : 'found', zh }]);
};

/** The applicant was told after the closing, and not ahead. */
const toldThen: FactGuard<'periodic-query.done'> = (c, { payload: { toldOn }, at }) => {
  const [first, last] = [dateOf(c.first('case.closed')?.at ?? c.filed.at), dateOf(at)];
  if (toldOn >= first && toldOn <= last) return undefined;
  return refuse('dates-out-of-order', `告知之日（toldOn）应在${first}至${last}之间`, periodic);
};

const hasCause: CaseGuard = (c) => {
  if (restorationCauses(c).length > 0) return undefined;
  const nodes = ['settlement.breached', 'application.received', 'clue.verified', 'periodic-query.done'] as const;
  return refuse(
    'node-missing',
    '没有恢复执行的事由：不履行和解协议；终本以后申请恢复执行（kind 写 restore）、线索属实、定期查询发现财产',
    restored,
    nodes.map((id) => ({ id, zh: nodeRow(id).zh, basis: nodeRow(id).basis.zh })),
  );
};

/** A case is taken up again once. */
const notRestored: CaseGuard = (c) => {
  const before = restoredBy(c);
  return before && refuse('already-recorded', `已经决定恢复执行（第${before.seq}号记录）`, restored);
};

/** It goes on under a number of its own, under which this court can file it. */
const asRestored: FactGuard<'restoration.decided'> = (c, draft, { others, believed, isRecorded }) => {
  const { newCaseNo } = draft.payload;
  if (newCaseNo === undefined) return undefined;
  const number = parseCaseNumber(newCaseNo);
  const told = (zh: string) => [{ id: 'newCaseNo', zh }];
  if (number?.type !== '执恢')
    return refuse('bad-case-number', `恢复执行以“执恢”字案号立案，不是 ${newCaseNo}`, restored);
  if (believed === true || isRecorded === true) return undefined;
  if (number.old || !isOfOneCourt(c.filed.payload.caseNo, newCaseNo))
    return refuse('wrong-court', `${newCaseNo} 不是本院现在立案的案号：恢复执行由本院立案`, restored, told('他院或者旧的案号')); // prettier-ignore
  const year = civilYear(c.filed.at);
  if (number.year < year)
    return refuse(
      'wrong-year',
      `恢复执行的案件不能早于原案立案：案号的年份最早${year}年`,
      restored,
      told(`${number.year}年`),
    );
  const taken = others?.get(number.id);
  if (taken === undefined || caseIdOf(taken.filed.payload.restoredFrom ?? '') === caseIdOf(c.filed.payload.caseNo))
    return undefined;
  return refuse(
    'already-recorded',
    `${number.text} 已是另一案件的案号，恢复执行请另编案号`,
    restored,
    told('已经立案'),
  );
};

/** What comes after a closing (plan §9). */
export const afterClosingConditions = {
  'periodic-query.done': {
    when: [ofNoProperty, notRestored],
    check: [nextRound, inItsHalfYear, listed, toldThen, sameKind],
  },
  'restoration.decided': { when: [after('case.closed'), hasCause, notRestored], check: [asRestored] },
} satisfies Conditions;
