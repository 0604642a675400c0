import { isNodeId, nodeRow, type PayloadOf } from '../nodes/index.ts';
import { bankLineOf, isLineNode, type LineNode, linesSince, lineWords } from '../plan/money/bank-lines.ts';
import { type Case, readCase } from '../record/case.ts';
import { asFact, type Draft, type Fact } from '../record/fact.ts';
import { checkForm } from '../record/form.ts';
import { refuse, type Refusal } from '../record/refusal.ts';

/**
 * The bank's references that stand in other records already, of those that a command brings; each with the number of that
 * case, null where the sender may not know of it. Looked up before deciding: a record alone cannot tell.
 */
export type Elsewhere = ReadonlyMap<string, string | null>;

interface Asked {
  readonly node: string;
  readonly payload?: unknown;
}

/** The references that a completion would bring into a record, by itself or by what it corrects or brings back. */
export function linesNamed({ node, payload = {} }: Asked, c?: Case): readonly string[] {
  if (!isNodeId(node) || checkForm(node, payload) !== undefined) return [];
  if (isLineNode(node)) return bankLineOf(node, payload as PayloadOf<LineNode>); // its form has just been checked
  if (c === undefined || (node !== 'fact.corrected' && node !== 'fact.withdrawn')) return [];
  const said = payload as PayloadOf<'fact.corrected'>; // a withdrawal says less
  const root = rootOf(c, said.fact);
  if (root === undefined || !isLineNode(root.node)) return [];
  if (said.payload !== undefined && checkForm(root.node, said.payload) !== undefined) return [];
  const about = asFact({ ...root, seq: c.record.length + 1, node, subject: null, payload });
  return linesSince(c, readCase([...c.record, about]));
}

/** What a withdrawal or correction of this fact is about in the end. */
function rootOf(c: Case, seq: number): Fact | undefined {
  const meant = c.record[seq - 1];
  return meant?.node === 'fact.corrected' || meant?.node === 'fact.withdrawn' ? rootOf(c, meant.payload.fact) : meant;
}

/** One line of the bank's is recorded once, in the whole court (plan §9). */
export function recordedElsewhere({ node, payload }: Draft, elsewhere: Elsewhere | undefined): Refusal | undefined {
  if (elsewhere === undefined || elsewhere.size === 0) return undefined;
  const own = isLineNode(node) ? bankLineOf(node, payload as PayloadOf<LineNode>) : undefined; // of that node
  if (own === undefined && node !== 'fact.corrected' && node !== 'fact.withdrawn') return undefined;
  const found = [...elsewhere].find(([line]) => own === undefined || own.includes(line));
  if (found === undefined) return undefined;
  const [line, caseNo] = found;
  const where = caseNo === null ? '另一案件' : caseNo;
  const { zh: what, did } = lineWords(isLineNode(node) ? node : 'funds.arrived');
  const reference = line.slice(line.indexOf('|') + 1);
  const zh = `${what} ${reference} 已在${where}登记${did}，同一笔${did}在全院只登记一次；登错案件的，请先在该案撤回（fact.withdrawn）`;
  return refuse('already-recorded', zh, nodeRow('funds.arrived').basis, [{ id: 'reference', zh: `已登记于${where}` }]);
}
