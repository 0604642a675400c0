import { plan } from '../../nodes/basis.ts';
import { isRefusal, refuse, type Refusal } from '../../record/refusal.ts';
import { deadlineRow } from '../deadlines.ts';
import { type DeadlineNow, passedDue } from '../derived.ts';
import type { AskGuard, Conditions, DeadlinesOpened } from '../guard.ts';
import type { Case } from '../../record/case.ts';
import { byAnother } from '../persons.ts';
import { blamed, byJudge, harmful, latenessOf, notCriticised, notSaidYet } from './blame.ts';
import {
  dueMeant,
  handledByOther,
  mayHandle,
  ofItsOwner,
  stillUnconfirmed,
  supervisable,
  toConfirm,
} from './matter-guards.ts';
import { answerTo } from './contest.ts';
import { nodeRow } from '../../nodes/index.ts';
import { formatInstant } from '../../time/instant.ts';
import { deadlineNamed, withDue } from './named.ts';

/** It has opened and runs, or stands still. */
function openDeadline(id: string, standing: DeadlinesOpened): DeadlineNow | Refusal {
  const found = deadlineNamed(id, standing);
  if (isRefusal(found) || found.status === 'open' || found.status === 'suspended') return found;
  return refuse('deadline-not-open', `期限 ${found.id} 已经了结`);
}

/** A reason is accepted for one lateness: there has to be a due, and it has passed. A matter stands for what it was opened for. */
const isLate: AskGuard<'delay.accepted'> = (c, { payload: { deadline }, at }, standing) => {
  const named = deadlineNamed(deadline, standing);
  if (!isRefusal(named) && named.lateSince !== null) return undefined; // whatever has become of it since
  const found = openDeadline(deadline, standing);
  if (isRefusal(found)) return found;
  if (found.dueAt === null)
    return refuse('deadline-not-open', `期限 ${found.id} 正中止计算，没有届满可言；请在恢复计算后再认可`);
  const due = latenessOf(c, found).dueAt ?? found.dueAt;
  if (due <= at) return undefined;
  return refuse(
    'not-late',
    `期限 ${found.id} 到 ${formatInstant(due)} 才届满，尚未逾期；逾期之后再认可理由`,
    plan('四·一'),
  );
};

/** Case limits, money and supervised matters end by being met: their purpose does not fall away (engine.md 10). */
const mayLapse: AskGuard<'deadline.lapsed'> = (_, { payload: { deadlines } }, standing) => {
  for (const id of deadlines) {
    const found = openDeadline(id, standing);
    if (isRefusal(found)) return found;
    const { zh, neverLapses, done } = deadlineRow(found.rule);
    if (neverLapses)
      return refuse('never-lapses', `“${zh}”不能终止，只能办结：${done.zh}`, plan('四·一'), [{ id, zh }]);
  }
  return undefined;
};

/** What is said of a deadline is the owner's to say: reasons for a delay, that it should not be there (plan §3, D7). */
const isOwner: AskGuard<'delay.justified' | 'deadline.contested'> = (_, draft, standing) => {
  const found = deadlineNamed(draft.payload.deadline, standing);
  if (isRefusal(found)) return found;
  if (standing.believed === true || draft.as.includes(found.owner)) return undefined;
  return refuse('wrong-role', `只有该期限的责任人可以登记“${nodeRow(draft.node).zh}”`, plan('四·一'));
};

/** Nobody accepts reasons of their own (engine.md 21). */
const notOwnReason = byAnother<'delay.accepted'>('说明该期限逾期理由', (c, { payload: { deadline } }) =>
  c.all('delay.justified').filter((f) => f.payload.deadline === deadline),
);

/** Of a deadline that runs, and one at a time. */
const contestable: AskGuard<'deadline.contested'> = (c, { payload: { deadline } }, standing) => {
  const found = openDeadline(deadline, standing);
  if (isRefusal(found)) return found;
  const waiting = c
    .all('deadline.contested')
    .find((f) => f.payload.deadline === deadline && answerTo(c, f) === undefined);
  return waiting === undefined
    ? undefined
    : refuse('already-recorded', `对期限 ${deadline} 的异议（第${waiting.seq}号记录）尚待答复`, plan('四·一'));
};

/** A contest that waits for its answer. */
const unanswered: AskGuard<'contest.rejected'> = (c, { payload: { contest } }) => {
  const meant = c.fact(contest);
  if (meant?.node !== 'deadline.contested')
    return refuse('unknown-fact', `第${contest}号记录不是对期限提出的异议；请写 deadline.contested 的序号`);
  return answerTo(c, meant) === undefined ? undefined : refuse('already-recorded', '这一异议已经答复', plan('四·一'));
};

/** Nobody judges a contest of their own. */
const notOwnContest = byAnother<'contest.rejected'>('提出异议', (c, { payload: { contest } }) => [c.fact(contest)]);

/** The deadlines that may be named. */
const each = (_: Case, { deadlines }: DeadlinesOpened) => deadlines().map(({ id }) => ({ deadline: id }));

export const supervisionConditions = {
  'deadline.contested': { asks: [contestable, isOwner], among: each },
  'contest.rejected': {
    asks: [unanswered, notOwnContest],
    among: (c) => c.all('deadline.contested').map(({ seq }) => ({ contest: seq })),
  },
  'supervision.opened': {
    check: [supervisable, dueMeant, ofItsOwner],
    notes: ({ payload }, ...known) => withDue(payload, ...known),
  },
  'supervision.handled': { asks: [stillUnconfirmed, mayHandle] },
  'supervision.returned': { asks: [stillUnconfirmed, toConfirm] },
  'supervision.confirmed': { asks: [toConfirm, handledByOther] },
  'delay.justified': { asks: [isOwner], among: each },
  'delay.accepted': {
    asks: [isLate, notOwnReason, notCriticised],
    among: each,
    check: [dueMeant],
    notes: ({ payload, at }, standing, was) =>
      withDue(payload, { dueOf: (d) => passedDue(d, at) ?? d.dueAt, ...standing }, was),
  },
  'criticism.published': { asks: [blamed, notCriticised], among: each },
  'adverse-effect.found': { asks: [blamed, notSaidYet], among: each },
  'discipline.decided': { asks: [blamed, harmful, byJudge, notSaidYet], among: each },
  'deadline.lapsed': {
    asks: [mayLapse],
    among: (_, { deadlines }) => deadlines().map(({ id }) => ({ deadlines: [id] })),
  },
} satisfies Conditions;
