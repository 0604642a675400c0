import type { Instant } from '../time/instant.ts';
import type { Role } from '../nodes/roles.ts';

/** The rungs that fall by clock (plan §3); `discipline` 依法依纪处理 never does. In rising order. */
export const rungs = {
  remind: { zh: '提醒', to: ['owner'] },
  urge: { zh: '催办', to: ['owner', 'team-leader'] },
  supervise: { zh: '督办', to: ['owner', 'director'] },
  criticise: { zh: '通报批评', to: ['owner', 'director', 'president'] },
} as const satisfies Record<string, { zh: string; to: readonly (Role | 'owner')[] }>;

export type Rung = keyof typeof rungs;

export const rungIds = Object.keys(rungs) as Rung[]; // the keys of a constant record are exactly its type

const HOUR = 3_600_000;

/** When each rung falls: a court's setting per rule. Hours are real hours. A rung left out does not exist. */
export interface Ladder {
  /** Before the due: this share of the time from opening to due, but at least so many hours. */
  readonly remind?: { readonly share: number; readonly leastHours: number };
  readonly urge?: { readonly afterHours: number };
  readonly supervise?: { readonly afterHours: number };
  readonly criticise?: { readonly afterHours: number };
}

/** The default of plan §3. */
export const defaultLadder: Ladder = {
  remind: { share: 0.2, leastHours: 24 },
  urge: { afterHours: 0 },
  supervise: { afterHours: 24 },
  criticise: { afterHours: 96 },
};

/** The default for periods in hours: the reminder comes at least one hour before. */
export const hourLadder: Ladder = { ...defaultLadder, remind: { share: 0.2, leastHours: 1 } };

/** A supervised matter is itself the 督办: it has no such rung and opens no other (plan §3). */
export const matterLadder: Ladder = {
  remind: { share: 0.2, leastHours: 24 },
  urge: { afterHours: 0 },
  criticise: { afterHours: 96 },
};

/** A rung and the instant at which it falls. */
export interface RungAt {
  readonly rung: Rung;
  readonly at: Instant;
}

/**
 * The instants of a ladder, in rising order (plan §3). The reminder never precedes the opening; criticism comes when the
 * law's own due passes, if that is earlier; no rung falls after a higher one. Where the due had passed before anybody was
 * asked (a case that reaches the fast team after its 30 days), the ladder is climbed from the opening.
 */
export function rungInstants(ladder: Ladder, openedAt: Instant, dueAt: Instant, legalDueAt: Instant | null): RungAt[] {
  const found: RungAt[] = [];
  const from = Math.max(dueAt, openedAt);
  const legal = legalDueAt === null ? null : Math.max(legalDueAt, openedAt);
  let earliest = Number.POSITIVE_INFINITY;
  for (const rung of rungIds.toReversed()) {
    const own = ownInstant(ladder, rung, openedAt, from, legal);
    if (own === undefined) continue;
    earliest = Math.min(earliest, own);
    found.unshift({ rung, at: earliest });
  }
  return found;
}

function ownInstant(
  ladder: Ladder,
  rung: Rung,
  openedAt: Instant,
  dueAt: Instant,
  legalDueAt: Instant | null,
): Instant | undefined {
  if (rung === 'remind') {
    if (ladder.remind === undefined) return undefined;
    const lead = Math.max((dueAt - openedAt) * ladder.remind.share, ladder.remind.leastHours * HOUR);
    return Math.max(Math.round(dueAt - lead), openedAt);
  }
  const step = ladder[rung];
  if (step === undefined) return undefined;
  const own = dueAt + step.afterHours * HOUR;
  return rung === 'criticise' && legalDueAt !== null ? Math.min(own, legalDueAt) : own;
}
