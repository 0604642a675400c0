import { isLineNode } from '../../domain/plan/money/bank-lines.ts';
import { randomUUID } from 'node:crypto';
import { trialPeople } from '../../db/seed/people.ts';
import { type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import { civilYear } from '../../domain/time/instant.ts';
import { ask, type Reply } from './http.ts';
import type { StoryStep } from './story.ts';

/** What somebody records: the row's own example is the payload unless one is given. */
export interface BenchCompletion {
  readonly node: NodeId;
  readonly payload?: object;
  readonly subject?: string;
  readonly at?: string;
  /** A person of the trial court; left out: somebody who may. */
  readonly by?: string;
  /** The Idempotency-Key; left out: one of its own. */
  readonly key?: string;
}

/** What the API says of a case, as far as it matters here. */
export interface CaseSeen {
  readonly id: string;
  readonly stage: string;
  readonly version: number;
  readonly now: string;
}

/** Thrown where the API answered something else than was wanted. */
export class Unwanted extends Error {
  override readonly name = 'Unwanted';
}

/** A trial court's people at their desks: everything goes over HTTP. */
export interface Court {
  /** Sends a request as a person of the trial court; answers whatever came back. */
  readonly send: <T>(
    person: string,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    key?: string,
  ) => Promise<Reply<T>>;
  /** Files an ordinary case with a number of its own; `filedAt` defaults to a minute ago. Answers its id. */
  readonly file: (filedAt?: number, more?: object) => Promise<string>;
  /** Completes a node as somebody who may. Throws if it is refused. */
  readonly complete: (id: string, completion: BenchCompletion) => Promise<Record<string, unknown>>;
  /** Takes one step of a story. */
  readonly take: (id: string, step: StoryStep) => Promise<void>;
  /** Moves a case's time on: `30d`, `7m`. */
  readonly advance: (id: string, by: string) => Promise<CaseSeen>;
  readonly look: (id: string) => Promise<CaseSeen>;
}

/** Somebody of the trial court who may record a node. */
function personFor(node: NodeId): string {
  const { by } = nodeRow(node);
  const person = trialPeople.find(([, , roles]) => roles.some((role) => by.includes(role)));
  if (person === undefined) throw new Error(`nobody may record ${node}`);
  return person[0];
}

/** The court behind an address. `first` is the number of the first case to be filed. */
export function courtAt(api: string, first = 1): Court {
  const tokens = new Map<string, Promise<string>>();
  let number = first;
  const tokenOf = (person: string): Promise<string> => {
    const url = `${api}/api/trial/tokens`;
    const known =
      tokens.get(person) ?? ask<{ token: string }>(url, { method: 'POST', body: { person } }).then((a) => a.body.token);
    tokens.set(person, known);
    return known;
  };
  const send: Court['send'] = async (person, method, path, body, key) => {
    const headers = {
      authorization: `Bearer ${await tokenOf(person)}`,
      ...(key !== undefined && { 'idempotency-key': key }),
    };
    return ask(`${api}${path}`, { method, headers, body });
  };
  const complete: Court['complete'] = async (
    id,
    { node, payload = nodeRow(node).example as object, subject, at, by = personFor(node), key = randomUUID() },
  ) => {
    const body = {
      payload: isLineNode(node) ? { ...payload, reference: `${id}/${subject ?? ''}` } : payload,
      ...(subject !== undefined && { subject }),
      ...(at !== undefined && { at }),
    };
    const attempt = () => send<never>(by, 'POST', `/api/cases/${id}/nodes/${node}`, body, key);
    const first = await attempt();
    return wanted(200, first.status === 504 ? await attempt() : first); // as that answer asks: with the same key
  };
  const advance: Court['advance'] = async (id, by) =>
    wanted(200, await send<CaseSeen>('p-command-1', 'POST', `/api/trial/cases/${id}/clock`, { advance: by }));
  return {
    send,
    complete,
    advance,
    look: async (id) => wanted(200, await send<CaseSeen>('p-command-1', 'GET', `/api/cases/${id}`)),
    async file(filedAt = Date.now() - 60_000, more = {}) {
      const body = {
        ...filing(`（${civilYear(filedAt)}）豫0823执${number++}号`, new Date(filedAt).toISOString()),
        ...more,
      };
      return wanted(201, await send<CaseSeen>('p-filing-1', 'POST', '/api/cases', body)).id;
    },
    async take(id, step) {
      if ('days' in step) await advance(id, `${step.days}d`);
      else await complete(id, step);
    },
  };
}

const filing = (caseNo: string, filedAt: string) => ({
  caseNo,
  filedAt,
  cause: '民间借贷纠纷',
  basis: '（2025）豫0823民初456号',
  claimFen: 25_000_000,
  applicants: [{ name: '张建国', kind: 'person', phone: '13800000001' }],
  respondents: [{ name: '李卫东', kind: 'person', address: '木城街道东大街8号' }],
});

/** The body of an answer that has the status wanted. Throws `Unwanted` on any other. */
export function wanted<T>(status: number, reply: Reply<T>): T {
  if (reply.status === status) return reply.body;
  throw new Unwanted(`${reply.status} instead of ${status}: ${JSON.stringify(reply.body)}`);
}
