// What the table says of a node, also of one that it does not know: tests send those too.
import { type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import type { Role } from '../../domain/nodes/roles.ts';
import { seated } from './sent.ts';

/** Who may record it; an unknown one: review. */
export const rolesOf = (node: string): readonly Role[] => (isNode(node) ? nodeRow(node).by : ['review']);

/** Its example for a payload; of an unknown one an empty one. */
export const nodeExample = (node: string): unknown =>
  isNode(node) ? { ...(nodeRow(node).example as object), ...seated(node) } : {};

const isNode = (node: string): node is NodeId => nodeRow(node as NodeId) !== undefined; // asked just here
