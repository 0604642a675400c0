import { nodeRow } from '../../domain/nodes/index.ts';
import { bodyName, nodeBody, nodeExample, sendableNodes } from './node-bodies.ts';

const PATH = '/api/cases/{id}/nodes/{node}';

/**
 * The OpenAPI document with every node's body as a schema of its own, offered by name, with its example, where a node is
 * completed. (Requests are checked against the tables themselves, which tell an unknown node from a bad one.)
 */
export function withNodeBodies<D extends object>(document: D): D {
  const open = document as D & OpenDocument; // as @fastify/swagger has just made it
  const schemas = Object.fromEntries(sendableNodes.map((id) => [bodyName(id), nodeBody(id)]));
  const anyOf = sendableNodes.map((id) => ({ $ref: `#/components/schemas/${bodyName(id)}` }));
  const examples = Object.fromEntries(
    sendableNodes.map((id) => [id, { summary: `${id} ${nodeRow(id).zh}`, value: nodeExample(id) }]),
  );
  const path = open.paths[PATH];
  const post = {
    ...path?.post,
    parameters: path?.post?.parameters?.map((p) => (p.name === 'node' ? { ...p, schema: { enum: sendableNodes } } : p)),
    requestBody: { required: true, content: { 'application/json': { schema: { anyOf }, examples } } },
  };
  return {
    ...open,
    components: { ...open.components, schemas: { ...open.components.schemas, ...schemas } },
    paths: { ...open.paths, [PATH]: { ...path, post } },
  };
}

interface OpenDocument {
  readonly components: { readonly schemas?: Readonly<Record<string, unknown>> };
  readonly paths: Readonly<Record<string, { readonly post?: OpenOperation } | undefined>>;
}

interface OpenOperation {
  readonly parameters?: readonly { readonly name: string }[];
}
