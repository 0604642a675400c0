// How a court in memory puts what it is told into what is sent: for given.ts.
import { type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import { isLineNode } from '../../domain/plan/money/bank-lines.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { ownOf } from './documents.ts';
import { sitting } from './given-people.ts';
import { instant } from './instants.ts';

interface SentOut {
  readonly at?: string | undefined;
  readonly by?: string | undefined;
  readonly subject?: string | undefined;
  readonly payload?: unknown;
}

/** A completion as `complete` is told it, the `nth` of its record: the payload laid over the row's example. */
export function sent(node: NodeId, told: readonly unknown[], nth: number): SentOut {
  const [subject, payload, how] = (typeof told[0] === 'string' ? told : [undefined, ...told]) as [
    string?,
    object?,
    SentOut?,
  ]; // what `Told` lets through
  const own = ownOf(node, payload, hasReference(node) && (node === 'funds.arrived' ? `YH-${subject}` : `HD-${nth}`));
  return {
    ...how,
    subject,
    payload: { ...(nodeRow(node).example as object), ...own, ...uncomputed(node, payload), ...grounds(node, payload), ...seated(node), ...payload }, // prettier-ignore
  };
}

/** Shares that somebody gives are not those of the example's question. */
const uncomputed = (node: NodeId, payload: object | undefined) =>
  node === 'distribution.planned' && payload !== undefined && 'shares' in payload && !('question' in payload) ? { question: undefined, ranks: undefined } : {}; // prettier-ignore

/** Those who sit in a court in memory. */
export const seated = (node: string): object =>
  node === 'panel.decided' || node === 'auction.terms-set' ? { members: [...sitting] } : {};

/** For what money goes elsewhere than to a creditor, where a test does not say: a document has it. */
const grounds = (node: NodeId, payload: object | undefined): object => {
  const to = node === 'payout.applied' && payload !== undefined && 'to' in payload ? payload.to : undefined;
  if (to === 'refund') return { ground: 'error', document: '缴款人的书面说明' };
  if (to === 'other-case' || to === 'other-court') return { ground: 'ordered', document: '协助执行通知书' };
  return to === 'escrow' ? { ground: 'whereabouts' } : {};
};

/** Whether it names the bank's own number for what it did. */
const hasReference = (node: NodeId): boolean =>
  isLineNode(node) &&
  Object.hasOwn((nodeRow(node).payload as { readonly properties?: object }).properties ?? {}, 'reference');

/** `raw:…` goes out as it is. */
export const asSent = (at: string): string => (at.startsWith('raw:') ? at.slice(4) : formatInstant(instant(at)));
