import { type Light, lightOf, lights } from '../plan/light.ts';
import type { Instant } from '../time/instant.ts';
import { noticeRead } from './notice-text.ts';

/** A notice as it goes out to one of the court's own people. */
export interface NoticeLine {
  /** With names in place of ids, and the number of its record (`noticeRead`). */
  readonly text: string;
  /** Of the deadline that it is about, as it stands now; null: it is about none. */
  readonly light: Light | null;
}

/** A notice as it stands in an inbox, with the deadline that it is about as that stands now. */
interface Row {
  readonly record: string;
  readonly body: { readonly caseNo: string; readonly text: string };
  readonly deadline: Parameters<typeof lightOf>[0] | null;
  /** By how much its record's own time is ahead of the wall clock (ms). */
  readonly clockOffset: number;
}

/** A row of an inbox as a line of a message. `names`: of those whom it speaks of; `realNow`: the wall clock. */
export const staffLine = (
  { record, body, deadline, clockOffset }: Row,
  names: ReadonlyMap<string, string>,
  realNow: Instant,
): NoticeLine => ({
  text: noticeRead(body, record, names).text,
  light: deadline === null ? null : lightOf(deadline, realNow + clockOffset),
});

/** A notice as far as it tells what it is about. */
interface About {
  readonly record: string;
  readonly body: { readonly rung: string | null; readonly deadline: string | null };
}

const itemOf = ({ record, body }: About): string => JSON.stringify([record, body.deadline]);

/** What a digest tells of notices in the order in which they came: a deadline once, by its last rung, however many warned of it. */
export function itemsOf<R extends About>(rows: readonly R[]): readonly R[] {
  const last = new Map(rows.filter(({ body }) => body.rung !== null).map((row) => [itemOf(row), row]));
  return rows.filter((row) => row.body.rung === null || row.body.deadline === null || last.get(itemOf(row)) === row);
}

/** The most urgent first. */
const order: readonly (Light | null)[] = ['black', 'purple', 'red', 'yellow', 'green', 'grey', null];
const called = (light: Light | null): string => (light === null ? '其他通知' : lights[light]);
const MOST_LINES = 200;

/** What is there by lights, the most urgent first. */
const grouped = (lines: readonly NoticeLine[]) =>
  order.flatMap((light) => {
    const own = lines.filter((line) => line.light === light);
    return own.length === 0 ? [] : [{ light, own }];
  });

/** `黑灯：已提请通报批评…1项，紫灯：已督办2项` */
const counted = (lines: readonly NoticeLine[]): string =>
  grouped(lines)
    .map(({ light, own }) => `${called(light)} ${own.length} 项`)
    .join('；');

/** A day's notices in one: how many of each light, then one after the other. */
export const digestZh = (lines: readonly NoticeLine[]): string =>
  [`【每日汇总】共 ${lines.length} 项：${counted(lines)}`, ...numbered(lines)].join('\n');

function numbered(lines: readonly NoticeLine[]): readonly string[] {
  const shown = grouped(lines).flatMap(({ light, own }) => own.map(({ text }) => ({ light, text }))).slice(0, MOST_LINES); // prettier-ignore
  const listed = shown.flatMap(({ light, text }, i) => [
    ...(i === 0 || shown[i - 1]?.light !== light ? [`■ ${called(light)}`] : []),
    `${i + 1}. ${text}`,
  ]);
  return lines.length > MOST_LINES ? [...listed, `另有 ${lines.length - MOST_LINES} 项，见收件箱`] : listed;
}

const FOOT = '\n\n本邮件由系统发出，请勿回复；全部通知见收件箱。\n';

/** A mail to one of the court's own people. */
export function staffMailZh(
  lines: readonly NoticeLine[],
  isDigest: boolean,
): { readonly subject: string; readonly text: string } {
  // prettier-ignore
  if (isDigest) return { subject: `每日汇总：${lines.length} 项`, text: `${digestZh(lines)}${FOOT}` };
  const [only] = lines;
  const subject = lines.length === 1 ? firstLine(only?.text ?? '') : `${lines.length} 项新的通知`;
  return { subject, text: `${numbered(lines).join('\n')}${FOOT}` };
}

const LONGEST_SUBJECT = 60;
const firstLine = (text: string): string => [...(text.split('\n')[0] ?? '')].slice(0, LONGEST_SUBJECT).join('');

/** A short message to one of them: how much there is, never what of whom. */
export const staffSmsZh = (lines: readonly NoticeLine[]): string => `您有${lines.length}项新的通知，请登录查阅。`;
