// `node local/plan-coverage.ts > docs/plan-coverage.md`: every provision of the plan, and what carries it out, read off the tables.
import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { format } from 'prettier';
import { commandLine, endsPlainly } from './command-line.ts';
import { approvables, approvalOf } from '../domain/nodes/approvals.ts';
import { nodeIds, nodeRow } from '../domain/nodes/index.ts';
import { type MatterKind, matterKindIds, matterKinds, recordKinds } from '../domain/nodes/record-kinds.ts';
import { deadlineRow, ruleIds } from '../domain/plan/deadlines.ts';
import { criterionIds, criterionRow } from '../domain/nodes/triage-criteria.ts';

/** A provision of 武法〔2022〕11号: where it stands, and how it begins. */
export interface Provision {
  /** As citations have it: `三·一(二)4`, `三·二6`, `四·一`, `第二章`. */
  readonly id: string;
  readonly text: string;
}

/** What carries a provision out. */
export interface Coverage extends Provision {
  readonly nodes: readonly string[];
  readonly deadlines: readonly string[];
  readonly matters: readonly MatterKind[];
  /** What else does: a criterion of triage, an approval, a rule that holds everywhere. */
  readonly also: readonly string[];
  /** Case reports that name its nodes or deadlines. */
  readonly tests: readonly string[];
}

const file = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const DIGITS = '一二三四五六七八九十';

/** What a line of the plan begins: a chapter, a section 一、, a part （一）, a point 1、. */
const BEGINNINGS = [/^第([一二三四五])章/, /^([一二三四五六七])、/, /^[（(]([一二三四五六七])[）)]/, /^(\d{1,2})[、.]/];

/** What has words of its own though nothing numbers it: the third point of the property-control desk. */
const UNNUMBERED = { begins: '通过执行网络查控系统未能', point: '3' };

/** The provisions of the plan, in order: each chapter, and in it each section, part and point; of a team, what it handles (办理：1. … 2. …) too. */
export function provisions(): readonly Provision[] {
  const found: Provision[] = [];
  let [chapter, section, part] = ['', '', ''];
  let handles: string | undefined;
  for (const line of file('docs/spec/plan-original.zh.txt')
    .split('\n')
    .map((raw) => raw.trim())) {
    const level = BEGINNINGS.findIndex((pattern) => pattern.test(line));
    const mark = BEGINNINGS[level]?.exec(line)?.[1] ?? '';
    if (level === 0) [chapter, section, part] = [mark, '', ''];
    if (level === 1) [section, part] = [mark, ''];
    if (level === 2) part = mark;
    if (line.startsWith('办理')) handles = '';
    if (line.startsWith('职责') && handles !== undefined) {
      for (const [text, point = ''] of handles.matchAll(/(\d)[.．]\s*[^；。]+/g))
        found.push({ id: idOf(chapter, section, part, point), text });
      handles = undefined;
    }
    if (handles !== undefined) handles += line;
    else if (level >= 0) found.push({ id: idOf(chapter, section, part, level === 3 ? mark : ''), text: line });
    else if (line.startsWith(UNNUMBERED.begins))
      found.push({ id: idOf(chapter, section, part, UNNUMBERED.point), text: line });
  }
  return found;
}

function idOf(chapter: string, section: string, part: string, point: string): string {
  if (section === '') return `第${chapter}章`;
  return `${chapter}·${section}${part === '' ? '' : `(${part})`}${point}`;
}

const PLAN = '武法〔2022〕11号 ';

/** The provisions that a citation names: `三·一(二)6–7` two, `三·二–六` five, `三·七5、6` two. */
export function cited(citation: string): readonly string[] {
  if (!citation.startsWith(PLAN)) return [];
  const [, head = '', first = '', mark, last = ''] =
    /^(.*?)(\d+|[一二三四五六七])(?:([–、])(\d+|[一二三四五六七]))?$/.exec(citation.slice(PLAN.length)) ?? [];
  if (mark === undefined) return [citation.slice(PLAN.length)];
  if (mark === '、') return [head + first, head + last];
  const ordinal = (text: string): number => (DIGITS.includes(text) ? DIGITS.indexOf(text) + 1 : Number(text));
  const written = (n: number): string => (DIGITS.includes(first) ? (DIGITS[n - 1] ?? '') : String(n));
  const count = ordinal(last) - ordinal(first) + 1;
  return Array.from({ length: count }, (_, i) => head + written(ordinal(first) + i));
}

/** What carries out a provision that no node and no deadline cites: it holds for all of them. */
const throughout: Readonly<Record<string, string>> = {
  '一·一': '每一期限有责任人（`holder`）、届满和预警，按时间节点；责任人和条文见 `GET /api/cases/{id}/deadlines`',
  '一·二': '职务 `command`：任何人尚未负责的，通知和预警归执行指挥中心',
  '一·三': '`GET /api/worklist`、`GET /api/worklist/summary`：全院待办、预警一处；`assist` 统一调动',
  '一·四': '每一期限归一个职务（`owner`），节点由该职务登记（`by`），上一段办结即起算下一段',
  '一·五': '`triage` 和 `triage.decided`：按三·二至三·六的标准提出团队，由人决定',
  '三·一(二)3': '`traditional-query`、`seal-real-property`（引 三·一(二)）；顺位 `order`',
  '三·一(二)9': '每一事项以节点登记：`POST /api/cases/{id}/nodes/{node}`，时间轴见 Temporal',
  '三·一(六)1': '`assist` 协助事项和 `command` 职务；会商、远程指挥由平台承担（plan.md §7 `command`）',
  '三·七1': '`field.investigated`（引 三·七4）：向哪些组织、单位、群众调查，各有记录或者理由',
  '三·一(七)1': '`material.catalogued`、`dossier-scan`（引 三·一(七)2）',
};

/** Case reports, by name, with what they say. */
function reports(): ReadonlyMap<string, string> {
  const folder = new URL('../test/plan/', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  return new Map(names.map((name) => [name.slice(0, -'.test.ts'.length), readFileSync(new URL(name, folder), 'utf8')]));
}

/** Every provision, with what carries it out. */
export function coverage(): readonly Coverage[] {
  const texts = reports();
  return provisions().map((provision) => {
    const { id } = provision;
    const cites = (citation: string): boolean => cited(citation).includes(id);
    const nodes = nodeIds.filter((node) => cites(nodeRow(node).basis.zh));
    const deadlines = ruleIds.filter((rule) => cites(deadlineRow(rule).basis.zh));
    const matters = matterKindIds.filter((kind) => nodes.includes(recordKinds[kind].foundedBy));
    const criteria = criterionIds.filter((criterion) => criterionRow(criterion).no === id);
    const approvalsOf = approvables.filter((node) => nodes.includes(node));
    const also = [
      ...criteria.map((criterion) => `分流标准 \`${criterion}\``),
      ...approvalsOf.map((node) => `报批：${approvalOf(node).zh}`),
      ...(throughout[id] === undefined ? [] : [throughout[id]]),
    ];
    const names = [...nodes, ...deadlines, ...criteria];
    const tests = [...texts]
      .filter(([, text]) => names.some((name) => text.includes(`'${name}'`)))
      .map(([name]) => name);
    return { ...provision, nodes, deadlines, matters, also, tests: deadlines.length === 0 ? tests : [...new Set(['rows', ...tests])] }; // prettier-ignore
  });
}

/** A heading: what stands under it has provisions of its own. */
export const isHeading = (id: string, all: readonly Provision[]): boolean => {
  const inside = id.startsWith('第') ? `${id.slice(1, 2)}·` : id;
  return all.some((other) => other.id !== id && other.id.startsWith(inside));
};

const HEAD = `# What carries out the plan

Written by \`node local/plan-coverage.ts > docs/plan-coverage.md\`, from the tables; a test keeps it current and lets no provision stand without anything.
Do not edit it by hand. Every provision of [武法〔2022〕11号](spec/plan-original.zh.txt), with the nodes and deadlines that cite it, the registered matters that they
found, what else carries it out, and the case reports (\`test/plan/<name>.test.ts\`) that name them; \`rows\` tells of every deadline how it opens, warns, is met, is
late and falls away. What the plan leaves to the law (第五章) stands at the end.
`;

const CUT = 40;
const short = (text: string): string => (text.length <= CUT ? text : `${text.slice(0, CUT)}……`);

function paragraph({ id, text, nodes, deadlines, matters, also, tests }: Coverage): string {
  const code = (ids: readonly string[]): string => ids.map((each) => `\`${each}\``).join(' ');
  const parts: readonly (readonly [string, string])[] = [
    ['nodes', code(nodes)],
    ['deadlines', code(deadlines)],
    ['matters', matters.map((kind) => `${matterKinds[kind]} \`${kind}\``).join('、')],
    ['also', also.join('；')],
    ['case reports', tests.join(', ')],
  ];
  const lines = parts.flatMap(([name, what]) => (what === '' ? [] : [`  - ${name}: ${what}`]));
  return [`- **${id}** ${short(text)}`, ...lines].join('\n');
}

/** The deadlines that rest on the law around the plan. */
const ofLaw = ruleIds.filter((rule) => deadlineRow(rule).basis.layer === 'law');

/** The page as it is committed. */
export const planCoverage = (): Promise<string> =>
  format(
    [
      HEAD,
      ...coverage().map(paragraph),
      '',
      '## The law around the plan 第五章',
      '',
      '| Deadline | 中文 | 依据 |',
      '| --- | --- | --- |',
      ...ofLaw.map((rule) => `| \`${rule}\` | ${deadlineRow(rule).zh} | ${deadlineRow(rule).basis.zh} |`),
      '',
    ].join('\n'),
    { parser: 'markdown', printWidth: 120 },
  );

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  endsPlainly('plan-coverage');
  commandLine({ usage: 'node local/plan-coverage.ts > docs/plan-coverage.md' });
  process.stdout.write(await planCoverage());
}
