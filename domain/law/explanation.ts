import type { Because } from '../plan/derived.ts';
import { statuses } from '../plan/derived.ts';
import { dateZh, instantZh, periodZh } from '../words/because.ts';
import { deadlineName } from '../engine/settle.ts';
import { lawText, planText } from '../plan/articles.ts';
import { nodeRow } from '../nodes/index.ts';
import { roles } from '../nodes/roles.ts';
import { formatInstant, parseInstant } from '../time/instant.ts';
import type { Why } from './moves.ts';
import { sentenceOf } from './sentences.ts';
import { approverOf, type Explaining, type Move } from './explaining.ts';

const step = <S extends Because['step']>(because: readonly Because[], name: S) =>
  because.find((b): b is Extract<Because, { step: S }> => b.step === name);

/** How a deadline got its date, for a machine and for a party to read. */
export function explainDeadline(explaining: Explaining) {
  const { deadline: d, moves } = explaining;
  const { because } = d;
  const [opened, rule, counted] = [step(because, 'opened'), step(because, 'rule'), step(because, 'counted')];
  const [excluded, legal, rolled] = [step(because, 'excluded'), step(because, 'legal'), step(because, 'rolled')];
  const extended = step(because, 'extended');
  return {
    deadline: d.id,
    rule: d.rule,
    zh: deadlineName(d),
    status: d.status,
    statusZh: statuses[d.status],
    owner: ownerOf(explaining),
    opened:
      opened === undefined
        ? null
        : {
            at: formatInstant(opened.at),
            fact: opened.fact,
            node: opened.node,
            zh: opened.node === null ? null : nodeRow(opened.node).zh,
          },
    article:
      rule === undefined
        ? null
        : {
            basis: rule.basis.zh,
            layer: rule.basis.layer,
            text: rule.basis.layer === 'law' ? lawText(rule.basis.zh) : planText(d.rule),
            within: rule.within,
            withinZh: periodZh(rule.within),
            version: rule.version,
          },
    counted:
      counted === undefined
        ? null
        : { from: counted.from, nominal: counted.nominal, firstDayCounted: counted.from === counted.nominal },
    excluded: (excluded?.intervals ?? []).map(({ from, to, ground, fact }) => {
      return { from, to, ground, fact, approvedBy: approverOf(explaining, fact) ?? null };
    }),
    excludedDays: excluded?.days ?? 0,
    extended:
      extended === undefined
        ? null
        : { until: extended.until, approvedBy: approverOf(explaining, extended.fact) ?? null },
    skipped: (rolled?.over ?? []).map(({ date, name }) => ({ date, name })),
    provisional: d.provisional,
    unpublishedYears: [...(step(because, 'provisional')?.years ?? [])],
    targetDue: d.targetDue,
    legalDue: d.legalDue,
    legal:
      legal === undefined
        ? null
        : { basis: legal.basis.zh, text: lawText(legal.basis.zh), withinZh: periodZh(legal.within) },
    history: moves.map(({ at, from, to, certain, why }) => {
      return { at: formatInstant(at), from, to, certain, why: why.map((w) => reason(w, explaining)) };
    }),
    sentences: [headline(explaining), ownerZh(explaining), ...because.flatMap((b) => sentenceOf(b, explaining)), ...moves.map((m) => moveZh(m, explaining))], // prettier-ignore
  };
}

/** Whose it is, or was when it ended. */
function ownerOf({ owner: { role, person }, nameOf }: Explaining) {
  return { role, roleZh: roles[role], person, name: person === null ? null : nameOf(person) };
}

function ownerZh(explaining: Explaining): string {
  const { roleZh, name } = ownerOf(explaining);
  return `${explaining.deadline.endedAt === null ? '责任人' : '了结时的责任人'}：${roleZh}${name ?? ''}。`;
}

function headline({ deadline: d }: Explaining): string {
  const due = d.targetDue;
  if (due === null) return `“${deadlineName(d)}”现在中止计算，没有届满日。`;
  const until = parseInstant(due) === undefined ? `${dateZh(due)}（含当日）` : dueZh(due);
  const isLive = d.status === 'open' || d.status === 'suspended';
  return `“${deadlineName(d)}”${isLive ? '应' : '原应'}在${until}以前完成${d.provisional ? '，此日期为暂定' : ''}。`;
}

/** A due as a person reads it. */
export const dueZh = (due: string | null): string => {
  if (due === null) return '中止计算';
  const at = parseInstant(due);
  return at === undefined ? dateZh(due) : instantZh(at);
};

function moveZh({ at, from, to, certain, why }: Move, explaining: Explaining): string {
  const reasons = why.map((w) => reason(w, explaining).zh).join('；');
  const because = reasons === '' ? '' : `因${reasons}，`;
  return certain
    ? `${instantZh(at)}：${because}${dueZh(to)}由暂定变为确定。`
    : `${instantZh(at)}：${because}由${dueZh(from)}改为${dueZh(to)}。`;
}

/** One reason, structured and in words. */
function reason(why: Why, { nameOf }: Pick<Explaining, 'nameOf'>) {
  switch (why.kind) {
    case 'calendar': {
      const { year, local, source, notices, version } = why.publication;
      const what = local ? '本院自定日' : '放假安排';
      const zh = `${source}公布${year}年${what}（${notices.at(-1) ?? ''}）`;
      return { kind: why.kind, year, local, source, notices: [...notices], version, zh };
    }
    case 'rule': {
      const { version, within, basis } = why.version;
      return {
        kind: why.kind,
        version,
        within,
        basis: basis.zh,
        zh: `本院改定规则（${basis.zh}，${periodZh(within)}）`,
      };
    }
    case 'fact': {
      const { seq, node, by, at } = why.fact;
      const zh = `${nameOf(by)}登记“${nodeRow(node).zh}”`;
      return { kind: why.kind, fact: seq, node, by, byName: nameOf(by), at: formatInstant(at), zh };
    }
  }
}
