import type { Static } from 'typebox';
import type { ControlRow } from '../../db/cases/controls.ts';
import type { DeadlineRecord } from '../../db/cases/deadlines.ts';
import { maskedName } from '../../domain/access/masks.ts';
import { stageNames } from '../../domain/engine/snapshot.ts';
import { assetKinds, type AssetKind } from '../../domain/nodes/asset-kinds.ts';
import { orders } from '../../domain/nodes/measures.ts';
import { lightOf, lights } from '../../domain/plan/light.ts';
import type { Case } from '../../domain/record/case.ts';
import { applicants } from '../../domain/record/parties.ts';
import { dayNumber } from '../../domain/time/civil-date.ts';
import { dayOf } from '../../domain/time/instant.ts';
import type { ControlItem } from './control-schema.ts';
import { deadlineBrief } from './deadline-view.ts';

/** What a line of the list is made of besides its row. */
interface Beside {
  /** The open deadlines about that asset, the first due first. */
  readonly deadlines: readonly DeadlineRecord[];
  /** The case as far as its parties go. */
  readonly c: Case | undefined;
  readonly officerName: string | null;
  /** The wall clock: days are counted in the case's own time. */
  readonly realNow: number;
}

/** A control as the court's list has it. */
export function controlView(row: ControlRow, beside: Beside): Static<typeof ControlItem> {
  const { id, kind, description, control, until, heldFen } = row.asset;
  const now = beside.realNow + row.clockOffset;
  const expiry = beside.deadlines.find(({ rule }) => rule === 'seizure-expiry');
  const light = expiry === undefined ? null : lightOf({ ...expiry, owner: expiry.ownerRole }, now);
  const order = control === 'first' ? 'first' : 'waiting'; // of what is in force
  return {
    asset: id,
    kind: kind as AssetKind, // as an asset of a case has it
    kindZh: assetKinds[kind as AssetKind].zh,
    description,
    order,
    orderZh: orders[order],
    until: until ?? null,
    renewBy: expiry?.targetDue ?? null,
    daysLeft: until === undefined ? null : dayNumber(until) - dayOf(now),
    light,
    lightZh: light && lights[light],
    heldFen: heldFen ?? null,
    losers:
      beside.c === undefined ? [] : applicants(beside.c).map((party) => ({ id: party.id, name: maskedName(party) })),
    next: deadlineBrief(beside.deadlines.find(({ dueAt }) => dueAt !== null)),
    case: {
      id: row.id,
      caseNo: row.caseNo,
      title: row.title,
      stage: row.stage,
      stageZh: stageNames[row.stage],
      team: row.team,
      officer: row.officer,
      officerName: beside.officerName,
    },
  };
}
