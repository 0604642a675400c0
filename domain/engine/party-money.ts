import { dateOf, type Instant } from '../time/instant.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { forms, isBack, isOut, type Movement, signed } from '../plan/money/forms.ts';
import { ownerKey } from '../plan/money/for-whom.ts';
import type { Case } from '../record/case.ts';
import type { Fact, FactOf } from '../record/fact.ts';
import type { PartySight } from './party-sight.ts';

/** Where a sum that arrived for a case is, as a party was told. */
export const moneyStates = {
  arrived: '已到账，待法院确认',
  payable: '已确认，待发放',
  deferred: '已批准延期发放',
  partly: '已发放一部分',
  settled: '已全部发放、退还或者划转',
  reversed: '银行已冲正，款项未留在本院',
} as const;

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
  readonly state: keyof typeof moneyStates;
  /** Until when its payout is put off; null: it is not. */
  readonly deferredUntil: CivilDate | null;
  readonly movements: readonly PartyMovement[];
}

/** The money of a case as a party was told of it, in order of arrival: 四·二. */
export function partyMoney(c: Case, { heard, parties }: PartySight, now: Instant): readonly PartyReceipt[] {
  const told = heard.map(({ fact }) => fact).toSorted((a, b) => a.at - b.at || a.seq - b.seq);
  const own = new Set(parties.map(({ id }) => id));
  const moved = told.filter(isMovement).map((fact) => {
    const form = forms(c).get(fact.subject ?? '');
    return {
      receipt: form?.receipt ?? fact.subject ?? '',
      movement: { fact, fen: signed(fact), toYou: form !== undefined && own.has(ownerKey(c, form.applied.payload)) },
    };
  });
  const of = <N extends 'funds.confirmed' | 'payout.delay-approved' | 'deferral.ended'>(node: N, receipt: string) =>
    told.findLast((fact): fact is FactOf<N> => fact.node === node && fact.subject === receipt);
  return told
    .filter((fact) => fact.node === 'funds.arrived')
    .map((arrived): PartyReceipt => {
      const receipt = arrived.subject ?? '';
      const movements = moved.filter((each) => each.receipt === receipt).map(({ movement }) => movement);
      const confirmed = of('funds.confirmed', receipt);
      const deferred = of('payout.delay-approved', receipt);
      const over = of('deferral.ended', receipt);
      const isDeferred =
        deferred !== undefined &&
        (over === undefined || over.at < deferred.at) &&
        deferred.payload.until >= dateOf(now);
      const restFen = arrived.payload.amountFen - movements.reduce((sum, { fen }) => sum + fen, 0);
      const deferredUntil = isDeferred ? deferred.payload.until : null;
      return {
        receipt,
        amountFen: arrived.payload.amountFen,
        arrivedOn: dateOf(arrived.at),
        confirmedOn: confirmed === undefined ? null : dateOf(confirmed.at),
        restFen,
        state: stateOf({ movements, restFen, isConfirmed: confirmed !== undefined, isDeferred }),
        deferredUntil,
        movements,
      };
    });
}

const isMovement = (fact: Fact): fact is Movement => isOut(fact) || isBack(fact) || fact.node === 'funds.reversed';

interface Standing {
  readonly movements: readonly PartyMovement[];
  readonly restFen: number;
  readonly isConfirmed: boolean;
  readonly isDeferred: boolean;
}

function stateOf({ movements, restFen, isConfirmed, isDeferred }: Standing): PartyReceipt['state'] {
  if (movements.some(({ fact }) => fact.node === 'funds.reversed')) return 'reversed';
  if (restFen <= 0) return 'settled';
  if (isDeferred) return 'deferred';
  if (movements.some(({ fen }) => fen > 0) && movements.reduce((sum, { fen }) => sum + fen, 0) > 0) return 'partly';
  return isConfirmed ? 'payable' : 'arrived';
}
