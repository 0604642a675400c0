import { ApplicationFailure } from '@temporalio/common';
import { Context, log } from '@temporalio/activity';
import { readCommand, readFacts } from '../db/cases/read.ts';
import type { Role } from '../domain/nodes/roles.ts';
import { readCase } from '../domain/record/case.ts';
import { holders } from '../domain/record/holders.ts';
import { isSealed, rotationSeal } from '../gateway/seal.ts';
import type { RotationInput, RotationOutcome, RotationStep } from '../workflows/rotation-messages.ts';
import type { Deps } from './deps.ts';

/** Some steps of a rotation. */
export interface HandOverInput extends Pick<RotationInput, 'id' | 'by' | 'from' | 'role'> {
  readonly steps: readonly RotationStep[];
}

/** Only a workflow of this house asks, and for itself: whoever reaches Temporal could ask as anybody. */
function ownOnly(id: string): void {
  const { isLocal, workflowExecution } = Context.current().info;
  if (!isLocal || workflowExecution?.workflowId !== id)
    throw ApplicationFailure.nonRetryable('a rotation is carried out by its own workflow alone', 'not-its-own');
}

/** Whether the API vouched for a rotation when its workflow was started. Nothing about its shape is certain. */
export const isVouchedFor =
  ({ sealKey }: Deps) =>
  ({ input, startedAt }: { readonly input: unknown; readonly startedAt: number }): Promise<boolean> => {
    const id = String((input as Partial<RotationInput> | null)?.id);
    const isOwn = Context.current().info.workflowExecution?.workflowId === id;
    return Promise.resolve(
      isOwn && typeof input === 'object' && input !== null && isSealed(sealKey, rotationSeal(id), input, startedAt),
    );
  };

/** Tells each record who has it from now on, as whoever commands it; one that has passed to somebody else meanwhile keeps them. */
export const handOver =
  (deps: Deps) =>
  ({ id, by, from, role, steps }: HandOverInput): Promise<readonly RotationOutcome[]> => {
    ownOnly(id);
    return Promise.all(steps.map((step) => handOne(deps, { id, by, from, role }, step)));
  };

async function handOne(
  { store: { db }, tell }: Deps,
  { id, by, from, role }: Omit<HandOverInput, 'steps'>,
  { record, node, payload }: RotationStep,
): Promise<RotationOutcome> {
  const commandId = `${id}/${node}`;
  try {
    if (tell === undefined) return { status: 'unanswered' };
    if ((await readCommand(db, record, commandId))?.by === by) return { status: 'recorded' };
    const c = readCase(await readFacts(db, record));
    if (!holders(c, role as Role).includes(from)) return { status: 'refused', code: 'case-moved-on', zh: '已不在其名下，没有移交' };
    const answer = await tell(record, { node, payload, by, commandId });
    return answer.accepted ? { status: 'recorded' } : { status: 'refused', code: answer.code, zh: answer.zh.slice(0, 300) };
  } catch (error) {
    log.warn('a record waits to be handed over: it did not answer', { record, error: String(error) });
    return { status: 'unanswered' };
  }
} // prettier-ignore
