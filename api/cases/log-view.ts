import type { Static } from 'typebox';
import type { LogRow } from '../../db/cases/log.ts';
import type { Because } from '../../domain/plan/derived.ts';
import { logTypes } from '../../domain/engine/log.ts';
import { isNodeId, nodeRow } from '../../domain/nodes/index.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import type { LogItem } from './log-schema.ts';
import { becauseView, instantOrNull } from './deadline-view.ts';

/** A line of the log: its columns, what it noted at the time, and the fact that it shows. Nothing that is not there. */
export function logView(row: LogRow, names: ReadonlyMap<string, string>): Static<typeof LogItem> {
  const { type, by, recorded } = row;
  const item = {
    ...noted(row.data),
    ...(recorded && { ...recorded, zh: isNodeId(recorded.node) ? nodeRow(recorded.node).zh : recorded.node }),
    fact: row.fact,
    deadline: row.deadline,
    rule: row.rule,
    rung: row.rung,
    step: row.step,
    firesAt: instantOrNull(row.firesAt),
    dueAt: instantOrNull(row.dueAt),
    byName: names.get(by),
    byZh: inPlaceZh(row, names),
    holderName: names.get(holderOf(row) ?? ''),
  };
  const present = Object.entries(item).filter(([, value]) => value !== null && value !== undefined);
  return {
    type,
    typeZh: logTypes[type],
    at: formatInstant(row.at),
    recordedAt: formatInstant(row.recordedAt),
    by,
    ...Object.fromEntries(present),
  };
}

/** Whose place a fact was recorded in: ids of persons. */
export function actedFor({ data: { inPlaceOf: persons } }: Pick<LogRow, 'data'>): readonly string[] {
  return Array.isArray(persons) ? persons.filter((person) => typeof person === 'string') : [];
}

/** 李某 代 王某 (engine.md 21). */
function inPlaceZh(row: LogRow, names: ReadonlyMap<string, string>): string | undefined {
  const persons = actedFor(row);
  const name = (id: string): string => names.get(id) ?? id;
  return persons.length === 0 ? undefined : `${name(row.by)} 代 ${persons.map(name).join('、')}`;
}

/** Who held the deadline that a line is about, where it says so: the id of a person. */
export function holderOf({ data: { holder } }: Pick<LogRow, 'data'>): string | null {
  return typeof holder === 'string' ? holder : null;
}

/** What the engine noted, instants as text and each step of a reasoning with its sentence. */
function noted(data: LogRow['data']): Record<string, unknown> {
  const { because, why, from, ...rest } = data as Noted;
  return {
    ...rest,
    command: undefined, // the engine's own, by which it knows a refusal again
    ...(because && { because: because.map(becauseView) }),
    ...(why && { why: becauseView(why) }),
    ...(from && { from: { ...from, dueAt: instantOrNull(from.dueAt) } }),
  };
}

/** The parts of `domain/engine/log.ts` that are not plain text or numbers. */
interface Noted extends Record<string, unknown> {
  readonly because?: readonly Because[];
  readonly why?: Because | null;
  readonly from?: { readonly targetDue: string | null; readonly dueAt: number | null };
}
