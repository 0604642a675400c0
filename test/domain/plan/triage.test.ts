import { expect, test } from 'vitest';
import { assetKind } from '../../../domain/nodes/asset-kinds.ts';
import { criterionRow } from '../../../domain/nodes/triage-criteria.ts';
import { proposalFor } from '../../../domain/plan/triage/proposal.ts';
import type { PayloadOf } from '../../../domain/nodes/index.ts';
import { given } from '../../support/given.ts';
import { found, returned } from '../../support/histories.ts';

type Assets = PayloadOf<'query.returned'>['assets'];

/** The team of a case with this claim whose only round brought these assets, all controlled first in order. */
function team(claimFen: number | null, assets: Assets = [], order: 'first' | 'waiting' = 'first') {
  const back = returned(assets, given({ claimFen }).filed())
    .complete('traditional-query.started')
    .complete('traditional-query.returned', { assets: [] });
  const controlled = assets.reduce((court, { id, kind, valueFen }) => {
    if (assetKind(kind).measures[0] !== 'frozen') return court.complete('asset.sealed', id, { order });
    return court.complete('asset.frozen', id, { order, ...(valueFen !== null && { amountFen: valueFen }) });
  }, back);
  const items = assets.map(({ id, valueFen }) => ({ asset: id, valueFen }));
  const { team, criteria } = proposalFor(controlled.complete('asset-schedule.filed', { items }).c);
  return `${team} ${criteria.map(({ id }) => criterionRow(id).no).join(' ')}`.trim();
}

const cash = (valueFen: number) => found('a-1', { valueFen });
const wallet = (valueFen: number) => found('a-2', { kind: 'e-wallet', valueFen });
const vehicle = found('a-3', { kind: 'vehicle', valueFen: 9_000_000 });

// the order of plan §4: fast, financial, large, ordinary 2–8, emergency, ordinary 1; the deciding criterion comes first
test.each([
  ['29,999.99 yuan, nothing found', team(2_999_999), 'emergency 三·五'],
  ['30,000 exactly is ordinary', team(3_000_000), 'ordinary 三·三1'],
  ['999,999.99 yuan', team(99_999_999), 'ordinary 三·三1'],
  ['1,000,000 exactly is large', team(100_000_000), 'large 三·四1 三·三1'],
  ['deposits cover the claim', team(25_000_000, [cash(25_000_000)]), 'fast 三·二1 三·三1'],
  ['deposits and online funds together', team(25_000_000, [cash(20_000_000), wallet(5_000_000)]), 'fast 三·二1 三·三1'],
  ['one fen short', team(25_000_000, [cash(24_999_999)]), 'ordinary 三·三1'],
  ['frozen second in line covers nothing', team(25_000_000, [cash(25_000_000)], 'waiting'), 'ordinary 三·三1'],
  ['a large claim that is covered is fast', team(100_000_000, [cash(100_000_000)]), 'fast 三·二1 三·四1 三·三1'],
  ['a small claim with a vehicle to dispose of', team(2_000_000, [vehicle]), 'ordinary 三·三2 三·五'],
  [
    'a small claim that is covered, and a vehicle',
    team(2_000_000, [cash(2_000_000), vehicle]),
    'fast 三·二1 三·三2 三·五',
  ],
  ['a claim without an amount is not under 30,000', team(null), 'null'],
  ['a claim without an amount, with deposits frozen', team(null, [cash(25_000_000)]), 'null'],
  ['a claim without an amount and a house', team(null, [found('a-4', { kind: 'house' })]), 'ordinary 三·三2'],
])('%s', (_, actual, expected) => {
  expect(actual).toBe(expected);
});
