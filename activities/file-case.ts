import { type Accepted, refusedAnswer } from '../domain/engine/answer.ts';
import { caseIdOf, parseCaseNumber } from '../domain/record/case-number.ts';
import { completionsOf, checkFiler, checkFiling, type Filing } from '../domain/engine/filing.ts';
import type { Completion } from '../domain/engine/completion.ts';
import {
  checkFounder,
  checkFounding,
  type Founding,
  foundsAsParty,
  isFounding,
  isMatterId,
  isOfEngine,
  isOfTime,
} from '../domain/engine/found.ts';
import { answerOf, blank, type Command, handleSteps } from '../domain/engine/handle.ts';
import { foundingNode } from '../domain/nodes/record-kinds.ts';
import { inForceWith } from '../domain/plan/law.ts';
import { isRefusal, refuse, type Refusal } from '../domain/record/refusal.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Db } from '../db/client.ts';
import { readPeople } from '../db/people/read.ts';
import { lawInForce, readCommand } from '../db/cases/read.ts';
import { insertCase } from '../db/cases/write.ts';
import { readEarlierCases } from '../db/cases/earlier.ts';
import { linksSought } from '../domain/engine/linking.ts';
import { lookElsewhere, readAsHeard } from '../db/cases/elsewhere.ts';
import { unknownCase } from '../db/cases/unknown-case.ts';
import { bodyHash } from '../gateway/seal.ts';
import type { FileCase } from '../workflows/messages.ts';
import { checkSeal, ENGINE, engineOf, lookUp, senderOf } from './actor.ts';
import { clockOf } from './clock.ts';
import type { Decided } from './decided.ts';
import type { Deps, RecordDeps } from './deps.ts';
import { inSlices } from '../process/in-slices.ts';
import { type Loaded, loadCase, save } from './load-case.ts';
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
export function checkFile(
  { courtCode }: Pick<Deps, 'courtCode'>,
  caseId: string,
  message: FileCase,
): Refusal | undefined {
  const malformed = checkSent(message, 'filing');
  if (malformed !== undefined) return malformed;
  return isMatterId(caseId) ? checkFoundingOf(caseId, message.body) : checkFilingOf(courtCode, caseId, message.body);
}

function checkFilingOf(court: string, caseId: string, body: unknown): Refusal | undefined {
  const malformed = checkFiling(body, court);
  if (malformed !== undefined) return malformed;
  const { caseNo } = body as Filing; // just checked
  return parseCaseNumber(caseNo)?.id === caseId
    ? undefined
    : refuse('bad-case-number', `案号 ${caseNo} 与案件编号 ${caseId} 不符`);
}

function checkFoundingOf(caseId: string, body: unknown): Refusal | undefined {
  const malformed = checkFounding(body);
  if (malformed !== undefined) return malformed;
  const { kind, id = caseId } = body as Founding; // just checked
  return id === caseId && caseId.startsWith(`${kind}-`)
    ? undefined
    : refuse('wrong-type', `编号 ${id} 与所登记的事项 ${caseId} 不符`);
}

/** What founds a record, and what its sender must be able to record. */
const foundingOf = (body: Filing | Founding): readonly Completion[] =>
  isFounding(body) ? [{ node: foundingNode(body.kind), payload: body.payload }] : completionsOf(body);

/**
 * Files a case, or founds a matter, whose form has been checked, or answers as before if it was filed with the same body (engine.md 14).
 * Whoever may not file learns nothing of what is there.
 */
export async function fileCase(deps: RecordDeps, tx: Db, asked: FilingAsked): Promise<Decided> {
  const { caseId, message, spent, time } = asked;
  const refused = (refusal: Refusal): Decided => ({ answer: refusedAnswer(refusal), view: null });
  const body = message.body as Filing | Founding; // it has been checked
  // one trip: what is there is looked at whoever asks, and told only to those who may know
  const [known, existing, inForce] = await Promise.all([
    readPeople(tx, [message.by]),
    loadCase(deps, tx, caseId, null),
    lawInForce(tx),
  ]);
  const byEngine = isFounding(body) && (isOfTime(body.kind) || (isOfEngine(body.kind) && message.by === ENGINE.id));
  const received = { message, spent, people: known, context: `${caseId}/fileCase` };
  const actor = byEngine ? engineOf(deps, received) : senderOf(deps, received);
  if (isRefusal(actor)) return refused(actor);
  const founding = foundingOf(body);
  const barred = byEngine
    ? undefined
    : ((isFounding(body) ? checkFounder(actor, body) : checkFiler(actor)) ??
      checkSeal(
        deps,
        actor,
        founding.map(({ node }) => node),
      ));
  if (barred !== undefined) return refused(barred);
  if (existing !== undefined) return filedBefore(deps, tx, existing, asked);
  const people = await lookUp(tx, founding);
  const isCourts = isFounding(body) && !foundsAsParty(actor, body.kind);
  const unknown = isCourts
    ? await unknownCase(tx, deps.courtCode, { node: foundingNode(body.kind), payload: body.payload })
    : undefined;
  if (unknown !== undefined) return refused(unknown);
  const laws = await deps.laws.load(tx, [inForce]);
  const moment = { now: time, wokenFor: null, inForce: inForceWith(inForce, laws), laws, caseId };
  const others = await lookElsewhere(tx, founding, { caseId, person: actor });
  const sender = { actor, people, ...others };
  const command: Command = isFounding(body)
    ? { kind: 'found', body, ...sender }
    : {
        ...{ kind: 'file', body, ...sender },
        earlier: await readEarlierCases(tx, linksSought(body), caseId),
        restored: body.restoredFrom === undefined ? undefined : await readAsHeard(tx, caseIdOf(body.restoredFrom)),
      };
  const outcome = await inSlices(handleSteps(blank, command, moment));
  const [answer, { advanced }] = [answerOf(outcome), outcome];
  if (isRefusal(answer)) return refused(answer);
  if (advanced === undefined) throw new Error('a filing that was accepted is recorded');
  const filingHash = bodyHash(body);
  const { caseNo, court } = identityOf(deps, caseId, body);
  insertCase(tx, caseId, { caseNo, court, filing: body, filingHash }, advanced.rows, time);
  const nothing = {
    ...blank,
    ...moment,
    caseId,
    caseNo,
    court,
    filingHash,
    people,
    clockOffset: 0,
    digests: new Map(),
  };
  const made = { id: COMMAND, hash: filingHash, answer, seq: answer.fact };
  const left = await save(deps, tx, { ...nothing, commandIds: new Set([COMMAND]) }, advanced, time, made);
  return { answer, view: await viewOf(tx, left, time, advanced.effects.length), clock: 0 };
}

/** The number by which people call a record, and its court: a matter's number is its id, and it is this court's. */
function identityOf(
  { courtCode }: Pick<Deps, 'courtCode'>,
  id: string,
  body: Filing | Founding,
): { readonly caseNo: string; readonly court: string } {
  if (isFounding(body)) return { caseNo: id, court: courtCode };
  const { text: caseNo = body.caseNo, court = '' } = parseCaseNumber(body.caseNo) ?? {};
  return { caseNo, court };
}

/** The case is there already: with the same body it is the same filing. */
async function filedBefore(
  deps: RecordDeps,
  tx: Db,
  existing: Loaded,
  { caseId, message, time, clock: known }: FilingAsked,
) {
  const clock = clockOf(known, existing.clockOffset, time);
  const now = time + clock;
  const { advanced } = await inSlices(handleSteps(existing, { kind: 'settle' }, { ...existing, now }));
  const view = await viewOf(tx, await save(deps, tx, existing, advanced, now, null), now, 'count');
  if (existing.filingHash !== bodyHash(message.body)) {
    const other = refuse('case-exists', `${existing.caseNo}已经立案，内容不同；有误的请更正记录`);
    return { answer: refusedAnswer(other), view, clock };
  }
  const command = await readCommand(tx, caseId, COMMAND);
  return { answer: (command?.answer ?? null) as Accepted | null, view, clock }; // written above
}
