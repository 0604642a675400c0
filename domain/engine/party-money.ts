import type { CivilDate } from '../time/civil-date.ts';
import { dateOf, type Instant } from '../time/instant.ts';
import { endings, isBack, isOut, type Movement, type OutNode, signed } from '../plan/money/forms.ts';
import { partsLeft } from '../plan/money/parts.ts';
import type { Case } from '../record/case.ts';
import type { Fact, FactOf } from '../record/fact.ts';
import { inOrder } from '../record/index-of-facts.ts';
import { isForOwn, keptZh } from '../words/told-money.ts';
import { type MoneyState, type PartyPart, standingParts, type ToldMoney } from './party-parts.ts';
import type { PartySight } from './party-sight.ts';

/** A sum that moved out of what arrived, or came back. */
export interface PartyMovement {
  readonly fact: Fact;
  /** In fen; less than nothing where it came back. */
  readonly fen: number;
  /** It went to the party itself, or to somebody on its behalf. */
  readonly toYou: boolean;
}

/** A sum that arrived, as far as a party was told of it. */
export interface PartyReceipt {
  readonly receipt: string;
  readonly amountFen: number;
  readonly arrivedOn: CivilDate;
  readonly confirmedOn: CivilDate | null;
  /** What of it has not left yet, in fen. */
  readonly restFen: number;
  readonly parts: readonly PartyPart[];
  readonly movements: readonly PartyMovement[];
}

/** A movement of a receipt, with the state in which it leaves what it moves. */
interface Moved extends PartyMovement {
  readonly fact: Movement;
  readonly receipt: string;
  readonly state: MoneyState;
  readonly why: string | null;
}

const wentAs: Readonly<Record<OutNode, MoneyState>> = {
  'payout.paid': 'paid',
  'payout.refunded': 'refunded',
  'fee.taken': 'fee',
  'payout.escrowed': 'escrowed',
  'funds.transferred': 'transferred',
};

/** The money of a case as a party was told of it, in order of arrival: 四·二. */
export function partyMoney(c: Case, { heard, parties, leftAt, duties }: PartySight, now: Instant): readonly PartyReceipt[] {
  const facts = heard.map(({ fact }) => fact).toSorted(inOrder);
  const own = parties.map(({ id }) => id);
  const moved = Map.groupBy(facts.filter(isMovement).map((fact) => movedBy(c, own, fact)), ({ receipt }) => receipt);
  const arrivals = facts.filter((fact) => fact.node === 'funds.arrived');
  const amounts = new Map(arrivals.map(({ subject, payload }) => [subject ?? '', payload.amountFen]));
  const restBefore = (receipt: string, fact: Fact) =>
    gone(amounts.get(receipt) ?? 0, (moved.get(receipt) ?? []).filter((each) => inOrder(each.fact, fact) < 0)).restFen;
  const told: ToldMoney = { c, own, facts, now: leftAt ?? now, restBefore };
  return arrivals.map(({ subject, at, payload: { amountFen } }): PartyReceipt => {
    const receipt = subject ?? '';
    const movements = moved.get(receipt) ?? [];
    const { parts, restFen } = gone(amountFen, movements);
    const confirmed = facts.find((fact): fact is FactOf<'funds.confirmed'> => fact.node === 'funds.confirmed' && fact.subject === receipt); // prettier-ignore
    const payable = partsLeft(c, receipt).flatMap(({ fact, leftFen: fen }) => {
      const duty = duties.find(({ deadline: { rule, subject: of, id } }) => rule === 'payout' && of === receipt && id.endsWith(`@${fact}`)); // prettier-ignore
      const dueAt = duty?.deadline.dueAt ?? null;
      return duty === undefined ? [] : [{ fen, dueOn: dueAt === null ? null : dateOf(dueAt - 1) }];
    });
    const standing = standingParts(told, { receipt, restFen, isConfirmed: confirmed !== undefined, payable });
    return {
      ...{ receipt, amountFen, restFen, parts: [...parts, ...standing] },
      arrivedOn: dateOf(at),
      confirmedOn: confirmed === undefined ? null : dateOf(confirmed.at),
      movements: movements.map(({ fact, fen, toYou }) => ({ fact, fen, toYou })),
    };
  });
} // prettier-ignore

const isMovement = (fact: Fact): fact is Movement => isOut(fact) || isBack(fact) || fact.node === 'funds.reversed';

function movedBy(c: Case, own: readonly string[], fact: Movement): Moved {
  const id = fact.subject ?? '';
  const applied = c.all('payout.applied').find(({ payload }) => payload.form === id);
  const toYou = isForOwn({ c, own }, id);
  const state = fact.node === 'funds.reversed' ? 'reversed' : wentAs[endings[applied?.payload.to ?? 'applicant']];
  const why = fact.node === 'payout.escrowed' && toYou ? keptZh(fact) : null;
  return { fact, fen: signed(fact), toYou, receipt: applied?.subject ?? id, state, why };
}

/**
 * What left a receipt, by where it went, and what is left of it. Who was not told that something came back is told of no more that leaves than
 * arrived; what the bank takes back is all that is there.
 */
function gone(amountFen: number, movements: readonly Moved[]): { readonly parts: readonly PartyPart[]; readonly restFen: number } {
  let restFen = amountFen;
  const parts = new Map<string, PartyPart>();
  for (const { fen, state, toYou, why } of movements) {
    const key = `${state} ${toYou}`;
    const before = parts.get(key)?.fen ?? 0;
    const out = Math.max(state === 'reversed' ? restFen : Math.min(fen, restFen), -before);
    restFen -= out;
    parts.set(key, { fen: before + out, state, toYou, why: why ?? parts.get(key)?.why ?? null, until: null });
  }
  return { parts: [...parts.values()].filter(({ fen }) => fen > 0), restFen };
} // prettier-ignore
