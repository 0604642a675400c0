import Type from 'typebox';
import { isKeptFrom } from '../../domain/plan/matters/readers.ts';
import type { Person } from '../../domain/record/actor.ts';
import type { RecordKind } from '../../domain/nodes/record-kinds.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { readRecordHead } from '../../db/cases/case.ts';
import type { Db } from '../../db/client.ts';
import { ApiProblem } from '../http/errors.ts';

/** Where the API shows records: cases and registered matters have lists, deadlines, logs of one shape (docs/architecture.md). */
export interface Area {
  readonly path: '/api/cases' | '/api/matters';
  readonly tag: string;
  /** One of them, in a sentence. */
  readonly noun: string;
  readonly exampleId: string;
  readonly shows: (kind: RecordKind) => boolean;
}

export const caseArea: Area = {
  path: '/api/cases',
  tag: '案件',
  noun: '案件',
  exampleId: '2026-ha0823-zhi-123',
  shows: (kind) => kind === 'case',
};

export const matterArea: Area = {
  path: '/api/matters',
  tag: '登记事项',
  noun: '登记事项',
  exampleId: 'petition-2026-7',
  shows: (kind) => kind !== 'case',
};

/** The id in a path. */
export const recordId = ({ exampleId }: Area) =>
  Type.Object({ id: Type.String({ description: '编号', examples: [exampleId] }) });

/** What is said where there is no such record, or none that this person may know of. */
export const noSuchRecord = ({ noun, path }: Area, id: string): ApiProblem =>
  new ApiProblem('unknown-case', `没有编号为 ${id} 的${noun}；编号见 GET ${path}`);

/** What is said to whom the court does not know, whatever record they ask about. */
export const noSuchPerson = (id: string): ApiProblem =>
  new ApiProblem('unknown-person', `系统中没有人员 ${id}，请联系系统管理员`);

/** A record's own time, if this person may read it. Throws `unknown-case`: also for one that is kept from them. */
export async function findRecord(db: Db, area: Area, id: string, person: Person): Promise<{ readonly now: Instant }> {
  const head = await readRecordHead(db, id);
  if (head === undefined || !area.shows(head.kind) || isKeptFrom(head, person)) throw noSuchRecord(area, id);
  return { now: Date.now() + head.clockOffset };
}
