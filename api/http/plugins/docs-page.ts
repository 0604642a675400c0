// What the page at /docs does otherwise than Swagger UI by itself. The functions run in the browser: they are sent as their text.

type Json = Readonly<Record<string, unknown>>;

interface Document {
  readonly paths: Readonly<Record<string, Json>>;
  readonly components: { readonly schemas: Json } & Json;
}

type Resolve = (document: Document, path: readonly string[], options: object) => unknown;

/**
 * An operation that is opened is resolved alone, with no more of the document than it names. Swagger UI walks all of an
 * OpenAPI 3.1 document for each: seven seconds of one that has a megabyte.
 */
function resolvesAlone() {
  return {
    afterLoad({ fn }: { readonly fn: { resolveSubtree: Resolve } }) {
      const whole = fn.resolveSubtree;
      fn.resolveSubtree = (document, path, options) => {
        const [area, address = '', method = ''] = path;
        const operation = document.paths[address]?.[method];
        if (area !== 'paths' || operation === undefined) return whole(document, path, options);
        const all = document.components.schemas;
        const schemas: Record<string, unknown> = {};
        const waiting: unknown[] = [operation, { ...document.components, schemas: undefined }];
        while (waiting.length > 0) {
          const named = JSON.stringify(waiting.pop()).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
          for (const [, name = ''] of named) {
            if (name in schemas || !(name in all)) continue;
            schemas[name] = all[name];
            waiting.push(all[name]);
          }
        }
        const paths = { [address]: { [method]: operation } };
        return whole({ ...document, paths, components: { ...document.components, schemas } }, path, options);
      };
    },
  };
}

/** What Swagger UI keeps of the document is Immutable's. */
interface Kept {
  readonly get: (key: string) => unknown;
  readonly getIn: (keys: readonly string[]) => string | undefined;
}
interface Operations {
  readonly size: number;
  readonly filter: (is: (operation: Kept) => boolean) => Operations;
}
interface Tag {
  readonly get: (key: 'operations') => Operations;
  readonly set: (key: 'operations', operations: Operations) => Tag;
}
interface Tags {
  readonly map: (to: (tag: Tag, name: string) => Tag) => Tags;
  readonly filter: (is: (tag: Tag) => boolean) => Tags;
}
interface Layout {
  readonly layoutSelectors: { readonly currentFilter: () => unknown };
}

/** The field above the operations finds them by address, name and area; what it finds stands open. */
function findsAll() {
  return {
    fn: {
      opsFilter(tags: Tags, phrase: string): Tags {
        const sought = phrase.trim().toLowerCase();
        const has = (text: unknown) => typeof text === 'string' && text.toLowerCase().includes(sought);
        return tags
          .map((tag, name) => {
            if (has(name)) return tag;
            const isMeant = (each: Kept) => has(each.get('path')) || has(each.getIn(['operation', 'summary']));
            return tag.set('operations', tag.get('operations').filter(isMeant));
          })
          .filter((tag) => tag.get('operations').size > 0);
      },
    },
    statePlugins: {
      layout: {
        wrapSelectors: {
          isShown:
            (shown: (thing: readonly string[], otherwise: boolean) => boolean, layout: Layout) =>
            (_: unknown, thing: readonly string[], otherwise: boolean) => {
              const sought = layout.layoutSelectors.currentFilter();
              const isSearch = typeof sought === 'string' && sought.trim().length > 1;
              return (isSearch && thing[0] === 'operations-tag') || shown(thing, otherwise);
            },
        },
      },
    },
  };
}

/** The options of the page. Everything that it needs comes from this service: it works without any other. */
export const docsPage = {
  docExpansion: 'none',
  persistAuthorization: true,
  filter: '', // shown, and empty
  plugins: [resolvesAlone, findsAll],
} as const;
