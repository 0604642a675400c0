import { INSTANT_FORM, readInstant } from '../gate/instant.ts';
import { legible } from '../gate/text.ts';
import { isNodeId, type NodeId, nodeRow } from '../nodes/index.ts';
import { longestId, type NodeRow, subjectZh } from '../nodes/node.ts';
import { checkForm } from '../record/form.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import type { Instant } from '../time/instant.ts';

/** A node completion as it was sent. */
export interface Completion {
  readonly node: string;
  readonly subject?: string | null | undefined;
  /** When it happened, an instant with offset; left out: now. */
  readonly at?: string | undefined;
  readonly payload?: unknown;
}

/** A completion whose form is in order; `at` is left out for now. */
interface Formed {
  readonly node: NodeId;
  readonly subject: string | null;
  readonly payload: unknown;
  readonly at: Instant | undefined;
}

/** Reads a completion's form, which needs no case: its node, subject, instant and payload. */
export function readForm(completion: Completion): Formed | Refusal {
  const { node, subject = null } = completion;
  const payload = completion.payload ?? {};
  if (!isNodeId(node)) return refuse('unknown-node', `没有节点 ${legible(node)}；全部节点见 GET /api/nodes`);
  const malformed = checkForm(node, payload) ?? checkSubject(nodeRow(node), subject);
  if (malformed !== undefined) return malformed;
  const at = completion.at === undefined ? undefined : readInstant(completion.at);
  if (completion.at !== undefined && at === undefined) return refuse('bad-instant', `at ${INSTANT_FORM}`);
  return { node, subject, payload, at };
}

function checkSubject(row: NodeRow, subject: string | null): Refusal | undefined {
  if (row.subject === undefined) {
    return subject === null ? undefined : refuse('subject-not-allowed', `“${row.zh}”针对全案，请去掉 subject`);
  }
  if (subject === null && row.numbered !== undefined) return undefined;
  if (subject === null) return refuse('subject-missing', `请在 subject 写明是哪一项${subjectZh(row)}`, row.basis);
  const longest = longestId(row.subject);
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(subject) && subject.length <= longest
    ? undefined
    : refuse('wrong-type', `subject 只能用字母、数字、. _ -，至多${longest}位`);
}
