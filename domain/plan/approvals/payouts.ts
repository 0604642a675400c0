import { approvalOf } from '../../nodes/approvals.ts';
import { roles } from '../../nodes/roles.ts';
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { reading } from '../../record/reading.ts';
import type { Instant } from '../../time/instant.ts';
import type { Earlier, Opening } from '../deadline.ts';
import { type Form, forms } from '../money/forms.ts';
import { isAbove, leastOffice, officeOf, officesTurn, type PayoutOffice } from '../money/unapproved.ts';
import { earliest, isBehind, opening } from '../opens.ts';
import { moot } from './moot.ts';
import { saidOn, type Request, requests } from './readings.ts';

/** Forms on their way up: a `payout.applied` is its own request, a passed review of its material the pass of `funds` (plan §5). */
export const payoutRequests = reading(
  (c): ReadonlyMap<string, Request> => new Map([...forms(c)].map(([id, form]) => [id, asked(c, id, form)])),
);

/** Claims of money that arrived for no known case: each is its own request, to finance (docs/spec/money.md 3). */
const claimRequests = reading(
  (c): ReadonlyMap<string, Request> =>
    new Map(c.all('claim.proposed').map((made) => [made.subject ?? '', claimAsked(c, made)])),
);

/** Changes of accounts for payment: each is its own request, to the director (docs/spec/money.md 4). */
export const accountRequests = reading(
  (c): ReadonlyMap<string, Request> =>
    new Map(c.all('payee-account.change-proposed').map((made) => [made.subject ?? '', changeAsked(c, made)])),
);

function changeAsked(c: Case, made: FactOf<'payee-account.change-proposed'>): Request {
  const id = made.subject ?? '';
  const { passedBy: chain, decidedBy = 'director' } = approvalOf('payee-account.changed');
  return {
    ...{ id, made, chain, decidedBy, isDue: true, passed: [], next: decidedBy },
    asks: { of: 'payee-account.changed', about: id, payload: {} },
    ended: earliest([...c.all('payee-account.changed', id), ...c.all('payee-account.stopped', id), ...saidOn(c, id)]),
  };
}

function claimAsked(c: Case, made: FactOf<'claim.proposed'>): Request {
  const id = made.subject ?? '';
  const { passedBy: chain, decidedBy = 'finance' } = approvalOf('funds.claimed');
  return {
    ...{ id, made, chain, decidedBy, isDue: true, passed: [], next: decidedBy },
    asks: { of: 'funds.claimed', about: id, payload: {} },
    ended: earliest([...c.all('funds.claimed', id), ...saidOn(c, id)]),
  };
}

/** What waits for a decision under an id, whichever way it was asked for. */
export const requestUnder = (c: Case, id: string): Request | undefined =>
  requests(c).get(id) ?? payoutRequests(c).get(id) ?? accountRequests(c).get(id) ?? claimRequests(c).get(id);

function asked(c: Case, id: string, { applied, reviewed, ended }: Form): Request {
  const { passedBy: chain } = approvalOf('payout.approved');
  const decidedBy = leastOffice(applied.payload.to);
  const isDue = reviewed?.payload.passed === true;
  return {
    ...{ id, made: applied, chain, decidedBy, isDue },
    asks: { of: 'payout.approved', about: id, payload: { amountFen: applied.payload.amountFen } },
    passed: isDue ? [{ fact: reviewed, next: decidedBy }] : [],
    next: isDue ? decidedBy : (chain[0] ?? decidedBy),
    ended: earliest([
      ...c.all('payout.approved', id).slice(0, 1),
      ...saidOn(c, id),
      ...(ended && ended.node !== 'funds.reversed' ? [ended] : []),
    ]), // that makes it pointless: moot.ts
  };
}

/** What ends the step of a form at its office: its approval or return, or a review that finds its material wanting after all. */
export const payoutAnswered = (c: Case, o: Pick<Opening, 'at' | 'seq' | 'subject'>): Fact | undefined => {
  const id = o.subject ?? '';
  const wanting = c.all('payout.material-reviewed', id).filter((f) => !f.payload.passed);
  const said = [...c.all('payout.approved', id), ...c.all('payout.withdrawn', id), ...saidOn(c, id), ...wanting];
  return earliest(said.filter((f) => isBehind(f, o)));
};

/** The step of each form whose material has passed, at the office whose approval the payout takes by then; it passes on as the payout grows late. */
export const payoutSteps = (c: Case, earlier: Earlier): readonly Opening[] =>
  [...payoutRequests(c).values()].flatMap((request) => {
    const { id, made, ended } = request;
    const none = moot(c, request);
    const until = none && { at: none.fact.at, seq: none.fact.seq, zh: none.zh };
    const least = leastOffice(forms(c).get(id)?.applied.payload.to);
    return c
      .all('payout.material-reviewed', id)
      .filter((f, i, all) => f.payload.passed && all[i - 1]?.payload.passed !== true)
      .filter((f) => ended === undefined || isBehind(ended, f))
      .flatMap((f) => stepsUp(c, f, { earlier, receipt: made.subject ?? '', least, until }));
  });

interface Under {
  readonly earlier: Earlier;
  readonly receipt: string;
  /** The office below which nobody approves it. */
  readonly least: PayoutOffice;
  /** From when on there is nothing to approve. */
  readonly until: Opening['until'];
}

/** A step at an office, and the same at the higher one that has to approve from some instant on, unless it was over before. */
function stepsUp(c: Case, passed: Fact, { earlier, receipt, least, until }: Under): readonly Opening[] {
  const answered = payoutAnswered(c, passed)?.at ?? Number.POSITIVE_INFINITY;
  const over = Math.min(answered, until?.at ?? answered);
  const ownerAt = (at: Instant): PayoutOffice => {
    const office = officeOf(c, receipt, { at, earlier });
    return isAbove(least, office) ? least : office;
  };
  const steps: (Opening & { readonly owner: PayoutOffice })[] = [
    { ...opening(passed), owner: ownerAt(passed.at), ...(until && { until }) },
  ];
  for (const { at, seq } of officesTurn(c, receipt, earlier)) {
    const [last, owner] = [steps.at(-1), ownerAt(at)];
    if (last === undefined || at <= last.at || at > over || !isAbove(owner, last.owner)) continue;
    const passesOn = {
      at,
      seq: Math.max(passed.seq, seq),
      zh: `发放迟延，改由${roles[owner]}批准`,
      byTime: true,
    } as const;
    const next = { at, seq, subject: passed.subject, owner, ...(until && { until }) };
    steps.splice(-1, 1, { ...last, until: passesOn }, next);
  }
  return steps;
}
