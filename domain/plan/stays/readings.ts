import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { endOfDay, type Instant, startOfDay } from '../../time/instant.ts';
import { reading } from '../../record/reading.ts';
import type { Opening, Standstill } from '../deadline.ts';

type Stay = FactOf<'stay.ordered'>;

/** The word that ended a stay; undefined of one that nobody ended, and of what is no stay. */
export const endOfStay = (c: Case, stay: Fact | undefined): FactOf<'stay.ended'> | undefined =>
  stay?.node === 'stay.ordered' ? c.first('stay.ended', stay.subject) : undefined;

/** Stays that nobody has ended, in order; one with a last day of its own may be over. */
export const openStays = reading((c): readonly Stay[] =>
  c.all('stay.ordered').filter((f) => endOfStay(c, f) === undefined),
);

/** The stay under which nothing may be done about an asset on a day; undefined where there is none (plan D5). */
export const stayOn = (c: Case, asset: string, at: Instant): Stay | undefined =>
  c.all('stay.ordered').find((stay) => {
    const end = endOf(c, stay);
    const from = Math.max(startOfDay(stay.payload.from), stay.at);
    return reaches(stay, { subject: asset }) && from <= at && (end === null || at < end.at);
  });

/** Whether a stay reaches the whole case, or what a deadline is about (plan D5). */
const reaches = ({ payload: { scope } }: Stay, { subject }: Pick<Opening, 'subject'>): boolean =>
  scope === 'case' || (subject !== null && scope.includes(subject));

/** The stretches in which what a deadline asks for was stayed (`~` in plan §2): to the day of its end; then it is counted anew. */
export const underStay = (c: Case, opening: Opening): readonly Standstill[] =>
  c
    .all('stay.ordered')
    .filter((stay) => reaches(stay, opening))
    .map((stay) => ({
      from: Math.max(startOfDay(stay.payload.from), stay.at),
      end: endOf(c, stay),
      fact: stay.seq,
      zh: stay.payload.kind === 'suspended' ? '中止执行' : '暂缓执行',
    }));

function endOf(c: Case, stay: Stay): Standstill['end'] {
  const { to } = stay.payload;
  const planned = to === undefined ? [] : [{ at: endOfDay(to), countedFrom: to }];
  const ended = endOfStay(c, stay);
  const early = ended === undefined ? [] : [{ at: ended.at, countedFrom: ended.payload.on }];
  return [...planned, ...early].toSorted((a, b) => a.at - b.at)[0] ?? null;
}
