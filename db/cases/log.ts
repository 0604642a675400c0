import { and, asc, eq, gt } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { caseLog, facts } from '../schema/index.ts';

/** A page of a case's log, oldest first, from behind the row `after`; lines of facts carry the fact. */
export const readLog = (db: Db, caseId: string, page: { readonly after: number; readonly limit: number }) =>
  db
    .select({
      id: caseLog.id,
      type: caseLog.type,
      at: caseLog.at,
      recordedAt: caseLog.recordedAt,
      by: caseLog.by,
      fact: caseLog.fact,
      deadline: caseLog.deadline,
      rule: caseLog.rule,
      rung: caseLog.rung,
      step: caseLog.step,
      firesAt: caseLog.firesAt,
      dueAt: caseLog.dueAt,
      data: caseLog.data,
      recorded: {
        node: facts.node,
        subject: facts.subject,
        payload: facts.payload,
        as: facts.as,
        via: facts.via,
      },
    })
    .from(caseLog)
    .leftJoin(facts, and(eq(facts.caseId, caseLog.caseId), eq(facts.seq, caseLog.fact), eq(caseLog.type, 'fact')))
    .where(and(eq(caseLog.caseId, caseId), gt(caseLog.id, page.after)))
    .orderBy(asc(caseLog.id))
    .limit(page.limit);

export type LogRow = Awaited<ReturnType<typeof readLog>>[number];
