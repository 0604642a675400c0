import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { reading } from '../../record/reading.ts';
import type { Missing } from '../../record/refusal.ts';
import { assets, controlOf, isSkipped } from './assets.ts';

/** The first round of property control as it went (plan 三·一(二)): the facts at which something became true. */
export interface FirstRound {
  networkEnd: Fact | undefined;
  /** The network round had ended and what can be controlled was below the claim: 传统查控 is due. */
  short: Fact | undefined;
  traditionalStart: Fact | undefined;
  traditionalEnd: Fact | undefined;
  /** Every return was in and every asset controlled or skipped. */
  end: Fact | undefined;
}

interface Holding {
  readonly valueFen: number | null;
  /** What can effectively be had: 轮候, skipped and unknown count 0 (engine.md 19). */
  readonly effectiveFen: number;
  readonly settled: boolean;
}

/** What is known of each asset, with the sum and the count that the round turns on. */
interface Holdings {
  readonly byAsset: Map<string, Holding>;
  /** Exact whatever the amounts: what is added and taken off again leaves nothing. */
  effectiveFen: bigint;
  unsettled: number;
}

/** Walks the facts once, in order, and notes where the round turned. */
export const firstRound = reading((c): FirstRound => {
  const round: FirstRound = {
    networkEnd: undefined,
    short: undefined,
    traditionalStart: undefined,
    traditionalEnd: undefined,
    end: undefined,
  };
  const holdings: Holdings = { byAsset: new Map(), effectiveFen: 0n, unsettled: 0 };
  const claim = c.filed.payload.claimFen;
  for (const fact of c.facts) {
    if (!touch(round, holdings, fact as RoundFact)) continue; // touch answers false for every node it does not know
    if (round.networkEnd && claim !== null && holdings.effectiveFen < claim) round.short ??= fact;
    const traditionalOpen = (round.short ?? round.traditionalStart) !== undefined && !round.traditionalEnd;
    if (round.networkEnd && !traditionalOpen && holdings.unsettled === 0) round.end ??= fact;
  }
  return round;
});

/** Puts what is known of an asset in the place of what was. */
function hold(holdings: Holdings, asset: string, holding: Holding): void {
  const before = holdings.byAsset.get(asset);
  holdings.byAsset.set(asset, holding);
  holdings.effectiveFen += BigInt(holding.effectiveFen) - BigInt(before?.effectiveFen ?? 0);
  holdings.unsettled += Number(!holding.settled) - Number(before?.settled === false);
}

type RoundFact = FactOf<
  | 'query.returned'
  | 'query.failed'
  | 'traditional-query.started'
  | 'traditional-query.returned'
  | 'asset.frozen'
  | 'asset.sealed'
  | 'asset.skipped'
>;

/** Takes one fact into the round; false if it has nothing to do with it. */
function touch(round: FirstRound, holdings: Holdings, fact: RoundFact): boolean {
  switch (fact.node) {
    case 'query.returned':
    case 'traditional-query.returned':
      for (const { id, valueFen } of fact.payload.assets) {
        const known = holdings.byAsset.get(id);
        if (!known?.settled) hold(holdings, id, { valueFen, effectiveFen: valueFen ?? 0, settled: false });
      }
      if (fact.payload.complete) endRound(round, fact.node === 'query.returned' ? 'network' : 'traditional', fact);
      return true;
    case 'query.failed':
      endRound(round, fact.payload.round, fact);
      return true;
    case 'traditional-query.started':
      round.traditionalStart ??= fact;
      return true;
    case 'asset.frozen':
    case 'asset.sealed':
    case 'asset.skipped': {
      const id = fact.subject ?? '';
      const valueFen = holdings.byAsset.get(id)?.valueFen ?? null;
      hold(holdings, id, { valueFen, effectiveFen: hadFrom(fact, valueFen), settled: true });
      return true;
    }
    default:
      return false;
  }
}

function endRound(round: FirstRound, which: 'network' | 'traditional', fact: Fact): void {
  if (which === 'network') round.networkEnd ??= fact;
  else round.traditionalEnd ??= fact;
}

/** What a measure, or the decision to take none, leaves to be had from an asset, in fen. */
function hadFrom(fact: FactOf<'asset.frozen' | 'asset.sealed' | 'asset.skipped'>, valueFen: number | null): number {
  if (fact.node === 'asset.skipped' || fact.payload.order === 'waiting') return 0;
  return ('amountFen' in fact.payload ? fact.payload.amountFen : undefined) ?? valueFen ?? 0;
}

/** What keeps the first round from having ended; empty when it has (plan 三·一(二)6–7). */
export function roundOutstanding(c: Case): readonly Missing[] {
  const round = firstRound(c);
  const open: Missing[] = [];
  if (!round.networkEnd) open.push({ id: 'query.returned', zh: '网络查询尚未全部反馈' });
  if ((round.short ?? round.traditionalStart) && !round.traditionalEnd) {
    open.push({ id: 'traditional-query.returned', zh: '查控到的财产不足或已启动传统查控，传统查控尚未全部反馈' });
  }
  for (const asset of assets(c).values()) {
    if (controlOf(c, asset.id) === undefined && !isSkipped(c, asset.id)) {
      open.push({ id: asset.id, zh: `${asset.description}（${asset.id}）尚未控制，也未说明不予控制的理由` });
    }
  }
  return open;
}
