import { plan } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import { teams } from '../../nodes/roles.ts';
import { criterionRow } from '../../nodes/triage-criteria.ts';
import { asOf } from '../../record/history.ts';
import { named, refuse } from '../../record/refusal.ts';
import { after, type AskGuard, type CaseGuard, type Conditions, type FactGuard } from '../guard.ts';
import { noPartys } from '../people/conditions.ts';
import { isTakenOver } from '../persons.ts';
import { matched } from './criteria.ts';
import { proposalFor } from './proposal.ts';
import { lastSpan } from './teams.ts';

const { basis } = nodeRow('triage.decided');

/** Something is said of the case. */
const saysATrait: FactGuard<'traits.recorded'> = (_, { node, payload }) =>
  Object.keys(payload).some((key) => key !== 'note')
    ? undefined
    : refuse('missing-field', '请至少写明一项特征；只有说明的不必登记', nodeRow(node).basis, [
        { id: 'simple', zh: '或者其他任一项特征' },
      ]);

/** Whether an application should be accepted is property control's view (三·二6). */
const doubtByControl: FactGuard<'traits.recorded'> = (c, draft, standing) =>
  draft.payload.doubt === undefined || isTakenOver(c, draft, standing) || draft.as.includes('property-control')
    ? undefined
    : refuse('wrong-role', '不予受理、驳回申请的初步判断（doubt）由财产查控组登记，请去掉', plan('三·二6'), [
        { id: 'doubt', zh: '财产查控组' },
      ]);

/** It is decided once; a case in work moves by a change of team alone (plan §4). */
const undecided: CaseGuard = (c) => {
  const before = c.first('triage.decided');
  if (before === undefined) return undefined;
  const { team } = lastSpan(c);
  return refuse(
    'already-recorded',
    `本案已分流到${team === null ? '团队' : teams[team]}（第${before.seq}号记录）；在办案件转团队的，由团队负责人报批、执行局长登记“变更团队”`,
    basis,
    [{ id: 'team.changed', zh: nodeRow('team.changed').zh, basis: nodeRow('team.changed').basis.zh }],
  );
};

/** Where nothing matches the director decides. */
const directors: AskGuard<'triage.decided'> = (c, draft, standing) => {
  if (draft.as.includes('director') || standing.isRecorded === true || isTakenOver(c, draft, standing))
    return undefined;
  if (matched(asOf(c, draft.at)).length > 0) return undefined;
  return refuse('wrong-role', '没有一项分流标准相符，由执行局长决定；有应登记的特征的，先登记', basis, [
    { id: 'traits.recorded', zh: nodeRow('traits.recorded').zh },
  ]);
};

/**
 * Another team than the criteria propose needs a reason; what is named as matching does match. Asked of the case as it was
 * then, and only once: what the criteria read may change afterwards, which review is told of.
 */
const fitsProposal: FactGuard<'triage.decided'> = (c, draft, standing) => {
  if (standing.isRecorded === true || isTakenOver(c, draft, standing)) return undefined;
  const { team, criteria: said, override } = draft.payload;
  const { team: proposed, criteria } = proposalFor(asOf(c, draft.at), standing.settings?.triageOrder);
  const listed = criteria.map(({ id, because }) => ({ id, zh: `${criterionRow(id).no} ${criterionRow(id).zh}：${because}` })); // prettier-ignore
  if (override !== undefined && team === proposed)
    return refuse('form-differs', `与建议的${teams[team]}相同，不写 override`, basis, [{ id: 'override', zh: '去掉' }]);
  const untrue = said.filter((id) => criteria.every((m) => m.id !== id));
  if (override !== undefined && untrue.length > 0)
    return refuse(
      'form-differs',
      `criteria 所写的 ${named(untrue)} 与本案不符：criteria 只写相符的标准，另有理由的写入 override`,
      basis,
      [...untrue.map((id) => ({ id, zh: `不符：${criterionRow(id).zh}` })), ...listed],
    );
  if (override !== undefined) return undefined;
  if (proposed !== null && team !== proposed)
    return refuse(
      'missing-field',
      `按相符的标准建议${teams[proposed]}；分流到${teams[team]}的，请在 override 写明理由`,
      basis,
      [{ id: 'override', zh: '理由' }, ...listed],
    );
  const [deciding] = criteria;
  const fits = said.every((id) => criteria.some((m) => m.id === id)) && (!deciding || said.includes(deciding.id));
  if (fits) return undefined;
  return refuse(
    'form-differs',
    deciding === undefined
      ? '没有一项标准相符，criteria 写 []'
      : `criteria 应写明起决定作用的 ${deciding.id}，并且只写相符的标准`,
    basis,
    listed,
  );
};

/** It goes to another team. */
const toAnother: FactGuard<'team.changed'> = (c, { payload: { team } }) =>
  lastSpan(c).team === team
    ? refuse('already-recorded', `本案已在${teams[team]}`, nodeRow('team.changed').basis, [
        { id: 'team', zh: '另一团队' },
      ])
    : undefined;

/** What a case is like and into whose hands it goes (plan §4). */
export const triageConditions = {
  'traits.recorded': { check: [saysATrait, doubtByControl] },
  'triage.decided': {
    when: [after('asset-schedule.filed'), undecided],
    asks: [directors],
    check: [fitsProposal, noPartys],
  },
  'team.changed': { when: [after('triage.decided')], check: [toAnother] },
} satisfies Conditions;
