import { Context, heartbeat, log } from '@temporalio/activity';
import { readFacts } from '../db/cases/read.ts';
import { readOfficers } from '../db/money/known.ts';
import {
  countLines,
  finishStatement,
  readStatementLines,
  readStatementRow,
  settleLine,
  type StatementLineRow,
} from '../db/money/statements.ts';
import { bookedText, type FatedLine, type LineOutcome, outcomeOf } from '../domain/plan/money/line-outcome.ts';
import { receiptIdOf } from '../domain/nodes/id-part.ts';
import { claimedReceipts } from '../domain/plan/money/unidentified.ts';
import { readCase } from '../domain/record/case.ts';
import { caseIdOf } from '../domain/record/case-number.ts';
import { bodyHash, sealed } from '../gateway/seal.ts';
import type { Decide, Decided } from './decided.ts';
import type { Deps } from './deps.ts';
import { type LineBrought, failOrder, type LineMade, madeOf, payForms, sayLine, sendBack } from './say-line.ts';

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

const AT_ONCE = 4; // lines: people record meanwhile
const BEAT_MS = 5_000;

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
    const importer = (await readStatementRow(db, statementId))?.by ?? '';
    const count = { recorded: 0, refused: 0, unanswered: 0 };
    const lane = async (waiting: Iterable<StatementLineRow>): Promise<void> => {
      for (const row of waiting) {
        const made = await Promise.race([makeOf(deps, decide, { ...row, importer }), cancelled]);
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
    const inLanes = async (rows: readonly StatementLineRow[]) => {
      const waiting = rows.values();
      await Promise.all(Array.from({ length: AT_ONCE }, () => lane(waiting)));
    };
    try {
      // what takes another line back comes when that one has become what it is
      await inLanes(page.filter((row) => !isFollowing(row)));
      await inLanes(page.filter(isFollowing));
    } finally {
      clearInterval(beat);
    }
    return { ...count, last: page.length < limit ? null : (page.at(-1)?.row ?? null) };
  };

const isFollowing = ({ fate: { kind } }: StatementLineRow): boolean => kind === 'reversal' || kind === 'return';

async function makeOf(deps: Deps, decide: Deciding, row: StatementLineRow & LineBrought): Promise<LineMade> {
  const outcome = outcomeOf(row);
  if (outcome === undefined) return { refused: '请核对后处理' };
  try {
    return await become(deps, decide, row, outcome);
  } catch (error) {
    log.warn('a line waits: its record did not answer', { statement: row.statementId, row: row.row, error: String(error) }); // prettier-ignore
    return 'unanswered';
  }
}

function become(deps: Deps, decide: Deciding, line: LineBrought, outcome: LineOutcome): Promise<LineMade> {
  switch (outcome.do) {
    case 'found':
      return foundApart(deps, decide, line, outcome.payload);
    case 'record':
      return sayLine(deps, line, { ...outcome, caseId: caseIdOf(outcome.caseNo) });
    case 'take-back':
      return takeBack(deps, line, outcome);
    case 'return':
      return sendBack(deps, line, outcome.form);
    case 'pay':
      return payForms(deps, line, outcome.forms);
    case 'fail':
      return failOrder(deps, line, outcome.form);
  }
}

/** The bank takes back what no case was known of: in its record; once it was claimed, where it went. */
async function takeBack(
  deps: Deps,
  line: FatedLine,
  { serial, payload }: Extract<LineOutcome, { readonly do: 'take-back' }>,
): Promise<LineMade> {
  const record = recordIdOf({ account: line.account, serial });
  const facts = await readFacts(deps.store.db, record);
  if (facts.length === 0) return { refused: '冲正所对应的到账没有登记，请核对后处理' };
  const c = readCase(facts);
  const claim = c.first('funds.claimed');
  const there = claimedReceipts(c, c.first('claim.proposed', claim?.subject)?.payload.cases ?? []);
  const [one, ...others] = claim === undefined ? [{ record, receipt: receiptIdOf(serial) }] : there;
  if (one !== undefined && others.length === 0)
    return sayLine(deps, line, { caseId: one.record, node: 'funds.reversed', subject: one.receipt, payload });
  const named = there.map(({ named: no, receipt }) => `${no}（${receipt}）`).join('、');
  return { refused: `所冲正的款项已经认领到多个案件：请财务在各案分别登记银行冲正：${named}`, record };
}

/** The number of the record of a line: the same however often it is read. */
const recordIdOf = ({ account, serial }: Pick<FatedLine, 'account' | 'serial'>): string =>
  `unidentified-receipt-${bodyHash({ account, serial }).slice(0, 20)}`;

/** Founds the record at once in Postgres; its workflow starts with its first clock, by the sweeper (docs/decisions/075, 104). */
async function foundApart(
  { store, sealKey }: Deps,
  decide: Deciding,
  line: FatedLine,
  payload: object,
): Promise<LineMade> {
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
