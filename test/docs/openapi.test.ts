// docs/openapi.json as a client developer meets it: one address a node, each with its own body, name and example.
import { Validator } from '@seriousme/openapi-schema-validator';
import { readFileSync } from 'node:fs';
import Schema from 'typebox/schema';
import { describe, expect, it } from 'vitest';
import { openapiDocument } from '../../api/http/openapi-document.ts';
import { formats } from '../../domain/nodes/formats.ts';
import { matterKindIds, recordKinds, standsIn } from '../../domain/nodes/record-kinds.ts';
import { nodeIds, nodeRow } from '../../domain/nodes/index.ts';
import { roles } from '../../domain/nodes/roles.ts';

interface Content {
  readonly schema: { readonly $ref: string };
  readonly example: unknown;
}
interface Post {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly requestBody: { readonly content: { readonly 'application/json': Content } };
  readonly responses: Readonly<Record<string, { readonly $ref: string }>>;
}
interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}
interface Described {
  readonly info: { readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, { readonly post: Post }>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly responses: Readonly<Record<string, object>>;
  };
}

const text = await openapiDocument();
const document = JSON.parse(text) as Described; // OpenAPI's own form
const nodePaths = Object.entries(document.paths).flatMap(([path, { post }]) => {
  const [, area = '', node = ''] = /^\/api\/(cases|matters)\/\{id\}\/nodes\/([^/]+)$/.exec(path) ?? [];
  return node === '' ? [] : [{ node, area, path, post }];
});
const bodyOf = ({ requestBody }: Post): Content => requestBody.content['application/json'];
const schemaOf = (post: Post): JsonSchema =>
  document.components.schemas[bodyOf(post).schema.$ref.replace('#/components/schemas/', '')] ?? {};

/** A schema and all that stands in it. */
const within = (schema: unknown): readonly JsonSchema[] =>
  typeof schema !== 'object' || schema === null ? [] : [schema as JsonSchema, ...Object.values(schema).flatMap(within)]; // whatever object: its keywords are looked at

describe('docs/openapi.json', () => {
  it('says of each area what is there', () => {
    expect(document.tags.filter(({ description }) => description === undefined)).toEqual([]);
  });

  it('is what the routes and tables say; if not: npm run openapi', () => {
    expect(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')).toBe(text);
  });

  it('is valid OpenAPI 3.1, and of a size that a browser takes', async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(text) as Record<string, unknown>)).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    expect(text.length).toBeLessThan(3_000_000);
  });

  it('describes every format that it names', () => {
    const named = new Set(within(document).flatMap(({ format }) => (typeof format === 'string' ? [format] : [])));
    expect([...named].filter((format) => format !== 'date-time').toSorted()).toEqual(Object.keys(formats).toSorted());
    for (const format of Object.keys(formats)) expect(document.info.description).toContain(`\`${format}\``);
  });
});

describe('a node', () => {
  it.each(nodeIds)('%s has an address of its own wherever it can be sent', (id) => {
    const { in: where = 'case', by } = nodeRow(id);
    const founds = Object.values(recordKinds).some(({ foundedBy }) => foundedBy === id);
    const areas = [standsIn(where, 'case') && 'cases', matterKindIds.some((kind) => standsIn(where, kind)) && 'matters'].filter(Boolean); // prettier-ignore
    const expected = founds || by.length === 0 ? [] : areas;
    const found = nodePaths.filter(({ node }) => node === id);
    expect(found.map(({ area }) => area)).toEqual(expected);
  });

  it.each(nodePaths)('$path says what it is called, by which article, who records it', ({ node, post }) => {
    const { zh, basis, by } = nodeRow(nodeIds.find((id) => id === node) ?? 'case.filed');
    expect(post.summary).toBe(zh);
    for (const part of [basis.zh, ...by.map((role) => roles[role])]) expect(post.description).toContain(part);
    expect(document.tags.map(({ name }) => name)).toContain(post.tags[0]);
    for (const { $ref } of Object.values(post.responses))
      expect(document.components.responses).toHaveProperty([$ref.replace('#/components/responses/', '')]);
  });

  it.each(nodePaths)('$path takes its own example', ({ post }) => {
    const [, errors] = Schema.Compile(schemaOf(post)).Errors(bodyOf(post).example);
    expect(errors).toEqual([]);
    expect(schemaOf(post)['additionalProperties']).toBe(false);
  });

  it.each(nodePaths)('$path names each field of its content in Chinese', ({ post }) => {
    const fields = Object.entries(schemaOf(post).properties?.['payload']?.properties ?? {});
    const nameless = fields.filter(([, field]) => !/\p{Script=Han}/u.test(String(field['title'])));
    expect(nameless.map(([field]) => field)).toEqual([]);
  });

  it('lists the values of a field with their names', () => {
    const frozen = nodePaths.find(({ node }) => node === 'asset.frozen');
    const order = frozen && schemaOf(frozen.post).properties?.['payload']?.properties?.['order'];
    expect(order).toMatchObject({ type: 'string', title: '查控顺位' });
    expect(order).toHaveProperty('oneOf', [
      { const: 'first', title: '首封' },
      { const: 'waiting', title: '轮候' },
    ]);
    expect(order).not.toHaveProperty('enum');
  });
});
