import type { FenAmount } from '../../money/fen.ts';
import type { Statement, StatementLine } from '../../money/statement/line.ts';
import { foldGlyphs, parseCaseNumber } from '../../record/case-number.ts';
import { dateOf } from '../../time/instant.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { foldRemark, numbersIn } from './numbers-in-text.ts';

/** A case as a statement may speak of it. */
export interface KnownCase {
  /** Its number as courts write it. */
  readonly caseNo: string;
  readonly subAccount: string | null;
  /** The names of its parties. */
  readonly parties: readonly string[];
  /** The number of the document that is enforced. */
  readonly basis: string | null;
  readonly isClosed: boolean;
}

/** A form that went to the bank: its own reference or its batch's. */
export interface KnownForm {
  readonly form: string;
  readonly caseNo: string;
  readonly reference: string;
  readonly amountFen: FenAmount;
  /** Ordered, paid by a line of the bank's, or sent back by one: each comes once. */
  readonly state: 'sent' | 'paid' | 'returned';
}

/** A line that an earlier import brought. */
export type KnownLine = Pick<StatementLine, 'serial' | 'direction' | 'amountFen' | 'counterAccount' | 'remark'> & {
  readonly caseNo: string | null;
};

/** What the court knows before an import. */
export interface KnownToCourt {
  /** The court's own code, e.g. `豫0823`. */
  readonly court: string;
  readonly cases: readonly KnownCase[];
  readonly forms: readonly KnownForm[];
  readonly lines: readonly KnownLine[];
}

/** Why a case is proposed. */
export type ProposalSign = 'sub-account' | 'case-number' | 'partial-number' | 'basis-number' | 'payer';

/** What becomes of a line (docs/spec/money.md 11). */
export interface LineFate {
  readonly status: 'matched' | 'unidentified' | 'suspicious' | 'duplicate' | 'broken';
  readonly kind: 'arrival' | 'reversal' | 'return' | 'payment' | 'charge' | 'bank-interest' | 'unknown-debit' | null;
  /** Why it is not matched. */
  readonly code?: string;
  readonly caseNo?: string;
  readonly by?: 'sub-account' | 'case-number';
  readonly forms?: readonly string[];
  readonly proposals?: readonly { readonly caseNo: string; readonly sign: ProposalSign }[];
  /** The row of the line that it repeats, contradicts or takes back; null: one of an earlier import. */
  readonly of?: number | null;
  readonly source?: 'deducted' | 'sale';
  readonly flags?: readonly ('possible-double' | 'closed-case' | 'other-day')[];
}

/** A line that stands already, in the file or from before. */
type Standing = KnownLine & { readonly row: number | null; readonly bookedAt?: StatementLine['bookedAt'] };

/** What becomes of each line, in order; `day` is the bank's day of the statement. */
export function fatesOf({ lines }: Pick<Statement, 'lines'>, day: CivilDate | null, known: KnownToCourt): LineFate[] {
  const before: Standing[] = known.lines.map((line) => ({ ...line, row: null }));
  const bySerial = new Map(before.map((line) => [line.serial, line]));
  let { forms } = known;
  return lines.map((line) => {
    const fate = fateOf(line, bySerial, { ...known, forms });
    if (fate.status === 'matched') forms = forms.map((each) => after(each, fate));
    const flags = fate.status === 'matched' && fate.kind === 'arrival' ? flagsOf(line, fate, { before, day, known }) : []; // prettier-ignore
    if (fate.status !== 'broken' && !bySerial.has(line.serial)) {
      const standing = { ...line, caseNo: fate.caseNo ?? null };
      before.push(standing);
      bySerial.set(line.serial, standing);
    }
    return flags.length === 0 ? fate : { ...fate, flags };
  });
}

/** A form once a line has paid it or sent it back. */
function after(form: KnownForm, { kind, forms = [] }: LineFate): KnownForm {
  if (!forms.includes(form.form)) return form;
  return { ...form, state: kind === 'return' ? 'returned' : 'paid' };
}

const TAKEN_BACK = /冲正|抹账|撤销/;
const SENT_BACK = /退票|退汇|退回/;
const CHARGE = /手续费|工本费|管理费/;
const BANK_INTEREST = /结息|利息/;

/** The rules in their order: the first that applies. */
function fateOf(line: StatementLine, bySerial: ReadonlyMap<string, Standing>, known: KnownToCourt): LineFate {
  const { direction, amountFen, serial, summary, remark, counterName } = line;
  if (line.broken !== null || amountFen === null)
    return { status: 'broken', kind: null, code: line.broken ?? 'amount-format' };
  const words = `${summary ?? ''} ${remark ?? ''}`;
  const same = bySerial.get(serial);
  if (same !== undefined) return repeated(line, same);
  if (TAKEN_BACK.test(summary ?? '') || amountFen < 0n) return takenBack(line, bySerial);
  if (direction === 'credit' && SENT_BACK.test(words)) return sentBack(line, words, known);
  if (direction === 'debit') return paidOut(line, words, known);
  if (BANK_INTEREST.test(words) && counterName === null) return { status: 'matched', kind: 'bank-interest' };
  return arrived(line, known);
}

function repeated(line: StatementLine, same: Standing): LineFate {
  const isSame = (['direction', 'amountFen', 'counterAccount', 'remark'] as const).every(
    (key) => line[key] === same[key],
  );
  const kind = line.direction === 'credit' ? 'arrival' : 'payment';
  return isSame
    ? { status: 'duplicate', kind, of: same.row }
    : { status: 'suspicious', kind, code: 'conflict', of: same.row };
}

const absolute = (fen: FenAmount): FenAmount => (fen < 0n ? -fen : fen);

/** The line that it takes back is named by its serial, and is of the same sum. */
function takenBack({ amountFen, remark, summary }: StatementLine, bySerial: ReadonlyMap<string, Standing>): LineFate {
  const named = foldRemark(`${summary ?? ''}${remark ?? ''}`).match(/[A-Za-z0-9-]{6,40}/g) ?? [];
  const of = named.map((serial) => bySerial.get(serial)).find((each) => each !== undefined);
  if (of?.amountFen == null || absolute(of.amountFen) !== absolute(amountFen ?? 0n))
    return { status: 'suspicious', kind: 'reversal', code: 'reversal-unknown' };
  return { status: 'matched', kind: 'reversal', of: of.row, ...(of.caseNo !== null && { caseNo: of.caseNo }) };
}

const isNamed = (reference: string, words: string): boolean =>
  new RegExp(`(?<![A-Za-z0-9])${reference.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![A-Za-z0-9]|-[0-9])`).test(
    words,
  );

function sentBack({ amountFen }: StatementLine, words: string, { forms }: KnownToCourt): LineFate {
  const form = forms.find(
    (each) => each.state === 'paid' && each.amountFen === amountFen && isNamed(each.reference, words),
  );
  return form === undefined
    ? { status: 'suspicious', kind: 'return', code: 'return-unknown' }
    : { status: 'matched', kind: 'return', forms: [form.form], caseNo: form.caseNo };
}

/** A form's or a batch's reference, charges of the bank; any other debit nobody ordered. */
function paidOut({ amountFen }: StatementLine, words: string, { forms }: KnownToCourt): LineFate {
  const named = forms.filter(({ reference }) => isNamed(reference, words));
  if (named.length > 0) {
    const ids = named.map(({ form }) => form);
    const sum = named.reduce((total, each) => total + each.amountFen, 0n);
    if (sum === amountFen && named.every(({ state }) => state === 'sent'))
      return { status: 'matched', kind: 'payment', forms: ids };
    return { status: 'suspicious', kind: 'payment', code: 'payment-differs', forms: ids };
  }
  if (CHARGE.test(words)) return { status: 'matched', kind: 'charge' };
  return { status: 'suspicious', kind: 'unknown-debit', code: 'unknown-debit' };
}

/** Only a sub-account and one whole number assign by themselves; everything else is proposed at the most. */
function arrived(line: StatementLine, known: KnownToCourt): LineFate {
  const { remark, subAccount } = line;
  const { cases, others, partial } = numbersIn(remark ?? '');
  const byNumber = cases.flatMap(
    ({ id }) => known.cases.find(({ caseNo }) => parseCaseNumber(caseNo)?.id === id) ?? [],
  );
  const bySub = subAccount === null ? undefined : known.cases.find((each) => each.subAccount === subAccount);
  const source = sourceOf(line);
  const matched = ({ caseNo }: KnownCase, by: 'sub-account' | 'case-number'): LineFate => {
    return { status: 'matched', kind: 'arrival', by, caseNo, ...(source !== undefined && { source }) };
  };
  const numbered = byNumber.map(({ caseNo }) => ({ caseNo, sign: 'case-number' as const }));
  if (bySub !== undefined) {
    if (byNumber.every(({ caseNo }) => caseNo === bySub.caseNo)) return matched(bySub, 'sub-account');
    const proposals = [{ caseNo: bySub.caseNo, sign: 'sub-account' as const }, ...numbered];
    return { status: 'suspicious', kind: 'arrival', code: 'sub-account-and-remark-differ', proposals };
  }
  const [one, ...more] = byNumber;
  if (one !== undefined && more.length === 0) return matched(one, 'case-number');
  if (one !== undefined) return { status: 'suspicious', kind: 'arrival', code: 'several-cases', proposals: numbered };
  const proposals = [
    ...partial.flatMap(({ type, number }) => known.cases.filter(({ caseNo }) => isPartOf(caseNo, type, number)).map(({ caseNo }) => ({ caseNo, sign: 'partial-number' as const }))), // prettier-ignore
    ...others.flatMap((other) => known.cases.filter(({ basis }) => basis !== null && foldRemark(basis) === other).map(({ caseNo }) => ({ caseNo, sign: 'basis-number' as const }))), // prettier-ignore
    ...known.cases.filter((each) => isPayer(line, each)).map(({ caseNo }) => ({ caseNo, sign: 'payer' as const })),
  ];
  const code = whyUnidentified(line, known.court);
  return { status: 'unidentified', kind: 'arrival', code, ...(proposals.length > 0 && { proposals }) };
}

function whyUnidentified({ remark, counterName, counterAccount }: StatementLine, court: string): string {
  const { cases, others, partial } = numbersIn(remark ?? '');
  if (cases.length > 0) return cases.some((each) => each.court === court || each.old) ? 'no-such-case' : 'other-court';
  if (partial.length > 0) return 'partial-number';
  if (others.length > 0) return 'basis-number';
  return remark === null && counterName === null && counterAccount === null ? 'no-clue' : 'no-number';
}

function isPartOf(caseNo: string, type: string, number: string): boolean {
  const parsed = parseCaseNumber(caseNo);
  return parsed !== undefined && parsed.type === type && parsed.id.endsWith(`-${number}`);
}

const isPayer = ({ counterName }: StatementLine, { parties, isClosed }: KnownCase): boolean =>
  counterName !== null && !isClosed && parties.some((name) => foldGlyphs(name) === foldGlyphs(counterName));

function sourceOf({ summary, remark }: StatementLine): LineFate['source'] {
  const words = `${summary ?? ''} ${remark ?? ''}`;
  if (words.includes('扣划')) return 'deducted';
  return /拍卖|变卖/.test(words) ? 'sale' : undefined;
}

interface Around {
  readonly before: readonly Standing[];
  readonly day: CivilDate | null;
  readonly known: KnownToCourt;
}

/** What whoever reviews it should know of a matched line. */
function flagsOf(
  line: StatementLine,
  { caseNo }: LineFate,
  { before, day, known }: Around,
): NonNullable<LineFate['flags']> {
  const on = line.bookedAt === null ? null : dateOf(line.bookedAt);
  const isDouble = before.some(
    (each) =>
      each.bookedAt != null && dateOf(each.bookedAt) === on && each.direction === line.direction &&
      each.amountFen === line.amountFen && each.counterAccount === line.counterAccount && each.remark === line.remark, // prettier-ignore
  );
  return [
    ...(isDouble ? (['possible-double'] as const) : []),
    ...(known.cases.some((each) => each.caseNo === caseNo && each.isClosed) ? (['closed-case'] as const) : []),
    ...(day !== null && on !== null && on !== day ? (['other-day'] as const) : []),
  ];
}
