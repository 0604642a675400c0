import type { TSchema } from 'typebox';
import { chapters } from '../../domain/nodes/chapters.ts';
import { type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import { matterKindIds, matterKinds, recordKindIds } from '../../domain/nodes/record-kinds.ts';
import { isOfTime } from '../../domain/engine/found.ts';
import { operationId } from '../http/operation-id.ts';
import { type Area, caseArea, matterArea } from './areas.ts';
import {
  bodyName,
  foundingBody,
  foundingExample,
  nodeBody,
  nodeExample,
  nodeText,
  sendableNodes,
} from './node-bodies.ts';

/** The kinds of matter that somebody may found. */
const foundable = matterKindIds.filter((kind) => !isOfTime(kind));

/** The tags under which pages list the nodes: one a chapter of the plan. */
export const chapterTags = Object.values(chapters).map(({ zh }) => ({ name: tagOf(zh), description: `节点：${zh}` }));

function tagOf(zh: string): string {
  return `节点·${zh}`;
}

const tagsByNode = new Map(
  Object.values(chapters).flatMap(({ zh, nodes }) => Object.keys(nodes).map((id) => [id, tagOf(zh)] as const)),
);

/**
 * The OpenAPI document with a path for every node that can be sent, in place of the one that takes any: each with its own
 * body, example and name, under its chapter. (Requests meet one route and are checked against the tables themselves, which
 * tell an unknown node from a bad one.)
 */
export function withNodePaths<D extends object>(document: D): D {
  const open = document as D & OpenDocument; // as @fastify/swagger has just made it
  const shown = [caseArea, matterArea].map((area) => ({ area, ids: nodesOf(area) }));
  const ids = new Set(shown.flatMap((of) => of.ids));
  const bodies = Object.fromEntries([...ids].map((id) => [bodyName(id), nodeBody(id)]));
  const paths = Object.entries(open.paths).flatMap(([path, item = {}]): readonly (readonly [string, object])[] => {
    if (path === matterArea.path) return [[path, { ...item, post: foundingOf(item.post ?? {}) }]];
    const found = shown.find(({ area }) => path === generalPath(area));
    return found === undefined ? [[path, item]] : pathsOf(found, item.post ?? {});
  });
  return {
    ...open,
    components: {
      ...open.components,
      schemas: { ...open.components.schemas, ...bodies },
      // the same for all nodes: written once
      responses: answersOf(open.paths[generalPath(caseArea)]?.post),
    },
    paths: Object.fromEntries(paths),
  };
}

const generalPath = ({ path }: Area): string => `${path}/{id}/nodes/{node}`;

const answerName = (status: string): string => `node.${status}`;

const answersOf = ({ responses = {} }: OpenOperation = {}) =>
  Object.fromEntries(Object.entries(responses).map(([status, answer]) => [answerName(status), answer]));

/** What can be sent to some record that an area shows. */
const nodesOf = (area: Area): readonly NodeId[] => [
  ...new Set(recordKindIds.filter((kind) => area.shows(kind)).flatMap(sendableNodes)),
];

function pathsOf({ area, ids }: Expanded, general: OpenOperation): readonly (readonly [string, object])[] {
  const parameters = general.parameters?.filter(({ name }) => name !== 'node');
  const responses = Object.fromEntries(
    Object.keys(general.responses ?? {}).map((status) => [
      status,
      { $ref: `#/components/responses/${answerName(status)}` },
    ]),
  );
  return ids.map((id) => {
    const post = {
      ...general,
      operationId: operationId({ method: 'POST', url: `${area.path}/:id/nodes/${id}` }),
      tags: [tagsByNode.get(id)],
      summary: nodeRow(id).zh,
      description: [general.description, nodeText(id)].filter((text) => text !== undefined).join('\n\n'),
      parameters,
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: { $ref: `#/components/schemas/${bodyName(id)}` }, example: nodeExample(id) },
        },
      },
      responses,
    };
    return [`${area.path}/{id}/nodes/${id}`, { post }];
  });
}

/** Where there is but one, it is that. */
const oneOfThese = (schemas: readonly TSchema[]): TSchema => (schemas.length === 1 && schemas[0]) || { oneOf: schemas };

/** A matter's founding: each kind has a body of its own. */
const foundingOf = (general: OpenOperation): object => ({
  ...general,
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: oneOfThese(foundable.map(foundingBody)),
        examples: Object.fromEntries(
          foundable.map((kind) => [kind, { summary: matterKinds[kind], value: foundingExample(kind) }]),
        ),
      },
    },
  },
});

interface OpenDocument {
  readonly components: { readonly schemas?: Readonly<Record<string, TSchema>> };
  readonly paths: Readonly<Record<string, { readonly post?: OpenOperation } | undefined>>;
}

interface Expanded {
  readonly area: Area;
  readonly ids: readonly NodeId[];
}

interface OpenOperation {
  readonly description?: string;
  readonly parameters?: readonly { readonly name: string }[];
  readonly responses?: Readonly<Record<string, object>>;
}
