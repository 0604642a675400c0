// The house as docs/architecture.md draws it, as far as its files can show: no rings, one name for one thing, no long files.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { expect, test } from 'vitest';

const files = globSync('**/*.ts', { exclude: ['node_modules/**', 'test/**', 'db/migrations/**'] });
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));

/** What a file imports, types too. */
const importsOf = (file: string): readonly string[] =>
  [...(sources.get(file) ?? '').matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, to]) =>
    join(dirname(file), to ?? ''),
  );

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

test('no ring of imports in domain/, types counted', () => {
  expect(rings(files.filter((f) => f.startsWith('domain/')))).toEqual([]);
});

test('no name is exported by two files', () => {
  const exported = [...sources].flatMap(([file, source]) =>
    [...source.matchAll(/^export (?:async )?(?:const|function\*?|interface|type|class) (\w+)/gm)].map(
      ([, name]) => [name, file] as const,
    ),
  );
  const twice = [...Map.groupBy(exported, ([name]) => name)].filter(([, of]) => new Set(of.map(([, f]) => f)).size > 1);
  expect(twice.map(([name, of]) => [name, ...new Set(of.map(([, f]) => f))].join(' '))).toEqual([]);
});

test('no file is longer than 250 lines', () => {
  expect([...sources].filter(([, source]) => source.split('\n').length > 251).map(([file]) => file)).toEqual([]);
});

test('what workflows load keeps nothing between two calls: its modules are loaded once for all cases', () => {
  const loaded = (file: string): readonly string[] => {
    const values = (sources.get(file) ?? '').matchAll(/^(?:import|export) (?!type)[^;]*? from '(\.[^']+)'/gms);
    return [file, ...[...values].flatMap(([, to]) => loaded(join(dirname(file), to ?? '')))];
  };
  const all = [...new Set(['workflows/index.ts', 'workflows/payload-converter.ts'].flatMap(loaded))];
  expect(all.length).toBeGreaterThan(10);
  const kept = /^(?:export )?(?:let |const \w+(?:: [^=]+)? = (?:new (?:Weak)?(?:Map|Set)|\[\]|\{\}))/m;
  expect(all.filter((file) => kept.test(sources.get(file) ?? ''))).toEqual([]);
});
