import { checkGate } from '../domain/record/form.ts';
import { legible } from '../domain/gate/text.ts';
import { named, refuse, type Refusal } from '../domain/record/refusal.ts';
import type { CompleteNode } from '../workflows/messages.ts';

const MOST_CHARACTERS = 1024 * 1024; // as much as the API takes

/** The fields of a message, by what it asks. */
const fields = {
  completion: ['node', 'subject', 'at', 'payload', 'by', 'commandId', 'ifVersion', 'seal', 'sealedAt'],
  filing: ['body', 'by', 'seal', 'sealedAt'],
} as const;

/** Messages come from anybody who may signal: nothing about their shape is certain. Undefined for one that is an object of known fields. */
export function checkSent(message: unknown, kind: keyof typeof fields): Refusal | undefined {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) {
    return refuse('not-a-command', '请发送一个对象，如 {"node":"reception.held","by":"p-reception-1","payload":{…}}');
  }
  if ('unreadable' in message) return refuse('not-a-command', `消息无法读取：${String(message.unreadable)}`); // ours: workflows/payload-converter.ts
  const kept = checkGate(message, '消息');
  if (kept !== undefined) return kept;
  const known: readonly string[] = fields[kind];
  const unknown = Object.keys(message).filter((field) => !known.includes(field));
  if (unknown.length > 0) {
    const missing = unknown.map((id) => ({ id: legible(id), zh: '没有这一字段' }));
    return refuse('unknown-field', `消息没有字段 ${named(missing.map(({ id }) => id))}，可用：${known.slice(0, -2).join('、')}`, undefined, missing); // prettier-ignore
  }
  if (JSON.stringify(message).length > MOST_CHARACTERS) return refuse('bad-value', '一次至多 1 MB，请分次发送');
  const { by } = message as Readonly<Record<string, unknown>>; // an object, see above
  return isText(by, 64) ? undefined : refuse('unknown-person', '请在 by 写明经办人编号');
}

/** Checks the shape of a completion, whatever it holds. */
export function checkMessage(message: CompleteNode): Refusal | undefined {
  const malformed = checkSent(message, 'completion');
  if (malformed !== undefined) return malformed;
  const { node, subject, at, commandId, ifVersion } = message as unknown as Record<string, unknown>; // see above
  if (typeof node !== 'string')
    return refuse(
      'not-a-command',
      '请在 node 写明节点，如 {"node":"reception.held","by":"p-reception-1","payload":{…}}',
    );
  if (subject !== undefined && subject !== null && typeof subject !== 'string')
    return refuse('wrong-type', 'subject 应为文本');
  if (commandId !== undefined && !isKey(commandId))
    return refuse('not-a-command', 'commandId 应为1至200个可见的 ASCII 字符');
  if (ifVersion !== undefined && !Number.isSafeInteger(ifVersion))
    return refuse('wrong-type', 'ifVersion 应为整数：读取时的版本');
  return at === undefined || typeof at === 'string' ? undefined : refuse('bad-instant', 'at 应为带时区的时刻');
}

const isText = (value: unknown, most: number): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= most;

const isKey = (value: unknown): boolean => typeof value === 'string' && /^[\x21-\x7e]{1,200}$/.test(value);
