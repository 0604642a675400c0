// What of a file can be kept: a byte that no text holds, a day outside all calendars or a sum beyond all numbers breaks its line, never the file.
import { isInstant } from '../../gate/instant.ts';
import { keepable, LONGEST_TEXT } from '../../gate/text.ts';
import { type FenAmount, MOST_FEN } from '../fen.ts';
import type { AnswerLine } from './answers.ts';
import type { BrokenCode, Statement, StatementLine } from './line.ts';

/** A serial number, and an account, have at most so many characters (`BankLine`). */
const LONGEST_SERIAL = 128;
const LONGEST_ACCOUNT = 64;

const textFields = ['serial', 'subAccount', 'counterName', 'counterAccount', 'counterBank', 'summary', 'remark'] as const; // prettier-ignore

const clean = (text: string, longest = LONGEST_TEXT): string => keepable(text.slice(0, longest));

const isBeyond = (fen: FenAmount | null): boolean => fen !== null && (fen > MOST_FEN || fen < -MOST_FEN);

const within = (fen: FenAmount | null): FenAmount | null => (isBeyond(fen) ? null : fen);

/** A statement as it can be kept: what cannot stands broken, with what of it is legible. */
export function keptStatement<S extends Statement>(read: S): S {
  const { account, openingFen, closingFen, lines } = read;
  const isAccount = account === null || clean(account, LONGEST_ACCOUNT) === account;
  return {
    ...read,
    account: isAccount ? account : null,
    ...{ openingFen: within(openingFen), closingFen: within(closingFen), lines: lines.map(keptLine) },
  };
}

function keptLine(line: StatementLine): StatementLine {
  const texts = Object.fromEntries(
    textFields.map((key) => [
      key,
      line[key] === null ? null : clean(line[key], key === 'serial' ? LONGEST_SERIAL : undefined),
    ]),
  ) as Pick<StatementLine, (typeof textFields)[number]>; // prettier-ignore -- the same fields
  const bankSerial = isAnswer(line) ? line.answer.bankSerial : null;
  const said = bankSerial === null ? null : clean(bankSerial, LONGEST_SERIAL);
  const isDated = line.bookedAt === null || isInstant(line.bookedAt);
  const isLegible = said === bankSerial && textFields.every((key) => texts[key] === line[key]);
  const flaws: readonly (BrokenCode | false)[] = [
    isBeyond(line.amountFen) && 'amount-too-large',
    !isDated && 'bad-date',
    !isLegible && 'bad-text',
  ];
  return {
    ...line,
    ...texts,
    bookedAt: isDated ? line.bookedAt : null,
    ...{ amountFen: within(line.amountFen), balanceFen: within(line.balanceFen) },
    broken: line.broken ?? flaws.find((each) => each !== false) ?? null,
    ...(isAnswer(line) && { answer: { ...line.answer, bankSerial: said } }),
  };
}

const isAnswer = (line: StatementLine): line is AnswerLine => 'answer' in line;
