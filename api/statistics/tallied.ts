import { readTallies } from '../../db/statistics/read.ts';
import type { Db } from '../../db/client.ts';
import { lastDayOf } from '../../domain/plan/matters/readings.ts';
import { type Case, endOf } from '../../domain/record/case.ts';
import type { Person } from '../../domain/record/actor.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import { startOfDay } from '../../domain/time/instant.ts';
import {
  analysisDraft,
  type Breakdown,
  figuresOf,
  measureIds,
  type StatisticsDays,
} from '../../domain/words/statistics.ts';
import type { Tallies } from './statistics-view.ts';

/** The instants between which a stretch of days lies. */
export const instantsOf = ({ from, to }: StatisticsDays) => ({
  from: startOfDay(from),
  until: startOfDay(addDays(to, 1)),
});

/** What is counted in a stretch of days: whatever is kept from the reader is in none of it. */
export async function tallied(db: Db, stretch: StatisticsDays, by: Breakdown, reader: Person): Promise<Tallies> {
  const asked = { ...instantsOf(stretch), realNow: Date.now(), by, reader };
  const found = [];
  for (const id of measureIds) found.push([id, await readTallies(db, id, asked)] as const); // one after the other: others read too
  return new Map(found);
}

/** The draft of a monthly analysis that is still to be submitted, from the figures of its month; null of anything else. */
export async function draftOf(db: Db, c: Case, reader: Person) {
  const { founding } = c;
  if (founding.node !== 'period.opened' || founding.payload.kind !== 'analysis' || endOf(c) !== undefined) return null;
  const { month } = founding.payload;
  const stretch = { from: `${month}-01`, to: lastDayOf(month) };
  const tallies = await tallied(db, stretch, 'court', reader);
  const ofCourt = new Map(
    [...tallies].flatMap(([id, groups]) => [...groups.values()].map((tally) => [id, tally] as const)),
  );
  return {
    text: analysisDraft(stretch, ofCourt),
    figures: figuresOf(ofCourt),
    statistics: `/api/statistics?${new URLSearchParams({ ...stretch }).toString()}`,
  };
}
