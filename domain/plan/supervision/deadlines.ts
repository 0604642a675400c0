import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { plan } from '../../nodes/basis.ts';
import { deadline, type DeadlineAbove, type Earlier, type Opening } from '../deadline.ts';
import { matterLadder } from '../ladder.ts';
import { discharged, opening, when } from '../opens.ts';

/** A matter ends, void, when the deadline that it stands for is discharged (plan §3). */
function matter(c: Case, earlier: Earlier): readonly Opening[] {
  return c.all('supervision.opened').map((f) => {
    const { deadline: id, owner, due } = f.payload;
    const until = id === undefined ? undefined : ended(id, f, earlier);
    return { ...opening(f), owner, ...(due !== undefined && { due }), ...(until && { until }) };
  });
}

const indexes = new WeakMap<readonly DeadlineAbove[], ReadonlyMap<string, DeadlineAbove>>();

/** Deadlines by their ids: read once, however many matters ask. */
function byId(deadlines: readonly DeadlineAbove[]): ReadonlyMap<string, DeadlineAbove> {
  const index = indexes.get(deadlines) ?? new Map(deadlines.map((d) => [d.id, d]));
  indexes.set(deadlines, index);
  return index;
}

/** When the deadline that a matter stands for was discharged; at once if its opening has been withdrawn since. */
function ended(id: string, matter: Fact, earlier: Earlier): Opening['until'] {
  const stands = byId(earlier(id.slice(0, id.search(/[:@]/)))).get(id);
  if (stands === undefined) return { at: matter.at, seq: matter.seq, zh: `所督办的期限${id}已随记录撤回` };
  if (stands.endedAt === null) return undefined;
  return { at: Math.max(stands.endedAt, matter.at), seq: stands.endedBy ?? matter.seq, zh: `所督办的期限${id}已了结` };
}

/** Supervised matters: 武法〔2022〕11号 四·一. */
export const supervisionDeadlines = {
  'supervised-matter': deadline({
    zh: '办理督办事项',
    in: 'every',
    neverLapses: true,
    basis: plan('四·一'),
    opens: when('督办（办理时限以督办单为准）', ['supervision.opened'], matter),
    within: '0d',
    ladder: matterLadder,
    done: discharged(
      '办理完毕并反馈，经内勤确认',
      ['supervision.handled', 'supervision.confirmed'],
      (c, { subject }) => {
        const handled = c.first('supervision.handled', subject);
        const confirmed = c.first('supervision.confirmed', subject);
        return handled && confirmed && { at: handled.at, seq: Math.max(handled.seq, confirmed.seq) };
      },
    ),
    owner: 'officer',
    blocksClosing: false,
  }),
};
