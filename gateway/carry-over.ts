import { type Client, defaultPayloadConverter } from '@temporalio/client';
import { persist } from './persist.ts';
import { caseStart, type CaseStart, type CaseWorkflows } from './start.ts';
import { troubleOf } from './trouble.ts';
import { type CaseInput, ENFORCEMENT_CASE, messages, signalId } from '../workflows/messages.ts';

/** A run of a case's workflow that was cut off, and what to start the next one with. */
export interface CutOff extends CaseStart {
  readonly runId: string;
  /** It was no run of the case's own workflow: whatever it did with its signals, the case has heard none. */
  readonly isForeign?: boolean;
}

type HistoryPage = Awaited<ReturnType<Client['workflowService']['getWorkflowExecutionHistory']>>;
type HistoryEvent = NonNullable<NonNullable<HistoryPage['history']>['events']>[number];

/** A signal, byte for byte. */
type Signal = Pick<
  NonNullable<HistoryEvent['workflowExecutionSignaledEventAttributes']>,
  'signalName' | 'input' | 'header'
>;

/** One that nobody has read yet. */
interface Waiting {
  /** Its command's, unless it brings one. */
  readonly id: string;
  readonly signal: Signal;
  /** It was in the workflow task that failed: it may be what made it fail. */
  readonly isSuspect: boolean;
}

const CALL_MS = 10_000;
const PAGE = 5; // batches of events
/** Of one run: more at once the next would not bear either. Temporal fails a workflow task behind which 2 MB wait. */
const MOST_BYTES = 2 * 1024 * 1024;
const MOST_FAILED_RUNS = 3; // of which the first workflow task that failed had it in its hands
/** Header of a signal: how many runs have failed with it. Whoever forges it has only the own signal set aside. */
const FAILED_RUNS = 'zhixing-failed-runs';

const SET_ASIDE = {
  failing: '办理它时本案的流程接连中断，已搁置；请核对内容后另行登记',
  large: '本案的流程中断时等待的消息过大，已搁置；请核对内容后分次登记',
} as const;

/**
 * Sends what waited in a run that was cut off to the case's next run, in order, and starts that if need be. Whoever signals
 * hears nothing more of it than that Temporal has it: without this it would be lost. Done twice, also by two processes at
 * once, each signal arrives once. What fails one run after the other, and what is too large beside the others, is set aside
 * with a line in the case's log.
 */
export async function carryOver(at: CaseWorkflows, from: CutOff): Promise<void> {
  const waiting = await persist(() => waitingIn(at.client, from));
  for (const each of waiting) await persist(() => pass(at, from, each));
}

/** The signals after the last workflow task that was completed; a nudge says nothing to a run that begins. */
async function waitingIn(
  client: Client,
  { caseId: workflowId, runId, isForeign }: CutOff,
): Promise<readonly Waiting[]> {
  let waiting: Waiting[] = [];
  let [hasFailed, bytes, place] = [false, 0, 0];
  for await (const event of eventsOf(client, { workflowId, runId })) {
    const signal = event.workflowExecutionSignaledEventAttributes;
    if (event.workflowTaskCompletedEventAttributes && isForeign !== true) [waiting, hasFailed, bytes] = [[], false, 0];
    if (event.workflowTaskStartedEventAttributes && !hasFailed && isForeign !== true) {
      waiting = waiting.map((w) => ({ ...w, isSuspect: true }));
      hasFailed = true;
    }
    if (!signal || signal.signalName === messages.refresh) continue;
    place += 1;
    const fits = bytes + sizeOf(signal) <= MOST_BYTES; // a small one finds room also after large ones
    if (fits) bytes += sizeOf(signal);
    const id = signalId(runId, place);
    waiting.push({ id, signal: withId(fits ? signal : setAside('large'), id), isSuspect: false });
  }
  return waiting;
}

async function* eventsOf(
  client: Client,
  execution: { readonly workflowId: string; readonly runId: string },
): AsyncGenerator<HistoryEvent> {
  let nextPageToken: Uint8Array | undefined;
  do {
    const asked = {
      ...{ namespace: client.options.namespace, execution, maximumPageSize: PAGE },
      ...(nextPageToken !== undefined && { nextPageToken }),
    };
    const page = await client.withDeadline(Date.now() + CALL_MS, () =>
      client.workflowService.getWorkflowExecutionHistory(asked),
    );
    yield* page.history?.events ?? [];
    nextPageToken = page.nextPageToken ?? undefined;
  } while (nextPageToken !== undefined && nextPageToken.length > 0);
}

const sizeOf = ({ input }: Signal): number =>
  (input?.payloads ?? []).reduce((sum, { data }) => sum + (data?.length ?? 0), 0);

/** Sends a signal to the run that there is, or to a new one. */
async function pass(at: CaseWorkflows, from: CutOff, { id, signal, isSuspect }: Waiting): Promise<void> {
  const { client } = at;
  const { caseId: workflowId } = from;
  const within = <T>(call: () => Promise<T>) => client.withDeadline(Date.now() + CALL_MS, call);
  const { signalName = '', input = null, header = null } = isSuspect ? counted(signal, id) : signal;
  const request = {
    namespace: client.options.namespace,
    workflowExecution: { workflowId },
    requestId: id, // what a run has seen it does not take again
    ...{ signalName, input, header },
  };
  const send = () => within(() => client.workflowService.signalWorkflowExecution(request));
  const start = () =>
    within(() => client.workflow.start<(input: CaseInput) => Promise<void>>(ENFORCEMENT_CASE, caseStart(at, from)));
  try {
    await send();
  } catch (error) {
    if (troubleOf(error) !== 'gone') throw error;
    await start();
    await send();
  }
}

/** A signal with which a run has failed, as it goes on to the next; after some runs it is set aside. */
function counted({ header, ...signal }: Signal, id: string): Signal {
  const failed = failedRunsOf(header) + 1;
  if (failed >= MOST_FAILED_RUNS) return withId(setAside('failing'), id);
  return { ...signal, header: { fields: { ...header?.fields, [FAILED_RUNS]: defaultPayloadConverter.toPayload(failed) } } }; // prettier-ignore
}

/** What comes in a signal's place: a message that is refused, which the case's log keeps. */
const setAside = (why: keyof typeof SET_ASIDE): Signal => ({
  signalName: messages.nodeCompleted,
  input: { payloads: [defaultPayloadConverter.toPayload({ unreadable: SET_ASIDE[why] })] },
});

/** What was sent, and after it the id of its command: what the run that was cut off had recorded is not recorded again. */
function withId(signal: Signal, id: string): Signal {
  const [sent = defaultPayloadConverter.toPayload(undefined), carried] = signal.input?.payloads ?? [];
  return { ...signal, input: { payloads: [sent, carried ?? defaultPayloadConverter.toPayload(id)] } };
}

function failedRunsOf(header: Signal['header']): number {
  const failed = Number(new TextDecoder().decode(header?.fields?.[FAILED_RUNS]?.data ?? new Uint8Array()));
  return Number.isInteger(failed) && failed > 0 ? failed : 0; // from whoever sent it
}
