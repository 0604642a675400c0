// What of a plan's receipts goes to whom, from the plan on (docs/spec/money.md 7.3).
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { personKey } from './creditors.ts';
import { ownerKey } from './for-whom.ts';
import { heldBackOf } from './disputed-shares.ts';
import { settledAs } from './disputes.ts';
import { type Form, forms, type Movement, movements, signed } from './forms.ts';

type Plan = FactOf<'distribution.planned'>;

/** Whose share what goes to no creditor of the plan is: the fee, what was spent, what goes back, other cases. */
export const NOBODY = '';

const nobodys: ReadonlySet<string> = new Set(['refund', 'court-fee', 'treasury']);

/** Whose share a form draws on; undefined: nobody's for good, for what is in escrow comes back before anybody gets it. */
export function shareDrawn(c: Case, planned: Plan, applied: Form['applied']['payload']): string | undefined {
  const { to, onBehalfOf } = applied;
  if (nobodys.has(to)) return NOBODY;
  const key = ownerKey(c, applied);
  if (
    to === 'applicant' ||
    onBehalfOf !== undefined ||
    planned.payload.shares.some(({ party }) => personKey(c, party) === key)
  )
    return key;
  return to === 'escrow' ? undefined : NOBODY;
}

/** Whether a form draws on some creditor's share. */
export function drawsOnShare(c: Case, planned: Plan, applied: Form['applied']['payload']): boolean {
  const key = shareDrawn(c, planned, applied);
  return key !== undefined && key !== NOBODY;
}

/** What left a plan's receipts for a share or came back to them, since the plan: by its number, for nothing else says what the plan knew. */
const movedOf = (c: Case, receipt: string, isOurs: (f: Movement) => boolean): number =>
  (movements(c).get(receipt) ?? []).reduce((fen, f) => (isOurs(f) ? fen + signed(f) : fen), 0);

const receiptsOf = ({ payload }: Plan): readonly string[] => [...new Set(payload.receipts)];

/** What the plan leaves to nobody of it, in fen. */
function leftToNobody(c: Case, planned: Plan): number {
  const there = receiptsOf(planned).reduce((fen, receipt) => {
    const arrived = c.first('funds.arrived', receipt)?.payload.amountFen ?? 0;
    return fen + Math.max(arrived - movedOf(c, receipt, ({ seq }) => seq < planned.seq), 0);
  }, 0);
  return Math.max(there - planned.payload.shares.reduce((fen, { amountFen }) => fen + amountFen, 0), 0);
}

/** What of a plan's receipts is somebody's share as the case stands, in fen: settled or planned, and not disputed. */
export function shareFen(c: Case, planned: Plan, key: string): number {
  if (key === NOBODY) return leftToNobody(c, planned);
  return givenFen(c, planned, key) - (heldBackOf(c, planned).get(key) ?? 0);
}

/** The same with what is disputed of it, as the case stands or stood at an instant. */
export const givenFen = (c: Case, planned: Plan, key: string, at = Number.POSITIVE_INFINITY): number =>
  (settledAs(c, planned, at) ?? planned).payload.shares.reduce((fen, { party, amountFen }) => fen + (personKey(c, party) === key ? amountFen : 0), 0); // prettier-ignore

/** What was paid of a share since the plan and did not come back, as the case stands or stood at an instant, in fen. */
export const paidFen = (c: Case, planned: Plan, key: string, at = Number.POSITIVE_INFINITY): number =>
  receiptsOf(planned).reduce(
    (fen, receipt) => fen + movedOf(c, receipt, (f) => f.at <= at && f.seq > planned.seq && isDrawnBy(c, planned, key, forms(c).get(f.subject ?? ''))), // prettier-ignore
    0,
  );

const isDrawnBy = (c: Case, planned: Plan, key: string, form: Form | undefined): boolean =>
  form !== undefined && shareDrawn(c, planned, form.applied.payload) === key;

/** What a share has had since the plan, in fen: what was paid and did not come back, and what its forms count for besides. */
export function drawnFen(c: Case, planned: Plan, key: string, counts: (form: Form, id: string) => number): number {
  const own = [...forms(c)].filter(([, form]) => receiptsOf(planned).includes(form.receipt) && isDrawnBy(c, planned, key, form)); // prettier-ignore
  return own.reduce((fen, [id, form]) => fen + counts(form, id), paidFen(c, planned, key));
}

/** What has left for good, or lies with the bank. */
export const onItsWay = ({ sent, leftFen }: Form): number => (sent === undefined ? 0 : leftFen);

/** Whom a plan's receipts have been paid to, by their share. */
export const drawing = (c: Case, planned: Plan): readonly string[] => [
  ...new Set(
    [...forms(c).values()]
      .filter(({ receipt }) => planned.payload.receipts.includes(receipt))
      .flatMap(({ applied }) => shareDrawn(c, planned, applied.payload) ?? []),
  ),
];
