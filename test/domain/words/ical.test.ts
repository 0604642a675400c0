// Calendars as RFC 5545 writes them: lines of 75 octets, values that nothing breaks out of, whole days.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarDay, calendarFile, foldLine } from '../../../domain/words/ical.ts';

const unfold = (file: string): string => file.replaceAll('\r\n ', '');
const day: CalendarDay = {
  uid: 'payout:r-7@12.2026-ha0823-zhi-1@zhixing',
  sequence: 12,
  on: '2026-02-28',
  summary: '发放案款 r-7 （2026）豫0823执1号',
  description: '2026-02-28届满',
  isTentative: false,
};
const MADE = '2026-02-01T02:03:04Z';

describe('a calendar', () => {
  it('has a whole day for each deadline, up to the next', () => {
    expect(unfold(calendarFile('执行期限', [day, { ...day, on: '2026-12-31', isTentative: true }], MADE)).split('\r\n')).toEqual([
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//zhixing//zhixing//ZH', 'METHOD:PUBLISH', 'X-WR-CALNAME:执行期限'],
      ...['REFRESH-INTERVAL;VALUE=DURATION:PT1H', 'X-PUBLISHED-TTL:PT1H'],
      ...['BEGIN:VEVENT', `UID:${day.uid}`, 'DTSTAMP:20260201T020304Z', 'SEQUENCE:12', 'DTSTART;VALUE=DATE:20260228'],
      ...['DTEND;VALUE=DATE:20260301', `SUMMARY:${day.summary}`, 'DESCRIPTION:2026-02-28届满', 'STATUS:CONFIRMED'],
      ...['TRANSP:TRANSPARENT', 'END:VEVENT'],
      ...['BEGIN:VEVENT', `UID:${day.uid}`, 'DTSTAMP:20260201T020304Z', 'SEQUENCE:12', 'DTSTART;VALUE=DATE:20261231'],
      ...['DTEND;VALUE=DATE:20270101', `SUMMARY:${day.summary}`, 'DESCRIPTION:2026-02-28届满', 'STATUS:TENTATIVE'],
      ...['TRANSP:TRANSPARENT', 'END:VEVENT', 'END:VCALENDAR', ''],
    ]);
  }); // prettier-ignore

  it('keeps whatever a text says inside its value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (said) => {
        const lines = unfold(calendarFile('x', [{ ...day, summary: said, description: 'd' }], MADE)).split('\r\n');
        const value = lines.find((line) => line.startsWith('SUMMARY:'))?.slice('SUMMARY:'.length) ?? '';
        const read = value.replaceAll(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
        expect(read).toBe(said.replaceAll(/\r\n|\r|\n/g, '\n'));
        expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
      }),
    );
  });

  it('breaks its lines at 75 octets, between characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (line) => {
        fc.pre(!/[\r\n]/.test(line));
        const folded = foldLine(line);
        for (const part of folded.split('\r\n')) expect(new TextEncoder().encode(part).length).toBeLessThanOrEqual(75);
        expect(unfold(folded)).toBe(line);
      }),
    );
  });
});
