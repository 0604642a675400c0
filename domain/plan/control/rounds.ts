import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { filedParties } from '../../nodes/party.ts';
import { reading } from '../../record/reading.ts';
import type { Missing } from '../../record/refusal.ts';
import { assets, describedIn, describingNodes } from './assets.ts';
import { debtNotices } from './debts.ts';
import { assetOf, held, heldFen, type Hold, isTouched, nothingHeld, stepNodes } from './measures.ts';

/** From the fact at which something became true to that at which it no longer was. */
export interface Stretch {
  readonly from: Fact;
  to?: Fact;
}

/** The first round of property control (plan 三·一(二)): how it went, and how it stands. Nothing of it is for ever (engine.md 19). */
export interface FirstRound {
  /** The network round had ended and what can effectively be controlled was below the claim: 传统查控 is due. */
  readonly short: readonly Stretch[];
  /** Nothing of the round was outstanding. */
  readonly ended: readonly Stretch[];
  /** Every respondent was asked about, and all that was asked since has come back or failed. */
  readonly networkBack: boolean;
  /** 传统查控 is due or has begun. */
  readonly traditionalAsked: boolean;
  /** It has begun, and all that was asked has come back or failed. */
  readonly traditionalBack: boolean;
}

/** A query that goes out and comes back; it may go out again. */
interface Query {
  begun: boolean;
  back: boolean;
}

interface Holding {
  readonly valueFen: number | null;
  /** Whether anything was done about it. */
  readonly touched: boolean;
  readonly hold: Hold;
  /** What can effectively be had: 轮候, skipped, released and unknown count 0 (engine.md 19). */
  readonly effectiveFen: number;
}

/** What is known so far, with the sum and the count that the round turns on. */
interface Walk {
  readonly network: Query;
  readonly traditional: Query;
  readonly notAsked: Set<string>;
  readonly byAsset: Map<string, Holding>;
  /** Exact whatever the amounts: what is added and taken off again leaves nothing. */
  effectiveFen: bigint;
  /** Assets about which nothing was done yet. */
  untouched: number;
}

/** Walks the facts once, in order, and notes where the round turned. */
export const firstRound = reading((c): FirstRound => {
  const walk = begin(c);
  const short: Stretch[] = [];
  const ended: Stretch[] = [];
  const claim = c.filed.payload.claimFen;
  let networkEnded = false;
  for (const fact of c.facts) {
    if (!touch(walk, fact as RoundFact)) continue; // touch answers false for every node it does not know
    const networkBack = isBack(walk.network) && walk.notAsked.size === 0;
    networkEnded ||= networkBack;
    const isShort = networkEnded && claim !== null && walk.effectiveFen < claim;
    // once the traditional round has begun it has to come back, whatever is found meanwhile
    turn(short, fact, isShort || (isOpen(short) && walk.traditional.begun));
    turn(ended, fact, networkBack && walk.untouched === 0 && (!isAsked(walk, short) || isBack(walk.traditional)));
  }
  return {
    short,
    ended,
    networkBack: isBack(walk.network) && walk.notAsked.size === 0,
    traditionalAsked: isAsked(walk, short),
    traditionalBack: isBack(walk.traditional),
  };
});

const begin = (c: Case): Walk => ({
  network: { begun: false, back: false },
  traditional: { begun: false, back: false },
  notAsked: new Set(filedParties(c.filed.payload).flatMap(({ id, side }) => (side === 'respondent' ? [id] : []))),
  byAsset: new Map(),
  effectiveFen: 0n,
  untouched: 0,
});

const isBack = ({ begun, back }: Query): boolean => begun && back;
const isOpen = (stretches: readonly Stretch[]): boolean => {
  const last = stretches.at(-1);
  return last !== undefined && last.to === undefined;
};
const isAsked = (walk: Walk, short: readonly Stretch[]): boolean => walk.traditional.begun || isOpen(short);

/** Notes that something became true, or ceased to be, at a fact. */
function turn(stretches: Stretch[], fact: Fact, holds: boolean): void {
  const last = stretches.at(-1);
  if (holds && !isOpen(stretches)) stretches.push({ from: fact });
  if (!holds && last !== undefined) last.to ??= fact;
}

/** The nodes by which the round turns. */
export const roundNodes = [
  'party.joined',
  'party.left',
  'query.started',
  'query.failed',
  'traditional-query.started',
  'debt.notified',
  ...describingNodes,
  ...stepNodes,
] as const;
type RoundFact = FactOf<(typeof roundNodes)[number]>;

/** Takes one fact into the walk; false if it has nothing to do with it. */
function touch(walk: Walk, fact: RoundFact): boolean {
  switch (fact.node) {
    case 'party.joined':
      if (fact.payload.side === 'respondent') walk.notAsked.add(fact.subject ?? '');
      return true;
    case 'party.left':
      walk.notAsked.delete(fact.subject ?? '');
      return true;
    case 'query.started':
      if (fact.payload.respondents === undefined) walk.notAsked.clear();
      fact.payload.respondents?.forEach((respondent) => walk.notAsked.delete(respondent));
      Object.assign(walk.network, { begun: true, back: false });
      return true;
    case 'traditional-query.started':
      Object.assign(walk.traditional, { begun: true, back: false });
      return true;
    case 'query.returned':
    case 'traditional-query.returned':
      describe(walk, fact);
      if (fact.payload.complete) (fact.node === 'query.returned' ? walk.network : walk.traditional).back = true;
      return true;
    case 'final-query.returned':
    case 'related-cases.checked':
    case 'final-related-cases.checked':
    case 'clue.verified':
    case 'clue.fully-verified':
    case 'periodic-query.done':
      describe(walk, fact);
      return true;
    case 'query.failed':
      walk[fact.payload.round].back = true;
      return true;
    case 'debt.notified': {
      const { asset } = fact.payload;
      if (asset !== undefined) note(walk, asset, { ...known(walk, asset), touched: true });
      return asset !== undefined;
    }
    case 'asset.taken-over':
    case 'asset.frozen':
    case 'asset.sealed':
    case 'asset.seized':
    case 'asset.skipped':
    case 'asset.promoted':
    case 'asset.renewed':
    case 'asset.deducted':
    case 'asset.released':
    case 'asset.disposed':
    case 'asset.expired':
    case 'asset.passed-on': {
      describe(walk, fact);
      const { valueFen, hold } = known(walk, assetOf(fact));
      note(walk, assetOf(fact), { valueFen, touched: true, hold: held(hold, fact, valueFen) });
      return true;
    }
    default:
      return false;
  }
}

/** Takes in what a fact says of the assets that it lists. */
function describe(walk: Walk, fact: Fact): void {
  for (const { id, valueFen } of describedIn(fact)) note(walk, id, { ...known(walk, id), valueFen });
}

const nothing: Holding = { valueFen: null, touched: false, hold: nothingHeld, effectiveFen: 0 };
const known = (walk: Walk, asset: string): Holding => walk.byAsset.get(asset) ?? nothing;

/** Puts what is known of an asset in the place of what was. */
function note(walk: Walk, asset: string, now: Omit<Holding, 'effectiveFen'>): void {
  const before = walk.byAsset.get(asset);
  const effectiveFen = now.touched ? heldFen(now.hold, now.valueFen) : (now.valueFen ?? 0);
  walk.byAsset.set(asset, { ...now, effectiveFen });
  walk.effectiveFen += BigInt(effectiveFen) - BigInt(before?.effectiveFen ?? 0);
  walk.untouched += Number(!now.touched) - Number(before?.touched === false);
}

/** What keeps the first round from having ended; empty when it has (plan 三·一(二)6–7). */
export function roundOutstanding(c: Case): readonly Missing[] {
  const round = firstRound(c);
  const open: Missing[] = [];
  if (!round.networkBack) open.push({ id: 'query.returned', zh: '网络查询尚未就每一被执行人发起并全部反馈' });
  if (round.traditionalAsked && !round.traditionalBack) {
    open.push({ id: 'traditional-query.returned', zh: '查控到的财产不足或已启动传统查控，传统查控尚未全部反馈' });
  }
  for (const asset of assets(c).values()) {
    if (isTouched(c, asset.id) || debtNotices(c, asset.id).length > 0) continue;
    open.push({ id: asset.id, zh: `${asset.description}（${asset.id}）尚未控制，也未说明不予控制的理由` });
  }
  return open;
}
