import type { Completion } from '../../domain/engine/completion.ts';
import { type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import { deferralGrounds } from '../../domain/nodes/money.ts';
import { groundsTo } from '../../domain/nodes/payouts-to.ts';
import type { Role } from '../../domain/nodes/roles.ts';
import type { Actor } from '../../domain/record/actor.ts';
import { asFact, type Fact } from '../../domain/record/fact.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import { dateOf, formatInstant, type Instant, MINUTE, startOfDay } from '../../domain/time/instant.ts';
import { endings } from '../../domain/plan/money/forms.ts';
import { oneBy } from './chance.ts';
import { OTHER, planWeights, possibleOfPlan, toldOfPlan } from './plans.ts';

/** When the simulated cases begin. */
export const BEGIN: Instant = startOfDay('2026-02-02');

const person = (id: string, ...roles: readonly Role[]): Actor => ({ id, name: id, roles, via: 'api' });

const PANEL = ['p-leader-1', 'p-panel-1', 'p-panel-2'];

/** Few people with many hats: so that one of them often tries to be two of the four. */
export const simulatedPeople: readonly Actor[] = [
  person('p-officer-1', 'officer', 'director'),
  person('p-funds-1', 'funds', 'finance'),
  person('p-finance-1', 'finance'),
  person('p-finance-2', 'finance', 'funds', 'sys:case-funds'),
  person('p-director-1', 'director', 'finance'),
  person('p-president-1', 'president', 'director', 'supervising-leader'),
  person('p-review-1', 'review'),
  ...PANEL.map((id) => person(id, 'panel')),
];

/** A case that money can come to, of so large a claim: filed and assigned; another creditor takes part in it or none. */
export function filedCase(claimFen: number, isShared: boolean): Fact[] {
  const record: Fact[] = [];
  const add = (node: NodeId, payload: object, subject: string | null = null): void => {
    const { by } = nodeRow(node);
    const whole = { ...(nodeRow(node).example as object), ...payload };
    record.push(asFact({ seq: record.length + 1, node, subject, payload: whole, at: BEGIN, recordedAt: BEGIN, by: 'p-review-1', as: by, via: 'api' })); // prettier-ignore
  };
  add('law.applied', { rules: 1, calendar: 1, settings: 1 });
  add('case.filed', { claimFen, claims: undefined });
  add('case.assigned', { officer: 'p-officer-1', panel: PANEL });
  add('payee-account.confirmed', {}, 'account-1');
  if (!isShared) return record;
  add('panel.decided', { about: 'payee', payee: OTHER, outcome: 'agreed', members: PANEL });
  add('participation.applied', { creditor: OTHER, claims: [{ id: 'other-1', amountFen: 100_000 }] });
  return record;
}

/** What somebody does next: of a kind by chance, well said or not, of a thing that is there or not. */
export interface Operation {
  readonly completion: Completion & { readonly node: NodeId };
  readonly actor: Actor;
}

/** How often each is tried, of all that moves money or speaks of what did. */
const weights: readonly (readonly [NodeId, number])[] = [
  ['funds.arrived', 12],
  ['funds.confirmed', 12],
  ['funds.reversed', 2],
  ['cash.deposited', 3],
  ['payout.applied', 16],
  ['payout.material-reviewed', 12],
  ['payout.approved', 14],
  ['payout.withdrawn', 2],
  ['payout.rejected', 3],
  ['payout.sent', 7],
  ['payout.failed', 4],
  ['payout.paid', 14],
  ['payout.refunded', 4],
  ['payout.escrowed', 4],
  ['funds.transferred', 3],
  ['payout.returned', 5],
  ['fee.taken', 3],
  ['payout.delay-approved', 3],
  ['deferral.ended', 2],
  ['performance.recorded', 1],
  ['claim.waived', 1],
  ['shortage.recognised', 1],
  ['request.returned', 2],
  ['fact.withdrawn', 5],
  ['fact.corrected', 2],
  ...planWeights,
];
const urn: readonly NodeId[] = weights.flatMap(([node, times]) => Array.from({ length: times }, () => node));

const SUMS = [1, 7, 100, 12_345, 100_000, 2_500_000] as const;
const TO = ['applicant', 'applicant', 'applicant', 'third-party', 'third-party', 'refund', 'escrow', 'other-case', 'treasury', 'court-fee'] as const; // prettier-ignore
/** Claims that a case is filed with: some are soon met, and leave something over. */
export const CLAIMS = [12_345, 100_000, 2_500_000, 25_000_000] as const;
const GROUNDS = Object.keys(deferralGrounds) as (keyof typeof deferralGrounds)[]; // the keys of a constant record are exactly its type
const SELDOM = 0.1;

/** To whom money goes that goes there; an agent receives for a creditor, or bills a cost. */
function whom(to: (typeof TO)[number], chance: () => number): object {
  switch (to) {
    case 'third-party':
      return chance() < 0.4 ? { payee: OTHER } : { payee: '王五', ...(chance() < 0.7 ? { onBehalfOf: oneBy(chance, ['张建国', 'applicant-1', '李卫东']) } : { document: '发票' }) }; // prettier-ignore
    case 'refund':
      return { payee: '李卫东', payeeAccount: '6228480000000000001' };
    case 'other-case':
      return { payee: '（2026）豫0823执456号', payeeAccount: '1' };
    case 'treasury':
    case 'court-fee':
      return { payee: '国库', payeeAccount: '1' };
    default:
      return { payee: '张建国' };
  }
}

/** How a case stands, as far as an operation is chosen by it. */
export interface Seen {
  readonly receipts: readonly string[];
  readonly forms: readonly string[];
  readonly record: readonly Fact[];
  readonly now: Instant;
}

/** Somebody does something. */
export function operation(chance: () => number, seen: Seen): Operation {
  const node = possible(possibleOfPlan(oneBy(chance, urn), chance, seen.record), chance, seen);
  const able = simulatedPeople.filter(({ roles }) => nodeRow(node).by.some((role) => roles.includes(role)));
  const actor = oneBy(chance, chance() < 0.9 && able.length > 0 ? able : simulatedPeople);
  const isBefore = chance() < 0.05; // entered later than it happened, and out of order
  const at = isBefore ? formatInstant(seen.now - Math.floor(chance() * 600) * MINUTE) : undefined;
  return { actor, completion: { node, ...told(node, chance, seen), ...(at !== undefined && { at }) } };
}

/** Mostly something that could be done at all: nobody pays a form before there is one. */
function possible(node: NodeId, chance: () => number, { receipts, forms, record }: Seen): NodeId {
  const { subject } = nodeRow(node);
  if (chance() < 0.02) return node;
  if (subject === 'receipt' && receipts.length === 0) return 'funds.arrived';
  if (subject === 'form' || node === 'request.returned') {
    if (forms.length === 0)
      return record.some((f) => f.node === 'funds.confirmed') ? 'payout.applied' : 'funds.confirmed';
    return chance() < 0.6 ? nextOf(record, forms.at(-1) ?? '') : node;
  }
  return node === 'funds.arrived' && receipts.length > 5 && chance() < 0.8 ? 'payout.applied' : node;
}

/** What mostly comes next of a form. */
function nextOf(record: readonly Fact[], form: string): NodeId {
  const has = (node: NodeId): boolean => record.some((f) => f.node === node && f.subject === form);
  const to = record.flatMap((f) => (f.node === 'payout.applied' && f.payload.form === form ? [f.payload.to] : []))[0] ?? 'applicant'; // prettier-ignore
  if (!has('payout.material-reviewed')) return 'payout.material-reviewed';
  if (to !== 'applicant' && !record.some((f) => f.node === 'panel.decided' && f.payload.payee === payeeOf(record, form))) return 'panel.decided'; // prettier-ignore
  return has('payout.approved') ? endings[to] : 'payout.approved';
}

const appliedFor = (record: readonly Fact[], form: string) =>
  record.flatMap((f) => (f.node === 'payout.applied' && f.payload.form === form ? [f.payload] : []))[0];

const payeeOf = (record: readonly Fact[], form: string): string => appliedFor(record, form)?.payee ?? '张建国';

const some = (chance: () => number, all: readonly string[], otherwise: string): string =>
  all.length === 0 || chance() < 0.02 ? otherwise : oneBy(chance, all.slice(-4));

function told(node: NodeId, chance: () => number, seen: Seen): Pick<Completion, 'subject' | 'payload'> {
  const { receipts, forms, record } = seen;
  const ofPlan = toldOfPlan(node, { chance, ...seen });
  if (ofPlan !== undefined) return ofPlan;
  const example = nodeRow(node).example as Readonly<Record<string, unknown>>;
  const id = (): number => Math.floor(chance() * 1_000_000);
  const reference = chance() < 0.9 ? { reference: `R-${id()}` } : { reference: `R-${id() % 7}` }; // now and then one that was used
  const form = record.find((f) => f.node === 'payout.applied' && f.payload.form === forms.at(-1));
  switch (node) {
    case 'funds.arrived': {
      const isCash = chance() < 0.2;
      const cash = { source: 'cash', officers: ['p-officer-1', 'p-clerk-1'], cashReceipt: `S-${id()}` };
      return { subject: `r-${receipts.length + 1}`, payload: { amountFen: oneBy(chance, SUMS), payer: '李卫东', ...reference, ...(isCash && cash) } }; // prettier-ignore
    }
    case 'panel.decided':
      return { payload: { about: 'payee', payee: payeeOf(record, forms.at(-1) ?? ''), outcome: 'agreed', decision: '同意', members: PANEL, record: '评议笔录' } }; // prettier-ignore
    case 'fact.withdrawn':
      return { payload: { fact: lately(chance, record), reason: '误' } };
    case 'fact.corrected': {
      const fact = lately(chance, record);
      const was = record[fact - 1]?.payload as object | undefined; // a fact speaks of earlier ones alone
      return { payload: { fact, reason: '误', payload: { ...was, ...(chance() < 0.5 && { amountFen: oneBy(chance, SUMS) }) } } }; // prettier-ignore
    }
    case 'payout.applied': {
      const replaces = chance() < 0.2 ? { replaces: some(chance, forms, 'f-0') } : {};
      const to = oneBy(chance, TO);
      const grounds = groundsTo[to] ?? [];
      const why = grounds.length > 0 && chance() < 0.9 ? { ground: oneBy(chance, grounds), document: '函' } : {};
      return { subject: some(chance, receipts, 'r-0'), payload: { ...example, form: `f-${forms.length + 1}`, to, amountFen: oneBy(chance, SUMS), ...why, ...whom(to, chance), ...replaces } }; // prettier-ignore
    }
    case 'payout.delay-approved': {
      const shows = chance() < SELDOM ? {} : { document: '（2026）豫0821执保9号', notice: '电话通知' };
      const part = chance() < 0.7 ? { amountFen: oneBy(chance, SUMS) } : {};
      const until = addDays(dateOf(seen.now), Math.floor(chance() * 3));
      return { subject: some(chance, receipts, 'r-0'), payload: { ground: oneBy(chance, GROUNDS), reason: '一', until, ...part, ...shows } }; // prettier-ignore
    }
    case 'deferral.ended':
      return { subject: some(chance, receipts, 'r-0'), payload: { on: dateOf(seen.now), why: '一' } };
    case 'performance.recorded':
      return { payload: { ...example, amountFen: oneBy(chance, SUMS) } };
    case 'claim.waived':
      return { payload: { ...example, items: ['claim'], amountFen: oneBy(chance, SUMS) } };
    default:
      return about(node, { chance, seen, example, reference, asked: form?.node === 'payout.applied' ? form.payload.amountFen : 1 }); // prettier-ignore
  }
}

interface Telling {
  readonly chance: () => number;
  readonly seen: Seen;
  readonly example: Readonly<Record<string, unknown>>;
  readonly reference: object;
  readonly asked: number;
}

/** What is said of a receipt or form that is there. */
function about(node: NodeId, { chance, seen, example, reference, asked }: Telling) {
  const isReceipts = nodeRow(node).subject === 'receipt';
  const subject = some(chance, isReceipts ? seen.receipts : seen.forms, 'x-0');
  const arrived = seen.record.find((f) => f.node === 'funds.arrived' && f.subject === subject);
  const applied = seen.record.find((f) => f.node === 'payout.applied' && f.payload.form === subject);
  const whole = arrived?.node === 'funds.arrived' ? arrived.payload.amountFen : undefined;
  const wanted = applied?.node === 'payout.applied' ? applied.payload.amountFen : asked;
  const asFormSays = (field: 'to' | 'payee' | 'payeeAccount' | 'ground') => (field in example && applied?.node === 'payout.applied' && chance() > SELDOM / 2 ? { [field]: applied.payload[field] } : {}); // prettier-ignore
  const amountFen = chance() < 0.85 ? (whole ?? wanted) : oneBy(chance, SUMS);
  const own = {
    ...('amountFen' in example && { amountFen }),
    ...('reference' in example && reference),
    ...('passed' in example && { passed: chance() < 0.85 }),
    ...('again' in example && { again: chance() < 0.5 }),
    ...asFormSays('to'),
    ...asFormSays('payee'),
    ...asFormSays('payeeAccount'),
    ...asFormSays('ground'),
    ...('payer' in example && { payer: '李卫东' }),
  };
  // an order is mostly answered under its own reference
  const sent = seen.record.findLast((f) => f.node === 'payout.sent' && f.subject === subject);
  const answers = sent?.node === 'payout.sent' && chance() < 0.9 && 'reference' in example && node !== 'payout.returned' ? { reference: sent.payload.reference } : {}; // prettier-ignore
  return { subject, payload: { ...example, ...own, ...answers } };
}

/** One of the last facts, by its place. */
const lately = (chance: () => number, record: readonly Fact[]): number =>
  Math.max(record.length - Math.floor(chance() * 8), 1);
