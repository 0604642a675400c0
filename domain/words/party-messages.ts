/** What goes to a party in one message: the case, and what it is told. */
export interface PartyNews {
  readonly caseNo: string;
  /** Sentences as `toldZh` writes them: nothing in them is about other persons. */
  readonly lines: readonly string[];
}

/** A short message is one of 70 characters: longer ones come in parts, out of order, or not at all. */
const SMS_CHARS = 70;

/** A short message: the one sentence, if it fits; else how much there is, and where. */
export function smsZh({ caseNo, lines }: PartyNews): string {
  const [only = ''] = lines;
  const whole = `${caseNo}：${only}`;
  if (lines.length === 1 && length(whole) <= SMS_CHARS) return whole;
  const many = `您的案件${caseNo}有${lines.length}项新进展，请登录查阅，或者向承办人查询。`;
  return length(many) <= SMS_CHARS ? many : `您的案件有${lines.length}项新进展，请登录查阅，或者向承办人查询。`;
}

/** What a template of a provider leaves open: the case, and how much there is. */
export const smsFields = ({ caseNo, lines }: PartyNews): Readonly<Record<'caseNo' | 'count', string>> => ({
  caseNo,
  count: String(Math.min(lines.length, 999)),
});

/** A mail. */
export const mailZh = ({ caseNo, lines }: PartyNews): { readonly subject: string; readonly text: string } => ({
  subject: `${caseNo} 执行案件进展`,
  text: `您的案件${caseNo}有以下进展：\n\n${lines.map((line, i) => `${i + 1}. ${line}`).join('\n')}\n\n本邮件由系统发出，请勿回复；有疑问的，请向承办人查询。\n`,
});

const length = (text: string): number => [...text].length;
