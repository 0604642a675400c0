/** What a message says, field by field: all that a provider's template leaves open. */
export type SmsFields = Readonly<Record<string, string>>;

/** A template as the provider has approved it. */
export interface SmsTemplate {
  readonly id: string;
  readonly text: string;
  /** Its fields in the order in which they stand. */
  readonly fields: readonly string[];
}

/** A short message is one of 70 characters, its signature in them: longer ones are charged and shown in parts. */
const MOST_CHARS = 70;

/** The longest that a field is at home: `（2026）豫0823执恢12345号之一`, 999 items. */
const longest: SmsFields = { caseNo: '（2026）豫0823执恢12345号之一', count: '999' };

const FIELD = /\$\{(\w+)\}/g;

/** What a template is for: the fields that it must have. Others it may not have. */
export const templateFields = { party: ['caseNo', 'count'], staff: ['count'] } as const;

/** Reads `id:text`, the text as it was approved, its fields `${caseNo}`, `${count}`. What is wrong with it comes back by code. */
export function readTemplate(
  setting: string,
  sign: string,
  needed: readonly string[],
): SmsTemplate | { readonly code: string; readonly why: string } {
  const [, id, text] = /^([A-Za-z0-9_]{1,64}):(\S.*)$/s.exec(setting.trim()) ?? [];
  if (id === undefined || text === undefined)
    return { code: 'sms-template-malformed', why: 'write the id of the template, a colon, and its text as approved' };
  const fields = [...text.matchAll(FIELD)].map(([, name = '']) => name);
  const unknown = fields.find((name) => !needed.includes(name));
  if (unknown !== undefined)
    return { code: 'sms-template-field-unknown', why: `there is no field ${unknown}: ${listed(needed)}` };
  const missing = needed.filter((name) => !fields.includes(name));
  if (missing.length > 0) return { code: 'sms-template-field-missing', why: `it must have ${listed(missing)}` };
  const length = [...`【${sign}】${filled({ text }, longest)}`].length;
  if (length > MOST_CHARS)
    return { code: 'sms-template-too-long', why: `filled in and signed it has ${length} characters, ${MOST_CHARS} at most` }; // prettier-ignore
  return { id, text, fields };
}

const listed = (names: readonly string[]): string => names.map((name) => `\${${name}}`).join(', ');

/** A template's text with its fields filled in. */
export const filled = ({ text }: Pick<SmsTemplate, 'text'>, fields: SmsFields): string =>
  text.replace(FIELD, (_, name: string) => fields[name] ?? '');
