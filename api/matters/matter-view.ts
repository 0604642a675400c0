import type { Static } from 'typebox';
import type { NextDeadline } from '../../db/cases/deadlines.ts';
import type { MatterRow } from '../../db/cases/matters.ts';
import { titleOfFounding } from '../../domain/engine/found.ts';
import { type Case } from '../../domain/record/case.ts';
import { caseIdOf } from '../../domain/record/case-number.ts';
import { type MatterKind, matterKinds } from '../../domain/nodes/record-kinds.ts';
import { stageNames } from '../../domain/engine/snapshot.ts';
import type { MatterStage } from '../../domain/plan/matters/readings.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { deadlineBrief, instantOrNull } from '../cases/deadline-view.ts';
import type { MatterLine, MatterReceipt } from './matter-schema.ts';

/** What is said to whoever handed a matter in and may not read it: that it has come in, as of that moment, whatever became of it. */
export function matterReceipt(id: string, c: Case): Static<typeof MatterReceipt> {
  const kind = c.kind as MatterKind; // of a matter
  const { at = c.founding.at, payload = {} } = c.record[c.founding.seq - 1] ?? {}; // as it was said: what was put right since is the court's
  const { case: named } = payload as { readonly case?: string };
  return {
    ...{ id, kind, kindZh: matterKinds[kind], title: titleOfFounding({ kind, payload: { ...payload } }) },
    ...{ case: named === undefined ? null : caseIdOf(named), stage: 'received', stageZh: stageNames.received },
    receivedAt: formatInstant(at),
  };
}

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
