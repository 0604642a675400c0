import { caseTypes } from '../record/case-number.ts';
import { type RecordKind, recordKinds } from '../nodes/record-kinds.ts';

/** Where a record stands and whose it is, in words. */
interface Standing {
  readonly stage: string;
  /** The team that a case is with; null: none yet. */
  readonly team: string | null;
  /** The name of the case's officer, the matter's handler. */
  readonly person: string | undefined;
}

/** What the Temporal UI says of a record above its deadlines: a case has a team and an officer, a matter its kind and a handler. */
export function headingOf(
  kind: RecordKind | 'preservation',
  { stage, team, person = '未确定' }: Standing,
): readonly string[] {
  if (kind === 'preservation') return [caseTypes.执保, `阶段：${stage}`, `承办人：${person}`]; // no team is chosen for it
  return kind === 'case'
    ? [`阶段：${stage}`, `团队：${team ?? NO_TEAM}`, `承办人：${person}`]
    : [recordKinds[kind].zh, `阶段：${stage}`, `经办人：${person}`];
}

/** What stands in the place of a case's team before triage. */
export const NO_TEAM = '未分流';

/** Who answers for a deadline: the person and the role; the role alone where nobody in particular does. */
export const answerableZh = (role: string, person: string | undefined): string =>
  person === undefined ? role : `${person}（${role}）`;
