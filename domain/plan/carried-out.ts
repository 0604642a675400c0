import type { NodeId } from '../nodes/index.ts';
import { law } from '../nodes/basis.ts';
import { nodeRow } from '../nodes/index.ts';
import type { Case } from '../record/case.ts';
import { delegatedTo, personsOf } from '../record/delegations.ts';
import type { Draft, Fact } from '../record/fact.ts';
import { holders } from '../record/holders.ts';
import { refuse } from '../record/refusal.ts';
import { stepNodes } from './control/measures.ts';
import type { AskGuard } from './guard.ts';
import { byAnother, isTakenOver } from './persons.ts';

/** Who carried out rules neither on what ends the case nor on an objection (回避, 异议复议规定11): not who took its measures. */
export const byOthers = byAnother<NodeId>('实施执行', (c) => stepNodes.flatMap((node): readonly Fact[] => c.all(node)));

/** Everybody who did, and whoever has the case. */
export const whoCarriedOut = (c: Case): ReadonlySet<string> =>
  new Set([...stepNodes.flatMap((node) => c.all(node).flatMap((f) => personsOf(c, f))), ...holders(c, 'officer')]);

const isOfficers = (c: Case, { by, as, now }: Draft): boolean =>
  delegatedTo(c, by, now).includes('officer') ||
  personsOf(c, { by, as, recordedAt: now }).some((person) => holders(c, 'officer').includes(person));

/** Nor its officer, in whosever place; nor who stands in for its officer. */
export const notItsOfficer: AskGuard = (c, draft, standing) =>
  isTakenOver(c, draft, standing) || !isOfficers(c, draft)
    ? undefined
    : refuse(
        'same-person',
        `本案承办人不能办理“${nodeRow(draft.node).zh}”，由合议庭其他成员登记`,
        law('异议复议规定11'),
        [{ id: draft.by, zh: '本案承办人' }],
      );
