// What a line of the bank's, or its answer to an order, says in cases: as the system of case funds, under the line's own key.
import { exactNumber } from '../domain/money/fen.ts';
import { readCommand, readFacts } from '../db/cases/read.ts';
import { readHolders } from '../db/people/read.ts';
import type { Answer } from '../domain/engine/answer.ts';
import { endings, type Form, forms, outOf } from '../domain/plan/money/forms.ts';
import { hasPartIn } from '../domain/plan/money/persons.ts';
import { isCoarse, toldAt } from '../domain/plan/money/line-instant.ts';
import { bookedText, type FatedLine, wordsOf } from '../domain/plan/money/line-outcome.ts';
import { type Case, readCase } from '../domain/record/case.ts';
import { bodyHash } from '../gateway/seal.ts';
import type { Deps } from './deps.ts';

/** What has become of one line: where it stands now, why it is left to a person, or that its case has not answered. */
export type LineMade =
  { readonly record: string } | { readonly refused: string; readonly record?: string } | 'unanswered';

const SYSTEM = 'sys:case-funds';

/** A line, and who brought it. */
export type LineBrought = FatedLine & { readonly importer: string };

/** What a record has made of a line. */
export function madeOf(record: string, answer: Answer | null): LineMade {
  if (answer === null) return 'unanswered';
  if (answer.accepted) return { record };
  // found again after a crash, its officer another by then: it is there
  if (answer.code === 'case-exists') return { record };
  return { record, refused: answer.code === 'at-in-future' ? `${AHEAD}（${answer.zh}）` : answer.zh };
}

/** What a person does about what the bank dates ahead: no second import mends it, the file is the same. */
const AHEAD = '银行所写的时刻还没有到：请向银行核对，已经收付的由财务按实际时刻登记，付款未受理的登记 payout.failed';

interface Said {
  readonly caseId: string;
  readonly node: string;
  readonly subject: string;
  readonly payload: object;
  /** Its record as it stands, where that was read already. */
  readonly c?: Case;
  /** Of several facts of one line. */
  readonly nth?: number;
  /** The order that the bank answers, by the fact that gave it: the same answer to another is another. */
  readonly order?: number | undefined;
}

/** Says it in the case, once however often it is tried. */
export async function sayLine({ store, tell }: Deps, line: FatedLine, said: Said): Promise<LineMade> {
  const { caseId, node, subject, payload, c, nth = 1, order } = said;
  const by = (await readHolders(store.db, [SYSTEM])).get(SYSTEM)?.[0];
  if (by === undefined || tell === undefined) return { refused: '没有执行案款管理系统（sys:case-funds）的账号' };
  const { account, serial, fate } = line;
  const key = fate.answer === undefined ? { account, serial } : { serial, status: fate.answer.status, order: order ?? 0 }; // prettier-ignore
  const commandId = `line-${bodyHash(key).slice(0, 32)}-${nth}`;
  const at = toldAt(line, c ?? (isCoarse(line) ? await caseAt(store, caseId) : undefined), subject);
  // what it said before a crash may have been said of an earlier moment: what stands there has grown since
  if (at !== bookedText(line) && (await readCommand(store.db, caseId, commandId)) !== undefined)
    return { record: caseId };
  return madeOf(caseId, await tell(caseId, { node, subject, payload, ...(at !== undefined && { at }), by, commandId }));
}

async function caseAt({ db }: Deps['store'], caseId: string): Promise<Case | undefined> {
  const record = await readFacts(db, caseId);
  return record.length === 0 ? undefined : readCase(record);
}

interface FormFound {
  readonly caseId: string;
  readonly subject: string;
  readonly c: Case;
  readonly form: Form;
}

/** A form by its place in the court, in its case as it stands; what is said of the line instead where there is none, or it is not for whoever brought the line. */
async function formAt(
  { store }: Deps,
  place: string,
  importer: string,
): Promise<FormFound | { readonly not: LineMade }> {
  const at = place.indexOf(' ');
  const [caseId, subject] = [place.slice(0, at), place.slice(at + 1)];
  const c = await caseAt(store, caseId);
  const form = c && forms(c).get(subject);
  if (c === undefined || form === undefined) return { not: noForm(place) };
  const isTheirs = hasPartIn(c, subject, { by: importer, now: Date.now() });
  return isTheirs ? { not: { record: caseId, refused: `导入这一文件的人申请或者批准过审批表 ${subject}：银行的结果由另一人登记` } } : { caseId, subject, c, form }; // prettier-ignore
}

const noForm = (place: string): LineMade => ({ refused: `没有审批表 ${place.slice(place.indexOf(' ') + 1)}` });

/** What the bank says of a fact that one line of it is: of a batch's line it is several, and none of them bears it alone. */
const bankSideOf = (line: FatedLine, isAlone = true) => {
  const bookedAt = bookedText(line);
  const { account, fate } = line;
  const serial = fate.answer === undefined ? line.serial : (fate.answer.bankSerial ?? '');
  const isNamed = isAlone && account !== '' && serial !== '';
  return { ...(bookedAt !== undefined && { bookedAt }), ...(isNamed && { line: { account, serial } }) };
};

/** What a form had paid comes back. */
export async function sendBack(deps: Deps, line: LineBrought, place: string): Promise<LineMade> {
  const found = await formAt(deps, place, line.importer);
  if ('not' in found) return found.not;
  const { caseId, subject, c } = found;
  const fen = line.amountFen ?? 0n;
  const payload = { amountFen: exactNumber(fen < 0n ? -fen : fen), reference: line.serial, reason: wordsOf(line) || '银行退回', ...bankSideOf(line) }; // prettier-ignore
  return sayLine(deps, line, { caseId, node: 'payout.returned', subject, payload, c });
}

/** The bank has not carried an order out: the form stays approved, finance sends it once more or rejects it (docs/decisions/114). */
export async function failOrder(deps: Deps, line: LineBrought, place: string): Promise<LineMade> {
  const found = await formAt(deps, place, line.importer);
  if ('not' in found) return found.not;
  const { caseId, subject, c } = found;
  const payload = { reference: line.serial, reason: line.remark ?? '银行未写明原因', again: true };
  const order = c.last('payout.sent', subject)?.seq;
  return sayLine(deps, line, { caseId, node: 'payout.failed', subject, payload, c, order });
}

/** Each form of a batch in its own case: what is refused of one is said of the line. What was ordered is paid under its order's reference. */
export async function payForms(deps: Deps, line: LineBrought, batch: readonly string[]): Promise<LineMade> {
  const made: LineMade[] = [];
  for (const [i, place] of batch.entries()) {
    const found = await formAt(deps, place, line.importer);
    made.push('not' in found ? found.not : await payOne(deps, line, { ...found, i, isAlone: batch.length === 1 })); // prettier-ignore
  }
  const stuck = made.find((each) => each === 'unanswered') ?? made.find((each) => typeof each === 'object' && 'refused' in each); // prettier-ignore
  return stuck ?? made[0] ?? { refused: '没有审批表' };
}

function payOne(
  deps: Deps,
  line: FatedLine,
  { caseId, subject, c, form, i, isAlone }: FormFound & { readonly i: number; readonly isAlone: boolean },
): Promise<LineMade> {
  const { to, payee, payeeAccount } = form.applied.payload;
  const isPaid = form.sent === undefined && form.leftFen <= 0 && outOf(c, subject).length > 0;
  if (isPaid) return Promise.resolve({ record: caseId }); // said by this line before a crash, by the bank's answer or by somebody: it is that payment
  const reference = form.sent?.payload.reference ?? (isAlone ? line.serial : `${line.serial}/${i + 1}`);
  const said = { amountFen: form.leftFen, payee, payeeAccount, reference, ...bankSideOf(line, isAlone) };
  const node = endings[to];
  const payload = node === 'payout.paid' ? { to, ...said } : said;
  const order = form.sent?.seq;
  return sayLine(deps, line, { caseId, node, subject, payload, c, nth: i + 1, order });
}
