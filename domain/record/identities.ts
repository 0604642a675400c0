import { withoutUnseen } from '../gate/text.ts';
import { idNumberFlaw } from '../nodes/id-kinds.ts';
import { type NodeId, nodeRow } from '../nodes/index.ts';
import { type Missing, refuse, type Refusal } from './refusal.ts';

/** An identity number as registers write it: half width, capitals, nothing between. */
export const foldIdNo = (text: string): string => withoutUnseen(text.normalize('NFKC')).toUpperCase();

/** What is doubtful about the identity numbers in a payload that has passed its schema, party by party. */
const doubts = (node: NodeId, payload: unknown, confirmed: boolean): readonly Missing[] =>
  (nodeRow(node).identities?.(payload) ?? []).flatMap(({ field, zh, party }) => {
    const flaw = party.idNo === undefined ? undefined : idNumberFlaw({ ...party, idNo: foldIdNo(party.idNo) });
    return flaw === undefined || (party.idNoUnverified ?? false) !== confirmed
      ? []
      : [{ id: field === '' ? 'idNo' : `${field}.idNo`, zh: `${zh}：${flaw}` }];
  });

/**
 * Refuses identity numbers that cannot be right, unless whoever records them says of that party that they know: old cases
 * hold wrong ones. The number itself is not repeated: refusals are logged.
 */
export function checkIdentities(node: NodeId, payload: unknown): Refusal | undefined {
  const found = doubts(node, payload, false);
  if (found.length === 0) return undefined;
  const what = found.map(({ zh }) => zh).join('；');
  const zh = `证件号码有疑点：${what}。请核对改正；确与证件或原案卷一致的，在该当事人处写 idNoUnverified: true 再发`;
  return refuse('id-number-doubtful', zh, undefined, found);
}

/** What was recorded although it was doubtful: shown with the case. */
export const knownDoubts = (node: NodeId, payload: unknown): readonly Missing[] => doubts(node, payload, true);

/** A payload with its identity numbers folded. */
export function foldIdentities<P>(node: NodeId, payload: P): P {
  const { identities } = nodeRow(node);
  if (identities === undefined) return payload;
  const folded = structuredClone(payload);
  for (const { party } of identities(folded)) {
    if (party.idNo !== undefined) Object.assign(party, { idNo: foldIdNo(party.idNo) }); // a copy of our own
  }
  return folded;
}
