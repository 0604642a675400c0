import { COURT_PATTERN } from '../../nodes/courts.ts';
import { type CaseNumber, foldGlyphs, parseCaseNumber } from '../../record/case-number.ts';

/** What a remark says of cases (docs/spec/money.md 11). */
export interface NumbersInText {
  /** Whole numbers of enforcement cases, each once. */
  readonly cases: readonly CaseNumber[];
  /** Whole numbers of other cases, folded: （2025）豫0823民初456号. */
  readonly others: readonly string[];
  /** Numbers that leave out year and court: 执12号, as type and number. */
  readonly partial: readonly { readonly type: string; readonly number: string }[];
}

const YEAR = '\\(?((?:19|20)[0-9]{2})\\)?';
const WHOLE = new RegExp(`${YEAR}${COURT_PATTERN}([\\p{Script=Han}]{1,4}?)(?:字)?(?:第)?0*([1-9][0-9]{0,8})号`, 'gu');
const OLD = new RegExp(`${YEAR}(\\p{Script=Han}{1,8})字第([0-9]{1,9})号`, 'gu');
const PARTIAL = /(执[恢保异]?)字?第?0*([1-9]\d{0,8})号/g;

/** One way to write: full width, invisible characters and spaces folded away. */
export const foldRemark = (text: string): string => foldGlyphs(text).replaceAll(/\s/g, '');

/** Finds the numbers of cases in a text that people wrote. */
export function numbersIn(text: string): NumbersInText {
  const folded = foldRemark(text);
  const whole = [...folded.matchAll(WHOLE)].map(([at, year, region, code, type, number]) => {
    return { at, written: `(${year})${region}${code}${type}${number}号` };
  });
  const old = [...folded.matchAll(OLD)].map(([at, year, words, number]) => ({ at, written: `(${year})${words}字第${number}号` })); // prettier-ignore
  const found = [...whole, ...old].map((each) => ({ ...each, parsed: parseCaseNumber(each.written) }));
  const rest = found.reduce((left, { at }) => left.replaceAll(at, ' '), folded);
  const cases = found.flatMap(({ parsed }) => parsed ?? []);
  return {
    cases: [...new Map(cases.map((number) => [number.id, number])).values()],
    others: [...new Set(found.flatMap(({ parsed, written }) => (parsed === undefined ? [written] : [])))],
    partial: [...rest.matchAll(PARTIAL)].map(([, type = '', number = '']) => ({ type, number })),
  };
}
