// What people say of a plan of distribution in a simulated case: mostly what comes next of the last one.
import { allocate, readAllocationQuestion } from '../../domain/money/allocate.ts';
import { isRefused } from '../../domain/money/forms.ts';
import { addressee, deliveryOf } from '../../domain/nodes/documents.ts';
import { type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import type { Fact, FactOf } from '../../domain/record/fact.ts';
import { dateOf, type Instant } from '../../domain/time/instant.ts';
import { oneBy } from './chance.ts';

/** How often each is tried. */
export const planWeights: readonly (readonly [NodeId, number])[] = [
  ['distribution.planned', 6],
  ['documents.issued', 4],
  ['service.recorded', 9],
  ['distribution.objected', 5],
  ['distribution.opposed', 4],
  ['remedy.sought', 4],
  ['remedy.decided', 3],
  ['distribution.settled', 6],
];
const ofPlan: ReadonlySet<NodeId> = new Set(planWeights.map(([node]) => node));

/** Mostly what could be done of a plan at all: it is made, sent, served, and then spoken of. */
export function possibleOfPlan(node: NodeId, chance: () => number, record: readonly Fact[]): NodeId {
  if (!ofPlan.has(node) || chance() < 0.1) return node;
  const planned = record.findLast((f) => f.node === 'distribution.planned');
  if (planned === undefined) return 'distribution.planned';
  const issued = record.findLast((f) => f.node === 'documents.issued' && f.seq > planned.seq);
  if (issued === undefined) return 'documents.issued';
  const isServed = record.filter((f) => f.node === 'service.recorded' && f.seq > issued.seq).length >= HEARERS.length;
  if (!isServed) return chance() < 0.3 ? node : 'service.recorded';
  const next = answers.find((each) => !record.some((f) => f.node === each && f.subject === planned.subject));
  return next === undefined || chance() < 0.5 ? node : next;
}

const answers = ['distribution.objected', 'distribution.opposed', 'remedy.sought', 'remedy.decided'] as const;

/** A creditor of another case, who takes part in half of the cases. */
export const OTHER = '武陟县农商银行';
const OWN = 'applicant-1';
const PARTIES = [OWN, '张建国', 'respondent-1', OTHER] as const;
const HEARERS = [OWN, 'respondent-1', { id: 'other', name: OTHER }] as const;
const SUMS = [1, 7, 100, 12_345, 100_000] as const;

interface Telling {
  readonly chance: () => number;
  readonly record: readonly Fact[];
  readonly receipts: readonly string[];
  readonly now: Instant;
}

type Shares = FactOf<'distribution.planned'>['payload']['shares'];

/** What is said of a plan; undefined: it is no node of one. */
export function toldOfPlan(node: NodeId, telling: Telling) {
  if (!ofPlan.has(node)) return undefined;
  const { chance, record, now } = telling;
  const planned = record.findLast((f) => f.node === 'distribution.planned');
  const shares: Shares = planned?.node === 'distribution.planned' ? planned.payload.shares : [{ party: OWN, amountFen: 1 }]; // prettier-ignore
  const subject = planned?.subject ?? 'distribution-1';
  const objectors = record.flatMap((f) => (f.node === 'distribution.objected' ? [f.payload.party] : []));
  const party = oneBy(chance, node.startsWith('remedy.') && objectors.length > 0 ? objectors : PARTIES);
  switch (node) {
    case 'distribution.planned':
      return planOfPlan(telling);
    case 'documents.issued':
      return { payload: { ...(nodeRow(node).example as object), id: `d-${record.length}`, kind: 'distribution-plan', recipients: HEARERS.slice(0, chance() < 0.9 ? 3 : 2) } }; // prettier-ignore
    case 'service.recorded': {
      const issued = record.findLast((f) => f.node === 'documents.issued');
      const document = issued?.node === 'documents.issued' ? (issued.payload.id ?? 'd-0') : 'd-0';
      const deliveries = HEARERS.map((to) => deliveryOf(document, addressee(to)));
      const left = deliveries.filter((id) => !record.some((f) => f.node === 'service.recorded' && f.subject === id));
      return { subject: oneBy(chance, left.length === 0 ? deliveries : left), payload: { ...(nodeRow(node).example as object), on: dateOf(now), outcome: 'served' } }; // prettier-ignore
    }
    case 'distribution.objected': {
      const { amountFen: most, party: whose } = oneBy(chance, shares);
      const off = 1 + Math.floor(chance() * most);
      const wants = chance() < 0.4 ? { wants: [{ party: whose, fen: most - off }] } : {};
      return { subject, payload: { party, disputedFen: off, ground: '一', ...wants } };
    }
    case 'distribution.opposed':
      return { subject, payload: { party, ...(chance() < 0.5 && { objector: oneBy(chance, PARTIES) }) } };
    case 'remedy.sought':
      return { subject, payload: { way: 'lawsuit', party, on: dateOf(now) } };
    case 'remedy.decided':
      return { subject, payload: { outcome: oneBy(chance, ['granted', 'refused'] as const), ruling: '一', party, on: dateOf(now) } }; // prettier-ignore
    default:
      return { subject, payload: settling(telling, { subject, shares }) };
  }
}

/** A plan by its question; now and then one creditor's alone, as if there were no other. */
function planOfPlan({ chance, record, receipts }: Telling) {
  const subject = `distribution-${record.filter((f) => f.node === 'distribution.planned').length + 1}`;
  const some = [...new Set([oneBy(chance, receipts.length === 0 ? ['r-0'] : receipts), ...(chance() < 0.2 ? receipts.slice(-1) : [])])]; // prettier-ignore
  const arrived = record.find((f) => f.node === 'funds.arrived' && f.subject === some[0]);
  const amount = arrived?.node === 'funds.arrived' && chance() < 0.5 ? arrived.payload.amountFen : oneBy(chance, SUMS);
  if (!record.some((f) => f.node === 'participation.applied') || chance() < 0.1)
    return { subject, payload: { receipts: some, shares: [{ party: OWN, amountFen: amount }] } };
  const claims = [{ id: 'own-1', amount: oneBy(chance, SUMS) }, { id: 'other-1', amount: oneBy(chance, SUMS) }]; // prettier-ignore
  const question = { kind: 'allocate', amount, ranks: [{ share: 'pro-rata', claims }] };
  const read = readAllocationQuestion(question);
  const given = isRefused(read) ? [] : allocate(read).shares.map(({ net }) => Number(net));
  const [own = 0, other = 0] = given;
  const shares = [{ party: OWN, amountFen: own }, { party: OTHER, amountFen: other }].filter(({ amountFen }) => amountFen > 0); // prettier-ignore
  const ranks = [{ kind: 'ordinary', claims: [{ id: 'own-1', party: OWN }, { id: 'other-1', party: OTHER }] }]; // prettier-ignore
  return { subject, payload: { receipts: some, shares, question, ranks } };
}

/** As it was planned, or otherwise: some of one creditor's goes to the other. */
function settling({ chance, record }: Telling, { subject, shares }: { readonly subject: string; readonly shares: Shares }) {
  const sued = record.flatMap((f) => (f.node === 'remedy.sought' && f.subject === subject ? [f.payload.party] : []));
  const isJudged = record.some((f) => f.node === 'remedy.decided' && f.subject === subject);
  const how = chance() < 0.8 && isJudged ? 'judged' : oneBy(chance, ['unopposed', 'corrected', 'judged'] as const);
  const [one, two] = shares;
  const moved = how === 'unopposed' || one === undefined || two === undefined ? 0 : Math.floor(chance() * one.amountFen); // prettier-ignore
  const other = [one, two].flatMap((share, i) => (share === undefined ? [] : [{ ...share, amountFen: share.amountFen + (i === 0 ? -moved : moved) }])); // prettier-ignore
  const open = how !== 'judged' && sued.length > 0 && chance() < 0.9 ? { sued } : {};
  return { how, shares: other, ...(how === 'corrected' && { document: '一' }), ...open };
} // prettier-ignore
