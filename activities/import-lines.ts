import { Context, heartbeat, log } from '@temporalio/activity';
import { readFacts } from '../db/cases/read.ts';
import { readOfficers } from '../db/money/known.ts';
import {
  countLines,
  finishStatement,
  readStatementLines,
  settleLine,
  type StatementLineRow,
} from '../db/money/statements.ts';
import { readHolders } from '../db/people/read.ts';
import type { Answer } from '../domain/engine/answer.ts';
import { endings, forms } from '../domain/plan/money/forms.ts';
import { bookedText, type FatedLine, type LineOutcome, outcomeOf } from '../domain/plan/money/line-outcome.ts';
import { readCase } from '../domain/record/case.ts';
import { caseIdOf } from '../domain/record/case-number.ts';
import { bodyHash, sealed } from '../gateway/seal.ts';
import type { Decide, Decided } from './decided.ts';
import type { Deps } from './deps.ts';

/** Which lines come next: those that wait behind a row, at most `limit`. */
export interface LinesInput {
  readonly statementId: string;
  readonly after: number;
  readonly limit: number;
}

/** What came of a batch; `last` is null after the last one. */
export interface LinesMade {
  readonly recorded: number;
  readonly refused: number;
  readonly unanswered: number;
  readonly last: number | null;
}

/** What has become of one line: where it stands now, why it is left to a person, or that its case has not answered. */
type Made = { readonly record: string } | { readonly refused: string; readonly record?: string } | 'unanswered';

const AT_ONCE = 4; // lines: people record meanwhile
const BEAT_MS = 5_000;
const SYSTEM = 'sys:case-funds';

type Deciding = (sent: Decide) => Promise<Decided>;

/**
 * Makes facts and records of the next lines. Run again after a crash it finds what is done: a line's state says so, and its
 * fact has the line's own key. A line whose case refuses it stays, with the reason; one whose case does not answer waits.
 */
export const importLines =
  (deps: Deps, decide: Deciding) =>
  async ({ statementId, after, limit }: LinesInput): Promise<LinesMade> => {
    const { cancelled } = Context.current();
    const { db } = deps.store;
    const page = await readStatementLines(db, statementId, { state: 'waiting', after, limit });
    const count = { recorded: 0, refused: 0, unanswered: 0 };
    const waiting = page.values();
    const lane = async (): Promise<void> => {
      for (const row of waiting) {
        const made = await Promise.race([makeOf(deps, decide, row), cancelled]);
        if (made === 'unanswered') count.unanswered += 1;
        else if ('refused' in made) {
          count.refused += 1;
          await settleLine(db, row, { state: 'person', record: made.record ?? null, reason: made.refused });
        } else {
          count.recorded += 1;
          await settleLine(db, row, { state: 'recorded', record: made.record, reason: null });
        }
      }
    };
    const beat = setInterval(heartbeat, BEAT_MS);
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, lane));
    } finally {
      clearInterval(beat);
    }
    return { ...count, last: page.length < limit ? null : (page.at(-1)?.row ?? null) };
  };

async function makeOf(deps: Deps, decide: Deciding, row: StatementLineRow): Promise<Made> {
  const outcome = outcomeOf(row);
  if (outcome === undefined) return { refused: '请核对后处理' };
  try {
    return await become(deps, decide, row, outcome);
  } catch (error) {
    log.warn('a line waits: its record did not answer', { statement: row.statementId, row: row.row, error: String(error) }); // prettier-ignore
    return 'unanswered';
  }
}

function become(deps: Deps, decide: Deciding, line: FatedLine, outcome: LineOutcome): Promise<Made> {
  switch (outcome.do) {
    case 'found':
      return foundApart(deps, decide, line, outcome.payload);
    case 'record':
      return say(deps, line, { ...outcome, caseId: caseIdOf(outcome.caseNo) });
    case 'return':
      return sendBack(deps, line, outcome);
    case 'pay':
      return payForms(deps, line, outcome.forms);
  }
}

/** The number of the record of a line: the same however often it is read. */
const recordIdOf = ({ account, serial }: Pick<FatedLine, 'account' | 'serial'>): string =>
  `unidentified-receipt-${bodyHash({ account, serial }).slice(0, 20)}`;

/** Founds the record at once in Postgres; its workflow starts with its first clock, by the sweeper (docs/decisions/075, 104). */
async function foundApart({ store, sealKey }: Deps, decide: Deciding, line: FatedLine, payload: object): Promise<Made> {
  const id = recordIdOf(line);
  const proposals = (payload as { readonly proposals?: readonly { readonly case: string }[] }).proposals ?? []; // as outcomeOf makes it
  const officers = await readOfficers(store.db, proposals.map((each) => caseIdOf(each.case))); // prettier-ignore
  const named = proposals.map((each) => ({ ...each, ...officers.get(caseIdOf(each.case)) }));
  const body = { kind: 'unidentified-receipt', at: bookedText(line), payload: { ...payload, ...(named.length > 0 && { proposals: named }) } }; // prettier-ignore
  const message = sealed(sealKey, `${id}/fileCase`, { body, by: 'system' });
  const asked = { caseId: id, time: Date.now(), clock: null, seen: null };
  const { answer } = await decide({ ...asked, command: { kind: 'file', message, spent: false } });
  return madeOf(id, answer);
}

function madeOf(record: string, answer: Answer | null): Made {
  if (answer === null) return 'unanswered';
  if (answer.accepted) return { record };
  // found again after a crash, its officer another by then: it is there
  return answer.code === 'case-exists' ? { record } : { record, refused: answer.zh };
}

interface Said {
  readonly caseId: string;
  readonly node: string;
  readonly subject: string;
  readonly payload: object;
  /** Of several facts of one line. */
  readonly nth?: number;
}

/** Says it in the case as the system of case funds, under the line's own key. */
async function say({ store, tell }: Deps, line: FatedLine, said: Said): Promise<Made> {
  const { caseId, node, subject, payload, nth = 1 } = said;
  const by = (await readHolders(store.db, [SYSTEM])).get(SYSTEM)?.[0];
  if (by === undefined || tell === undefined) return { refused: '没有执行案款管理系统（sys:case-funds）的账号' };
  const at = bookedText(line);
  const commandId = `line-${bodyHash({ account: line.account, serial: line.serial }).slice(0, 32)}-${nth}`;
  return madeOf(caseId, await tell(caseId, { node, subject, payload, ...(at !== undefined && { at }), by, commandId }));
}

const partsOf = (form: string): readonly [caseId: string, form: string] => {
  const at = form.indexOf(' ');
  return [form.slice(0, at), form.slice(at + 1)];
};

const sendBack = (deps: Deps, line: FatedLine, { form }: Extract<LineOutcome, { do: 'return' }>): Promise<Made> => {
  const [caseId, subject] = partsOf(form);
  const reason = [line.summary, line.remark].filter((text) => text !== null).join(' ').slice(0, 2000); // prettier-ignore
  const payload = { amountFen: Number(line.amountFen), reference: line.serial, reason, ...bankSideOf(line) };
  return say(deps, line, { caseId, node: 'payout.returned', subject, payload });
};

/** What the bank says of a fact that one line of it is: of a batch's line it is several, and none of them bears it alone. */
const bankSideOf = (line: FatedLine, isAlone = true) => {
  const bookedAt = bookedText(line);
  const { account, serial } = line;
  return { ...(bookedAt !== undefined && { bookedAt }), ...(isAlone && { line: { account, serial } }) };
};

/** Each form of a batch in its own case: what is refused of one is said of the line. What was ordered is paid under its order's reference. */
async function payForms(deps: Deps, line: FatedLine, batch: readonly string[]): Promise<Made> {
  const made: Made[] = [];
  for (const [i, each] of batch.entries()) {
    const [caseId, subject] = partsOf(each);
    const record = await readFacts(deps.store.db, caseId);
    const form = record.length === 0 ? undefined : forms(readCase(record)).get(subject);
    if (form === undefined) return { refused: `没有审批表 ${subject}` };
    const { to, payee, payeeAccount } = form.applied.payload;
    const isAlone = batch.length === 1;
    const reference = form.sent?.payload.reference ?? (isAlone ? line.serial : `${line.serial}/${i + 1}`);
    const amountFen = form.leftFen > 0 ? form.leftFen : (form.approved?.payload.amountFen ?? 0); // said again after a crash it is the same
    const node = endings[to];
    const said = { amountFen, payee, payeeAccount, reference, ...bankSideOf(line, isAlone) };
    const payload = node === 'payout.paid' ? { to, ...said } : said;
    made.push(await say(deps, line, { caseId, node, subject, payload, nth: i + 1 }));
  }
  const stuck = made.find((each) => each === 'unanswered') ?? made.find((each) => typeof each === 'object' && 'refused' in each); // prettier-ignore
  return stuck ?? made[0] ?? { refused: '没有审批表' };
}

/** How many lines of a statement wait. */
export const countLinesLeft =
  ({ store: { db } }: Deps) =>
  async ({ statementId }: Pick<LinesInput, 'statementId'>): Promise<number> =>
    (await countLines(db, statementId)).filter(({ state }) => state === 'waiting').reduce((sum, { n }) => sum + n, 0);

/** The import has come to its end. */
export const finishImport =
  ({ store: { db } }: Deps) =>
  async ({ statementId }: Pick<LinesInput, 'statementId'>): Promise<void> =>
    finishStatement(db, statementId, Date.now());
