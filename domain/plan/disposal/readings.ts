import { assetKind } from '../../nodes/asset-kinds.ts';
import type { PayloadOf } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import type { Opening, Pointless, Standstill } from '../deadline.ts';
import { isBehind } from '../opens.ts';
import { assetsInOrder } from '../control/assets.ts';
import { whenGroundOrReleased } from '../control/readings.ts';
import { stagesOf } from '../control/stages.ts';

/** Each asset that has to be disposed of when it comes to be first in order, anew after each release (三·一(四)1). */
export const disposableFirst = (c: Case): readonly Opening[] =>
  assetsInOrder(c)
    .filter(({ kind }) => assetKind(kind).disposal)
    .flatMap(({ id }) =>
      stagesOf(c, id)
        .filter(({ hold, before }) => hold.first !== undefined && before.first === undefined)
        .map(({ step: { at, seq } }) => ({ at, seq, subject: id })),
    );

/** The decision to auction an asset that has not been withdrawn. */
export function auctionOf(c: Case, asset: string): FactOf<'auction.decided'> | undefined {
  const [decided, withdrawn] = [c.last('auction.decided', asset), c.last('auction.withdrawn', asset)];
  return decided && withdrawn && inOrder(withdrawn, decided) > 0 ? undefined : decided;
}

/** The last fact of a node about an asset that came behind the decision to auction it. */
export const sinceDecided = <F extends Fact>(c: Case, asset: string, facts: readonly F[]): F | undefined => {
  const decided = auctionOf(c, asset);
  return decided && facts.findLast((f) => inOrder(f, decided) > 0);
};

/** What the panel has last set for a round of an asset, as it is auctioned now. */
export const termsOf = (
  c: Case,
  asset: string,
  round: PayloadOf<'auction.terms-set'>['round'],
): FactOf<'auction.terms-set'> | undefined =>
  sinceDecided(
    c,
    asset,
    c.all('auction.terms-set', asset).filter((f) => f.payload.round === round),
  );

/** `∅` of what an auction asks for: a ground holds, the asset is released or disposed of, or the auction is withdrawn (plan §2). */
export function whenAuctionOver(c: Case, opening: Opening): Pointless | undefined {
  const withdrawn = c.all('auction.withdrawn', opening.subject).find((f) => isBehind(f, opening));
  const gone = withdrawn && { at: withdrawn.at, seq: withdrawn.seq, zh: '拍卖已经撤回' };
  return [whenGroundOrReleased(c, opening), gone].filter((p) => p !== undefined).toSorted((a, b) => a.at - b.at)[0];
}

/** While an appraiser has the thing in hand, the price stands still, to the day on which the report came in (plan §2). */
export const appraised = (c: Case, { subject }: Opening): readonly Standstill[] =>
  c
    .all('price.started', subject)
    .filter((f) => f.payload.way === 'appraisal')
    .map((f) => {
      const report = c.all('price.report-received', subject).find((r) => inOrder(r, f) > 0);
      const end = report && { at: report.at, countedFrom: report.at };
      return { from: f.at, end: end ?? null, fact: f.seq, zh: '委托评估期间' };
    });

/** The days between an announcement and its bidding (网拍规定12、26): longer for what is no movable. */
const leads = {
  first: { movable: 15, other: 30 },
  second: { movable: 7, other: 15 },
  sale: { movable: 15, other: 30 },
};
const movables: ReadonlySet<string> = new Set(['vehicle', 'machinery', 'cash-in-kind', 'other']);
export const leadDays = (round: keyof typeof leads, kind: string | undefined): number =>
  leads[round][kind !== undefined && movables.has(kind) ? 'movable' : 'other'];

/** Whether something that may be left out was said: blanks say nothing. */
export const saysWhy = (text: string | undefined): boolean => (text ?? '').trim() !== '';
