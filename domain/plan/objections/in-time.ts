import { law } from '../../nodes/basis.ts';
import type { Basis } from '../../nodes/basis.ts';
import { partyRoles } from '../../nodes/roles.ts';
import type { Case } from '../../record/case.ts';
import type { DraftOf } from '../../record/fact.ts';
import { parties } from '../../record/parties.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { addDays, type CivilDate } from '../../time/civil-date.ts';
import { dateOf, startOfDay } from '../../time/instant.ts';
import type { DeadlineNow } from '../derived.ts';
import { servicesOf } from '../documents/services.ts';
import { type FactGuard, subjectOf } from '../guard.ts';
import { remedyTimes } from './remedies.ts';

type Late = 'objection.received' | 'remedy.sought';

/** The last day on which something could be said, as people read it, and the article that sets it; undefined: it is in time. */
interface Over {
  readonly basis: Basis;
  readonly zh: string;
}

/** Days from the notice in which it is said that nothing is to be enforced (law.md §8: 仲裁执行规定8). */
const REFUSAL_DAYS = 15;

const ofProcedure = law('异议复议规定6');

/** Whether the last day of a time had passed on a day. */
const hadPassed = ({ dueAt }: Pick<DeadlineNow, 'dueAt'>, on: CivilDate): boolean =>
  dueAt !== null && dueAt <= startOfDay(on);

const lastDay = ({ dueAt }: Pick<DeadlineNow, 'dueAt'>): CivilDate => dateOf((dueAt ?? 1) - 1);

/** The time that runs for a party by a row about it. */
const timeOf = (all: readonly DeadlineNow[], rule: DeadlineNow['rule'], party: string) =>
  all.find((d) => d.rule === rule && d.subject === party);

type Objection = DraftOf<'objection.received'>['payload'];

/** Things are objected to while they are still enforced on: not once another has them, nor once all is over (异议复议规定6). */
function thingsGone(c: Case, { assets = [], on }: Objection): Over | undefined {
  const own = new Set(parties(c).flatMap(({ id, name }) => [id, name]));
  const gone = assets.filter((id) => {
    const sold = c.last('asset.disposed', id);
    return sold !== undefined && dateOf(sold.at) < on && !own.has(sold.payload.to);
  });
  return assets.length > 0 && gone.length === assets.length
    ? { basis: ofProcedure, zh: `所涉财产（${gone.join('、')}）已经处置完毕` }
    : allOver(c, on);
}

/** The procedure has ended; that of 终本 has not, it rests. */
function allOver(c: Case, on: CivilDate): Over | undefined {
  const closed = c.first('case.closed');
  return closed === undefined || closed.payload.kind === 'no-property' || on <= dateOf(closed.at)
    ? undefined
    : { basis: ofProcedure, zh: `执行程序已于${dateOf(closed.at)}终结` };
}

/** From the first notice that was served on whoever says so. */
function refusalOver(c: Case, { by, on }: Objection): Over | undefined {
  const days = servicesOf(c, 'enforcement-notice').flatMap(({ to, served }) => (to === by ? [served.on] : []));
  const [first] = days.toSorted();
  if (first === undefined) return allOver(c, on);
  const last = addDays(first, REFUSAL_DAYS);
  return on <= last
    ? undefined
    : { basis: law('仲裁执行规定8'), zh: `应在执行通知书送达之日起${REFUSAL_DAYS}日内（至${last}）提出` };
}

/** Each kind of objection with its time: L71–L74. That of 执行行为 ends with the procedure, against its ending sixty days later. */
function objectionOver(c: Case, payload: Objection, all: readonly DeadlineNow[]): Over | undefined {
  const { kind, by, on } = payload;
  if (kind === 'third-party') return thingsGone(c, payload);
  if (kind === 'refusal') return refusalOver(c, payload);
  const jurisdiction = kind === 'jurisdiction';
  const time = timeOf(all, jurisdiction ? 'jurisdiction-objection' : 'termination-objection', by);
  if (time === undefined || !hadPassed(time, on)) return undefined;
  return jurisdiction
    ? { basis: law('执行程序解释3'), zh: `应在收到执行通知书之日起10日内（至${lastDay(time)}）提出` }
    : { basis: law('法释〔2016〕3号'), zh: `应在收到终结执行的文书之日起60日内（至${lastDay(time)}）提出` };
}

const rules = Object.keys(remedyTimes) as (keyof typeof remedyTimes)[]; // the keys of a constant record are exactly its type
const articles = { 'objection-reconsider': '民诉法236', 'objection-suit': '民诉法238', 'sanction-review': '民诉解释185' } as const; // prettier-ignore

/** Whoever was served with a decision turns against it in the time that runs from there, each in their own. */
function remedyOver(c: Case, draft: DraftOf<'remedy.sought'>, all: readonly DeadlineNow[]): Over | undefined {
  const { party, on } = draft.payload;
  for (const rule of rules) {
    const own = remedyTimes[rule](c).find((told) => told.thing.id === subjectOf(draft) && told.called.includes(party.trim())); // prettier-ignore
    const time = own && all.find((d) => d.rule === rule && d.subject === own.thing.id && d.id.endsWith(`@${own.served.seq}`)); // prettier-ignore
    if (time !== undefined && hadPassed(time, on))
      return { basis: law(articles[rule]), zh: `应在送达之后至${lastDay(time)}提出` };
  }
  return undefined;
}

/**
 * What comes after its time is not taken, unless the court lets it in all the same and says why (`excuse`): its time was
 * extended (民诉法86), or the upper court has taken it. Nobody excuses themselves.
 */
function refusedFor(over: Over | undefined, { payload, as }: DraftOf<Late>): Refusal | undefined {
  const isExcused = (payload.excuse ?? '').trim() !== '' && as.some((role) => !partyRoles.has(role));
  if (over === undefined || isExcused) return undefined;
  const zh = `${over.zh}，已经逾期；准许顺延或者上级法院已经受理的，由法院工作人员在 excuse 写明理由`;
  return refuse('objection-too-late', zh, over.basis, [
    { id: 'on', zh: '已经逾期' },
    { id: 'excuse', zh: '准许顺延的理由（民诉法86）' },
  ]);
}

/** What a party hands in counts from the day on which it does, whatever it writes. */
const asHandedIn = ({ payload, as, at }: DraftOf<'objection.received'>): Objection =>
  as.some((role) => partyRoles.has(role)) ? { ...payload, on: dateOf(at) } : payload;

/** An objection in its time. */
export const objectedInTime: FactGuard<'objection.received'> = (c, draft, { deadlines, believed, isRecorded }) =>
  believed === true || isRecorded === true
    ? undefined
    : refusedFor(objectionOver(c, asHandedIn(draft), deadlines()), draft);

/** A remedy in its time. */
export const soughtInTime: FactGuard<'remedy.sought'> = (c, draft, { deadlines, believed, isRecorded }) =>
  believed === true || isRecorded === true ? undefined : refusedFor(remedyOver(c, draft, deadlines()), draft);
