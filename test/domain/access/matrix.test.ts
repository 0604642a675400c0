// The authorization matrix: every answer of every route × kind of record × role × relation × how the record stands, against the tables alone.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readsOf, routesRead } from '../../../api/access/route-reads.ts';
import { asSeen } from '../../../domain/access/as-seen.ts';
import { type Outline, outlineOf, type SchemaLike } from '../../../domain/access/outline.ts';
import { relationIds, type Sight, sightOf } from '../../../domain/access/sights.ts';
import { nodeIds, nodeRow } from '../../../domain/nodes/index.ts';
import { recordKindIds } from '../../../domain/nodes/record-kinds.ts';
import { roleIds } from '../../../domain/nodes/roles.ts';

interface Documented {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses?: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: SchemaLike }>> }>> }>>>>; // prettier-ignore
  readonly components: { readonly schemas: Readonly<Record<string, SchemaLike>> };
}
const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as Documented;
const resolve = (ref: string): SchemaLike | undefined => document.components.schemas[ref.split('/').at(-1) ?? ''];

/** The answers of a route that goes well, as its description has them. */
function schemasOf(route: string): readonly SchemaLike[] {
  const [method = '', url = ''] = route.split(' ');
  const { responses = {} } = document.paths[url.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()] ?? {};
  const good = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  return good.flatMap(([, { content = {} }]) => Object.values(content).flatMap(({ schema }) => schema ?? []));
}

const answers = routesRead.flatMap((route) =>
  schemasOf(route).flatMap((schema) => {
    const outline = outlineOf(schema, { resolve });
    return outline === undefined ? [] : [{ route, schema, outline }];
  }),
);

const MARKS = { name: '欧阳标记', 'id-number': '410823197001017777', digits: '13877776666', address: '标记街道7号院', words: '标记之言' } as const; // prettier-ignore
const marked = /欧阳标记|197001017|1387777|标记街道|标记之言/;

/** An answer of that form with a mark in each field that is not for everybody; of a node's content its example. */
function sample(outline: Outline, record: string): unknown {
  if (outline.seen !== undefined) return outline.seen.where === undefined ? MARKS[outline.seen.mask] : '';
  if (outline.items !== undefined) return [sample(outline.items, record)];
  const fields = [...(outline.fields ?? [])].flatMap(([name, inner]) =>
    inner.contentOf === undefined ? [[name, sample(inner, record)] as const] : [],
  );
  return Object.fromEntries([...fields, ...(outline.record === undefined ? [] : [nested(outline.record, record)])]);
}

function nested([first = '', ...rest]: readonly string[], record: string): readonly [string, unknown] {
  return [first, rest.length === 0 ? record : Object.fromEntries([nested(rest, record)])];
}

const states = ['open', 'closed', 'kept', 'gone'] as const;
const cells = recordKindIds.flatMap((kind) => roleIds.flatMap((role) => relationIds.flatMap((relation) => states.map((state) => ({ kind, role, relation, state }))))); // prettier-ignore

it('every cell: what the table does not show is not in the answer, what it shows is', () => {
  let tried = 0;
  for (const { route, outline } of answers) {
    const value = sample(outline, 'r-1');
    if (!marked.test(JSON.stringify(value))) continue; // contents of nodes alone: below
    for (const { kind, role, relation, state } of cells) {
      const held = new Set([relation, ...(state === 'kept' ? (['none'] as const) : [])]);
      const sight: Sight | undefined = state === 'gone' ? undefined : sightOf(kind, [role], held);
      const seen = asSeen(value, outline, () => sight, 'r-1');
      const isShown = sight?.personal === 'shown';
      if (marked.test(JSON.stringify(seen.value)) !== isShown || seen.read.size > 0 !== isShown)
        expect.fail(`${route} ${kind} ${role} ${relation} ${state}: ${JSON.stringify(seen.value)}`);
      tried += 1;
    }
  }
  expect(answers.length).toBeGreaterThan(10);
  expect(tried).toBeGreaterThan(10_000);
});

it('every cell of the log: what a node holds is shown to whom the table shows it', () => {
  const log = answers.find(({ route }) => route === 'GET /api/cases/:id/log')?.outline;
  const items = nodeIds.map((node) => ({ type: 'fact', node, payload: nodeRow(node).example }));
  const sights = cells.filter(({ state }) => state === 'open').map(({ kind, role, relation }) => sightOf(kind, [role], new Set([relation]))); // prettier-ignore
  for (const sight of new Set(sights.map((each) => JSON.stringify(each)))) {
    const { value } = asSeen({ items }, log ?? {}, () => JSON.parse(sight) as Sight, 'r-1');
    const text = JSON.stringify(value);
    const { personal, secret } = JSON.parse(sight) as Sight;
    expect([text.includes('李卫东'), text.includes('6217000000000000009')], sight).toEqual([personal === 'shown', personal === 'shown']); // prettier-ignore
    expect(text.includes('被执行人在县城东关另有门面房一间出租'), sight).toBe(secret === 'shown');
  }
});

it('a route that is in no row of the table does not start', () => {
  expect(readsOf('GET', '/api/everything')).toBeUndefined();
  expect(routesRead.every((route) => readsOf(...(route.split(' ') as [string, string])) !== undefined)).toBe(true);
});

it('every documented route has a row, and one that reads nothing answers nothing that is not for everybody', () => {
  const documented = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`)); // prettier-ignore
  const asRow = (route: string) => route.replace(/\/nodes\/[a-z].*$/, '/nodes/:node');
  const without = documented.filter((route) => readsOf(...(asRow(route).split(' ') as [string, string])) === undefined);
  expect(without).toEqual([]);
  const nothing = routesRead.filter((route) => readsOf(...(route.split(' ') as [string, string])) === 'nothing');
  expect(nothing.filter((route) => schemasOf(route).some((schema) => outlineOf(schema, { resolve }) !== undefined))).toEqual([]); // prettier-ignore
});
