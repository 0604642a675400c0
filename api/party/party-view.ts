import type { Static } from 'typebox';
import { partyMoney } from '../../domain/engine/party-money.ts';
import { moneyStates } from '../../domain/engine/party-parts.ts';
import { type PartyDuty, type PartySight, partySteps } from '../../domain/engine/party-sight.ts';
import { nodeRow } from '../../domain/nodes/index.ts';
import { deadlineRow } from '../../domain/plan/deadlines.ts';
import { holderAt } from '../../domain/record/holders.ts';
import type { Case } from '../../domain/record/case.ts';
import { dateOf, type Instant } from '../../domain/time/instant.ts';
import { deadlineName, dueOn } from '../../domain/words/deadline.ts';
import { toldZh } from '../../domain/words/disclosures.ts';
import type { PartyCase, PartyCaseLine } from './party-schema.ts';

/** A case in a list. */
export const partyCaseLine = (id: string, c: Case, sight: PartySight): Static<typeof PartyCaseLine> => ({
  id,
  caseNo: c.filed.payload.caseNo,
  you: sight.parties.map(({ id: party, name, side, left }) => ({ id: party, name, side, leftOn: left === undefined ? null : dateOf(left.at) })), // prettier-ignore
  steps: sight.steps.map(({ since, ...step }) => ({
    ...step,
    zh: partySteps[step.id].zh,
    since: since === null ? null : dateOf(since),
  })),
});

/** The officer of a case, if somebody was told that it has one; whoever left it knows the one of then. */
export const officerTold = (c: Case, { heard, leftAt }: PartySight): string | null =>
  heard.some(({ fact }) => fact.node === 'case.assigned')
    ? (holderAt(c, 'officer', { at: leftAt ?? Number.POSITIVE_INFINITY }).persons[0] ?? null)
    : null;

/** The case whole. `officer`: by name. */
export function partyCaseView(
  id: string,
  { c, sight, now, officer }: { readonly c: Case; readonly sight: PartySight; readonly now: Instant; readonly officer: string | null }, // prettier-ignore
): Static<typeof PartyCase> {
  const receipts = partyMoney(c, sight, now);
  const own = sight.parties.map(({ id: party }) => party);
  const paid = receipts.flatMap(({ parts }) => parts).filter(({ state, toYou }) => toYou && state === 'paid');
  return {
    ...partyCaseLine(id, c, sight),
    officer,
    duties: sight.duties.map((duty) => dutyView(duty, now)),
    money: {
      arrivedFen: receipts.reduce((sum, { amountFen }) => sum + amountFen, 0),
      paidToYouFen: paid.reduce((sum, { fen }) => sum + fen, 0),
      receipts: receipts.map((receipt) => ({
        ...receipt,
        parts: receipt.parts.map(({ fen, ...part }) => ({ amountFen: fen, zh: moneyStates[part.state], ...part })),
        movements: receipt.movements.map(({ fact, fen, toYou }) => ({
          on: dateOf(fact.at),
          zh: toldZh(c, fact, own),
          amountFen: fen,
          toYou,
        })),
      })),
    },
    handIn: sight.handIn.map((node) => ({ node, zh: nodeRow(node).zh, path: `/api/cases/${id}/nodes/${node}` })),
  };
}

const dutyView = ({ deadline, who, because }: PartyDuty, now: Instant): Static<typeof PartyCase>['duties'][number] => ({
  zh: deadlineName({ ...deadline, title: null }),
  who,
  due: dueOn(deadline),
  provisional: deadline.provisional,
  overdue: deadline.status === 'open' && deadline.dueAt !== null && deadline.dueAt <= now,
  basis: deadlineRow(deadline.rule).basis.zh,
  because,
});
