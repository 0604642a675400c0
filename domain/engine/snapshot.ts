import { teams } from '../nodes/roles.ts';
import type { NodeId } from '../nodes/index.ts';
import { nodeIds } from '../nodes/index.ts';
import { assets } from '../plan/control/assets.ts';
import { controlOf, leftAlone } from '../plan/control/measures.ts';
import { restFen } from '../plan/money/readings.ts';
import { holders } from '../record/parties.ts';
import { type Stage, stageOf } from '../plan/closing/stage.ts';
import type { Team } from '../nodes/roles.ts';
import { teamSpans } from '../plan/triage.ts';
import type { Instant } from '../time/instant.ts';
import type { Case } from '../record/case.ts';
import type { Derived } from '../plan/derived.ts';
import type { Kept } from './settle.ts';
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
  readonly control: 'first' | 'waiting' | 'skipped' | 'released' | null;
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
      control: controlOf(c, id)?.payload.order ?? leftAlone(c, id) ?? null,
    })),
    receipts: c.all('funds.arrived').map((f) => ({
      id: f.subject ?? '',
      amountFen: f.payload.amountFen,
      restFen: restFen(c, f.subject ?? ''),
    })),
  };
}

interface Dues {
  readonly derived: readonly Pick<Derived, 'id' | 'dueAt'>[];
  /** What is kept of them: which are open counts as stored. */
  readonly kept: ReadonlyMap<string, Pick<Kept, 'status'>>;
}

/** The earliest due among a case's open deadlines, also where it has passed; undefined where none is open. */
export function nextDueOf({ derived, kept }: Dues): Instant | undefined {
  let next: Instant | undefined;
  for (const { id, dueAt } of derived) {
    if (dueAt !== null && kept.get(id)?.status === 'open' && dueAt < (next ?? Infinity)) next = dueAt;
  }
  return next;
}
