import { readFileSync } from 'node:fs';

const page = readFileSync(new URL('../../docs/spec/plan.md', import.meta.url), 'utf8');

/** The rows of the tables between two headings of docs/spec/plan.md whose first cell is an id, each as its cells. */
export function rowsOf(from: string, to: string): readonly (readonly string[])[] {
  const part = page.slice(page.indexOf(`\n${from}`), page.indexOf(`\n${to}`));
  return [...part.matchAll(/^\| `([a-z][a-z0-9.-]*)` \|(.*)$/gm)].map(([, id = '', rest = '']) => [
    id,
    ...rest.split('|').map((cell) => cell.trim()),
  ]);
}

/** The rows of the table between two places of the page, below its head, each as its cells. */
export function tableUnder(from: string, to: string): readonly (readonly string[])[] {
  const part = page.slice(page.indexOf(from), page.indexOf(to));
  const lines = [...part.matchAll(/^\|(.*)\|$/gm)].map(([, cells = '']) => cells.split('|').map((cell) => cell.trim()));
  return lines.slice(2);
}
