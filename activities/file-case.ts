import { advance, asFacts } from '../domain/case/advance.ts';
import { parseCaseNumber } from '../domain/case/case-number.ts';
import { personsNamed } from '../domain/case/decide.ts';
import { checkFiling, filingSteps, type Filing } from '../domain/case/filing.ts';
import { isRefusal, refuse, type Refusal } from '../domain/case/refusal.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Db } from '../db/client.ts';
import { lawInForce, readCommand } from '../db/record.ts';
import { insertCase } from '../db/write.ts';
import { bodyHash } from '../seal.ts';
import type { Accepted, FileCase } from '../workflows/messages.ts';
import { actorOf } from './actor.ts';
import { acceptedAnswer, asAnswer } from './answer.ts';
import type { Decided } from './decide-and-record.ts';
import type { Deps } from './deps.ts';
import { inSlices } from './in-slices.ts';
import { catchUp, loadCase, save } from './load-case.ts';
import { viewOf } from './view.ts';

interface FilingAsked {
  readonly caseId: string;
  readonly now: Instant;
  readonly message: FileCase;
}

const COMMAND = 'file the case'; // with spaces, which no sender's key may have

/** Files a case, or answers as before if it was filed with the same body (engine.md 14). */
export async function fileCase(deps: Deps, tx: Db, { caseId, now, message }: FilingAsked): Promise<Decided> {
  const existing = await loadCase(deps, tx, caseId);
  if (existing !== undefined) {
    const standing = await catchUp(tx, existing, now, true);
    const view = await viewOf(tx, caseId, standing, now, 'count');
    if (existing.filingHash !== bodyHash(message.body)) {
      return {
        answer: asAnswer(refuse('case-exists', `${existing.caseNo}已经立案，内容不同；有误的请更正记录`)),
        view,
      };
    }
    const command = await readCommand(tx, caseId, COMMAND);
    return { answer: (command?.answer ?? null) as Accepted | null, view }; // written below
  }
  const refused = (refusal: Refusal): Decided => ({ answer: asAnswer(refusal), view: null });
  const malformed = checkFiling(message.body);
  if (malformed !== undefined) return refused(malformed);
  const body = message.body as Filing; // just checked
  const number = parseCaseNumber(body.caseNo);
  if (number?.id !== caseId) return refused(refuse('bad-case-number', `案号 ${body.caseNo} 与案件编号 ${caseId} 不符`));
  const named = (body.history ?? []).flatMap(personsNamed);
  const sent = await actorOf(deps, tx, `${caseId}/fileCase`, message, named);
  if (isRefusal(sent)) return refused(sent);
  const inForce = await lawInForce(tx);
  const laws = await deps.laws.load(tx, [inForce]);
  const filed = await inSlices(filingSteps(body, { now, ...sent }, inForce, laws));
  if (isRefusal(filed)) return refused(filed);
  const nothing = { record: [], kept: new Map() };
  const facts = asFacts([], filed.drafts, inForce, sent.actor.via);
  const outcome = advance(nothing, facts, { now, laws });
  const seq = facts.find((f) => f.node === 'case.filed')?.seq ?? 0;
  const answer = acceptedAnswer(seq, outcome);
  const filingHash = bodyHash(body);
  await insertCase(tx, caseId, { caseNo: number.text, court: number.court, filing: body, filingHash }, outcome, now);
  const unsent = await save(tx, caseId, { ...nothing, laws }, outcome, now, {
    id: COMMAND,
    hash: filingHash,
    answer,
    seq,
  });
  const commandIds = new Set([COMMAND]);
  const loaded = { caseId, caseNo: number.text, filingHash, commandIds, nextWakeAt: null, inForce, laws, ...nothing };
  return { answer, view: await viewOf(tx, caseId, { ...loaded, advanced: outcome }, now, unsent) };
}
