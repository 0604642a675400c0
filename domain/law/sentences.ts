import type { Because } from '../plan/derived.ts';
import { dateZh, explain, instantZh, periodZh } from '../words/because.ts';
import { countingArticles, lawText, planText } from '../plan/articles.ts';
import type { Basis } from '../nodes/basis.ts';
import type { RuleId } from '../plan/deadlines.ts';
import { nodeRow } from '../nodes/index.ts';
import { approverOf, type Explaining } from './explaining.ts';

type Step<S extends Because['step']> = Extract<Because, { step: S }>;

/** One step of the reasoning in words that a party can read: articles with what they say, names instead of numbers. */
export function sentenceOf(because: Because, explaining: Explaining): readonly string[] {
  switch (because.step) {
    case 'opened': {
      const what = because.node === null ? '条件成就' : `“${nodeRow(because.node).zh}”`;
      return [`${instantZh(because.at)}${what}，期限由此起算。`];
    }
    case 'rule':
      return [ruleZh(because, explaining.deadline.rule)];
    case 'counted':
      return [countedZh(because)];
    case 'excluded':
      return excludedZh(because, explaining);
    case 'rolled': {
      const { basis, zh } = countingArticles.lastDay;
      return [`${explain(because)}（${basis}：${zh}）。`];
    }
    case 'extended':
      return [`经${approvedBy(because.fact, explaining)}批准，延长至${dateZh(because.until)}。`];
    case 'suspended': {
      const review = because.review === null ? '' : `，定于${dateZh(because.review)}复查`;
      return [`经${approvedBy(because.fact, explaining)}批准，自${dateZh(because.from)}起中止计算${review}。`];
    }
    case 'legal': {
      const text = lawText(because.basis.zh);
      const at = explain(because).replace(/^.*，至/, '');
      const said = text === null ? '' : `：${text}`;
      return [`法律规定的期限为${periodZh(because.within)}，至${at}（${because.basis.zh}${said}）。`];
    }
    case 'stood-still':
    case 'ended':
      return [`${explain(because).replace(/（第\d+号记录）/, '')}。`];
    case 'late-entry':
      return [`${explain(because).replace(/^第\d+号记录/, '据以办结的记录')}。`];
    case 'provisional':
    case 'ordered':
      return [`${explain(because)}。`];
  }
}

function ruleZh({ within, basis }: Step<'rule'>, rule: RuleId): string {
  const text = basis.layer === 'law' ? lawText(basis.zh) : planText(rule);
  const said = quoted(basis, text);
  return `${said}期限为${periodZh(within)}。`;
}

/** The plan is quoted word by word, a law in short; a court's own document is named, with what the plan says. */
function quoted(basis: Basis, text: string | null): string {
  if (text === null) return `依据${basis.zh}，`;
  switch (basis.layer) {
    case 'plan':
      return `${basis.zh}规定：“${text}”。`;
    case 'law':
      return `${basis.zh}规定${text}。`;
    case 'court':
      return `改革方案规定：“${text}”；本院另有规定（${basis.zh}）。`;
  }
}

function countedZh(because: Step<'counted'>): string {
  if (because.from >= because.nominal) return `${explain(because)}。`;
  const { basis, zh } = countingArticles.firstDay;
  return `${explain(because)}（${basis}：${zh}）。`;
}

function excludedZh({ intervals, days, to }: Step<'excluded'>, explaining: Explaining): readonly string[] {
  const { basis, zh } = countingArticles.exclusion;
  const each = intervals.map(
    ({ from, to: last, ground, fact }) =>
      `${ground}（${dateZh(from)}至${dateZh(last)}），经${approvedBy(fact, explaining)}批准`,
  );
  return [`扣除${days}日：${each.join('；')}；届满日移至${dateZh(to)}（${basis}：${zh}）。`];
}

/** Who recorded the approval, and in which role. */
function approvedBy(fact: number, explaining: Explaining): string {
  const approver = approverOf(explaining, fact);
  if (approver === undefined) return '';
  return approver.as.length === 0 ? approver.name : `${approver.name}（${approver.as.join('、')}）`;
}
