// The house as docs/architecture.md draws it, as far as its files can show: no rings, one name for one thing, no long files.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { expect, test } from 'vitest';

const all = globSync('**/*.ts', { exclude: ['node_modules/**', 'db/migrations/**'] });
const sources = new Map(all.map((file) => [file, readFileSync(file, 'utf8')]));
const rooms = [...sources].filter(([file]) => !file.startsWith('test/'));

/** What each file imports, types too. */
const imports = new Map(
  [...sources].map(([file, source]) => [
    file,
    [...source.matchAll(/(?:from|import\(|import) ?'(\.[^']+)'/g)].map(([, to]) => join(dirname(file), to ?? '')),
  ]),
);
const importsOf = (file: string): readonly string[] => imports.get(file) ?? [];

/** Every file from which a way of imports leads back to itself. */
function rings(among: readonly string[]): readonly string[] {
  const reached = (file: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const ahead = [...importsOf(file)];
    for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      ahead.push(...importsOf(next));
    }
    return seen;
  };
  return among.filter((file) => reached(file).has(file));
}

test('no ring of imports anywhere, types counted', () => {
  expect(all.length).toBeGreaterThan(400);
  expect(rings(all)).toEqual([]);
});

/** The names that a file gives away: declared in it or passed on. */
function exportsOf(source: string): readonly string[] {
  const declared = source.matchAll(
    /^export (?:declare )?(?:async )?(?:const|let|function\*?|interface|type|class|enum) (\w+)/gm,
  );
  const passedOn = source.matchAll(/^export (?:type )?\{([^}]*)\}/gm);
  const parts = [...passedOn].flatMap(([, list = '']) => list.split(','));
  return [
    ...[...declared].map(([, name = '']) => name),
    ...parts.map((part) => part.trim().split(/\s/).at(-1) ?? '').filter((name) => name !== ''),
  ];
}

test('no name is exported by two files', () => {
  // the workflows and the tables are each given away once more as a whole
  const own = rooms.filter(([file]) => !['workflows/index.ts', 'db/schema/index.ts'].includes(file));
  const exported = own.flatMap(([file, source]) => exportsOf(source).map((name) => [name, file] as const));
  const twice = [...Map.groupBy(exported, ([name]) => name)].filter(([, of]) => new Set(of.map(([, f]) => f)).size > 1);
  expect(twice.map(([name, of]) => [name, ...new Set(of.map(([, f]) => f))].join(' '))).toEqual([]);
});

test('how long an hour and a day are stands once: in domain/time', () => {
  const reckoned = /\b(?:3_?600_?000|86_?400_?000|(?:24 \* )?60 \* 60|24 \* HOUR)\b|new Date\(|Date\.UTC/;
  const own = [...sources].filter(([file]) => file.startsWith('domain/') && file !== 'domain/time/instant.ts');
  expect(own.length).toBeGreaterThan(200);
  expect(own.filter(([, source]) => reckoned.test(source)).map(([file]) => file)).toEqual([]);
});

test('how a sum is said stands once: in domain/money', () => {
  const said = /\/ 100\)\.toFixed\(2\)/;
  const own = [...sources].filter(([file]) => /^(?:domain|api|db)\//.test(file) && file !== 'domain/money/yuan.ts');
  expect(own.filter(([, source]) => said.test(source)).map(([file]) => file)).toEqual([]);
});

test('no file is longer than 250 lines', () => {
  expect([...sources].filter(([, source]) => source.split('\n').length > 251).map(([file]) => file)).toEqual([]);
});

test('what workflows load keeps nothing between two calls: its modules are loaded once for all cases', () => {
  const loaded = (file: string): readonly string[] => {
    const values = (sources.get(file) ?? '').matchAll(/^(?:import|export) (?!type)[^;]*? from '(\.[^']+)'/gms);
    return [file, ...[...values].flatMap(([, to]) => loaded(join(dirname(file), to ?? '')))];
  };
  const reached = [...new Set(['workflows/index.ts', 'workflows/payload-converter.ts'].flatMap(loaded))];
  expect(reached.length).toBeGreaterThan(10);
  const kept = /^(?:export )?(?:let |const \w+(?:: [^=]+)? = (?:new (?:Weak)?(?:Map|Set)|\[\]|\{\}))/m;
  expect(reached.filter((file) => kept.test(sources.get(file) ?? ''))).toEqual([]);
});
