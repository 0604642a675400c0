import type { Static } from 'typebox';
import type { AcceptedHeard } from '../../domain/engine/answer.ts';
import { isMatterId } from '../../domain/engine/found.ts';
import { isNodeId } from '../../domain/nodes/index.ts';
import { isCaseId } from '../../domain/record/case-number.ts';
import { checkForm } from '../../domain/record/form.ts';
import { refuse } from '../../domain/record/refusal.ts';
import type { ApiDeps } from '../app-types.ts';
import { refused } from '../http/errors.ts';
import type { Metrics } from '../http/plugins/metrics.ts';
import { readPeople } from '../../db/people/read.ts';
import { type Area, caseArea, findRecord, noSuchPerson, noSuchRecord } from './areas.ts';
import { loadStart } from './load-case.ts';
import type { AnyNodeBody } from './node-bodies.ts';

/** A completion for one record, as the API takes it. */
export interface OneCompletion {
  readonly id: string;
  readonly node: string;
  readonly body: Static<typeof AnyNodeBody>;
  /** Who sends it. */
  readonly by: string;
  readonly key: string;
  readonly ifVersion?: number | undefined;
}

/** Ids of an area are known by their form: whether there is such a record is asked only where Temporal knows none. */
const mayBe = (area: Area, id: string): boolean => (area === caseArea ? isCaseId(id) : isMatterId(id));

/** Puts a completion to its record. Throws the problem that it is refused with. */
export async function completeOne(
  { store, gateway, metrics }: Pick<ApiDeps, 'store' | 'gateway'> & { readonly metrics: Metrics },
  area: Area,
  { id, node, body, by, key, ifVersion }: OneCompletion,
): Promise<AcceptedHeard> {
  const { at, subject, payload = {} } = body;
  checkNode(node, payload);
  if (!mayBe(area, id)) throw noSuchRecord(area, id);
  if (area !== caseArea) {
    // of one that is kept from them they hear as much, and as soon, as of one that there is not
    const person = (await readPeople(store.db, [by])).get(by);
    if (person === undefined) throw noSuchPerson(by);
    await findRecord(store.db, area, id, person);
  }
  const message = {
    node,
    payload,
    by,
    commandId: key,
    ...(at !== undefined && { at }),
    ...(subject !== undefined && { subject }),
    ...(ifVersion !== undefined && { ifVersion }),
  };
  const answer = await gateway.completeNode(id, message, async () => {
    if (!(await readPeople(store.db, [by])).has(by)) throw noSuchPerson(by); // as where there is such a record
    return loadStart(store.db, area, id);
  });
  metrics.completed(node, answer.accepted ? 'accepted' : answer.code);
  if (answer.accepted) return answer;
  if (answer.code === 'unknown-case') throw noSuchRecord(area, id); // to whom it is none of theirs there is none
  if (answer.code === 'unknown-person') throw noSuchPerson(by);
  throw refused(answer);
}

/** What can be seen to be wrong without asking the case never gets there. */
function checkNode(node: string, payload: unknown): void {
  if (!isNodeId(node)) throw refused(refuse('unknown-node', `没有节点 ${node}；全部节点见 GET /api/nodes`));
  const malformed = checkForm(node, payload);
  if (malformed !== undefined) throw refused(malformed);
}
