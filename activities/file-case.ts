import { advanceSteps, asFacts } from '../domain/engine/advance.ts';
import { parseCaseNumber } from '../domain/record/case-number.ts';
import { checkFiler, checkFiling, filingSteps, type Filing } from '../domain/engine/filing.ts';
import { isRefusal, refuse, type Refusal } from '../domain/record/refusal.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Db } from '../db/client.ts';
import { readPeople } from '../db/people/read.ts';
import { lawInForce, readCommand } from '../db/cases/read.ts';
import { insertCase } from '../db/cases/write.ts';
import { bodyHash } from '../gateway/seal.ts';
import type { Accepted, FileCase } from '../workflows/messages.ts';
import { checkSeal, lookUp, senderOf } from './actor.ts';
import { acceptedAnswer, asAnswer } from './answer.ts';
import { clockOf } from './clock.ts';
import type { Decided } from './decide-and-record.ts';
import type { Deps } from './deps.ts';
import { inSlices } from './in-slices.ts';
import { catchUp, type Loaded, loadCase, save } from './load-case.ts';
import { checkSent } from './message.ts';
import { viewOf } from './view.ts';

interface FilingAsked {
  readonly caseId: string;
  /** The workflow's own time, and by how much the case is ahead of it, if that is known. */
  readonly time: Instant;
  readonly clock: number | null;
  readonly message: FileCase;
  readonly spent: boolean;
}

const COMMAND = 'file the case'; // with spaces, which no sender's key may have

/** Checks all of a filing that can be seen without looking anything up. */
export function checkFile(caseId: string, message: FileCase): Refusal | undefined {
  const malformed = checkSent(message) ?? checkFiling(message.body);
  if (malformed !== undefined) return malformed;
  const { caseNo } = message.body as Filing; // just checked
  return parseCaseNumber(caseNo)?.id === caseId
    ? undefined
    : refuse('bad-case-number', `案号 ${caseNo} 与案件编号 ${caseId} 不符`);
}

/**
 * Files a case whose form has been checked, or answers as before if it was filed with the same body (engine.md 14).
 * Whoever may not file learns nothing of what is there.
 */
export async function fileCase(deps: Deps, tx: Db, asked: FilingAsked): Promise<Decided> {
  const { caseId, message, spent, time } = asked;
  const refused = (refusal: Refusal): Decided => ({ answer: asAnswer(refusal), view: null });
  const body = message.body as Filing; // it has been checked
  const known = await readPeople(tx, [message.by]);
  const actor = senderOf(deps, { message, spent, people: known, context: `${caseId}/fileCase` });
  if (isRefusal(actor)) return refused(actor);
  const history = body.history ?? [];
  const barred = checkFiler(actor) ?? checkSeal(deps, actor, ['case.filed', ...history.map((h) => h.node)]);
  if (barred !== undefined) return refused(barred);
  const existing = await loadCase(deps, tx, caseId, null);
  if (existing !== undefined) return filedBefore(tx, existing, asked);
  const people = await lookUp(tx, history);
  const now = time;
  const inForce = await lawInForce(tx);
  const laws = await deps.laws.load(tx, [inForce]);
  const filed = await inSlices(filingSteps(body, { now, actor, people }, inForce, laws));
  if (isRefusal(filed)) return refused(filed);
  const nothing = { caseId, record: [], kept: new Map(), digests: new Map() };
  const facts = asFacts([], filed.drafts, inForce, actor.via);
  const outcome = await inSlices(advanceSteps(nothing, facts, { now, laws }));
  const seq = facts.find((f) => f.node === 'case.filed')?.seq ?? 0;
  const answer = acceptedAnswer(seq, outcome);
  const filingHash = bodyHash(body);
  const { text: caseNo = body.caseNo, court = '' } = parseCaseNumber(body.caseNo) ?? {};
  await insertCase(tx, caseId, { caseNo, court, filing: body, filingHash }, outcome, now);
  await save(tx, nothing, outcome, now, {
    id: COMMAND,
    hash: filingHash,
    answer,
    seq,
  });
  const commandIds = new Set([COMMAND]);
  const loaded = {
    caseNo,
    filingHash,
    commandIds,
    people,
    nextWakeAt: null,
    clockOffset: 0,
    inForce,
    laws,
    ...nothing,
  };
  return {
    answer,
    view: await viewOf(tx, caseId, { ...loaded, advanced: outcome }, now, outcome.notices.length),
    clock: 0,
  };
}

/** The case is there already: with the same body it is the same filing. */
async function filedBefore(tx: Db, existing: Loaded, { caseId, message, time, clock: known }: FilingAsked) {
  const clock = clockOf(known, existing.clockOffset, time);
  const now = time + clock;
  const standing = await catchUp(tx, existing, now, true);
  const view = await viewOf(tx, caseId, standing, now, 'count');
  if (existing.filingHash !== bodyHash(message.body)) {
    const other = refuse('case-exists', `${existing.caseNo}已经立案，内容不同；有误的请更正记录`);
    return { answer: asAnswer(other), view, clock };
  }
  const command = await readCommand(tx, caseId, COMMAND);
  return { answer: (command?.answer ?? null) as Accepted | null, view, clock }; // written above
}
