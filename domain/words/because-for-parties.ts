import type { Basis } from '../nodes/basis.ts';
import { countingArticles, lawText, planText } from '../plan/articles.ts';
import type { RuleId } from '../plan/deadlines.ts';
import type { Because } from '../plan/derived.ts';
import {
  countedZh,
  endedZh,
  extendedLateZh,
  lateEntryZh,
  openingZh,
  orderedZh,
  provisionalZh,
  reviewZh,
  isRolledOn,
  rolledZh,
  type StepOf,
  startZh,
  stoodStillZh,
} from './because.ts';
import { dateZh, momentZh, periodZh } from './time.ts';

/** What a sentence about a deadline needs beside its reasoning. */
export interface ToldOf {
  readonly rule: RuleId;
  /** Who recorded a fact, and in which roles; undefined: nobody knows. */
  readonly whoRecorded: (fact: number) => { readonly name: string; readonly as: readonly string[] } | undefined;
}

/** One step of the reasoning in words that a party can read: articles with what they say, names instead of numbers. */
export function explainToParty(because: Because, told: ToldOf): string {
  switch (because.step) {
    case 'opened':
      return `${openingZh(because)}，${startZh(because)}。`;
    case 'rule':
      return `${quoted(because.basis, told.rule)}${because.day ? '届满之日另有写明' : `期限为${because.from ?? ''}${periodZh(because.within)}`}。`;
    case 'counted':
      return because.from < because.nominal
        ? citing(countedZh(because), countingArticles.firstDay)
        : `${countedZh(because)}。`;
    case 'excluded':
      return excludedZh(because, told);
    case 'rolled':
      return isRolledOn(because) ? citing(rolledZh(because), countingArticles.lastDay) : `${rolledZh(because)}。`;
    case 'provisional':
      return `${provisionalZh(because)}。`;
    case 'extended':
      return `经${approvedBy(because.fact, told)}批准，延长至${dateZh(because.until)}。`;
    case 'extended-late':
      return `${extendedLateZh(because)}。`;
    case 'ordered':
      return `${orderedZh(because)}。`;
    case 'suspended':
      return `经${approvedBy(because.fact, told)}批准，自${dateZh(because.from)}起中止计算${reviewZh(because)}。`;
    case 'stood-still':
      return `${stoodStillZh(because)}。`;
    case 'legal':
      return legalZh(because);
    case 'late-entry':
      return `${lateEntryZh(because, '据以办结的记录')}。`;
    // what the court says of its own people's lateness is no party's (plan §6)
    case 'unconfirmed':
    case 'was-late':
    case 'without-approval':
    case 'justified':
    case 'accepted':
      return '';
    case 'ended':
      return `${endedZh(because)}。`;
    default:
      return because satisfies never;
  }
}

/** A sentence with the article that it rests on, and what that says. */
const citing = (sentence: string, { basis, zh }: { readonly basis: string; readonly zh: string }): string =>
  `${sentence}（${basis}：${zh}）。`;

/** The plan is quoted word by word, a law in short; a court's own document is named, with what the plan says. */
function quoted(basis: Basis, rule: RuleId): string {
  const text = basis.layer === 'law' ? lawText(basis.zh) : planText(rule);
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

function excludedZh({ intervals, days, to }: StepOf<'excluded'>, told: ToldOf): string {
  const each = intervals.map(
    ({ from, to: last, ground, fact }) =>
      `${ground}（${dateZh(from)}至${dateZh(last)}），经${approvedBy(fact, told)}批准`,
  );
  return citing(`扣除${days}日：${each.join('；')}；届满日移至${dateZh(to)}`, countingArticles.exclusion);
}

function legalZh({ within, due, basis }: StepOf<'legal'>): string {
  const text = lawText(basis.zh);
  const said = text === null ? '' : `：${text}`;
  return `法律规定的期限为${periodZh(within)}，至${momentZh(due)}（${basis.zh}${said}）。`;
}

/** Who recorded the approval, and in which role. */
function approvedBy(fact: number, { whoRecorded }: ToldOf): string {
  const approver = whoRecorded(fact);
  if (approver === undefined) return '';
  return approver.as.length === 0 ? approver.name : `${approver.name}（${approver.as.join('、')}）`;
}
