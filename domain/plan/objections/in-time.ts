import { law } from '../../nodes/basis.ts';
import { isPreserving } from '../../nodes/closing-kinds.ts';
import type { Case } from '../../record/case.ts';
import type { DraftOf } from '../../record/fact.ts';
import { parties } from '../../record/parties.ts';
import { addDays, type CivilDate } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import type { DeadlineNow } from '../derived.ts';
import { servicesOf } from '../documents/services.ts';
import { type FactGuard, subjectOf } from '../guard.ts';
import { allPassed, hadPassed, lastDayZh, type Over, saidOnDay, tooLate } from '../late.ts';
import { oppositionsTo } from '../money/standing-objections.ts';
import { remedyTimes } from './remedies.ts';

/** Days from the notice in which it is said that nothing is to be enforced (law.md §8: 仲裁执行规定8). */
const REFUSAL_DAYS = 15;

const ofProcedure = law('异议复议规定6');

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

/** The procedure has ended; that of 终本 has not, it rests, and what a preservation holds is held on. */
function allOver(c: Case, on: CivilDate): Over | undefined {
  const closed = c.first('case.closed');
  const kind = closed?.payload.kind;
  return closed === undefined ||
    kind === undefined ||
    kind === 'no-property' ||
    isPreserving(kind) ||
    on <= dateOf(closed.at)
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
  // whom the document of a termination has not reached has sixty days from it
  if (time === undefined) return c.first('enforcement.terminated') ? undefined : allOver(c, on);
  if (!hadPassed(time, on)) return undefined;
  return jurisdiction
    ? { basis: law('执行程序解释3'), zh: `应在收到执行通知书之日起10日内（至${lastDayZh(time)}）提出` }
    : { basis: law('法释〔2016〕3号'), zh: `应在收到终结执行的文书之日起60日内（至${lastDayZh(time)}）提出` };
}

const rules = Object.keys(remedyTimes) as (keyof typeof remedyTimes)[]; // the keys of a constant record are exactly its type
const articles = { 'objection-reconsider': '民诉法236', 'objection-suit': '民诉法238', 'sanction-review': '民诉解释185' } as const; // prettier-ignore

/** Whoever was served with a decision turns against it in the time that runs from there, each in their own. */
function remedyOver(c: Case, draft: DraftOf<'remedy.sought'>, all: readonly DeadlineNow[]): Over | undefined {
  const { party, on } = draft.payload;
  const opposed = oppositionsTo(c, subjectOf(draft), party);
  const suit = allPassed(all.filter((d) => d.rule === 'distribution-suit' && d.subject === draft.subject && opposed.some(({ seq }) => d.id.endsWith(`@${seq}`))), on); // prettier-ignore
  if (suit !== undefined)
    return { basis: law('民诉解释510'), zh: `应在反对意见通知之日起15日内（至${lastDayZh(suit)}）起诉` };
  for (const rule of rules) {
    const own = remedyTimes[rule](c).find((told) => told.thing.id === subjectOf(draft) && told.called.includes(party.trim())); // prettier-ignore
    const time = own && all.find((d) => d.rule === rule && d.subject === own.thing.id && d.id.endsWith(`@${own.served.seq}`)); // prettier-ignore
    if (time !== undefined && hadPassed(time, on))
      return { basis: law(articles[rule]), zh: `应在送达之后至${lastDayZh(time)}提出` };
  }
  return undefined;
}

/** What a party hands in counts from the day on which it does, whatever it writes. */
const asHandedIn = (draft: DraftOf<'objection.received'>): Objection => ({
  ...draft.payload,
  on: saidOnDay(draft, draft.payload.on),
});

/** An objection in its time. */
export const objectedInTime: FactGuard<'objection.received'> = (c, draft, { deadlines, believed, isRecorded }) =>
  believed === true || isRecorded === true
    ? undefined
    : tooLate(objectionOver(c, asHandedIn(draft), deadlines()), draft);

/** A remedy in its time. */
export const soughtInTime: FactGuard<'remedy.sought'> = (c, draft, { deadlines, believed, isRecorded }) =>
  believed === true || isRecorded === true ? undefined : tooLate(remedyOver(c, draft, deadlines()), draft);
