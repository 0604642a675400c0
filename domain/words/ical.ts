import { addDays, type CivilDate } from '../time/civil-date.ts';

/** A day in a calendar. */
export interface CalendarDay {
  /** The same for ever, in every calendar that has it. */
  readonly uid: string;
  /** Greater whenever it has changed. */
  readonly sequence: number;
  readonly on: CivilDate;
  readonly summary: string;
  readonly description: string;
  /** It may still move. */
  readonly isTentative: boolean;
}

const OCTETS = 75; // of a line, its end aside (RFC 5545, 3.1)

/** A calendar of whole days as its file (RFC 5545): what programs subscribe to. `made`: when, in UTC, `2026-02-24T01:02:03Z`. */
export function calendarFile(name: string, days: readonly CalendarDay[], made: string): string {
  const lines = [
    ...[
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//zhixing//zhixing//ZH',
      'METHOD:PUBLISH',
      `X-WR-CALNAME:${text(name)}`,
    ],
    ...['REFRESH-INTERVAL;VALUE=DURATION:PT1H', 'X-PUBLISHED-TTL:PT1H'],
    ...days.flatMap(({ uid, sequence, on, summary, description, isTentative }) => [
      ...['BEGIN:VEVENT', `UID:${text(uid)}`, `DTSTAMP:${compact(made)}`, `SEQUENCE:${sequence}`],
      ...[`DTSTART;VALUE=DATE:${compact(on)}`, `DTEND;VALUE=DATE:${compact(addDays(on, 1))}`],
      ...[`SUMMARY:${text(summary)}`, `DESCRIPTION:${text(description)}`],
      ...[`STATUS:${isTentative ? 'TENTATIVE' : 'CONFIRMED'}`, 'TRANSP:TRANSPARENT', 'END:VEVENT'],
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

const compact = (written: string): string => written.replaceAll(/[-:]/g, '');

/** A text as a value: what would end it, or begin another, is marked. */
const text = (value: string): string => value.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r\n|\r|\n/g, String.raw`\n`); // prettier-ignore

/** Breaks a line where it would be too long, between characters. */
export function foldLine(line: string): string {
  const parts: string[] = [''];
  let octets = 0;
  for (const char of line) {
    const more = octetsOf(char.codePointAt(0) ?? 0);
    if (octets + more > OCTETS) {
      parts.push('');
      octets = 1; // the blank that says that it goes on
    }
    parts.push((parts.pop() ?? '') + char);
    octets += more;
  }
  return parts.join('\r\n ');
}

function octetsOf(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x1_0000 ? 3 : 4;
}
