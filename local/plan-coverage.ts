// `node local/plan-coverage.ts > docs/plan-coverage.md`: every provision of the plan and of the law, and what of the product rests on it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'prettier';
import type { Basis } from '../domain/nodes/basis.ts';
import { type NodeId, nodeIds, nodeRow } from '../domain/nodes/index.ts';
import { recordKinds, recordKindIds, standsIn } from '../domain/nodes/record-kinds.ts';
import { deadlineRow, type RuleId, ruleIds } from '../domain/plan/deadlines.ts';
import { provisions } from './provisions.ts';
import { ROOT } from './settings.ts';

const PLAN = '武法〔2022〕11号 ';

/** `三·一(二)6–7`, `三·七5、6`, `三·二–六`: the provisions that a citation of the plan names, one by one. */
export function provisionsIn(citation: string): readonly string[] {
  const said = citation.replace(PLAN, '');
  const [, head = '', from = '', joint = '', to = ''] =
    /^(.*?)(\d+|[一二三四五六七])([–、])(\d+|[一二三四五六七])$/.exec(said) ?? [];
  if (joint === '') return [said];
  if (joint === '、') return [head + from, head + to];
  const numbers = /\d/.test(from) ? Array.from({ length: 20 }, (_, i) => String(i + 1)) : [...'一二三四五六七'];
  return numbers.slice(numbers.indexOf(from), numbers.indexOf(to) + 1).map((n) => head + n);
}

/** What rests on a provision. */
interface Resting {
  readonly nodes: readonly NodeId[];
  readonly rules: readonly RuleId[];
}

const testsByFile: ReadonlyMap<string, string> = new Map(
  ['test/plan', 'test/support', 'test/domain/plan'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.ts'))
      .toSorted()
      .map((name) => [`${folder}/${name}`, readFileSync(join(ROOT, folder, name), 'utf8')] as const),
  ),
);

/** The test files that speak of an id, those of reports first; a report of each row is asked for by its type (test/support/row-reports.ts). */
const testsOf = (ids: readonly string[]): readonly string[] =>
  [...testsByFile]
    .filter(([, text]) => ids.some((id) => text.includes(`'${id}'`) || text.includes(`${id}: {`)))
    .map(([name]) => name);

const citedBy = (basis: Basis): readonly string[] => (basis.zh.startsWith(PLAN) ? provisionsIn(basis.zh) : [basis.zh]);

function resting(): ReadonlyMap<string, Resting> {
  const found = new Map<string, { nodes: NodeId[]; rules: RuleId[] }>();
  const of = (cited: string) => {
    const known = found.get(cited) ?? { nodes: [], rules: [] };
    found.set(cited, known);
    return known;
  };
  for (const id of nodeIds) for (const cited of citedBy(nodeRow(id).basis)) of(cited).nodes.push(id);
  for (const id of ruleIds) {
    const { basis, legal } = deadlineRow(id);
    const cited = new Set([basis, ...(legal === undefined ? [] : [legal.basis])].flatMap(citedBy));
    for (const each of cited) of(each).rules.push(id);
  }
  return found;
}

/** A provision with all that rests on it, by its own citation or as the table of provisions says. */
export interface Covered extends Resting {
  readonly provision: string;
  readonly zh: string | null;
  readonly tests: readonly string[];
}

/** Every provision of the plan in its order, then every article of law that a table cites. */
export function coverage(): { readonly plan: readonly Covered[]; readonly law: readonly Covered[] } {
  const found = resting();
  const covered = (provision: string, zh: string | null, also: Partial<Resting> = {}): Covered => {
    const own = found.get(provision);
    const nodes = [...new Set([...(own?.nodes ?? []), ...(also.nodes ?? [])])];
    const rules = [...new Set([...(own?.rules ?? []), ...(also.rules ?? [])])];
    return { provision, zh, nodes, rules, tests: testsOf([...nodes, ...rules]) };
  };
  const ids = new Set(provisions.map(({ id }) => id));
  return {
    plan: provisions.map(({ id, zh, ...also }) => covered(id, zh, also)),
    law: [...found.keys()]
      .filter((cited) => !ids.has(cited))
      .toSorted()
      .map((cited) => covered(cited, null)),
  };
}

const kindsOf = (nodes: readonly NodeId[]): string =>
  recordKindIds
    .filter(
      (kind) => kind !== 'case' && nodes.some((id) => nodeRow(id).in !== undefined && standsIn(nodeRow(id).in, kind)),
    )
    .map((kind) => recordKinds[kind].zh)
    .join('、');

const HEAD = `# What rests on which provision

Written by \`node local/plan-coverage.ts > docs/plan-coverage.md\`, from the tables; a test keeps it current, and that no provision of the plan stands alone. Do not edit it by
hand. Beside each row of a deadline stands its own report in test/plan/rows.test.ts.
`;

const code = (ids: readonly string[]): string => ids.map((id) => `\`${id}\``).join(' ');

function table(title: string, rows: readonly Covered[]): string {
  const line = ({ provision, zh, nodes, rules, tests }: Covered) =>
    `| ${[
      provision,
      ...(zh === null ? [] : [zh]),
      code(nodes),
      code(rules),
      kindsOf(nodes),
      tests
        .slice(0, 4)
        .map((t) => t.replace('test/', ''))
        .join(' '),
    ].join(' | ')} |`;
  const head = ['Provision', ...(rows[0]?.zh == null ? [] : ['条文']), 'Nodes', 'Deadlines', 'Matters', 'Tests'];
  return [`## ${title}`, '', `| ${head.join(' | ')} |`, `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line), ''].join('\n'); // prettier-ignore
}

/** The page as it is to be. */
export async function planCoverage(): Promise<string> {
  const { plan, law } = coverage();
  return format([HEAD, table('武法〔2022〕11号', plan), table('The law', law)].join('\n'), {
    parser: 'markdown',
    printWidth: 120,
    singleQuote: true,
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.stdout.write(await planCoverage());
