import { matterKindIds } from '../nodes/record-kinds.ts';
import type { Case } from './case.ts';
import { foldGlyphs, parseCaseNumber } from './case-number.ts';
import { parties } from './parties.ts';

interface Found {
  readonly caseNo: string;
  readonly cause: string;
  readonly applicants: readonly { readonly name: string }[];
  readonly respondents: readonly { readonly name: string }[];
}

const IDENTITY = 5; // characters: no register knows a shorter number
const DIGITS = 4; // the fewest in one
/** How such numbers are written, that of a soldier's card too (军字第1234567号). A month, a day, an id of ours and a part of a case number are none. */
const WRITTEN = /^(?:[0-9a-z][0-9a-z()·./-]*|\p{Script=Han}{1,3}字?第?[0-9]{6,}号?)$/u;
const OTHER = new RegExp(`^(?:[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?$|[0-9]{4}-[a-z]|(?:${matterKindIds.join('|')})-)`);

/** The dot between the parts of a name (阿依古丽·买买提), as keyboards and registers write it. */
const DOT = /[.\u00b7\u2022\u2027\u2219\u22c5\u2e31\u30fb]/gu;
const QUOTE = /["'\u2018\u2019\u201c\u201d\u300c-\u300f]/gu;

/**
 * A text as search compares it: full and half width, letter case, the variants of dot, quotation mark and bracket are
 * one, and what nobody sees is gone. What is stored and what is asked for go through here; twice is the same as once.
 */
export const foldText = (text: string): string =>
  foldGlyphs(text.normalize('NFKC').toLowerCase())
    .replaceAll(DOT, '·')
    .replaceAll(QUOTE, '"')
    .replaceAll('〔', '(')
    .replaceAll('〕', ')')
    .normalize('NFKC');

/**
 * A folded text with each character twice. An index of trigrams has nothing for two characters, and most Chinese names
 * have two or three: 鑫源 is looked for as 鑫鑫源源, which has two trigrams and is found in no other place.
 */
const doubled = (folded: string): string => folded.replaceAll(/./gu, '$&$&');

/** A number as it is kept; one of the old form without its zeros too. */
export const spellings = (caseNo: string): readonly string[] => [...new Set([caseNo, caseNo.replace(/第0+/, '第')])];

/** What a case is found by, as it stands in the store: number, cause, and every party's name, each on a line of its own. */
export const searchText = ({ caseNo, cause, applicants, respondents }: Found): string =>
  searchLines([...spellings(caseNo), cause, ...[...applicants, ...respondents].map(({ name }) => name)]);

/** How one name, number or cause stands in it. */
export const searchLine = (text: string): string => doubled(foldText(text));

/** Several of them, each on a line of its own. */
export const searchLines = (texts: readonly string[]): string => texts.map(searchLine).join('\n');

/** The identity numbers by which a record is found, each once. */
export const identitiesOf = (c: Case): readonly string[] =>
  c.kind === 'case' ? [...new Set(parties(c).flatMap(({ idNo }) => (idNo === undefined ? [] : [foldText(idNo)])))].toSorted() : []; // prettier-ignore

/** An identity number as it stands there, where somebody looks for one: what is not written as they are is part of a name or a case number. */
export function soughtIdentity(q: string): string | undefined {
  const folded = foldText(q).replaceAll(/\s/g, '');
  const isOne = WRITTEN.test(folded) && !OTHER.test(folded) && folded.replaceAll(/[^0-9]/g, '').length >= DIGITS;
  return isOne && folded.length >= IDENTITY ? folded : undefined;
}

/** What somebody looks for, as it would stand in a stored text; undefined where nothing of it can be seen. */
export function soughtText(q: string): string | undefined {
  const folded = foldText(parseCaseNumber(q)?.text.replace(/第0+/, '第') ?? q);
  return folded === '' ? undefined : doubled(folded);
}
