import type { TObject } from 'typebox';
import { nodeRow, type NodeId, type PayloadOf } from '../nodes/index.ts';
import type { NodeRow } from '../nodes/node.ts';
import type { Case } from '../record/case.ts';
import { engineWrites, type ToRecord } from '../plan/money/engine-writes.ts';
import { checkForm } from '../record/form.ts';
import { foldIdentities } from '../record/identities.ts';
import { isGiven } from './guarded.ts';

/** A payload as it is recorded, and that of a correction as the node that it corrects. */
export function asRecorded(c: Case, { node, subject, payload }: ToRecord, by: string): unknown {
  if (node === 'request.made') return asAsked(payload as PayloadOf<'request.made'>, by); // it has been checked
  if (node !== 'fact.corrected') return engineWrites(c, { node, subject, payload: withId(c, node, foldIdentities(node, payload)) }); // prettier-ignore
  const said = payload as PayloadOf<'fact.corrected'>; // it has been checked
  const meant = c.fact(said.fact);
  if (meant === undefined || said.payload === undefined) return payload;
  if (checkForm(meant.node, said.payload) !== undefined) return payload;
  if (meant.node === 'request.made')
    return { ...said, payload: asAsked(said.payload as typeof meant.payload, meant.by) }; // of that very node
  const { id } = meant.payload as { readonly id?: string }; // of a row with `withId` it is that of what it brings
  const keepsId = nodeRow(meant.node).withId !== undefined && id !== undefined;
  const kept = keepsId ? { id, ...said.payload } : said.payload;
  const { node: of, subject: about, payload: was } = meant;
  return { ...said, payload: engineWrites(c, { node: of, subject: about, payload: withId(c, of, foldIdentities(of, kept)) }, was) }; // prettier-ignore
}

const saysWhoAsked = ({ payload }: NodeRow): boolean => 'askedBy' in (payload as TObject).properties; // every payload is an object

/** Whoever asks for a decision that says who asked need not say so. */
const asAsked = (said: PayloadOf<'request.made'>, by: string): PayloadOf<'request.made'> =>
  saysWhoAsked(nodeRow(said.of)) ? { ...said, payload: { askedBy: by, ...said.payload } } : said;

/** A payload with the id of what it brings, where its row has the engine make one. */
const withId = (c: Case, node: NodeId, payload: unknown): unknown =>
  nodeRow(node).withId?.(payload, (id) => isGiven(c, id)) ?? payload;
