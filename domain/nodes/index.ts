import type { Static } from 'typebox';
import type { NodeRow } from './node.ts';
import { chapters } from './chapters.ts';

/** THE TABLE of nodes, a chapter of the plan a file. */
export const nodes = {
  ...chapters.intake.nodes,
  ...chapters.people.nodes,
  ...chapters.parties.nodes,
  ...chapters.triage.nodes,
  ...chapters.control.nodes,
  ...chapters.clues.nodes,
  ...chapters.applications.nodes,
  ...chapters.documents.nodes,
  ...chapters.coercion.nodes,
  ...chapters.disposal.nodes,
  ...chapters.money.nodes,
  ...chapters.approvals.nodes,
  ...chapters.closing.nodes,
  ...chapters.dossier.nodes,
  ...chapters.supervision.nodes,
  ...chapters.matters.nodes,
  ...chapters.engine.nodes,
};

export type NodeId = keyof typeof nodes;
export type PayloadOf<N extends NodeId> = Static<(typeof nodes)[N]['payload']>;

export const nodeIds = Object.keys(nodes) as NodeId[]; // the keys of a constant record are exactly its type

export const isNodeId = (id: string): id is NodeId => Object.hasOwn(nodes, id);

const byName = new Map(nodeIds.map((id) => [nodes[id].zh, id]));

/** The node that a name stands for: what the table calls it, or its id. */
export const nodeNamed = (name: string): NodeId | undefined => (isNodeId(name) ? name : byName.get(name.trim()));

/** A row without its own payload type: what generic code reads. */
export const nodeRow = (id: NodeId): NodeRow => nodes[id]; // functions of the row only ever get payloads that its own schema has checked

/** Nodes that neither decide nor move money: those that a message without the API's seal may record by default (engine.md 15). */
export const openNodes = nodeIds.filter((id) => nodeRow(id).sealed !== true);
