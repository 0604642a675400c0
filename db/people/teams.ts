import { and, count, eq, isNotNull, isNull, notInArray } from 'drizzle-orm';
import { closedStages } from '../../domain/plan/closing/stage.ts';
import type { Db } from '../client.ts';
import { cases } from '../schema/index.ts';

/** Who handles open cases of which team now, and how many each (plan 第二章: a team is whoever its cases are given to). */
export const readTeams = (db: Db) =>
  db
    .select({ team: cases.team, officer: cases.officer, cases: count() })
    .from(cases)
    .where(
      and(
        ...[eq(cases.kind, 'case'), isNotNull(cases.team), isNotNull(cases.officer)],
        ...[notInArray(cases.stage, [...closedStages]), isNull(cases.barred), isNull(cases.readers)],
      ),
    )
    .groupBy(cases.team, cases.officer)
    .orderBy(cases.team, cases.officer);
