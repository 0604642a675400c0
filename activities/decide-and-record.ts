import { type Accepted, type AcceptedHeard, refusedAnswer } from '../domain/engine/answer.ts';
import { heard, isOpenToParties } from '../domain/engine/heard.ts';
import { readCase } from '../domain/record/case.ts';
import { answerOf, handleSteps } from '../domain/engine/handle.ts';
import { shiftsUnder } from '../domain/law/preview.ts';
import { isRefusal, refuse, type Refusal, refusalCodes } from '../domain/record/refusal.ts';
import type { Instant } from '../domain/time/instant.ts';
import { type Db, withTx } from '../db/client.ts';
import { readRelayed, readUnsent, type UnsentDisclosure } from '../db/outbox/read.ts';
import { kindOfFailure } from '../db/failure.ts';
import { markSent } from '../db/outbox/write.ts';
import { clockOf } from './clock.ts';
import { checkCompletion, receive } from './complete-node.ts';
import type { CaseCommand, Decide, Decided } from './decided.ts';
import type { Deps, RecordDeps } from './deps.ts';
import { checkFile, fileCase } from './file-case.ts';
import { inSlices } from '../process/in-slices.ts';
import { addressed } from './addressed.ts';
import { keepRefusal } from './keep-refusal.ts';
import { type Loaded, loadCase, save } from './load-case.ts';
import { setAside } from './set-aside.ts';
import { type Apart, disclosedApart, settleApart, storable } from './settle-apart.ts';
import { standings } from './standings.ts';
import { viewOf, viewUnlessSeen } from './view.ts';

/**
 * One transaction: load, check, append, derive, log, fill the outbox, commit (docs/architecture.md). Run twice with the same
 * command it answers twice the same. What cannot go through however often it is tried is an answer; it throws only what
 * may pass if tried again (set-aside.ts).
 */
export function decideAndRecord(given: Deps): (sent: Decide) => Promise<Decided> {
  const deps: RecordDeps = { ...given, standings: standings() };
  return async (sent) => {
    const asked = addressed(sent);
    try {
      const malformed = checkCommand(deps, asked);
      if (malformed !== undefined && !isSignal(asked.command)) return { answer: refusedAnswer(malformed), view: null };
      return await withTx(deps.store, (tx) => decideIn(deps, tx, { ...asked, malformed }));
    } catch (error) {
      return await (kindOfFailure(error) === 'data' ? apart(deps, asked, error) : setAside(deps, asked, error));
    }
  };
}

/** What the store refuses for ever of what nobody waits for is done part by part. */
function apart(deps: RecordDeps, asked: Decide, error: unknown): Promise<Decided> {
  const { command } = asked;
  const decides = (tx: Db, more: Partial<Checked>) => decideIn(deps, tx, { ...asked, malformed: undefined, ...more });
  if (command.kind === 'settle') return settleApart(deps, asked, (tx, part) => decides(tx, { apart: part }));
  if (command.kind !== 'disclosed') return setAside(deps, asked, error);
  return disclosedApart(deps, asked, command.batches, (tx, batch) => decides(tx, { command: { ...command, batches: [batch] } })); // prettier-ignore
}

/** What can be seen without the case. */
function checkCommand(deps: Deps, { caseId, command }: Decide): Refusal | undefined {
  if (command.kind === 'file') return checkFile(deps, caseId, command.message);
  return command.kind === 'complete' ? checkCompletion(command) : undefined;
}

/** Nobody waits for its answer: what is refused is kept in the case's log. */
const isSignal = (command: CaseCommand): boolean => command.kind === 'complete' && !command.waits;

/** `malformed`: why its form is refused; `apart`: what of what waits for the record is taken, left out: all of it. */
type Checked = Decide & { readonly malformed: Refusal | undefined; readonly apart?: Apart };

async function decideIn(deps: RecordDeps, tx: Db, asked: Checked): Promise<Decided> {
  const { caseId, time, command, malformed } = asked;
  if (command.kind === 'file') return fileCase(deps, tx, { ...asked, ...command });
  const by = command.kind === 'complete' && malformed === undefined ? command.message.by : null;
  const loaded = await loadCase(deps, tx, caseId, by);
  if (loaded === undefined) {
    const waiting = command.kind === 'complete';
    return { answer: waiting ? refusedAnswer(refuse('unknown-case', `没有案件 ${caseId}`)) : null, view: null };
  }
  const clock = clockOf(asked.clock, loaded.clockOffset, time);
  const deciding = { ...asked, loaded, now: time + clock };
  return { ...(await decideOn(deps, tx, deciding, command)), clock };
}

function decideOn(
  deps: RecordDeps,
  tx: Db,
  deciding: Omit<Deciding<never>, 'command'>,
  command: Later,
): Promise<Decided> {
  switch (command.kind) {
    case 'complete':
      return completeNode(deps, tx, { ...deciding, command });
    case 'disclosed':
      return recordDisclosed(deps, tx, { ...deciding, command });
    case 'settle':
    case 'law':
      return passTime(deps, tx, { ...deciding, command });
  }
}

/** What is asked of a case that there is. */
type Later = Exclude<CaseCommand, { kind: 'file' }>;

interface Deciding<C extends CaseCommand> extends Pick<Checked, 'malformed' | 'seen' | 'apart'> {
  readonly loaded: Loaded;
  readonly command: C;
  /** The case's own time. */
  readonly now: Instant;
}

type Kind<K extends CaseCommand['kind']> = Extract<CaseCommand, { kind: K }>;

/** What time and new law make of a case. */
async function passTime(
  deps: RecordDeps,
  tx: Db,
  { loaded, command, now, apart }: Deciding<Kind<'settle' | 'law'>>,
): Promise<Decided> {
  const changes = () => shiftsUnder({ ...loaded, now }, loaded.inForce, loaded.laws).length > 0;
  const waiting = command.kind === 'settle' ? await readRelayed(tx, loaded.caseId) : [];
  const relayed = apart === undefined ? waiting : waiting.filter(({ id }) => id === apart.id);
  const told = relayed.map(({ body, caseId: record }) => ({ ...body, record, ...(apart?.isUnstorable && { isUnstorable: true as const }) })); // prettier-ignore
  const asked = command.kind === 'law' ? { ...command, changes } : { ...command, relayed: told };
  const { advanced: made, law } = await inSlices(handleSteps(loaded, asked, { ...loaded, now }));
  const isRefused = apart?.isUnstorable === true && apart.id === null;
  const advanced =
    isRefused && made !== undefined ? await storable(deps, tx, { caseId: loaded.caseId, now }, made) : made;
  const left = await save(deps, tx, loaded, advanced, now, null);
  for (const { id } of relayed) await markSent(tx, id);
  // a rollout sees to the notices of its whole batch, and the sweeper to what it may lose
  const isOfBatch = law === 'moved' && command.kind === 'law' && command.rollout !== undefined;
  const view = await viewOf(tx, left, now, isOfBatch ? 0 : 'count');
  return { answer: null, view, ...(law !== undefined && { law }) };
}

/** Records what became of batches that went out to parties, and that they are done with: both or neither. */
async function recordDisclosed(
  deps: RecordDeps,
  tx: Db,
  { loaded, command, now }: Deciding<Kind<'disclosed'>>,
): Promise<Decided> {
  const reports = new Map(command.batches.map((batch) => [batch.id, batch.reports]));
  const unsent = await readUnsent(tx, loaded.caseId);
  const batches = unsent.filter((effect) => effect.effect === 'disclosure' && reports.has(effect.id)) as readonly UnsentDisclosure[]; // prettier-ignore
  const delivered = batches.map(({ id, to }) => ({ to, reports: reports.get(id) ?? [] }));
  const { advanced } = await inSlices(handleSteps(loaded, { kind: 'disclosed', delivered }, { ...loaded, now }));
  const left = await save(deps, tx, loaded, advanced, now, null);
  for (const { id } of batches) await markSent(tx, id);
  return { answer: null, view: await viewOf(tx, left, now, 'count') };
}

/** Puts a completion to its case, unless it has its answer already. */
async function completeNode(deps: RecordDeps, tx: Db, deciding: Deciding<Kind<'complete'>>): Promise<Decided> {
  const { loaded, command, malformed, now, seen } = deciding;
  const received =
    malformed === undefined ? await receive(deps, tx, { ...loaded, now }, command) : { answer: malformed };
  const asked = 'command' in received ? received.command : { kind: 'wake' as const };
  const outcome = await inSlices(handleSteps(loaded, asked, { ...loaded, now }));
  const answer = 'answer' in received ? received.answer : answerOf(outcome);
  const told = malformed === undefined ? toldTo(loaded, command, answer, now) : answer;
  const made = 'command' in received && !isRefusal(answer) ? { ...received, answer, seq: answer.fact } : null;
  const left = await save(deps, tx, loaded, outcome.advanced, now, made);
  // a guard's refusal is kept in the log; so is any refusal of a sender that does not wait to hear it (engine.md 11)
  if (isRefusal(answer) && (isSignal(command) || refusalCodes[answer.code] === 'guard'))
    await keepRefusal(tx, loaded.caseId, answer, { ...command, now });
  const people = 'command' in received ? received.command.people : loaded.people;
  const view = await viewUnlessSeen(tx, { ...left, people }, { now, seen });
  return { answer: isRefusal(told) ? refusedAnswer(told) : told, view };
}

/** What is answered: the log and the record keep all of it, a party hears what it may. */
function toldTo(
  { record, people }: Loaded,
  { message }: Kind<'complete'>,
  answer: Accepted | Refusal,
  now: Instant,
): AcceptedHeard | Refusal {
  const actor = people.get(message.by);
  return actor === undefined || !isOpenToParties(message.node)
    ? answer
    : heard(readCase(record), message, { actor, now }, answer);
}
