import type { FigureCount } from '../../db/statistics/figures.ts';
import { type Role, roles, type Team, teams } from '../../domain/nodes/roles.ts';
import { type FigureId, figureIds, figures, type Grouping, groupings } from '../../domain/words/figures.ts';

/** A figure of one group, with the records that it comes from. */
export interface FigureShown {
  readonly id: FigureId;
  readonly zh: string;
  readonly unit: string;
  /** Null: of nothing there is no share and no average. */
  readonly value: number | null;
  readonly count: number;
  readonly of: number | null;
  readonly records: string;
}

/** All figures of one group. */
export interface GroupShown {
  readonly key: string;
  readonly zh: string;
  readonly figures: readonly FigureShown[];
}

interface Shown {
  readonly by: Grouping;
  /** The days asked for, as they go into an address again. */
  readonly days: { readonly from: string; readonly to: string };
  readonly names: ReadonlyMap<string, string>;
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** The figures as they are shown: the whole court is one group though nothing happened in it. */
export function groupsShown(counted: readonly FigureCount[], shown: Shown): readonly GroupShown[] {
  const found = Map.groupBy(counted, ({ group }) => group);
  const keys = shown.by === 'court' ? [''] : [...found.keys()].toSorted();
  return keys.map((key) => {
    const own = new Map((found.get(key) ?? []).map((each) => [each.figure, each]));
    return { key, zh: groupZh(shown, key), figures: figureIds.map((id) => figureShown(id, own, key, shown)) };
  });
}

function figureShown(
  id: FigureId,
  own: ReadonlyMap<FigureId, FigureCount>,
  key: string,
  { by, days }: Shown,
): FigureShown {
  const { zh, unit, share } = figures[id];
  const n = (figure: FigureId): number => own.get(figure)?.n ?? 0;
  const query = new URLSearchParams({ figure: share?.of ?? id, by, group: key, ...days });
  const records = `/api/statistics/records?${query.toString()}`;
  if (share !== undefined) {
    const [part, all] = [n(share.of), share.among.reduce((sum, each) => sum + n(each), 0)];
    return { id, zh, unit, value: all === 0 ? null : round((100 * part) / all), count: part, of: all, records };
  }
  const mean = own.get(id)?.mean ?? null;
  const value = unit === '小时' ? mean && round(mean) : n(id);
  return { id, zh, unit, value, count: n(id), of: null, records };
}

function groupZh({ by, names }: Shown, key: string): string {
  if (by === 'court') return groupings.court;
  if (key === '') return '未落实';
  if (by === 'team') return teams[key as Team]; // as stored
  return by === 'desk' ? roles[key as Role] : (names.get(key) ?? key); // likewise
}
