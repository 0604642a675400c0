import { ownIn } from '../domain/gate/own.ts';
import { refusedAnswer } from '../domain/engine/answer.ts';
import { ApplicationFailure } from '@temporalio/common';
import { refuse, type Refusal } from '../domain/record/refusal.ts';
import { constraintOf, withoutContent, withTx } from '../db/client.ts';
import { type FailureKind, kindOfFailure } from '../db/failure.ts';
import { lockCase } from '../db/cases/read.ts';
import { clockOf } from './clock.ts';
import type { Decide, Decided } from './decided.ts';
import type { Deps } from './deps.ts';
import { keepRefusal } from './keep-refusal.ts';

/** The types of failures that may pass: what the workflow goes by when it tries again. */
export const passingFailures = { away: 'store-away', passing: 'store-busy' } as const;

const finals: Readonly<Record<Exclude<FailureKind, keyof typeof passingFailures>, () => Refusal>> = {
  data: () => refuse('not-storable', '数据库无法保存所发的内容，没有登记；请检查其中的特殊字符和数值后再发'),
  bug: () => refuse('internal-law-error', '系统在处理时出错，没有登记；错误已记录，请联系系统管理员'),
};

/** What the database itself keeps of money, whatever the code asks of it (docs/spec/money.md 1), by the constraint that says so. */
const byConstraint: Readonly<Record<string, () => Refusal>> = {
  ledger_lot_below_zero: () => refuse('amount-exceeds', '账上余额不足，没有登记：该笔款项已被占用、付出或者冲正'),
  form_persons_differ: () => refuse('same-person', '这一审批表的申请、审查、批准、支付须由不同的人办理，没有登记'),
  ledger_entry_balanced: () => refuse('amount-differs', '借贷不平，没有登记；请联系系统管理员'),
};

function refusedByLedger(error: unknown): Refusal | undefined {
  const constraint = constraintOf(error ?? {});
  return ownIn(byConstraint, constraint)?.();
}

/**
 * What becomes of a command that failed: what may pass is thrown, to be tried again; anything else is answered, kept in
 * the case's log and told to the operator with its cause, and the record goes on.
 */
export async function setAside(deps: Deps, asked: Decide, error: unknown): Promise<Decided> {
  const kind = kindOfFailure(error);
  const cause = withoutContent(error);
  const { caseId, command } = asked;
  const byLedger = refusedByLedger(error);
  if (byLedger !== undefined && command.kind === 'complete') {
    deps.failed({ caseId, command: command.kind, code: byLedger.code, cause }); // the code should not have asked for it
    await logged(deps, asked, byLedger);
    return { answer: refusedAnswer(byLedger), view: null };
  }
  if (kind === 'away' || kind === 'passing') {
    deps.measures?.tried(asked.command.kind);
    throw ApplicationFailure.create({ type: passingFailures[kind], message: cause.message, cause });
  }
  const refusal = finals[kind]();
  deps.failed({ caseId, command: command.kind, code: refusal.code, cause });
  if (command.kind === 'disclosed') return { answer: null, view: null }; // our own code failed: it stays in the outbox, and the sweeper sees to it
  if (command.kind === 'settle' || command.kind === 'law') return { answer: null, view: null, failed: true };
  await logged(deps, asked, refusal).catch((failure: unknown) =>
    deps.failed({ caseId, command: 'log', code: refusal.code, cause: withoutContent(failure) }),
  );
  return { answer: refusedAnswer(refusal), view: null };
}

/** In a transaction of its own: the command's has been rolled back. */
const logged = ({ store }: Deps, { caseId, time, clock, command }: Decide, refusal: Refusal): Promise<void> =>
  withTx(store, async (tx) => {
    const row = await lockCase(tx, caseId);
    if (row === undefined || command.kind !== 'complete') return;
    const now = time + clockOf(clock, row.clockOffset, time);
    await keepRefusal(tx, caseId, refusal, { ...command, now });
  });
