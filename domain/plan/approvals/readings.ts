import { approvalOf, approvables, type Decision } from '../../nodes/approvals.ts';
import { leading, type Role } from '../../nodes/roles.ts';
import type { Case } from '../../record/case.ts';
import { withdrawnSeqs } from '../../record/effective.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { reading } from '../../record/reading.ts';
import { addDays } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import { PRESIDENTS } from '../money/unapproved.ts';

/** A request and how far it has come up its chain (plan §5). */
export interface Request {
  readonly id: string;
  /** The fact that asks: `request.made`, or a node that is itself a request. */
  readonly made: Fact;
  /** The decision that is asked for: what it would be about, and what it would say. */
  readonly asks: Asked;
  /** Who passes it on, lowest first, and who decides; the asker where the chain ends before. */
  readonly chain: readonly Role[];
  readonly decidedBy: Role;
  /** What was said on it so far, in order. */
  readonly passed: readonly Step[];
  /** Whose turn it is: the next of the chain, or whoever decides. */
  readonly next: Role;
  /** All of the chain have passed it: the decision is next. */
  readonly isDue: boolean;
  /** What ended it: the decision that names it, its return, a panel that did not agree. */
  readonly ended: Fact | undefined;
}

interface Asked {
  readonly of: Decision;
  readonly about: string | undefined;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A step that passed it on, and whose turn it was from then. */
interface Step {
  readonly fact: Fact;
  readonly next: Role;
}

/** The requests of a record that were made as such, by id. */
export const requests = reading(
  (c): ReadonlyMap<string, Request> =>
    new Map(c.all('request.made').map((made) => [made.subject ?? '', follow(c, made)])),
);

/** What is said on requests, by the request: passes and returns, and decisions that name theirs. */
const answers = reading((c): ReadonlyMap<string, readonly Fact[]> => {
  const deciding = [...approvables, 'panel.decided' as const].flatMap((node) => c.all(node) as readonly Fact[]);
  const named = [...deciding, ...withdrawals(c)].map((fact) => [requestOf(fact), fact] as const);
  const own = [...c.all('request.passed'), ...c.all('request.returned')].map(
    (fact) => [fact.subject ?? undefined, fact] as const,
  );
  const all = [...named, ...own].flatMap(([id, fact]) => (id === undefined ? [] : [{ id, fact }]));
  const grouped = Map.groupBy(all, ({ id }) => id);
  return new Map([...grouped].map(([id, group]) => [id, group.map(({ fact }) => fact).toSorted(inOrder)]));
});

/** Withdrawals are no facts of the case as it would read without them: those that hold are read off the record. */
function withdrawals(c: Case): readonly Fact[] {
  const named = c.record.filter((f) => f.node === 'fact.withdrawn' && f.payload.request !== undefined);
  if (named.length === 0) return named;
  const gone = withdrawnSeqs(c.record);
  return named.filter(({ seq }) => !gone.has(seq));
}

/** The request that a decision names; undefined for one that stands alone. */
export const requestOf = ({ payload }: Pick<Fact, 'payload'>): string | undefined =>
  'request' in payload ? payload.request : undefined;

function follow(c: Case, made: FactOf<'request.made'>): Request {
  const id = made.subject ?? '';
  const { chain, decidedBy } = chainOf(c, made);
  const passed: Step[] = [];
  let [place, ended]: [number, Fact | undefined] = [0, undefined];
  for (const fact of saidOn(c, id)) {
    const isPass =
      fact.node === 'request.passed' || (fact.node === 'panel.decided' && fact.payload.outcome !== 'refused');
    if (isPass) {
      place = Math.max(place + 1, reachedBy(chain, place, fact));
      passed.push({ fact, next: chain[place] ?? decidedBy });
    } else {
      ended ??= fact;
    }
  }
  const { of, about, payload } = made.payload;
  return {
    id,
    made,
    asks: { of, about, payload },
    chain,
    decidedBy,
    passed,
    next: chain[place] ?? decidedBy,
    isDue: place >= chain.length,
    ended,
  };
}

/** What was said on a request, in order. */
export const saidOn = (c: Case, id: string): readonly Fact[] => answers(c).get(id) ?? [];

/** An office passes on what is its turn; a higher one in its place speaks for all of the chain up to its own (plan §5). */
function reachedBy(chain: readonly Role[], place: number, { as }: Fact): number {
  const turn = chain[place];
  if (turn === undefined || as.includes(turn)) return place + 1;
  return chain.findLastIndex((role) => as.some((own) => rankOf(own) >= rankOf(role))) + 1;
}

const rankOf = (role: Role): number => leading.findIndex((office) => office === role);

/** Whether somebody with these roles may answer for an office: its own holder, or a higher one (plan §5). */
export const answersFor = (as: readonly Role[], office: Role): boolean =>
  as.includes(office) || (rankOf(office) >= 0 && as.some((role) => rankOf(role) > rankOf(office)));

/** The chain that a request goes up; what puts a payout off beyond thirty days from the arrival is the president's. */
function chainOf(c: Case, { payload: { of, about, payload }, as }: FactOf<'request.made'>) {
  const { passedBy, decidedBy, askedBy } = approvalOf(of);
  if (of === 'payout.delay-approved' && decidedBy !== undefined && isPresidents(c, about, payload['until']))
    return { chain: [...passedBy, decidedBy], decidedBy: 'president' as const };
  return { chain: passedBy, decidedBy: decidedBy ?? askedBy.find((role) => as.includes(role)) ?? 'officer' };
}

function isPresidents(c: Case, receipt: string | undefined, until: unknown): boolean {
  const arrived = receipt === undefined ? undefined : c.first('funds.arrived', receipt);
  return arrived !== undefined && typeof until === 'string' && until > addDays(dateOf(arrived.at), PRESIDENTS);
}
