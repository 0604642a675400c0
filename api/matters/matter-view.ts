import type { Static } from 'typebox';
import type { NextDeadline } from '../../db/cases/deadlines.ts';
import type { MatterRow } from '../../db/cases/matters.ts';
import { type MatterKind, matterKinds } from '../../domain/nodes/record-kinds.ts';
import { stageNames } from '../../domain/engine/snapshot.ts';
import type { MatterStage } from '../../domain/plan/matters/readings.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { deadlineBrief, instantOrNull } from '../cases/deadline-view.ts';
import type { MatterLine } from './matter-schema.ts';

/** What is said to whoever handed a matter in and may not read it: that it has come in, as of that moment, whatever became of it. */
export const matterReceipt = (row: MatterRow): Static<typeof MatterLine> => ({
  ...matterLine({ ...row, officer: null, closedAt: null, snapshot: { ...row.snapshot, stage: 'received' } }, undefined, new Map()),
  version: FOUNDED,
}); // prettier-ignore

/** The law that it met, and what founded it. */
const FOUNDED = 2;

/** What every view of a matter begins with; `next` is undefined where nothing is open. */
export function matterLine(
  row: MatterRow,
  next: NextDeadline | undefined,
  names: ReadonlyMap<string, string>,
): Static<typeof MatterLine> {
  const { id, about, officer, version, snapshot } = row;
  const kind = row.kind as MatterKind; // of a matter's row
  const stage = snapshot.stage as MatterStage; // likewise
  return {
    id,
    kind,
    kindZh: matterKinds[kind],
    title: snapshot.title,
    case: about,
    stage,
    stageZh: stageNames[stage],
    handler: officer === null ? null : { id: officer, name: names.get(officer) ?? officer },
    version,
    receivedAt: formatInstant(row.filedAt),
    concludedAt: instantOrNull(row.closedAt),
    nextDeadline: deadlineBrief(next),
    overdue: next?.overdue ?? 0,
  };
}
