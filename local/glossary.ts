// `node local/glossary.ts > docs/glossary.md`: the court's words and their ids, read off the tables.
import { pathToFileURL } from 'node:url';
import { format } from 'prettier';
import { commandLine, endsPlainly } from './command-line.ts';
import { periodZh } from '../domain/words/time.ts';
import { statuses } from '../domain/plan/derived.ts';
import { logTypes } from '../domain/engine/log.ts';
import { assetKinds } from '../domain/nodes/asset-kinds.ts';
import { closingKinds } from '../domain/nodes/closing-kinds.ts';
import { deadlineRow, ruleIds } from '../domain/plan/deadlines.ts';
import { rungs } from '../domain/plan/ladder.ts';
import { subjectKinds } from '../domain/nodes/node.ts';
import { nodeIds, nodeRow } from '../domain/nodes/index.ts';
import { documentNames } from '../domain/nodes/document-kinds.ts';
import { stages } from '../domain/plan/closing/stage.ts';
import { caseBound, partyRoles, type Role, roleIds, roles, teams } from '../domain/nodes/roles.ts';

/** Where a role is held. */
function boundTo(role: Role): string {
  if (partyRoles.has(role)) return 'of a case, by `party.identified`';
  return caseBound.has(role) ? 'for a case, by `case.assigned`' : 'at large';
}

const HEAD = `# Glossary: 中文 ↔ code

Written by \`node local/glossary.ts > docs/glossary.md\`, from the tables; a test keeps it current. Do not edit it by hand.
The id in the first column is the one in code, API, database, Temporal and tests.

## Words of the engine

| English | 中文 | Meaning |
|---|---|---|
| fact | 记录 | What happened, when, recorded by whom. Never edited or deleted. |
| node, completion | 节点、登记 | A step of the plan; recording that it is done makes a fact. |
| correction, withdrawal | 更正、撤回 | Another fact that says a fact was wrong (\`fact.corrected\`, \`fact.withdrawn\`). |
| subject | 针对的事项 | What a fact or deadline is about besides the case: an asset, a receipt, a party, a matter. |
| deadline | 期限 | Opened by a fact, ended by a fact, due on a day that follows from the rules and the calendar. |
| rule | 规则 | A row of the deadline table; one rule can open many deadlines. |
| target due | 届满 | The plan's or the court's own limit (\`targetDue\`; \`dueAt\` is the instant at which it has passed). |
| legal due | 法定届满 | The law's limit, where it sets one (\`legalDue\`). |
| provisional | 暂定 | Counted over a year whose holidays have not been published yet. |
| ladder, rung | 预警、预警级别 | 提醒 → 催办 → 督办 → 通报批评. |
| supervised matter | 督办事项 | Opened by the 督办 rung or by a person. |
| gate | 结案条件 | A condition that has no clock but must hold before closing. |
| refusal | 未予登记 | An answer with a code, the article, and what is missing. |
| takeover | 接管 | A case filed earlier that enters the system with its history. |
| exclusion, extension | 扣除、延长 | Approved: it stops the case's own clocks, or moves the statutory limit. |
| trial court | 试用法院 | The embedded default: it issues its own tokens and can move a case's time. |
`;

const code = (id: string): string => `\`${id}\``;
const list = (ids: readonly string[]): string => ids.map(code).join(' ');

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`## ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}

const pairs = (title: string, table: Readonly<Record<string, string>>): string =>
  section(
    title,
    ['id', '中文'],
    Object.entries(table).map(([id, zh]) => [code(id), zh]),
  );

/** Many roles in few words. */
const who = (by: readonly Role[]): string => {
  if (by.length === 0) return 'the engine alone';
  return by.length > 6 ? 'staff' : list(by);
};

/** The glossary as it is committed. */
export const glossary = (): Promise<string> =>
  format(
    [
      HEAD,
      section(
        'Roles 角色',
        ['id', '中文', 'Held'],
        roleIds.map((id) => [code(id), roles[id], boundTo(id)]),
      ),
      pairs('Teams 团队', teams),
      pairs('Stages 阶段', stages),
      section(
        'Nodes 节点',
        ['id', '中文', 'Recorded by', 'About', '依据'],
        nodeIds.map((id) => {
          const { zh, by, subject, introduces, basis } = nodeRow(id);
          return [code(id), zh, who(by), subject ? `${introduces ? 'new ' : ''}${subject}` : '', basis.zh];
        }),
      ),
      section(
        'Deadlines 期限',
        ['id', '中文', 'Within', 'Legal limit from', 'Owner', 'Ended by', '依据'],
        ruleIds.map((id) => {
          const { zh, within, courtsOwn, legal, owner, done, basis } = deadlineRow(id);
          return [
            code(id),
            zh,
            periodZh(within) + (courtsOwn ? ' °' : ''),
            legal === undefined ? '' : legal.basis.zh,
            code(owner),
            list(done.nodes),
            basis.zh,
          ];
        }),
      ),
      '° The plan gives no number: the court has set this one.\n',
      pairs('Status of a deadline 期限状态', statuses),
      section(
        'Rungs 预警级别',
        ['id', '中文', 'Told, besides `review`'],
        Object.entries(rungs).map(([id, rung]) => [code(id), rung.zh, list(rung.to)]),
      ),
      section(
        'Kinds of asset 财产种类',
        ['id', '中文', 'Control clocked by', 'Measures that fit', 'At most'],
        Object.entries(assetKinds).map(([id, kind]) => [
          code(id),
          kind.zh,
          code(kind.control),
          list(kind.measures.map((measure) => `asset.${measure}`)),
          `${kind.years}年`,
        ]),
      ),
      pairs('Kinds of document 文书', documentNames),
      pairs('Ways of closing 结案方式', closingKinds),
      pairs('Subjects 针对的事项', subjectKinds),
      pairs('Lines of a case’s log 日志', logTypes),
    ].join('\n'),
    { parser: 'markdown', printWidth: 120, singleQuote: true },
  );

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  endsPlainly('glossary');
  commandLine({ usage: 'node local/glossary.ts > docs/glossary.md' });
  process.stdout.write(await glossary());
}
