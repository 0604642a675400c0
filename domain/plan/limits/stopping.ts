import { plan } from '../../nodes/basis.ts';
import { type CaseClockId, caseClocks } from '../../nodes/clocks.ts';
import { recordKinds } from '../../nodes/record-kinds.ts';
import { type Case, indexed } from '../../record/case.ts';
import { asFact, type DraftOf, type Fact } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { refuse } from '../../record/refusal.ts';
import type { Instant } from '../../time/instant.ts';
import type { Derived } from '../derived.ts';
import type { CaseGuard, Deadlines, FactGuard } from '../guard.ts';

const basis = plan('三·七13');

/** Only a case has clocks that are stopped or extended: none of a registered matter is (plan §5). */
export const hasClocks: CaseGuard = (c) =>
  c.kind === 'case'
    ? undefined
    : refuse(
        'deadline-not-open',
        `${recordKinds[c.kind].zh}没有可以扣除或者延长的办案期限；所涉案件的期限，请在该案登记`,
        basis,
      );

const isClock = (rule: string): rule is CaseClockId => Object.hasOwn(caseClocks, rule);

/**
 * A stop takes days out of a clock that runs then: one that lies wholly behind the last day of each clock that it names, or
 * before they began, would stand in the record and move nothing (periods.md, answer 5). It is asked beside the other stops
 * and without them: days that two of them take out are each one's own.
 */
export const stopsSomething: FactGuard<'exclusion.approved'> = (c, draft, { of, believed, isRecorded }) => {
  if (believed === true || isRecorded === true || c.kind !== 'case') return undefined;
  const without = indexed(
    c.record,
    c.facts.filter((f) => f.node !== 'exclusion.approved'),
  );
  const clocks = clocksOf(of, c, draft.now);
  if (clocks.length === 0 || [c, without].some((before) => moves(of, before, draft))) return undefined;
  const { from, to, clocks: named } = draft.payload;
  const meant = clocks.filter(({ rule }) => named === undefined || named.some((clock) => clock === rule));
  return refuse(
    'dates-out-of-order',
    `所扣除的期间（${from}${to === undefined ? '起' : `至${to}`}）不在任何所扣除的期限之内，不会使其移动：请核对起止日；期限已经批准延长的，先登记延长`,
    basis,
    meant.map(({ id, name, targetDue }) => ({ id, zh: `“${name}”${targetDue === null ? '' : `于${targetDue}届满`}` })),
  );
};

function moves(of: Deadlines['of'], before: Case, draft: DraftOf<'exclusion.approved'>): boolean {
  const { now, ...rest } = draft;
  const fact: Fact = asFact({ ...rest, seq: before.record.length + 1, recordedAt: now, via: 'api' });
  const after = indexed(before.record, [...before.facts, fact].toSorted(inOrder));
  const [was, is] = [before, after].map((c) => clocksOf(of, c, now).map(lastDay).join());
  return was !== is;
}

const clocksOf = (of: Deadlines['of'], c: Case, now: Instant): readonly Derived[] =>
  of(c, now).filter(({ rule }) => isClock(rule));

const lastDay = ({ id, status, extended }: Derived): string => `${id} ${status} ${extended}`;
