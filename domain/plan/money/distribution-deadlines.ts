import { addressee } from '../../nodes/documents.ts';
import type { Role } from '../../nodes/roles.ts';
import { law } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { respondents } from '../../record/parties.ts';
import { dateOf, startOfDay } from '../../time/instant.ts';
import { deadline, type Opening, type Pointless } from '../deadline.ts';
import { servings } from '../documents/readings.ts';
import { discharged, isBehind, opening, when } from '../opens.ts';
import { personKey } from './creditors.ts';
import { isOpposed } from './standing-objections.ts';

const [objects, opposes] = [law('民诉解释509'), law('民诉解释510')];

/** Who may speak is a creditor or is enforced against: on which side of the case they stand. */
const sideOf = (c: Case, key: string): Role =>
  respondents(c).some(({ id }) => id === key) ? 'respondent' : 'applicant';

/** Once the distribution is settled nobody objects, opposes or sues any more. */
function untilSettled(c: Case, plan: { readonly subject: string | null }): { readonly until?: Pointless } {
  const settled = c.first('distribution.settled', plan.subject);
  return settled === undefined ? {} : { until: { at: settled.at, seq: settled.seq, zh: '分配已经确定' } };
}

/** The plan that a document served is of: the last one made before it. */
const planServed = (c: Case, document: number): FactOf<'distribution.planned'> | undefined =>
  c.all('distribution.planned').findLast(({ seq }) => seq < document);

/** Each service of a plan, for whoever was served (民诉解释509). */
const plansServed = (c: Case): readonly Opening[] =>
  servings(c, 'distribution-plan').flatMap(({ made, to, delivery, served: { at, on, seq } }) => {
    const plan = planServed(c, made);
    if (plan === undefined) return [];
    const owner = sideOf(c, personKey(c, addressee(to)));
    return [{ at, seq, subject: delivery, from: startOfDay(on), owner, ...untilSettled(c, plan) }];
  });

/** The deliveries by which a plan was served on somebody, called by id or by name. */
export const plansServedOn = (
  c: Case,
  { subject, party }: { readonly subject: string | null; readonly party: string },
): readonly string[] =>
  servings(c, 'distribution-plan').flatMap(({ made, to, delivery }) => {
    const names = typeof to === 'string' ? [to] : [to.id, to.name];
    const isTheirs = names.some((name) => personKey(c, name) === personKey(c, party));
    return isTheirs && planServed(c, made)?.subject === subject ? [delivery] : [];
  });

/** An answer of which the others were told, or are from when it was recorded. */
const answered = (c: Case, fact: FactOf<'distribution.objected' | 'distribution.opposed'>, owner: Role): Opening => ({
  ...opening(fact),
  ...{ from: startOfDay(fact.payload.toldOn ?? dateOf(fact.at)), owner },
  ...untilSettled(c, fact),
});

/** Whose objections an opposition is to, in the order in which they came. */
export const objectorsOf = (c: Case, opposed: FactOf<'distribution.opposed'>): readonly string[] =>
  c.all('distribution.objected', opposed.subject).filter((objected) => isOpposed(c, objected, opposed)).map(({ payload }) => personKey(c, payload.party)); // prettier-ignore

const other: Readonly<Partial<Record<Role, Role>>> = { applicant: 'respondent', respondent: 'applicant' };

const shared = { within: '15d', owner: 'applicant', ladder: null } as const;

/** The fifteen days in which a plan is objected to, an objection opposed, an opposition sued for: law.md L59b. */
export const distributionDeadlines = {
  'distribution-objection': deadline({
    ...shared,
    zh: '对分配方案提出书面异议',
    basis: objects,
    about: 'delivery',
    legal: { basis: objects, within: () => '15d' },
    opens: when(
      '分配方案送达，每一受送达人',
      ['service.recorded', 'notice.published', 'documents.issued', 'document.sent'],
      plansServed,
    ),
    done: discharged('该人提出异议', ['distribution.objected'], (c, o) =>
      c
        .all('distribution.objected')
        .find(({ subject, payload: { party } }) => plansServedOn(c, { subject, party }).includes(o.subject ?? '')),
    ),
  }),
  'distribution-opposition': deadline({
    ...shared,
    zh: '对分配方案的异议提出反对意见',
    basis: opposes,
    about: 'distribution',
    legal: { basis: opposes, within: () => '15d' },
    opens: when('异议通知其他债权人、被执行人', ['distribution.objected'], (c) =>
      c
        .all('distribution.objected')
        .map((f) => answered(c, f, other[sideOf(c, personKey(c, f.payload.party))] ?? 'applicant')),
    ),
    done: discharged('对该异议提出反对意见', ['distribution.opposed'], (c, o) => {
      const objected = c.all('distribution.objected', o.subject).find(({ seq }) => seq === o.seq);
      return (
        objected && c.all('distribution.opposed', o.subject).find((f) => isBehind(f, o) && isOpposed(c, objected, f))
      );
    }),
  }),
  'distribution-suit': deadline({
    ...shared,
    zh: '异议人提起分配方案异议之诉',
    basis: opposes,
    about: 'distribution',
    legal: { basis: opposes, within: () => '15d' },
    opens: when('反对意见通知异议人', ['distribution.opposed'], (c) =>
      c.all('distribution.opposed').map((f) => answered(c, f, sideOf(c, objectorsOf(c, f).at(-1) ?? ''))),
    ),
    done: discharged('该异议人提起诉讼', ['remedy.sought'], (c, o) => {
      const opposed = c.all('distribution.opposed', o.subject).find(({ seq }) => seq === o.seq);
      const theirs = opposed === undefined ? [] : objectorsOf(c, opposed);
      return c
        .all('remedy.sought', o.subject)
        .find((f) => isBehind(f, o) && theirs.includes(personKey(c, f.payload.party)));
    }),
  }),
};

export type DistributionRule = keyof typeof distributionDeadlines;
