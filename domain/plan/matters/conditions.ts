import { dateOf } from '../../time/instant.ts';
import { roles } from '../../nodes/roles.ts';
import { nodeRow } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import { parseCaseNumber } from '../../record/case-number.ts';
import type { Draft } from '../../record/fact.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { after, type AskGuard, type Conditions, type FactGuard } from '../guard.ts';
import { barred } from './readers.ts';
import { entrusted } from './readings.ts';

/** Nobody looks into what is said against themselves. */
const impartial: FactGuard<'petition.registered'> = (c, { payload: { handler } }) =>
  barred(c).includes(handler)
    ? refuse('not-qualified', '经办人不能是被反映人，请另行指定', nodeRow('petition.registered').basis, [
        { id: handler, zh: '被反映人' },
      ])
    : undefined;

/** Told on the day of the record, or before; not on a day to come, nor before the matter came in. */
function toldByThen(c: Case, { node, at }: Pick<Draft, 'node' | 'at'>, on: CivilDate, zh: string): Refusal | undefined {
  const [first, last] = [dateOf(c.founding.at), dateOf(at)];
  if (on >= first && on <= last) return undefined;
  const from = nodeRow(c.founding.node).zh;
  return refuse('dates-out-of-order', `${zh} ${on} 应在${from}之日（${first}）至“${nodeRow(node).zh}”之日（${last}）之间`, nodeRow(node).basis); // prettier-ignore
}

/** Nobody is called to account who was not examined. */
const onlyExamined: FactGuard<'dual-check.concluded'> = (c, { payload: { accountability } }) => {
  const others = accountability.filter(({ person }) => !barred(c).includes(person));
  return others.length === 0
    ? undefined
    : refuse('not-qualified', '只追究被查人员；另有其人的，另行立查', nodeRow('dual-check.concluded').basis, others.map(({ person }) => ({ id: person, zh: '不是被查人员' }))); // prettier-ignore
};

/** Each report has its writer. */
const itsWriter: AskGuard<'report.submitted'> = (c, { as }) => {
  const writer = c.first('period.opened')?.payload.kind === 'usage' ? ('command' as const) : ('analysis' as const);
  return as.includes(writer)
    ? undefined
    : refuse('wrong-role', `这一报告由${roles[writer]}提交`, nodeRow('report.submitted').basis);
};

/** The case in which somebody else's is carried out here bears a number of this kind, and only for a case that was entrusted. */
const filedHere: FactGuard<'entrustment.handled'> = (c, { payload: { filedAs } }) => {
  if (filedAs === undefined) return undefined;
  const { basis } = nodeRow('entrustment.handled');
  if (entrusted(c, 'case').length === 0)
    return refuse('unknown-field', '只有委托执行才受托立案，请去掉 filedAs', basis, [{ id: 'filedAs', zh: '去掉' }]);
  return parseCaseNumber(filedAs)?.type === '执'
    ? undefined
    : refuse('bad-case-number', `受托立案的案号 ${filedAs} 应是本院的执字案号`, basis, [{ id: 'filedAs', zh: '有误' }]);
};

/** What nodes of registered matters ask for (plan.md §10). */
export const matterConditions = {
  'petition.registered': { check: [impartial] },
  'petition.concluded': {
    when: [after('petition.registered')],
    check: [(c, draft) => toldByThen(c, draft, draft.payload.toldOn, '告知日期')],
  },
  'entrustment.handled': { check: [filedHere] },
  'dual-check.concluded': { check: [onlyExamined] },
  'report.submitted': { asks: [itsWriter] },
  'order.reported': { check: [(c, draft) => toldByThen(c, draft, draft.payload.on, '发出日期')] },
  'entrustment.answered': {
    when: [after('entrustment.handled')],
    check: [(c, draft) => toldByThen(c, draft, draft.payload.on, '发出日期')],
  },
} satisfies Conditions;
