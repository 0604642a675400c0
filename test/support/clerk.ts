import { isLineNode } from '../../domain/plan/money/bank-lines.ts';
import { randomUUID } from 'node:crypto';
import { parseCaseNumber } from '../../domain/record/case-number.ts';
import { civilYear } from '../../domain/time/instant.ts';
import { maskedTitle } from '../../domain/words/titles.ts';
import { nodeRow, type NodeId } from '../../domain/nodes/index.ts';
import { trialPeople } from '../../db/seed/people.ts';
import type { Accepted, Answer } from '../../domain/engine/answer.ts';
import type { Engine } from './engine.ts';

/** A filing as a clerk would write it. */
export const filing = (caseNo: string, filedAt: string, more: object = {}) => ({
  caseNo,
  filedAt,
  cause: '民间借贷纠纷',
  basis: '（2025）豫0823民初456号',
  claimFen: 25_000_000,
  applicants: [{ name: '张建国', kind: 'person' as const }],
  respondents: [{ name: '李卫东', kind: 'person' as const }],
  ...more,
});

/** Somebody of the trial court who may record a node. */
export function personFor(node: NodeId): string {
  const { by } = nodeRow(node);
  const person = trialPeople.find(([, , roles]) => roles.some((role) => by.includes(role)));
  if (person === undefined) throw new Error(`nobody may record ${node}`);
  return person[0];
}

let number = 1_000;

/** One case, worked on through the gateway as the API does it. */
export interface Docket {
  readonly id: string;
  readonly caseNo: string;
  readonly answer: Answer;
  /** Completes a node as somebody who may; throws if it is refused. The row's example is the payload unless one is given. */
  readonly complete: (node: NodeId, payload?: object, subject?: string, at?: string) => Promise<Accepted>;
  readonly tryTo: (
    node: NodeId,
    payload: object,
    more?: { subject?: string; by?: string; commandId?: string; at?: string },
  ) => Promise<Answer>;
  readonly log: () => Promise<readonly LogRow[]>;
}

export interface LogRow {
  readonly type: string;
  readonly deadline: string | null;
  readonly rung: string | null;
  readonly step: string | null;
  readonly fires_at: Date | null;
  readonly recorded_at: Date;
  readonly due_at: Date | null;
  readonly data: Record<string, unknown>;
}

/** Files a case with a number of its own. `filedAt` defaults to a minute ago. */
export async function fileCase(
  engine: Engine,
  more: {
    readonly filedAt?: string;
    readonly history?: readonly object[];
    readonly claimFen?: number;
    readonly applicants?: readonly object[];
    readonly respondents?: readonly object[];
    readonly basis?: string;
    readonly urgent?: boolean;
    readonly type?: '执' | '执保';
  } = {},
): Promise<Docket> {
  number += 1;
  const { type = '执', filedAt = new Date(Date.now() - 60_000).toISOString(), ...said } = more;
  const caseNo = `（${civilYear(Date.parse(filedAt))}）豫0823${type}${process.pid % 100_000}${number}号`;
  const id = parseCaseNumber(caseNo)?.id ?? '';
  const body = filing(caseNo, filedAt, said);
  const opening = { caseId: id, caseNo, title: maskedTitle(body) };
  const answer = await engine.gateway.fileCase(opening, { body, by: 'p-filing-1' });
  const tryTo: Docket['tryTo'] = (node, payload, { by = personFor(node), ...rest } = {}) =>
    engine.gateway.completeNode(id, { node, payload, by, commandId: randomUUID(), ...rest }, () =>
      Promise.resolve({ caseId: id, caseNo, title: '' }),
    );
  return {
    id,
    caseNo,
    answer,
    tryTo,
    complete: async (node, payload, subject, at) => {
      const sent = { ...(subject !== undefined && { subject }), ...(at !== undefined && { at }) };
      const own = isLineNode(node) && { reference: `${id}/${subject ?? ''}` }; // one line of the bank's is one receipt in the court
      const done = await tryTo(node, payload ?? { ...(nodeRow(node).example as object), ...own }, sent); // every example is an object
      if (!done.accepted)
        throw new Error(`${node} was refused: ${done.code} ${done.zh} ${JSON.stringify(done.missing)}`);
      return done as Accepted; // the court's own people hear it whole
    },
    log: async () => {
      const sql =
        'select type, deadline, rung, step, fires_at, recorded_at, due_at, data from case_log where case_id = $1 order by id';
      return (await engine.store.pool.query<LogRow>(sql, [id])).rows;
    },
  };
}
