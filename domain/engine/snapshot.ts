import { teams } from '../nodes/roles.ts';
import { type Asset, assets } from '../plan/control/assets.ts';
import { frozenFen, holdOf, leftAlone } from '../plan/control/measures.ts';
import { restFen } from '../plan/money/readings.ts';
import { holders } from '../record/holders.ts';
import { type MatterStage, matterStageOf, matterStages } from '../plan/matters/readings.ts';
import { type Stage, stageOf, stages } from '../plan/closing/stage.ts';
import type { Team } from '../nodes/roles.ts';
import { lastSpan } from '../plan/triage/teams.ts';
import { criterionRow } from '../nodes/triage-criteria.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import { type Case, endOf } from '../record/case.ts';
import { recordTitle } from '../words/titles.ts';

/**
 * What follows from a case's facts alone, kept beside them to be read without deriving. Nothing of it follows from which rows the
 * tables have: a release that adds a node would make every stored case another (`offered.ts` is asked when somebody reads).
 */
export interface Snapshot {
  /** Masked (domain/words/titles.ts). */
  readonly title: string;
  /** Of a case; a matter has neither. */
  readonly cause: string | null;
  readonly claimFen: number | null;
  readonly stage: Stage | MatterStage;
  readonly team: Team | null;
  /** The criteria of plan §4 that its triage names, the deciding one first. */
  readonly teamBecause: readonly { readonly no: string; readonly zh: string }[];
  /** The case's officer, the matter's handler. */
  readonly officer: string | null;
  readonly filedAt: Instant;
  readonly closedAt: Instant | null;
  readonly assets: readonly AssetSnapshot[];
  readonly receipts: readonly ReceiptSnapshot[];
}

interface AssetSnapshot {
  readonly id: string;
  readonly kind: string;
  readonly description: string;
  readonly valueFen: number | null;
  readonly control: 'first' | 'waiting' | 'skipped' | 'released' | 'expired' | 'passed-on' | null;
  /** Of what is in force: the day until which it holds, and what it holds, in fen; null: nobody knows how much. */
  readonly until?: CivilDate;
  readonly heldFen?: number | null;
}

interface ReceiptSnapshot {
  readonly id: string;
  readonly amountFen: number;
  readonly restFen: number;
}

/** What stages are called, whatever the kind of record. */
export const stageNames: Readonly<Record<Stage | MatterStage, string>> = { ...stages, ...matterStages };

/** The stage that a record of any kind has reached. */
export const stageIn = (c: Case): Stage | MatterStage => (c.kind === 'case' ? stageOf(c) : matterStageOf(c));

/** Who has a record in hand: a case's officer, a matter's handler, or whoever a matter is assigned to. */
export const answerable = (c: Case): string | undefined =>
  (c.kind === 'case' ? undefined : holders(c, 'handler')[0]) ?? holders(c, 'officer')[0];

const spanIn = (c: Case) => (c.kind === 'case' ? lastSpan(c) : undefined);

/** The team that a record is with: matters have none. */
export const teamIn = (c: Case): Team | null => spanIn(c)?.team ?? null;

/** Reads the snapshot off a record. */
export function snapshotOf(c: Case): Snapshot {
  const span = spanIn(c);
  return {
    title: recordTitle(c),
    cause: c.kind === 'case' ? c.filed.payload.cause : null,
    claimFen: c.kind === 'case' ? c.filed.payload.claimFen : null,
    stage: stageIn(c),
    team: span?.team ?? null,
    teamBecause: (span?.by ?? []).map((id) => {
      const { no, zh, team } = criterionRow(id);
      return { no, zh: `${zh}（${teams[team]}）` };
    }),
    officer: answerable(c) ?? null,
    filedAt: c.founding.at,
    closedAt: endOf(c)?.at ?? null,
    assets: [...assets(c).values()].map((asset) => assetIn(c, asset)),
    receipts: c.all('funds.arrived').map((f) => ({
      id: f.subject ?? '',
      amountFen: f.payload.amountFen,
      restFen: restFen(c, f.subject ?? ''),
    })),
  };
}

function assetIn(c: Case, { id, kind, description, valueFen }: Asset): AssetSnapshot {
  const { control, first, until, deductedFen } = holdOf(c, id);
  const asset = { id, kind, description, valueFen };
  if (control === undefined) return { ...asset, control: leftAlone(c, id) ?? null };
  const fen = frozenFen(control, valueFen);
  return {
    ...asset,
    control: first === undefined ? 'waiting' : 'first',
    ...(until !== undefined && { until }),
    heldFen: fen === null ? null : Math.max(fen - deductedFen, 0),
  };
}
