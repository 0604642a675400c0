// What becomes of each answer of the bank's to an order (docs/spec/money.md 11): as with a statement, the first rule that applies.
import type { AnswerLine, Answers } from '../../money/statement/answers.ts';
import type { KnownForm } from './known-to-court.ts';
import type { LineFate } from './line-fate.ts';
import type { FatedLine } from './line-outcome.ts';

type Said = Omit<LineFate, 'answer'>;

/** The answers of a file, each with what becomes of it; `account`: which of the court's the orders went out of, where that is known. */
export function answeredLines(
  { lines }: Pick<Answers, 'lines'>,
  account: string,
  forms: readonly KnownForm[],
): readonly FatedLine[] {
  const byReference = new Map(forms.map((form) => [form.reference, form]));
  const first = new Map<string, AnswerLine>();
  return lines.map((line) => {
    const form = byReference.get(line.serial);
    const before = first.get(line.serial);
    const fate = line.broken === null ? fateOf(line, form, before) : broken(line);
    if (line.broken === null && before === undefined) first.set(line.serial, line);
    return { ...line, amountFen: form?.amountFen ?? null, account, fate: { ...fate, answer: line.answer } };
  });
}

const broken = ({ broken: code }: AnswerLine): Said => ({ status: 'broken', kind: null, ...(code !== null && { code }) }); // prettier-ignore

function fateOf(line: AnswerLine, form: KnownForm | undefined, before: AnswerLine | undefined): Said {
  const { status } = line.answer;
  const kind = status === 'failed' ? 'failure' : 'payment';
  if (before !== undefined) {
    const isSame = before.answer.status === status && before.answer.bankSerial === line.answer.bankSerial && before.bookedAt === line.bookedAt; // prettier-ignore
    return isSame ? { status: 'duplicate', kind, of: before.row } : { status: 'suspicious', kind, code: 'conflict', of: before.row }; // prettier-ignore
  }
  if (form === undefined) return { status: 'suspicious', kind, code: 'reference-unknown' };
  const of = { kind, forms: [form.form], caseNo: form.caseNo } as const;
  if (status === 'unknown') return form.state === 'sent' ? { status: 'suspicious', code: 'no-result', ...of } : { status: 'duplicate', ...of }; // prettier-ignore
  if (form.state === 'sent') return { status: 'matched', ...of };
  const isKnown = (form.state === 'failed') === (status === 'failed');
  return isKnown ? { status: 'duplicate', ...of } : { status: 'suspicious', code: 'answer-differs', ...of };
}
