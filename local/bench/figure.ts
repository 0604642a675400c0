/** One measured figure, ready to print. */
export interface Figure {
  readonly name: string;
  readonly figure: string;
  /** What it is to be; left out where nothing was promised. */
  readonly target?: string;
  readonly ok?: boolean;
}

/** What a figure is measured in, and how many digits behind the point are worth printing. */
export interface Unit {
  readonly unit: string;
  readonly digits?: number;
  /** Where the figure comes from: `21 ms against 17 ms`. */
  readonly of?: string;
}

const show = (value: number, { unit, digits = 0 }: Unit): string => `${value.toFixed(digits)} ${unit}`.trim();

const figure = (name: string, value: number, unit: Unit) => ({
  name,
  figure: `${show(value, unit)}${unit.of === undefined ? '' : ` (${unit.of})`}`,
});

/** A figure that is good as long as it is no more than `most`. */
export const atMost = (name: string, value: number, most: number, unit: Unit): Figure => ({
  ...figure(name, value, unit),
  target: `≤ ${show(most, unit)}`,
  ok: value <= most,
});

/** A figure that is good as long as it is no less than `least`. */
export const atLeast = (name: string, value: number, least: number, unit: Unit): Figure => ({
  ...figure(name, value, unit),
  target: `≥ ${show(least, unit)}`,
  ok: value >= least,
});

/** The value below which the given share of all values lies; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.ceil(share * sorted.length), sorted.length) - 1] ?? NaN;
}

/** Figures as a table for people, columns in line (Chinese does not occur in it). */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, figure: f, target = '', ok }) => [name, f, target, verdict(ok)]);
  const all = [['name', 'figure', 'target', ''], ...rows];
  const widths = [0, 1, 2, 3].map((i) => Math.max(...all.map((row) => row[i]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function verdict(ok: boolean | undefined): string {
  if (ok === undefined) return '';
  return ok ? 'ok' : 'OVER';
}
