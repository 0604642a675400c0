import { teams } from '../nodes/roles.ts';
import type { NodeId } from '../nodes/index.ts';
import { nodeIds } from '../nodes/index.ts';
import { assets, controlOf, isSkipped } from '../plan/control/assets.ts';
import { restFen } from '../plan/money/readings.ts';
import { holders } from '../record/parties.ts';
import { type Stage, stageOf } from '../plan/closing/stage.ts';
import type { Team } from '../nodes/roles.ts';
import { teamSpans } from '../plan/triage.ts';
import type { Instant } from '../time/instant.ts';
import type { Case } from '../record/case.ts';
import { offered } from './decide.ts';

/** What follows from a case's facts alone, kept beside them to be read without deriving. */
export interface Snapshot {
  readonly stage: Stage;
  readonly team: Team | null;
  /** The criteria of plan §4 that matched, the deciding one first. */
  readonly teamBecause: readonly { readonly no: string; readonly zh: string }[];
  readonly officer: string | null;
  readonly filedAt: Instant;
  readonly closedAt: Instant | null;
  readonly offered: readonly NodeId[];
  readonly assets: readonly AssetSnapshot[];
  readonly receipts: readonly ReceiptSnapshot[];
}

interface AssetSnapshot {
  readonly id: string;
  readonly kind: string;
  readonly description: string;
  readonly valueFen: number | null;
  readonly control: 'first' | 'waiting' | 'skipped' | null;
}

interface ReceiptSnapshot {
  readonly id: string;
  readonly amountFen: number;
  readonly restFen: number;
}

/** Reads the snapshot off a case. */
export function snapshotOf(c: Case): Snapshot {
  const span = teamSpans(c).at(-1);
  return {
    stage: stageOf(c),
    team: span?.team ?? null,
    teamBecause: (span?.by ?? []).map(({ no, zh, team }) => ({ no, zh: `${zh}（${teams[team]}）` })),
    officer: holders(c, 'officer')[0] ?? null,
    filedAt: c.filed.at,
    closedAt: c.first('case.closed')?.at ?? null,
    offered: offered(c, nodeIds),
    assets: [...assets(c).values()].map(({ id, kind, description, valueFen }) => ({
      id,
      kind,
      description,
      valueFen,
      control: controlOf(c, id)?.payload.order ?? (isSkipped(c, id) ? 'skipped' : null),
    })),
    receipts: c.all('funds.arrived').map((f) => ({
      id: f.subject ?? '',
      amountFen: f.payload.amountFen,
      restFen: restFen(c, f.subject ?? ''),
    })),
  };
}
