import type { Role } from '../../nodes/roles.ts';
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { parties } from '../../record/parties.ts';
import { reading } from '../../record/reading.ts';
import { applicationOf } from '../applications/readings.ts';
import { sanctionsTold } from '../coercion/told-sanctions.ts';
import type { Opening } from '../deadline.ts';
import { fromService } from '../documents/services.ts';
import { servicesAbout, type Thing, type ServedWith } from '../documents/told.ts';
import { objectionOf } from './readings.ts';

/** Whether an answer may be reconsidered: whether somebody joins, and that a restriction is not put right (失信规定12). */
function isReconsidered(c: Case, { subject, payload: { granted } }: FactOf<'application.decided'>): boolean {
  const kind = applicationOf(c, subject ?? '')?.payload.kind;
  return kind === 'joinder' || (kind === 'correction' && !granted);
}

/** All of which a document of ruling tells, in the order in which it was recorded: so that each is told of by its own. */
const rulings = (c: Case): readonly Thing[] =>
  [
    ...c.all('objection.decided').filter(({ payload }) => payload.outcome !== 'withdrawn'),
    ...c.all('application.decided').filter((f) => isReconsidered(c, f)),
  ]
    .toSorted((a, b) => a.seq - b.seq)
    .map((f: Fact) => ({ id: f.subject ?? '', seq: f.seq }));

const told = reading((c) => {
  const all = servicesAbout(c, 'objection-ruling', rulings(c));
  return Map.groupBy(all, ({ thing }) =>
    objectionOf(c, thing.id)?.payload.kind === 'third-party' ? ('suit' as const) : ('reconsideration' as const),
  );
});

/** Who was served with a ruling on an objection of a third party: they may sue (L72). */
export const maySue = (c: Case): readonly ServedWith[] => told(c).get('suit') ?? [];

/** Who was served with another ruling, or with an answer that may be reconsidered (L71). */
export const mayAskAgain = (c: Case): readonly ServedWith[] => told(c).get('reconsideration') ?? [];

/** The rows in which the time for a remedy runs, each with whom it runs for. */
export const remedyTimes = {
  'objection-reconsider': mayAskAgain,
  'objection-suit': maySue,
  'sanction-review': sanctionsTold,
} as const satisfies Readonly<Record<string, (c: Case) => readonly ServedWith[]>>;

/** Whose time it is: a party's, by its side; that of somebody from outside is nobody's in the court. */
const ownerOf = (c: Case, party: string): Role => parties(c).find(({ id }) => id === party)?.side ?? 'system';

/** A time of its own for each person who was told, about what they were told of. */
export const eachTold = (c: Case, zh: string, all: readonly ServedWith[]): readonly Opening[] =>
  all.map((one) => ({
    ...fromService(one),
    subject: one.thing.id,
    owner: ownerOf(c, one.to),
    title: `${zh} ${one.thing.id}（${one.to}）`,
  }));

/** What the person has sought for whom a time runs. */
export function soughtBy(c: Case, all: readonly ServedWith[], { seq, subject }: Opening): Fact | undefined {
  const whose = all.find(({ thing, served }) => thing.id === subject && served.seq === seq)?.called ?? [];
  return c.all('remedy.sought', subject).find(({ payload: { party } }) => whose.includes(party.trim()));
}
