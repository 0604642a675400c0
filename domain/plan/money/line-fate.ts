import type { FenAmount } from '../../money/fen.ts';
import type { Statement, StatementLine } from '../../money/statement/line.ts';
import { foldGlyphs } from '../../record/case-number.ts';
import { dateOf } from '../../time/instant.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import {
  indexedKnown,
  type Known,
  type KnownCase,
  type KnownForm,
  type KnownLine,
  type KnownToCourt,
} from './known-to-court.ts';
import type { AnswerLine } from '../../money/statement/answers.ts';
import { numbersIn } from './numbers-in-text.ts';
import { serialsNamed, takesBack } from './taken-back.ts';
import { receiptIdOf } from '../../nodes/id-part.ts';

/** Why a case is proposed. */
export type ProposalSign = 'sub-account' | 'case-number' | 'partial-number' | 'basis-number' | 'payer';

/** What becomes of a line (docs/spec/money.md 11). */
export interface LineFate {
  readonly status: 'matched' | 'unidentified' | 'suspicious' | 'duplicate' | 'broken';
  readonly kind:
    'arrival' | 'reversal' | 'return' | 'payment' | 'failure' | 'charge' | 'bank-interest' | 'unknown-debit' | null;
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
  /** The receipt that it takes back. */
  readonly receipt?: string;
  /** The serial of what it takes back of an arrival that no case is known of. */
  readonly takes?: string;
  /** It repeats, or contradicts, what somebody entered: no line of the bank's came before it. */
  readonly isFirst?: true;
  /** Of the bank's answer to an order: what it says. */
  readonly answer?: AnswerLine['answer'];
}

/** A line that stands already, in the file or from before. */
type Standing = KnownLine & { readonly row: number | null };

/** What becomes of each line, in order; `day` is the bank's day of the statement. */
export function fatesOf({ lines }: Pick<Statement, 'lines'>, day: CivilDate | null, court: KnownToCourt): LineFate[] {
  const known = indexedKnown(court);
  const bySerial = new Map<string, Standing>(court.lines.map((line) => [line.serial, { ...line, row: null }]));
  const alike = new Set(court.alike); // what has come in, told by day, sum, payer and remark
  return lines.map((line) => {
    const fate = fateOf(line, bySerial, known);
    if (fate.status === 'matched') known.settle(fate);
    const flags = fate.status === 'matched' && fate.kind === 'arrival' ? flagsOf(line, fate, { alike, day, known }) : []; // prettier-ignore
    if (fate.status !== 'broken' && !bySerial.has(line.serial)) {
      const isArrival = fate.kind === 'arrival' && fate.caseNo !== undefined;
      bySerial.set(line.serial, { ...line, caseNo: fate.caseNo ?? null, receipt: isArrival ? receiptIdOf(line.serial) : null, forms: fate.kind === 'payment' ? fate.forms : undefined }); // prettier-ignore
      alike.add(likeness(line));
    }
    return flags.length === 0 ? fate : { ...fate, flags };
  });
}

const SENT_BACK = /退票|退汇|退回/;
const CHARGE = /手续费|工本费|管理费/;
const BANK_INTEREST = /结息|利息/;

/** The rules in their order: the first that applies. */
function fateOf(line: StatementLine, bySerial: ReadonlyMap<string, Standing>, known: Known): LineFate {
  const { direction, amountFen, serial, summary, remark, counterName } = line;
  if (line.broken !== null || amountFen === null)
    return { status: 'broken', kind: null, code: line.broken ?? 'amount-format' };
  const words = `${summary ?? ''} ${remark ?? ''}`;
  const same = bySerial.get(serial);
  if (same !== undefined) return repeated(line, same);
  if (takesBack(line)) return takenBack(line, bySerial);
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
  const of = { kind, of: same.row, ...(same.isByHand === true && { isFirst: true as const }) } as const;
  return isSame ? { status: 'duplicate', ...of } : { status: 'suspicious', code: 'conflict', ...of };
}

const absolute = (fen: FenAmount): FenAmount => (fen < 0n ? -fen : fen);

/** The line that it takes back is named by its serial, and is of the same sum. */
function takenBack(line: StatementLine, bySerial: ReadonlyMap<string, Standing>): LineFate {
  const named = serialsNamed(line).filter((serial) => serial !== line.serial);
  const of = named.map((serial) => bySerial.get(serial)).find((each) => each !== undefined);
  if (of?.amountFen == null || absolute(of.amountFen) !== absolute(line.amountFen ?? 0n))
    return { status: 'suspicious', kind: 'reversal', code: 'reversal-unknown' };
  const { caseNo, receipt, forms, direction, serial } = of;
  return {
    ...{ status: 'matched', kind: 'reversal', of: of.row },
    ...(caseNo !== null && { caseNo }),
    ...(caseNo !== null && receipt != null && { receipt }),
    ...(forms?.length === 1 && { forms }),
    ...(caseNo === null && direction === 'credit' && { takes: serial }),
  };
}

function sentBack({ amountFen }: StatementLine, words: string, known: Known): LineFate {
  const [form, ...others] = known.formsNamed(words).filter((each) => each.state === 'paid' && each.amountFen === amountFen); // prettier-ignore
  return form === undefined || others.length > 0
    ? { status: 'suspicious', kind: 'return', code: 'return-unknown' }
    : { status: 'matched', kind: 'return', forms: [form.form], caseNo: form.caseNo };
}

/** A form's or a batch's reference, charges of the bank; any other debit nobody ordered. */
function paidOut({ amountFen }: StatementLine, words: string, known: Known): LineFate {
  const named = known.formsNamed(words);
  if (named.length > 0) {
    const ids = named.map(({ form }) => form);
    const sum = named.reduce((total, each) => total + each.amountFen, 0n);
    const isDue = ({ state, hasLine }: KnownForm): boolean =>
      state === 'sent' || (state === 'paid' && hasLine !== true);
    if (sum === amountFen && named.every(isDue)) return { status: 'matched', kind: 'payment', forms: ids };
    return { status: 'suspicious', kind: 'payment', code: 'payment-differs', forms: ids };
  }
  if (CHARGE.test(words)) return { status: 'matched', kind: 'charge' };
  return { status: 'suspicious', kind: 'unknown-debit', code: 'unknown-debit' };
}

/** Behind so many cases a proposal says nothing any more. */
const MOST_PROPOSED = 20;

/** Only a sub-account and one whole number assign by themselves; everything else is proposed at the most. */
function arrived(line: StatementLine, known: Known): LineFate {
  const { remark, subAccount } = line;
  const { cases, others, partial } = numbersIn(remark ?? '');
  const byNumber = cases.flatMap(({ id }) => known.byId.get(id) ?? []);
  const [bySub, ...sharing] = known.bySubAccount.get(subAccount ?? '') ?? [];
  const source = sourceOf(line);
  const matched = ({ caseNo }: KnownCase, by: 'sub-account' | 'case-number'): LineFate => {
    return { status: 'matched', kind: 'arrival', by, caseNo, ...(source !== undefined && { source }) };
  };
  const numbered = byNumber.map(({ caseNo }) => ({ caseNo, sign: 'case-number' as const }));
  if (bySub !== undefined) {
    if (sharing.length > 0) {
      const proposals = signed([bySub, ...sharing], 'sub-account');
      return { status: 'suspicious', kind: 'arrival', code: 'sub-account-of-several', proposals };
    }
    if (byNumber.every(({ caseNo }) => caseNo === bySub.caseNo)) return matched(bySub, 'sub-account');
    const proposals = [{ caseNo: bySub.caseNo, sign: 'sub-account' as const }, ...numbered];
    return { status: 'suspicious', kind: 'arrival', code: 'sub-account-and-remark-differ', proposals };
  }
  const [one, ...more] = byNumber;
  if (one !== undefined && more.length === 0) return matched(one, 'case-number');
  if (one !== undefined) return { status: 'suspicious', kind: 'arrival', code: 'several-cases', proposals: numbered };
  const proposals = [
    ...partial.flatMap(({ type, number }) => signed(known.byPart.get(`${type}${number}`), 'partial-number')),
    ...others.flatMap((other) => signed(known.byBasis.get(other), 'basis-number')),
    ...signed(known.byPayer.get(foldGlyphs(line.counterName ?? '')), 'payer'),
  ].slice(0, MOST_PROPOSED);
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

const signed = (cases: readonly KnownCase[] = [], sign: ProposalSign) =>
  cases.slice(0, MOST_PROPOSED).map(({ caseNo }) => ({ caseNo, sign }));

function sourceOf({ summary, remark }: StatementLine): LineFate['source'] {
  const words = `${summary ?? ''} ${remark ?? ''}`;
  if (words.includes('扣划')) return 'deducted';
  return /拍卖|变卖/.test(words) ? 'sale' : undefined;
}

interface Around {
  readonly alike: ReadonlySet<string>;
  readonly day: CivilDate | null;
  readonly known: Known;
}

/** By what two transfers are taken for one that was entered twice. */
export const likeness = ({
  bookedAt,
  direction,
  amountFen,
  counterAccount,
  remark,
}: Pick<StatementLine, 'bookedAt' | 'direction' | 'amountFen' | 'counterAccount' | 'remark'>): string =>
  // prettier-ignore
  JSON.stringify([bookedAt === null ? null : dateOf(bookedAt), direction, String(amountFen), counterAccount, remark]);

/** What whoever reviews it should know of a matched line. */
function flagsOf(
  line: StatementLine,
  { caseNo }: LineFate,
  { alike, day, known }: Around,
): NonNullable<LineFate['flags']> {
  const on = line.bookedAt === null ? null : dateOf(line.bookedAt);
  return [
    ...(on !== null && alike.has(likeness(line)) ? (['possible-double'] as const) : []),
    ...(known.byNo.get(caseNo ?? '')?.isClosed === true ? (['closed-case'] as const) : []),
    ...(day !== null && on !== null && on !== day ? (['other-day'] as const) : []),
  ];
}
