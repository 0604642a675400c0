import { isAbout, type NodeRow, type SubjectKind, subjectZh } from '../nodes/node.ts';
import { nodeRow } from '../nodes/index.ts';
import { type Condition, type Deadlines, type FactGuard, rowAbout } from '../plan/guard.ts';
import { unknownReferences } from '../plan/refers.ts';
import { closed, repeated } from '../plan/still-open.ts';
import { aboutFacts, type Case, introduced } from '../record/case.ts';
import { reading } from '../record/reading.ts';
import type { Draft } from '../record/fact.ts';
import { asOf } from '../record/history.ts';
import { named, refuse, type Refusal } from '../record/refusal.ts';
import type { NodeId } from '../nodes/index.ts';
import { formatInstant } from '../time/instant.ts';

/**
 * The guards that every row has, then a node's own: of the case as it stands, and of the case as it was when the fact is
 * said to have happened. What a fact rests on must have happened first (engine.md 2a).
 */
export function guarded(
  c: Case,
  draft: Draft,
  condition: Condition<NodeId>,
  deadlines: Deadlines,
): Refusal | undefined {
  const row = rowAbout(c, draft.node, draft.subject);
  const found =
    closed(c, row) ??
    timely(c, row, draft) ??
    aboutKnown(c, row, draft) ??
    repeated(c, row, draft) ??
    taken(c, row, draft);
  if (found !== undefined) return found;
  const refusal = own(c, draft, condition, deadlines);
  if (refusal !== undefined || draft.at < c.founding.at || !isBehind(c, draft)) return refusal;
  const then = asOf(c, draft.at);
  const early = own(then, draft, condition, { ...deadlines, deadlines: () => deadlines.of(then, draft.at) });
  if (early === undefined) return undefined;
  const { zh, missing } = early;
  return refuse('at-before-ground', `在所写的发生时刻 ${formatInstant(draft.at)}：${zh}`, row.basis, missing);
}

/** A node's own guards, in its order: first of the case, then of what it is about and names, then of the fact. */
function own(c: Case, draft: Draft, condition: Condition<NodeId>, deadlines: Deadlines): Refusal | undefined {
  const { when = [], asks = [], check: checks = [] } = condition;
  const counts = (refusal: Refusal | undefined) => refusal !== undefined && !isAlike(refusal, deadlines.lacked);
  for (const guard of when) {
    const refusal = guard(c);
    if (counts(refusal)) return refusal;
  }
  const named: FactGuard = () => unknownReferences(c, nodeRow(draft.node), draft, deadlines.about);
  for (const check of [...asks, named, ...checks]) {
    const refusal = check(c, draft, deadlines);
    if (counts(refusal)) return refusal;
  }
  return undefined;
}

/** Whether the same is lacking. */
const isAlike = (one: Refusal, other: Refusal | undefined): boolean =>
  other?.code === one.code && other.missing.map(({ id }) => id).join() === one.missing.map(({ id }) => id).join();

/** Whether somebody has recorded what happened later. */
const isBehind = (c: Case, { at, node }: Draft): boolean =>
  !aboutFacts.has(node) && (c.facts.findLast((f) => f.via !== 'system')?.at ?? at) > at;

function timely(c: Case, row: NodeRow, { at, now, node }: Draft): Refusal | undefined {
  if (at > now) {
    return refuse('at-in-future', `发生时刻 ${formatInstant(at)} 在将来；本案现在是 ${formatInstant(now)}`, row.basis);
  }
  const { founding } = c;
  if (at < founding.at && row.beforeFiling !== true && node !== founding.node) {
    const zh = `发生时刻 ${formatInstant(at)} 早于${nodeRow(founding.node).zh} ${formatInstant(founding.at)}`;
    return refuse('at-before-filing', zh, row.basis);
  }
  return undefined;
}

function aboutKnown(c: Case, row: NodeRow, { subject, at }: Draft): Refusal | undefined {
  if (row.subject === undefined || subject === null) return undefined;
  const known = c.subjects.get(subject);
  if (row.introduces === true || (row.introduces === 'if-new' && known?.of !== row.subject)) {
    const code = row.subject === 'receipt' && known?.of === 'receipt' ? 'duplicate-receipt' : 'subject-taken';
    return isGiven(c, subject)
      ? refuse(code, `编号 ${subject} 已经用过，请另编号`, row.basis, [{ id: subject, zh: '已用' }]) // prettier-ignore
      : undefined;
  }
  if (known === undefined || !isAbout(row, known.of)) {
    const ids = [...c.subjects.values()].filter((s) => isAbout(row, s.of)).map((s) => s.id);
    return refuse(
      'unknown-subject',
      `本案没有编号为 ${subject} 的${subjectZh(row)}${ids.length > 0 ? `，现有：${named(ids)}` : ''}`,
      row.basis,
      [{ id: subject, zh: '先由反馈、到账等记录引入' }],
    );
  }
  return at < known.at
    ? refuse('at-before-subject', `发生时刻早于 ${subject} 进入本案的时刻 ${formatInstant(known.at)}`, row.basis)
    : undefined;
}

/** The ids under which a party ever came in, also one that was taken back: no other party is ever called by them. */
const partyIds = reading((c) => {
  const brought = c.record.filter((f) => f.node === 'case.filed' || f.node === 'party.joined').flatMap(introduced);
  return new Set(brought.map(({ id }) => id));
});

/** Whether an id stands for something in the case, or ever stood for a party (engine.md 22). */
export const isGiven = (c: Case, id: string): boolean => c.subjects.has(id) || partyIds(c).has(id);

/** What comes again in one return after another; anything else is brought once (plan §0). */
const comesAgain: ReadonlySet<SubjectKind> = new Set<SubjectKind>(['asset']);

/** An id that a payload gives is given once, and stays with what it was given to. */
function taken(c: Case, row: NodeRow, { payload }: Draft): Refusal | undefined {
  const brought = row.brings?.(payload) ?? [];
  const ids = brought.map(({ id }) => id);
  const twice = ids.length === new Set(ids).size ? [] : ids.filter((id, i) => ids.indexOf(id) !== i);
  if (twice.length > 0) {
    const missing = twice.map((id) => ({ id, zh: '重复给出' }));
    return refuse('subject-taken', `编号 ${named(twice)} 在同一记录中给出不止一次，每项只列一次`, row.basis, missing);
  }
  const bad = brought.filter(({ id, of }) => {
    const known = c.subjects.get(id);
    return known === undefined ? isGiven(c, id) : known.of !== of || !comesAgain.has(of);
  });
  return bad.length === 0
    ? undefined
    : refuse(
        'subject-taken',
        `编号 ${named(bad.map(({ id }) => id))} 已经用过，请另编号`,
        row.basis,
        bad.map(({ id }) => ({ id, zh: '已用' })),
      );
}
