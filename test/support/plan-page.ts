import { readFileSync } from 'node:fs';

const read = (name: string): string => readFileSync(new URL(`../../docs/spec/${name}`, import.meta.url), 'utf8');
const page = read('plan.md');
const moneyPage = read('money.md');

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

/** The ids that the first cells of a table of docs/spec/money.md name: nodes of its section 3, rules of its section 9. */
export function idsOfMoney(from: string, to: string): readonly string[] {
  const part = moneyPage.slice(moneyPage.indexOf(`\n${from}`), moneyPage.indexOf(`\n${to}`));
  return [...part.matchAll(/^\| ([^|]*) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([a-z][a-z0-9.-]*)`/g)].map(([, id = '']) => id),
  );
}

/** The rows of the table of clocks in docs/spec/money.md 9, each as its cells. */
export function moneyRows(): readonly (readonly string[])[] {
  const part = moneyPage.slice(moneyPage.indexOf('\n## 9 '), moneyPage.indexOf('\n## 10 '));
  return [...part.matchAll(/^\| `([a-z-]+)` \|(.*)\|$/gm)].map(([, id = '', rest = '']) => [
    id,
    ...rest.split('|').map((cell) => cell.trim()),
  ]);
}
