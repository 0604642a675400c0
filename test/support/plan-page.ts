import { readFileSync } from 'node:fs';
import { accounts } from '../../domain/money/ledger/accounts.ts';

const read = (name: string) => readFileSync(new URL(`../../docs/spec/${name}.md`, import.meta.url), 'utf8');
const page = read('plan');
const moneyPage = read('money');

const between = (of: string, from: string, to: string) => of.slice(of.indexOf(`\n${from}`), of.indexOf(`\n${to}`));

const nodesIn = (text: string) =>
  [...text.matchAll(/`([a-z-]+\.[a-z-]+)`/g)].flatMap(([, id = '']) => (id.endsWith('.md') ? [] : id));

/** The nodes that docs/spec/money.md names: in the table of §3, of accounts in §4, of distribution in §7, and for reconciliation in §12. */
export const moneyNodes = [
  ...[...between(moneyPage, '## 3 ', '## 4 ').matchAll(/^\| ([^|]*) \|/gm)].flatMap(([, cell = '']) => nodesIn(cell)),
  ...nodesIn(between(moneyPage, '## 4 ', '## 5 ')),
  ...nodesIn(between(moneyPage, '## 7 ', '## 8 ')).filter((id) => !Object.hasOwn(accounts, id)),
  ...nodesIn(between(moneyPage, '## 12 ', '## 13 ')),
];

/** The clocks that docs/spec/money.md §9 adds to those of plan.md: id, within and owner. */
export const moneyClocks = rowsIn(between(moneyPage, '## 9 ', '## 10 ')).map(([id = '', , within = '', , owner = '']) => ({ id, within, owner })); // prettier-ignore

/** The rows of the tables between two headings of docs/spec/plan.md whose first cell is an id, each as its cells. */
export const rowsOf = (from: string, to: string) => rowsIn(between(page, from, to));

function rowsIn(part: string): readonly (readonly string[])[] {
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
