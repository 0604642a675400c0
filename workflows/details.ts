import type { CaseView, DeadlineView } from './messages.ts';

/**
 * What the Temporal UI shows of a record at present, as Markdown: whose it is, where it stands, its open deadlines. Due
 * dates, not days left, which would go stale while nothing happens (engine.md 17).
 */
export function details(view: CaseView): string {
  const { caseNo, title, heading: standing = [], overdue, deadlines, open } = view;
  const state = [...standing.map(cell), overdue > 0 ? `**逾期 ${overdue} 项**` : '无逾期'];
  const heading = `### ${cell(caseNo)} ${cell(title)}\n\n${state.join(' · ')}`;
  if (deadlines.length === 0) return `${heading}\n\n没有进行中的期限。`;
  const rest = open - deadlines.length;
  const provisional = deadlines.some((d) => d.provisional)
    ? ['', '暂定：所涉年度的放假通知尚未公布，公布后确定。']
    : [];
  return [
    heading,
    '',
    '| 事项 | 责任人 | 届满 | 预警 |',
    '|---|---|---|---|',
    ...deadlines.map(row),
    ...(rest > 0 ? ['', `另有 ${rest} 项。`] : []),
    ...provisional,
  ].join('\n');
}

/** The UI's tables have no space between columns: each cell brings its own, an em space, since a plain one at its end is dropped. */
const GAP = '\u2003';

const row = (d: DeadlineView): string =>
  `| ${[cell(d.zh), cell(d.owner), d.due].map((text) => text + GAP).join(' | ')} | ${d.rung ?? '—'} |`;

/** Names come from people: nothing of theirs may end a cell or start markup. */
const cell = (text: string): string => text.replaceAll(/[|\n\r<>`*_[\]#{}]/g, ' ');
