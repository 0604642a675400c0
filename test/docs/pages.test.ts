import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { SEARCH_ATTRIBUTES } from '../../gateway/search-attributes.ts';
import { ROOT } from '../../local/settings.ts';

const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');
const pages = ['', 'docs', 'docs/decisions', 'docs/spec'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

test.each(pages)('every link of %s leads somewhere', (page) => {
  const targets = [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
  const local = targets.filter((target) => !/^[a-z]+:/.test(target));
  expect(local.filter((target) => !existsSync(join(ROOT, dirname(page), target)))).toEqual([]);
});

test('the README is short, and says the same in both languages', () => {
  const [english, chinese] = [read('README.md'), read('README.zh.md')];
  for (const text of [english, chinese]) expect(text.split('\n').length).toBeLessThan(200);
  const commands = (text: string) => [...text.matchAll(/```bash\n(.*?)```/gs)].map(([, block]) => block);
  expect(commands(english)).not.toEqual([]);
  expect(commands(chinese)).toEqual(commands(english));
});

test('docs/operations.md names every setting of .env.example', () => {
  const settings = [...read('.env.example').matchAll(/^([A-Z][A-Z_]+)=/gm)].map(([, name = '']) => name);
  const text = read('docs/operations.md');
  expect(settings.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

test('docs/operations.md registers every search attribute with its type', () => {
  const text = read('docs/operations.md');
  const missing = Object.entries(SEARCH_ATTRIBUTES).filter(
    ([name, type]) => !text.includes(`--name ${name} --type ${type}`),
  );
  expect(missing).toEqual([]);
});

test('every page that a comment cites is in this repository', () => {
  const sources = globSync('{activities,api,db,domain,gateway,local,process,test,workflows}/**/*.ts', { cwd: ROOT });
  const cited = sources.flatMap((file) =>
    [...read(file).matchAll(/(?<![\w/])([a-z-]+\.md) (?:§ ?)?\d/g)].map(([, page = '']) => [page, file] as const),
  );
  expect(cited.length).toBeGreaterThan(50);
  expect(cited.filter(([page]) => !existsSync(join(ROOT, 'docs/spec', page)))).toEqual([]);
});
