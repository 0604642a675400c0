import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { addDays } from '../../time/civil-date.ts';
import { dateOf, endOfDay, type Instant } from '../../time/instant.ts';
import type { DeadlineNow } from '../derived.ts';
import { lastServed } from '../documents/readings.ts';
import { remedyPending, rulingOn } from './readings.ts';

/** Days in which a third party may sue, no disposal meanwhile (L72). */
const SUIT_DAYS = 15;

/** When it is asked, and the deadlines as they stand; left out: nobody has them at hand, and no day of rest moves anything. */
interface Judged {
  readonly at: Instant;
  readonly deadlines?: readonly DeadlineNow[];
}

/** Whether a ruling leaves a third party without one of the things it claims: of what was upheld in part, the rest was rejected. */
const isRejected = ({ payload: { outcome, assets } }: FactOf<'objection.decided'>, asset: string): boolean =>
  outcome === 'rejected' || (outcome === 'upheld' && assets?.includes(asset) === false);

interface Barring extends Judged {
  readonly asset: string;
}

/** Why an objection of a third party keeps an asset from disposal at an instant; undefined where it does not (L72). */
function barring(
  c: Case,
  objection: FactOf<'objection.received'>,
  { asset, at, deadlines = [] }: Barring,
): string | undefined {
  const id = objection.subject ?? '';
  const ruled = rulingOn(c, id);
  if (ruled === undefined) return '尚未裁定';
  if (remedyPending(c, id) !== undefined) return '诉讼尚未了结';
  if (!isRejected(ruled, asset) || c.first('remedy.decided', id) !== undefined) return undefined;
  const told = lastServed(c, 'objection-ruling', ruled, objection.payload.by);
  if (told === undefined) return '驳回的裁定尚未送达异议人';
  // a last day that is a day of rest moves, and whoever may sue until then is waited for; of a record that knows no such row it does not
  const time = deadlines.find((d) => d.rule === 'objection-suit' && d.subject === id && d.id.endsWith(`@${told.seq}`));
  const over = Math.max(endOfDay(addDays(told.on, SUIT_DAYS)), time?.dueAt ?? 0);
  return at < over ? `裁定送达后${SUIT_DAYS}日内（至${dateOf(over - 1)}）可以起诉` : undefined;
}

/** The objection of a third party that keeps an asset from disposal at an instant, and why (plan D5). */
export const barredBy = (c: Case, asset: string, judged: Judged) =>
  c
    .all('objection.received')
    .filter(({ payload: p }) => p.kind === 'third-party' && p.assets?.includes(asset) === true)
    .flatMap((objection) => {
      const why = barring(c, objection, { ...judged, asset });
      return why === undefined ? [] : [{ objection, why }];
    })[0];
