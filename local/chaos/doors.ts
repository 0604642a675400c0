// The three ways in: HTTP, a Temporal update, a Temporal signal. All take bytes, so that whatever can be sent can be tried.
import { isGrpcServiceError, WithStartWorkflowOperation, WorkflowUpdateFailedError } from '@temporalio/client';
import { RawValue } from '@temporalio/common';
import { randomUUID } from 'node:crypto';
import { type CaseInput, ENFORCEMENT_CASE } from '../../workflows/messages.ts';
import { lineOf, type Life, within } from './life.ts';

/** How long a door may take to answer, refusals included. */
const ANSWER_MS = 20_000;

/** What came back. */
export interface Heard {
  /** `accepted`, a code, what Temporal said, or `sent` where nobody waits. */
  readonly outcome: string;
  /** Of an HTTP answer. */
  readonly status?: number;
  /** No answer in time. */
  readonly silent?: true;
}

/** Bytes as Temporal carries them. */
export interface Bytes {
  readonly data: string | Uint8Array;
  /** `json/plain` when left out; null: none at all. */
  readonly encoding?: string | null;
}

/** The ways in. Nothing here throws: whatever happens is what was heard. */
export interface Doors {
  readonly http: (method: string, path: string, o?: HttpAsked) => Promise<Heard>;
  readonly update: (id: string, name: string, args: readonly Bytes[]) => Promise<Heard>;
  /** An update that starts the workflow, as a filing does. */
  readonly start: (id: string, name: string, args: readonly Bytes[]) => Promise<Heard>;
  readonly signal: (id: string, name: string, args: readonly Bytes[]) => Promise<Heard>;
  readonly query: (id: string, name: string, args: readonly Bytes[]) => Promise<Heard>;
}

/** The rest of an HTTP request. */
export interface HttpAsked {
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** Whose token it carries; nobody's when left out. */
  readonly person?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The doors of a running instance. */
export function doorsOf({ info, temporal }: Pick<Life, 'info' | 'temporal'>): Doors {
  const { workflow } = temporal;
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (person: string): Promise<string> => {
    const known = tokens.get(person) ?? askToken(info.api ?? '', person);
    tokens.set(person, known);
    return known;
  };
  return {
    http: (method, path, { body, person, headers = {} } = {}) =>
      heard(async () => {
        const bearer = person === undefined ? {} : { authorization: `Bearer ${await tokenOf(person)}` };
        const answer = await fetch(`${info.api}${path}`, {
          method,
          headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...bearer, ...headers },
          ...(body !== undefined && { body }),
          signal: AbortSignal.timeout(ANSWER_MS),
        });
        const text = await answer.text();
        return { status: answer.status, outcome: /"code":"([^"]*)"/.exec(text)?.[1] ?? `HTTP ${answer.status}` };
      }),
    update: (id, name, args) =>
      heard(async () => {
        const handle = workflow.getHandle(id);
        return answerOf(
          await handle.executeUpdate<unknown, [unknown, ...unknown[]]>(name, {
            args: raw(args) as [unknown, ...unknown[]], // none at all is poison too
          }),
        );
      }),
    start: (id, name, args) =>
      heard(async () => {
        const startWorkflowOperation = new WithStartWorkflowOperation<(input: CaseInput) => Promise<void>>(
          ENFORCEMENT_CASE,
          { workflowId: id, taskQueue: 'zhixing', workflowIdConflictPolicy: 'USE_EXISTING', args: [{}] },
        );
        return answerOf(
          await workflow.executeUpdateWithStart<(input: CaseInput) => Promise<void>, unknown, unknown[]>(name, {
            startWorkflowOperation,
            updateId: randomUUID(),
            args: raw(args),
          }),
        );
      }),
    signal: (id, name, args) =>
      heard(async () => {
        await workflow.getHandle(id).signal(name, ...raw(args));
        return { outcome: 'sent' };
      }),
    query: (id, name, args) =>
      heard(async () => {
        await workflow.getHandle(id).query(name, ...raw(args));
        return { outcome: 'answered' };
      }),
  };
}

async function askToken(api: string, person: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${api}/api/trial/tokens`, { method: 'POST', headers, body: JSON.stringify({ person }) });
  return ((await answer.json()) as { token: string }).token; // as the contract has it
}

const raw = (args: readonly Bytes[]): unknown[] =>
  args.map(({ data, encoding = 'json/plain' }) =>
    RawValue.fromPayload({
      metadata: encoding === null ? {} : { encoding: Buffer.from(encoding) },
      data: typeof data === 'string' ? Buffer.from(data) : data,
    }),
  );

function answerOf(answer: unknown): Heard {
  const { accepted, code } = (answer ?? {}) as { accepted?: boolean; code?: string }; // read only, absent fields are undefined
  return { outcome: accepted === true ? 'accepted' : (code ?? 'answered') };
}

async function heard(ask: () => Promise<Heard>): Promise<Heard> {
  try {
    return await within(ANSWER_MS + 1_000, 'door', ask());
  } catch (error) {
    const cause = error instanceof Error && isGrpcServiceError(error.cause) ? error.cause : error;
    if (error instanceof WorkflowUpdateFailedError) return { outcome: `failed: ${lineOf(error.cause ?? error)}` };
    // 3: Temporal itself does not take it, 5: there is nobody to take it
    if (isGrpcServiceError(cause) && [3, 5].includes(cause.code)) return { outcome: `not taken: ${cause.details}` };
    if (
      error instanceof Error &&
      /QueryNotRegistered|Query failed|did not register/.test(`${error.name} ${error.message}`)
    )
      return { outcome: 'no such query' };
    return { outcome: lineOf(error), silent: true };
  }
}
