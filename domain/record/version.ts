import type { NodeId } from '../nodes/index.ts';
import type { Fact } from './fact.ts';
import { refuse, type Refusal } from './refusal.ts';

/** What the engine and the system of disclosure say of telling the parties: nothing that anybody would look at again before acting. */
const tellings: ReadonlySet<NodeId> = new Set(['node.disclosed', 'delivery.failed']);

/** Whether a fact is such a word. */
export const isOfTelling = ({ node, via, as }: Fact): boolean =>
  tellings.has(node) && (via === 'system' || as.includes('sys:disclosure'));

/** Why a command that was meant for a version of a record is not for the one that there is now. */
export const movedOn = (ifVersion: number | undefined, record: readonly Fact[]): Refusal | undefined =>
  ifVersion === undefined || (ifVersion <= record.length && record.slice(ifVersion).every(isOfTelling))
    ? undefined
    : refuse('case-moved-on', `所依据的是第${ifVersion}版，现在是第${record.length}版：请重新读取、核对后再登记`);
