import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { readInstant } from '../../gate/instant.ts';
import type { DeadlineAbove, Discharge, Earlier, Opening } from '../deadline.ts';
import { opening } from '../opens.ts';

type Opened = FactOf<'supervision.opened'>;

/** Every supervised matter, called by what it supervises. One that stands for a deadline ends with it (plan §3). */
export const matters = (c: Case, earlier: Earlier): readonly Opening[] => {
  const above = byId(earlier);
  return c.all('supervision.opened').map((f) => {
    const { about, deadline, owner, due } = f.payload;
    const stands = deadline === undefined ? undefined : above(deadline);
    const until = deadline === undefined ? undefined : ended(f, stands, c);
    const dueAt = matterDue(f) ?? stands?.dueAt ?? f.at;
    return {
      ...opening(f),
      owner,
      title: `督办：${stands?.name ?? about}`,
      ...(due !== undefined && { due }),
      ...(deadline !== undefined && { about: { deadline, dueAt } }),
      ...(until && { until }),
    };
  });
};

/** The due for which a matter was opened. */
export const matterDue = ({ payload: { dueAt } }: Opened) => (dueAt === undefined ? undefined : readInstant(dueAt));

/** The due whose passing the director found justified. */
export const acceptedDue = ({ payload: { dueAt } }: FactOf<'delay.accepted'>) =>
  dueAt === undefined ? undefined : readInstant(dueAt);

/** A deadline by its id, of those above: those of a rule are read once, however many matters ask. */
function byId(earlier: Earlier): (id: string) => DeadlineAbove | undefined {
  const indexes = new Map<string, ReadonlyMap<string, DeadlineAbove>>();
  return (id) => {
    const rule = id.slice(0, id.search(/[:@]/));
    const index = indexes.get(rule) ?? new Map(earlier(rule).map((d) => [d.id, d]));
    indexes.set(rule, index);
    return index.get(id);
  };
}

/**
 * When a matter ceased to stand for anything: its deadline was discharged, lapsed or withdrawn, stands still, or has
 * another due than the one for which the matter was opened (engine.md 25).
 */
function ended(matter: Opened, stands: DeadlineAbove | undefined, c: Case): Opening['until'] {
  if (stands === undefined) return { at: matter.at, seq: matter.seq, zh: '所督办的期限已随记录撤回' };
  const by = (seq: number, at: number, zh: string) => ({
    at: Math.max(at, matter.at),
    seq: Math.max(seq, matter.seq),
    zh,
  });
  if (stands.endedAt !== null)
    return { ...by(0, stands.endedAt, `所督办的“${stands.name}”已了结`), seq: stands.endedBy ?? matter.seq };
  const moved = c.fact(stands.restsOn);
  const since = moved === undefined || moved.seq < matter.seq ? matter : moved;
  if (stands.dueAt === null) return by(since.seq, since.at, `所督办的“${stands.name}”中止计算`);
  const openedFor = matterDue(matter);
  return openedFor === undefined || openedFor === stands.dueAt
    ? undefined
    : by(since.seq, since.at, `所督办的“${stands.name}”届满时间已变动`);
}

/**
 * What discharged a matter: it is on time when it was last handled before somebody confirmed it. What was sent back is to
 * be handled again (engine.md 25).
 */
export function confirmed(c: Case, { subject }: Pick<Opening, 'subject'>): Discharge | undefined {
  const last = c.first('supervision.confirmed', subject);
  const handled = last && handledSince(c, subject, last.at);
  return last && handled && { at: handled.at, seq: Math.max(handled.seq, last.seq) };
}

/** The last handling of a matter that has not been sent back; by an instant, if given. */
export function handledSince(
  c: Case,
  subject: string | null,
  by = Number.POSITIVE_INFINITY,
): FactOf<'supervision.handled'> | undefined {
  const returned = c.all('supervision.returned', subject).findLast((f) => f.at <= by);
  return c
    .all('supervision.handled', subject)
    .findLast((f) => f.at <= by && (returned === undefined || isBehind(f, returned)));
}

const isBehind = (a: { at: number; seq: number }, b: { at: number; seq: number }) =>
  a.at > b.at || (a.at === b.at && a.seq > b.seq);
