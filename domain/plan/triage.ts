import type { Case } from '../record/case.ts';
import type { Fact } from '../record/fact.ts';
import { upTo } from '../record/history.ts';
import { reading } from '../record/reading.ts';
import { assetKind } from '../nodes/asset-kinds.ts';
import { assets } from './control/assets.ts';
import { cashFen, leftAlone } from './control/measures.ts';
import type { Team } from '../nodes/roles.ts';

interface Criterion {
  readonly team: Team;
  /** Its number in the plan. */
  readonly no: string;
  readonly zh: string;
  readonly matches: (c: Case) => boolean;
}

/** CNY 30,000 and 1,000,000 (三·三1, 三·四1); 以上 includes the number (民法典1259). */
const atLeast = (fen: number) => (c: Case) => (c.filed.payload.claimFen ?? -1) >= fen;
const below = (fen: number) => (c: Case) => c.filed.payload.claimFen !== null && c.filed.payload.claimFen < fen;

/** The criteria that a claim's amount and the asset schedule decide, in the order in which they decide (plan §4). */
export const criteria: readonly Criterion[] = [
  {
    team: 'fast',
    no: '三·二1',
    zh: '银行存款、网络资金账户资金可足额清偿债权',
    matches: (c) => c.filed.payload.claimFen !== null && cashFen(c) >= c.filed.payload.claimFen,
  },
  { team: 'large', no: '三·四1', zh: '标的100万元以上', matches: atLeast(100_000_000) },
  {
    team: 'ordinary',
    no: '三·三2',
    zh: '需要处分房产、土地、车辆、股票、股权、证券、机器设备等财产',
    matches: (c) =>
      [...assets(c).values()].some((a) => assetKind(a.kind).disposal === true && leftAlone(c, a.id) === undefined),
  },
  { team: 'emergency', no: '三·五', zh: '标的额小于3万元', matches: below(3_000_000) },
  { team: 'ordinary', no: '三·三1', zh: '标的3万元以上', matches: atLeast(3_000_000) },
];

/** A stretch of a case in the hands of one team, from the fact that put it there. */
export interface TeamSpan {
  readonly team: Team | null;
  readonly from: Fact;
  readonly by: readonly Criterion[];
}

/** The teams a case has been with: none until the asset schedule is filed, then the one its criteria name. */
export const teamSpans = reading((c): readonly TeamSpan[] => {
  const schedule = c.first('asset-schedule.filed');
  const start: TeamSpan = { team: null, from: c.filed, by: [] };
  if (schedule === undefined) return [start];
  const then = upTo(c, schedule);
  const matched = criteria.filter((criterion) => criterion.matches(then));
  return [start, { team: matched[0]?.team ?? null, from: schedule, by: matched }];
});
