import { withoutUnseen } from '../gate/text.ts';
import { COURT_PATTERN, regions } from '../nodes/courts.ts';

/** 类型代字 of enforcement (法〔2015〕137号), what a case's id writes for each, and its name. */
const types = {
  执: { id: 'zhi', zh: '首次执行' },
  执恢: { id: 'zhihui', zh: '恢复执行' },
  执保: { id: 'zhibao', zh: '财产保全执行' },
  执异: { id: 'zhiyi', zh: '执行异议' },
  执复: { id: 'zhifu', zh: '执行复议' },
  执监: { id: 'zhijian', zh: '执行监督' },
  执协: { id: 'zhixie', zh: '执行协调' },
  执他: { id: 'zhita', zh: '其他执行' },
} as const;

export type CaseType = keyof typeof types;

/** The types of enforcement case and their names. */
export const caseTypes = Object.fromEntries(Object.entries(types).map(([id, { zh }]) => [id, zh])) as Readonly<
  Record<CaseType, string>
>; // its own keys

const TYPE = Object.keys(types).toSorted((a, b) => b.length - a.length).join('|'); // prettier-ignore
const current = new RegExp(
  `^\\((199[0-9]|20[0-9]{2}|2100)\\)${COURT_PATTERN}(${TYPE})(?:字)?(?:第)?0*([1-9][0-9]{0,8})号$`,
);
/** Before 2016 a court was a character or several, and so was the kind of case: （2014）武执字第00123号. */
const before2016 = /^\((199[0-9]|20[0-9]{2})\)(\p{Script=Han}{1,8})字第(0*([1-9][0-9]{0,8}))号$/u;
const FIRST_YEAR_OF_CODES = 2016;

/** The form of a case number as the description of the API states it; what people write instead is folded. */
export const CASE_NUMBER = `^[（(](199[0-9]|20[0-9]{2}|2100)[）)]${COURT_PATTERN}(${TYPE})([1-9][0-9]{0,8})号$`;

export interface CaseNumber {
  /** With full-width brackets, as courts write it; one from before 2016 with its zeros. */
  readonly text: string;
  /** The case's id, and its workflow's. */
  readonly id: string;
  readonly year: number;
  /** The court's own code, e.g. `豫0823`; before 2016 its character, e.g. `武`. */
  readonly court: string;
  readonly type: CaseType;
  /** In the form from before 2016, which names no court that could be told. */
  readonly old: boolean;
}

const YEAR = /[([{〔【〖](\d{4})[)\]}〕】〗]/g;

/** Full width, what nobody sees, the brackets of a year: one way to write each. Twice is the same as once. */
export const foldGlyphs = (text: string): string => withoutUnseen(text.normalize('NFKC')).replaceAll(YEAR, '($1)');

/**
 * Reads a case number as people write it; undefined if it is none. Its id is a function of it, in letters that URLs, file
 * names and shells take as they are: `（2026）豫0823执123号` → `2026-ha0823-zhi-123` (docs/decisions/003).
 */
export function parseCaseNumber(input: string): CaseNumber | undefined {
  const folded = foldGlyphs(input);
  const match = current.exec(folded);
  if (match === null) return oldNumber(folded);
  const [, year = '', region = '', code = '', typed = '', number = ''] = match;
  const type = typed as CaseType; // one of its own keys: the pattern is made of them
  return {
    text: `（${year}）${region}${code}${type}${number}号`,
    id: `${year}-${regions[region] ?? ''}${code}-${types[type].id}-${number}`,
    year: Number(year),
    court: `${region}${code}`,
    type,
    old: false,
  };
}

/** Its id holds the code points of court and kind: `2014-old-6b66-6267-123`. */
function oldNumber(folded: string): CaseNumber | undefined {
  const [, year = '', words = '', written = '', number = ''] = before2016.exec(folded) ?? [];
  const at = words.indexOf('执');
  if (at < 0 || Number(year) >= FIRST_YEAR_OF_CODES) return undefined;
  const type = (Object.keys(types) as CaseType[]).findLast((known) => words.endsWith(known)) ?? '执'; // its own keys
  const letters = [...words].map((char) => (char.codePointAt(0) ?? 0).toString(16));
  return {
    text: `（${year}）${words}字第${written}号`,
    id: `${year}-old-${letters.join('-')}-${number}`,
    year: Number(year),
    court: words.slice(0, at) || words,
    type,
    old: true,
  };
}

/** The code of the court whose case somebody names, by its id or its number; undefined where that does not tell. */
export function courtOf(named: string): string | undefined {
  const number = parseCaseNumber(named);
  if (number !== undefined) return number.old ? undefined : number.court;
  const [, letters = '', code = ''] = /^\d{4}-([a-z]+)(\d*)-[a-z]+-\d+$/.exec(named) ?? [];
  const region = Object.entries(regions).find(([, id]) => id === letters)?.[0];
  return region && `${region}${code}`;
}

/** Whether two cases are of one court, as far as numbers tell: one from before 2016 names no court. */
export function isOfOneCourt(caseNo: string, named: string): boolean {
  const [own, other] = [courtOf(caseNo), courtOf(named)];
  return own === undefined || other === undefined || own === other;
}

/** Whether a text has the form of a case's id: nothing else may be taken for a workflow of a case. */
export const isCaseId = (text: string): boolean => /^\d{4}-([a-z]+\d*-[a-z]+|old(-[0-9a-f]{4,5}){1,8})-\d+$/.test(text);

/** The id of a case that somebody names by it or by its number; whatever is neither comes back as it is. */
export const caseIdOf = (named: string): string => parseCaseNumber(named)?.id ?? named;
