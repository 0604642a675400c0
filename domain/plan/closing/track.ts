import { law } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { reading } from '../../record/reading.ts';
import { addDays, addMonths } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import { answersTo } from '../clues/readings.ts';
import { assetsInOrder } from '../control/assets.ts';
import { stagesOf } from '../control/stages.ts';
import { deadline, type Opening, type Standstill } from '../deadline.ts';
import { any, opening, when } from '../opens.ts';

/** A stretch on the track, from the decision to what led off it. */
interface Track {
  readonly from: FactOf<'termination-track.entered'>;
  readonly to: Fact | undefined;
}

/** What leads off the track: the word of somebody, a control first in order, a clue found real (plan §8 X1). */
const turnings = (c: Case): readonly Fact[] =>
  [
    ...c.all('termination-track.left'),
    ...answersTo(c).filter((f) => f.payload.real),
    ...assetsInOrder(c).flatMap(({ id }) =>
      stagesOf(c, id)
        .filter(({ hold, before }) => hold.first !== undefined && before.first === undefined)
        .map(({ step }) => step),
    ),
  ].toSorted(inOrder);

const tracks = reading((c): readonly Track[] => {
  const closed = c.first('case.closed');
  const off = turnings(c).filter((f) => closed === undefined || inOrder(f, closed) < 0); // a closed case is on no track to leave
  return c.all('termination-track.entered').map((from) => ({ from, to: off.find((f) => inOrder(f, from) > 0) }));
});

/** Whether a case is on the track. */
export const isOnTrack = (c: Case): boolean => tracks(c).some(({ to }) => to === undefined);

/** While a case is on the track the plan's own limits would push to what the law forbids; off it they count from filing again. */
export const onTrack = (c: Case): readonly Standstill[] =>
  tracks(c).map(({ from, to }) => ({
    from: from.at,
    end: to === undefined ? null : { at: to.at, countedFrom: c.filed.at },
    fact: from.seq,
    zh: `已进入终本轨道：依法自${addDays(addMonths(dateOf(c.filed.at), 3), 1)}起方可终结本次执行程序（法〔2016〕373号 1(4)）`,
  }));

const target = (c: Case): readonly Opening[] =>
  tracks(c).map(({ from, to }) => ({
    ...opening(from),
    from: c.filed.at,
    ...(to && { until: { at: to.at, seq: to.seq, zh: '已退出终本轨道' } }),
  }));

/** The target of a case on the track (plan §2, §8 X1). */
export const trackDeadlines = {
  'termination-target': deadline({
    zh: '终本轨道案件结案',
    basis: law('法〔2016〕373号 1(4)'),
    opens: when('进入终本轨道（自立案起算）', ['termination-track.entered'], target),
    within: '100d',
    courtsOwn: true,
    done: any('case.closed'),
    owner: 'officer',
  }),
};
