// How the tour is laid out in a terminal: Chinese characters take two columns.
import { formatInstant, type Instant } from '../../domain/time/instant.ts';
import { inLanguage, type Language, type Said } from './language.ts';

const WIDE =
  /[\u1100-\u115f\u2018-\u201d\u2026\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const LINE = 100;

/** Columns that a text takes. */
export const columns = (text: string): number => [...text].reduce((sum, c) => sum + (WIDE.test(c) ? 2 : 1), 0);

/** A text in a column of that width; a longer one is left as it is. */
export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columns(text)));

/** Rows with their cells below each other; the last column is not filled up. */
export function printTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => columns(row[i] ?? ''))));
  return rows.map((row) =>
    row.map((cell, i) => (i + 1 < row.length ? pad(cell, (widths[i] ?? 0) + 2) : cell)).join(''),
  );
}

/** `2026-11-25 09:30`, in the court's zone. */
export const moment = (at: Instant | string): string =>
  (typeof at === 'string' ? at : formatInstant(at)).slice(0, 16).replace('T', ' ');

/** A due as the court says it: a date, or an instant for periods in hours. */
export function dueLine(due: string | null): string {
  if (due === null) return '—';
  return due.length > 10 ? moment(due) : due;
}

/** `250,000.00 元` */
export const inYuan = (fen: number): string =>
  `${(fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} 元`;

/** What the tour writes; `out` takes it. */
export interface Printer {
  /** What the tour says itself, in its language. */
  readonly say: (zh: string, en: string) => string;
  /** A chapter, with a sentence about it. */
  readonly chapter: (title: Said, about: Said) => void;
  readonly lines: (...texts: readonly string[]) => void;
  /** One thing that was done. */
  readonly did: (text: string) => void;
  readonly refused: (text: string) => void;
  /** The reasons under something, one a line. */
  readonly because: (steps: readonly string[]) => void;
}

/** A printer. Colours only where somebody looks. */
export function printer(out: (text: string) => void, colours: boolean, language: Language): Printer {
  const paint = (code: number, text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  const lines = (...texts: readonly string[]) => texts.forEach((text) => out(`${text.trimEnd()}\n`));
  let number = 0;
  return {
    say: (zh, en) => inLanguage(language, [zh, en]),
    chapter(title, about) {
      number += 1;
      const heading = `── ${number} ${inLanguage(language, title)} `;
      lines(
        '',
        paint(1, heading + '─'.repeat(Math.max(0, LINE - columns(heading)))),
        paint(2, `   ${inLanguage(language, about)}`),
      );
    },
    lines: (...texts) => lines(...texts.map((text) => `   ${text}`)),
    did: (text) => lines(`   ${paint(32, '✓')} ${text}`),
    refused: (text) => lines(`   ${paint(31, '✗')} ${text}`),
    because: (steps) => lines(...steps.map((step, i) => `       ${i + 1 < steps.length ? '├' : '└'} ${step}`)),
  };
}
