import { type RecordKind, recordKindIds, standsIn } from '../nodes/record-kinds.ts';
import type { Case } from '../record/case.ts';
import { isPreservation } from '../record/preservation.ts';
import { deadlineRow, type RuleId, ruleIds } from './deadlines.ts';

const ofKind = Object.fromEntries(
  recordKindIds.map((kind) => [
    kind,
    ruleIds.filter(
      (id) => standsIn(deadlineRow(id).in, kind) && !(kind === 'case' && deadlineRow(id).preservation === 'alone'),
    ),
  ]),
) as unknown as Readonly<Record<RecordKind, readonly RuleId[]>>; // of every kind

/** Those marked 保: a case of 执保 takes no others (plan §0). */
const ofPreservation = ruleIds.filter((id) => deadlineRow(id).preservation !== undefined);

/** The rules that stand in a record, in the order of the table. */
export const rulesFor = (c: Case): readonly RuleId[] => (isPreservation(c) ? ofPreservation : ofKind[c.kind]);
