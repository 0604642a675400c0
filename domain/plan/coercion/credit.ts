import { applicants } from '../../record/parties.ts';
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { endOfDay, type Instant } from '../../time/instant.ts';
import { applicationOf } from '../applications/readings.ts';
import { firstGround } from '../closing/grounds.ts';
import type { Earlier, Opening } from '../deadline.ts';

type Restriction = FactOf<'restriction.decided'>;
type When = { readonly at: Instant; readonly seq: number };

/** The restrictions that were granted. */
const granted = (c: Case): readonly Restriction[] =>
  c.all('restriction.decided').filter(({ payload }) => payload.granted);

/** Those of the dishonest that end by themselves: all but of who can perform and does not, which lasts until they have (失信规定2). */
export const expiring = (c: Case): readonly Opening[] =>
  granted(c)
    .filter(({ payload: { kind, ground } }) => kind === 'dishonesty' && ground !== undefined && ground !== '1')
    .map(({ at, seq, subject, payload: { until } }) => ({
      ...{ at, seq, subject },
      ...(until !== undefined && { due: until, dueZh: '决定书所定的期限：' }),
    }));

const endings: ReadonlySet<string> = new Set(['performed', 'terminated', 'dismissed', 'refused']);

/** An application about a restriction that was granted: to put it right; or an applicant's own that it be lifted. */
function agreedTo(c: Case, { subject, payload: { party } }: Restriction): readonly Fact[] {
  const own = new Set(applicants(c).map(({ id }) => id));
  return c.all('application.decided').filter((f) => {
    const asked = applicationOf(c, f.subject ?? '')?.payload;
    if (!f.payload.granted || asked === undefined) return false;
    if (asked.kind === 'correction')
      return asked.about === subject || (asked.about === undefined && asked.by === party);
    return asked.kind === 'release' && asked.about === subject && own.has(asked.by ?? '');
  });
}

/** The second look in a row, after 终本, that found nothing: who is on the list of the dishonest leaves it (失信规定10). */
function lookedInVain(c: Case, { payload: { kind } }: Restriction): Fact | undefined {
  const rounds = kind === 'dishonesty' ? c.all('periodic-query.done') : [];
  return rounds.find(({ payload }, i) => !payload.found && rounds[i - 1]?.payload.found === false);
}

/** Its own time is over: that of a dishonest one is another row's, any other says its last day. */
function ranOut({ subject, seq, payload: { until } }: Restriction, earlier: Earlier): When | undefined {
  const own = earlier('dishonesty-expiry').find((d) => d.subject === subject);
  if (own !== undefined)
    return own.dueAt === null || (own.endedAt !== null && own.endedAt < own.dueAt) ? undefined : { at: own.dueAt, seq: own.restsOn }; // prettier-ignore
  return until === undefined ? undefined : { at: endOfDay(until), seq };
}

/** Each restriction when it is to be lifted, unless it was before: on the first of its reasons (plan §2.1). */
export const liftingsDue = (c: Case, earlier: Earlier): readonly Opening[] =>
  granted(c).flatMap((restriction): readonly Opening[] => {
    const ground = firstGround(c);
    const ended = ground !== undefined && endings.has(ground.kind) ? ground.fact : undefined;
    const facts = [ended, ...agreedTo(c, restriction), lookedInVain(c, restriction)]
      .filter((f) => f !== undefined)
      .map((f) => (inOrder(f, restriction) < 0 ? restriction : f));
    const first = [...facts, ranOut(restriction, earlier)]
      .filter((reason) => reason !== undefined)
      .toSorted((a, b) => a.at - b.at || a.seq - b.seq)[0];
    const lifted = c.first('restriction.lifted', restriction.subject);
    if (first === undefined || (lifted !== undefined && lifted.at < first.at)) return [];
    return [{ at: first.at, seq: first.seq, subject: restriction.subject }];
  });
