import { isNodeId, type NodeId, nodeRow, type PayloadOf } from '../nodes/index.ts';
import { isOnceNode, onceKeys, onceSince, onceTaken } from '../plan/once-in-court.ts';
import { type Case, readCase } from '../record/case.ts';
import { asFact, type Draft, type Fact } from '../record/fact.ts';
import { caseIdOf } from '../record/case-number.ts';
import { checkForm } from '../record/form.ts';
import { refuse, type Refusal } from '../record/refusal.ts';

/**
 * What stands in other records already, of what a command brings and what stands once in the whole court: a line of the bank's,
 * a letter; each with the number of that record, null where the sender may not know of it. Looked up before deciding: a record
 * alone cannot tell.
 */
export type Elsewhere = ReadonlyMap<string, string | null>;

interface Asked {
  readonly node: string;
  readonly subject?: string | null | undefined;
  readonly payload?: unknown;
}

/** The keys that a completion would bring into a record, by itself or by what it corrects or brings back. */
export function onceNamed({ node, payload = {} }: Asked, c?: Case): readonly string[] {
  if (!isNodeId(node) || checkForm(node, payload) !== undefined) return [];
  if (isOnceNode(node)) return onceKeys(node, payload as Parameters<typeof onceKeys>[1]); // its form has just been checked
  if (c === undefined || (node !== 'fact.corrected' && node !== 'fact.withdrawn')) return [];
  const said = payload as { readonly fact: number; readonly payload?: unknown }; // likewise
  if (said.fact === c.founding.seq) return []; // what founded a record is never taken back: its guards say so
  const root = rootOf(c, said.fact);
  if (root === undefined || !isOnceNode(root.node)) return [];
  if (said.payload !== undefined && checkForm(root.node, said.payload) !== undefined) return [];
  const about = asFact({ ...root, seq: c.record.length + 1, node, subject: null, payload });
  return onceSince(c, readCase([...c.record, about]));
}

type Names<N extends NodeId> = (payload: PayloadOf<N>, c: Case, subject: string) => readonly (string | undefined)[];

/** THE TABLE of the other cases that a node names, which are looked up for its guards. */
const naming = {
  'asset.taken-over': ({ from }) => [from],
  'restoration.decided': ({ newCaseNo }) => [newCaseNo],
  'payout.applied': ({ to, payee }) => [to === 'other-case' ? payee : undefined],
  'funds.transferred': (payload) => [payload.case],
  'claim.proposed': ({ cases }) => cases.map((each) => each.case),
  'funds.claimed': (_, c, claim) => c.first('claim.proposed', claim)?.payload.cases.map((each) => each.case) ?? [],
} satisfies { readonly [N in NodeId]?: Names<N> };

const isNaming = (node: NodeId): node is keyof typeof naming => Object.hasOwn(naming, node);

/** The other cases that a completion names, by their ids: itself, as a request for it or as a correction. */
export function casesNamedIn({ node, payload = {}, subject }: Asked, c: Case): readonly string[] {
  if (!isNodeId(node) || checkForm(node, payload) !== undefined) return [];
  if (node === 'request.made') {
    const { of, payload: asked } = payload as PayloadOf<'request.made'>; // its form has just been checked
    return casesNamedIn({ node: of, payload: asked }, c);
  }
  if (node === 'fact.corrected') {
    const { fact, payload: next } = payload as PayloadOf<'fact.corrected'>; // likewise
    const meant = c.fact(fact)?.node;
    return meant === undefined || next === undefined ? [] : casesNamedIn({ node: meant, payload: next }, c);
  }
  const names = isNaming(node) ? (naming[node] as Names<NodeId>) : undefined; // of that very node
  return (names?.(payload as never, c, subject ?? '') ?? []).flatMap((named) => (named === undefined ? [] : caseIdOf(named))); // prettier-ignore
}

/** What a withdrawal or correction of this fact is about in the end. */
function rootOf(c: Case, seq: number): Fact | undefined {
  const meant = c.record[seq - 1];
  return meant?.node === 'fact.corrected' || meant?.node === 'fact.withdrawn' ? rootOf(c, meant.payload.fact) : meant;
}

/** One line of the bank's, one letter is recorded once, in the whole court (plan §9). `c`: the record, where there is one. */
export function recordedElsewhere(
  { node, payload }: Draft,
  elsewhere: Elsewhere | undefined,
  c?: Case,
): Refusal | undefined {
  if (elsewhere === undefined || elsewhere.size === 0) return undefined;
  const own = isOnceNode(node) ? onceKeys(node, payload as Parameters<typeof onceKeys>[1]) : undefined; // of that node
  if (own === undefined && node !== 'fact.corrected' && node !== 'fact.withdrawn') return undefined;
  const found = [...elsewhere].find(([key]) => own === undefined || own.includes(key));
  if (found === undefined) return undefined;
  const [key, caseNo] = found;
  const where = caseNo ?? '另一案件';
  const root = c !== undefined && 'fact' in payload ? rootOf(c, payload.fact)?.node : node;
  const said = root !== undefined && isOnceNode(root) ? root : 'funds.arrived';
  const { zh, field } = onceTaken(said, key, where);
  return refuse(said === 'funds.arrived' ? 'duplicate-receipt' : 'already-recorded', zh, nodeRow(said).basis, [
    { id: field, zh: `已登记于${where}` },
  ]);
}
