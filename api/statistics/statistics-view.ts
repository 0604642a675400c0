import type { Static } from 'typebox';
import type { StatisticsLine } from '../../db/statistics/read.ts';
import type { RecordKind } from '../../domain/nodes/record-kinds.ts';
import { type Role, roles, type Team, teams } from '../../domain/nodes/roles.ts';
import { deadlineRow, isRuleId } from '../../domain/plan/deadlines.ts';
import { formatInstant, type Instant } from '../../domain/time/instant.ts';
import {
  type Breakdown,
  figureOf,
  figureZh,
  type MeasureId,
  measureIds,
  measureRow,
  type StatisticsDays,
  type Tally,
} from '../../domain/words/statistics.ts';
import type { StatisticsDocument, StatisticsItem } from './statistics-schema.ts';

/** What was counted: by measure, by group. */
export type Tallies = ReadonlyMap<MeasureId, ReadonlyMap<string, Tally>>;

const nothing: Tally = { lines: 0, counted: 0, sum: 0 };

/** Names of groups by what they are groups of; `persons` has the names of people. */
function nameOf(by: Breakdown, id: string, persons: ReadonlyMap<string, string>): string {
  if (by === 'court') return '全院';
  if (by === 'team') return id === '' ? '未分流' : teams[id as Team]; // as stored
  if (by === 'desk') return roles[id as Role]; // as stored
  return id === '' ? '未落实到个人' : (persons.get(id) ?? id);
}

/** The groups that have any line, the court alone if none has. */
export function groupsOf(by: Breakdown, tallies: Tallies): readonly string[] {
  if (by === 'court') return [''];
  return [...new Set([...tallies.values()].flatMap((groups) => [...groups.keys()]))].toSorted();
}

export function statisticsView(
  { from, to, by, asOf }: StatisticsDays & { readonly by: Breakdown; readonly asOf: Instant },
  tallies: Tallies,
  persons: ReadonlyMap<string, string>,
): Static<typeof StatisticsDocument> {
  const linkTo = (measure: MeasureId, of: string): string => {
    const query = new URLSearchParams({ measure, from, to, by, ...(by !== 'court' && { of }) });
    return `/api/statistics/lines?${query.toString()}`;
  };
  return {
    ...{ from, to, by, asOf: formatInstant(asOf) },
    groups: groupsOf(by, tallies).map((id) => ({
      id,
      zh: nameOf(by, id, persons),
      figures: measureIds.map((measure) => {
        const tally = tallies.get(measure)?.get(id) ?? nothing;
        const figure = figureOf(measure, tally);
        const { lines, counted } = tally;
        return {
          ...{ measure, measureZh: measureRow(measure).zh, figure, figureZh: figureZh(measure, figure) },
          ...{ lines, counted, records: linkTo(measure, id) },
        };
      }),
    })),
    measures: measureIds.map((id) => {
      const { zh, unit = null, lines, counted = null } = measureRow(id);
      return { id, zh, unit, lines, counted };
    }),
  };
}

/** A rule that the table no longer has still stands in what is stored. */
const ruleZh = (rule: string | null): string | null => (rule !== null && isRuleId(rule) ? deadlineRow(rule).zh : rule);

export function lineView(line: StatisticsLine): Static<typeof StatisticsItem> {
  const { record: id, caseNo, title, deadline, rule, role, person, personName, counted, amount } = line;
  const kind = line.kind as RecordKind; // as stored
  return {
    record: { id, kind, caseNo, title, href: `/api/${kind === 'case' ? 'cases' : 'matters'}/${id}` },
    deadline,
    deadlineZh: ruleZh(rule),
    ...{ owner: role, ownerZh: roles[role as Role], person, personName, counted, amount }, // as stored
  };
}
