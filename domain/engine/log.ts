import { rungs, type Rung } from '../plan/ladder.ts';
import { deadlineRow, isRuleId } from '../plan/deadlines.ts';
import type { Instant } from '../time/instant.ts';
import type { Derived } from '../plan/derived.ts';
import type { Fact } from '../record/fact.ts';
import type { Refusal } from '../record/refusal.ts';
import type { Holders } from './holding.ts';
import type { Change } from './settle.ts';

/** What a case's log can say, with what a person reads for it. */
export const logTypes = {
  fact: '登记',
  opened: '起算',
  moved: '期限变动',
  certain: '期限确定',
  done: '办结',
  reopened: '恢复计算',
  suspended: '中止计算',
  lapsed: '终止',
  void: '不再适用',
  rung: '预警',
  'taken-over': '接管或者规则施行前已届',
  refused: '未予登记',
} as const;

export type LogType = keyof typeof logTypes;

/** One line of a case's log: what the engine concluded, and why, as it saw it at the time. */
export interface LogEntry {
  readonly type: LogType;
  /** When it happened; for a rung its own instant. */
  readonly at: Instant;
  readonly by: string;
  readonly fact: number | null;
  readonly deadline: string | null;
  readonly rule: string | null;
  readonly rung: Rung | null;
  /** The step of the ladder: it fires once for each (deadline, step, due). */
  readonly step: string | null;
  readonly firesAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly data: Readonly<Record<string, unknown>>;
}

const blank = {
  by: 'system',
  fact: null,
  deadline: null,
  rule: null,
  rung: null,
  step: null,
  firesAt: null,
  dueAt: null,
} as const;

/** What a fact's line says besides: it was a late entry when it was recorded; in whose place it was said (engine.md 21). */
interface FactNoted {
  readonly late?: boolean;
  readonly inPlaceOf?: readonly string[];
}

/** A fact's line. Its content stays in the record: the log refers to it. */
export const logFact = (fact: Fact, { late = false, inPlaceOf = [] }: FactNoted = {}): LogEntry => ({
  ...blank,
  type: 'fact',
  at: fact.at,
  by: fact.by,
  fact: fact.seq,
  data: { node: fact.node, ...(late && { late }), ...(inPlaceOf.length > 0 && { inPlaceOf }) },
});

/** The line of a command that a guard refused (engine.md 11). */
export const logRefusal = (
  { untold: _, ...refusal }: Refusal,
  sent: {
    readonly at: Instant;
    readonly by: string;
    readonly node: string;
    readonly subject: string | null;
    readonly command: string;
  },
): LogEntry => ({
  ...blank,
  type: 'refused',
  at: sent.at,
  by: sent.by,
  data: { ...refusal, node: sent.node, subject: sent.subject, command: sent.command },
});

/** What a line is written from, besides the change. */
export interface LogContext {
  readonly now: Instant;
  /** The fact that was being recorded, if any. */
  readonly cause: number | null;
  readonly who: Holders;
}

/** A change's line. That of a rung names who held the deadline when it fell, that of an end who did then (engine.md 20). */
export function logChange(change: Change, { now, cause, who }: LogContext): LogEntry {
  if (change.type === 'withdrawn') {
    const { id, rule } = change.kept;
    const zh = isRuleId(rule) ? '起算的记录已撤回' : '规则已不再设';
    return { ...blank, type: 'void', at: now, fact: cause, deadline: id, rule, data: { zh } };
  }
  const d = change.deadline;
  const line = { ...blank, deadline: d.id, rule: d.rule, fact: cause, at: now, dueAt: d.dueAt };
  switch (change.type) {
    case 'opened':
      return { ...line, type: 'opened', at: d.openedAt, fact: d.seq, data: { ...due(d), because: d.because } };
    case 'moved': {
      const { targetDue, dueAt } = change.from;
      return {
        ...line,
        type: 'moved',
        data: { ...due(d), from: { targetDue, dueAt }, law: d.law, because: d.because },
      };
    }
    case 'certain':
    case 'reopened':
    case 'suspended':
      return { ...line, type: change.type, data: { ...due(d), because: d.because } };
    case 'done':
    case 'lapsed':
    case 'void':
      return {
        ...line,
        type: change.type,
        at: d.endedAt ?? now,
        fact: d.endedBy,
        data: { ...due(d), holder: who.of(d), status: d.status, why: d.because.at(-1) },
      };
    case 'rung':
    case 'taken-over': {
      const { step, rung, at } = change.step;
      const holder = who.at(d.owner, at).persons[0] ?? null;
      const data = { ...due(d), holder, rungZh: rungs[rung].zh, notified: change.notify };
      return { ...line, type: change.type, at, rung, step, firesAt: at, data };
    }
  }
}

const due = (d: Derived) => ({
  zh: d.name,
  basis: deadlineRow(d.rule).basis.zh,
  targetDue: d.targetDue,
  legalDue: d.legalDue,
  provisional: d.provisional,
  owner: d.owner,
});
