import type { Static } from 'typebox';
import type { AcceptedHeard } from '../../domain/engine/answer.ts';
import { isMatterId } from '../../domain/engine/found.ts';
import { isCaseId } from '../../domain/record/case-number.ts';
import { readForm } from '../../domain/engine/completion.ts';
import { isRefusal } from '../../domain/record/refusal.ts';
import type { ApiDeps } from '../app-types.ts';
import { refused } from '../http/errors.ts';
import type { Metrics } from '../http/plugins/metrics.ts';
import { type Area, caseArea, noSuchPerson, noSuchRecord } from './areas.ts';
import type { Door } from './door.ts';
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
  {
    store,
    gateway,
    metrics,
    door,
  }: Pick<ApiDeps, 'store' | 'gateway'> & { readonly metrics: Metrics; readonly door: Door },
  area: Area,
  { id, node, body, by, key, ifVersion }: OneCompletion,
): Promise<AcceptedHeard> {
  const { at, subject, payload = {} } = body;
  const formed = readForm({ node, payload, at, subject }); // what can be seen to be wrong without asking the case never gets there
  if (isRefusal(formed)) throw refused(formed);
  if (!mayBe(area, id)) throw noSuchRecord(area, id);
  await door(area, id, by);
  const message = {
    node,
    payload,
    by,
    commandId: key,
    ...(at !== undefined && { at }),
    ...(subject !== undefined && { subject }),
    ...(ifVersion !== undefined && { ifVersion }),
  };
  const answer = await gateway.completeNode(id, message, () => loadStart(store.db, area, id));
  metrics.completed(node, answer.accepted ? 'accepted' : answer.code);
  if (answer.accepted) return answer;
  if (answer.code === 'unknown-case') throw noSuchRecord(area, id); // to whom it is none of theirs there is none
  if (answer.code === 'unknown-person') throw noSuchPerson(by);
  throw refused(answer);
}
