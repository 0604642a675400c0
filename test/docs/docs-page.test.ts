// The page at /docs: what it sends to the browser stands by itself, and an operation is resolved with no more than it names.
import { runInThisContext } from 'node:vm';
import { expect, test } from 'vitest';
import { docsPage } from '../../api/http/plugins/docs-page.ts';

/** As the browser has it: from its text, with nothing of this house around it. */
const sent = <F extends () => object>(plugin: F) => runInThisContext(`(${plugin.toString()})()`) as ReturnType<F>; // what it makes is the plugin's
const [alone, search] = docsPage.plugins;

const schemas = { One: { properties: { two: { $ref: '#/components/schemas/Two' } } }, Two: { $ref: '#/components/schemas/One' }, Other: {} }; // prettier-ignore
const get = { responses: { 200: { $ref: '#/components/schemas/One' } } };
const document = { openapi: '3.1.0', paths: { '/a': { get, post: {} }, '/b': { get: {} } }, components: { schemas } };

test('an operation goes with the schemas that it names, and those that they name; anything else goes whole', () => {
  const asked: (typeof document)[] = [];
  const fn = { resolveSubtree: (given: unknown) => asked.push(given as typeof document) };
  sent(alone).afterLoad({ fn });
  const resolve = fn.resolveSubtree as unknown as (d: object, path: readonly string[], options: object) => void;
  resolve(document, ['paths', '/a', 'get'], {});
  resolve(document, ['components', 'schemas', 'Other'], {});
  resolve(document, ['paths', '/none', 'get'], {});
  expect(asked[0]).toEqual({ ...document, paths: { '/a': { get } }, components: { schemas: { One: schemas.One, Two: schemas.Two } } }); // prettier-ignore
  expect(asked.slice(1)).toEqual([document, document]);
});

test('what is sought stands open; without a search each area is as it was left', () => {
  const areas = (sought: unknown) => {
    const layout = { layoutSelectors: { currentFilter: () => sought } };
    return sent(search).statePlugins.layout.wrapSelectors.isShown(() => false, layout)({}, ['operations-tag', '案件'], false); // prettier-ignore
  };
  expect(['', ' ', '冻', '冻结', false].map(areas)).toEqual([false, false, false, true, false]);
});
