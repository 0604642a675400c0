import { COURT_PATTERN } from '../nodes/courts.ts';
import { law } from '../nodes/basis.ts';
import { unseenIn } from '../gate/text.ts';
import { type CaseNumber, type CaseType, caseTypes, foldGlyphs, parseCaseNumber } from '../record/case-number.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import { civilYear, type Instant } from '../time/instant.ts';

const basis = law('法〔2015〕137号');

/** Where the cases go that this court does not carry out here (plan.md §0). */
const elsewhere: Readonly<Record<Exclude<CaseType, '执' | '执恢' | '执保'>, string>> = {
  执异: '异议由执行审查部门另案办理，请在审判系统立案',
  执复: '复议由上一级法院办理，请到该院立案',
  执监: '监督由执行审查部门办理，请在审判系统立案',
  执协: '协调由共同的上级法院办理，请报该院立案',
  执他: '请在审判系统立案；是执行实施案件的，请改正类型代字',
};

/** A number as it was sent, and what decides whether a case is filed under it here. */
interface Asked {
  readonly caseNo: string;
  readonly filedAt: Instant;
  /** It comes with a history, even an empty one: a case of long ago. */
  readonly takenOver: boolean;
  /** This court's own code. */
  readonly court: string;
}

/** Whether a case may be filed here under its number (engine.md 14a): its form, its kind, whose it is, its year. */
export function checkNumber(asked: Asked): Refusal | undefined {
  const number = parseCaseNumber(asked.caseNo);
  if (number === undefined) return unreadable(asked.caseNo, asked.court);
  const { type, text } = number;
  if (type !== '执' && type !== '执恢' && type !== '执保') {
    return refuse('not-enforcement', `${text}是${caseTypes[type]}案件，不在此立案：${elsewhere[type]}`, basis);
  }
  return number.old ? ofOldForm(number, asked) : ofThisCourt(number, asked);
}

/** Which court's an old number is cannot be told from it: it is believed of a case that is taken over. */
const ofOldForm = ({ text, year }: CaseNumber, { takenOver, court }: Asked): Refusal | undefined =>
  takenOver
    ? undefined
    : refuse(
        'bad-case-number',
        `${text}是${year}年的旧式案号，只用于接管旧案：接管请带上 history（没有已办事项的写 []）；新立案件请用新案号，如 （2026）${court}执123号`,
        basis,
      );

function ofThisCourt({ text, court, year }: CaseNumber, asked: Asked): Refusal | undefined {
  if (court !== asked.court) {
    const zh = `${text}是${court}的案件，本院是${asked.court}：请核对案号；确属他院案件的，由该院立案，移送、指定本院执行的以本院新立的案号立案`;
    return refuse('wrong-court', zh, basis);
  }
  const filed = civilYear(asked.filedAt);
  if (year === filed || asked.takenOver) return undefined;
  const zh = `案号的年度是${year}年，而立案时刻在${filed}年：请核对案号和 filedAt；接管旧案请带上 history（没有已办事项的写 []）`;
  return refuse('wrong-year', zh, basis);
}

/** Why a text is no case number, as far as can be told. */
function unreadable(caseNo: string, court: string): Refusal {
  const folded = foldGlyphs(caseNo);
  const hints: readonly (readonly [RegExp, string])[] = [
    [/号之[一二三四五六七八九十]+$/, '，请去掉“之一”一类的文书序号'],
    [/^\((2\d{3})\)\p{Script=Han}+字第\d+号$/u, '，2016年起的案号应写法院代字'],
    [/^\d{4}/, '，年份要有括号'],
    [new RegExp(`^\\(\\d{4}\\)${COURT_PATTERN}(?!执)\\p{Script=Han}`, 'u'), '，类型代字应为“执”“执恢”或“执保”'],
  ];
  const hint = hints.find(([pattern]) => pattern.test(folded))?.[1] ?? '';
  return refuse(
    'bad-case-number',
    `不是执行案号：${caseNo}${unseenIn(caseNo)}${hint}；应如 （2026）${court}执123号`,
    basis,
  );
}
