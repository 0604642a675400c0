import { introduced } from '../record/case.ts';
import { withdrawnSeqs } from '../record/effective.ts';
import type { Fact } from '../record/fact.ts';
import { reading } from '../record/reading.ts';
import { refuse } from '../record/refusal.ts';
import type { Conditions, FactGuard } from '../plan/guard.ts';
import { correctedForm } from './corrected.ts';
import { nodeRow } from '../nodes/index.ts';

/** The facts that are about facts. */
type About = 'fact.withdrawn' | 'fact.corrected';

const withdrawn = reading((c) => withdrawnSeqs(c.record));

/** The fact meant: recorded, still holding, made by a person who may take it back (engine.md 3). */
const correctable: FactGuard<About> = (c, draft) => {
  const { fact: seq } = draft.payload;
  const meant = c.record[seq - 1];
  if (meant === undefined) return refuse('unknown-fact', `本案没有序号为${seq}的记录`);
  if (withdrawn(c).has(seq)) return refuse('unknown-fact', `序号为${seq}的记录已经撤回`);
  if (nodeRow(meant.node).final) return refuse('money-paid', '案款已经支付，不能撤回或更正；请通过退款、追缴另行记录');
  const fixed =
    draft.node === 'fact.withdrawn'
      ? ['case.filed', 'law.applied']
      : ['law.applied', 'fact.withdrawn', 'fact.corrected'];
  if (meant.via === 'system' || fixed.includes(meant.node))
    return refuse('not-correctable', '此项记录不能这样撤回或更正');
  if (draft.node === 'fact.corrected' && draft.payload.payload !== undefined && nodeRow(meant.node).names !== undefined)
    return refuse('not-correctable', '指定人员有误的，请重新登记一次');
  return meant.by === draft.by || draft.as.includes('review')
    ? undefined
    : refuse('not-your-fact', '只有记录人或审批督办内勤可以撤回或更正');
};

/** A fact comes back only where it still fits: its subject there, its id not used anew, and not twice what happens once. */
const restorable: FactGuard<'fact.withdrawn'> = (c, draft) => {
  const withdrawal = c.record[draft.payload.fact - 1];
  if (withdrawal?.node !== 'fact.withdrawn') return undefined;
  const back = c.record[withdrawal.payload.fact - 1];
  if (back?.subject === undefined) return undefined;
  const row = nodeRow(back.node);
  const known = back.subject !== null && c.subjects.has(back.subject);
  if (row.introduces && known) return refuse('subject-taken', `编号 ${back.subject} 已另作他用，原记录不能恢复`);
  if (row.subject && !row.introduces && !known)
    return refuse('unknown-subject', `本案已没有 ${back.subject}，原记录不能恢复`);
  return row.once && c.first(back.node, row.subject === undefined ? undefined : back.subject)
    ? refuse('already-recorded', `“${row.zh}”已经重新登记，原记录不能恢复`)
    : undefined;
};

/** Refused while a later fact refers to it; what the engine itself concluded follows by itself (engine.md 3). */
const withoutDependents: FactGuard<About> = (c, draft) => {
  const { fact } = draft.payload;
  const named = c.record[fact - 1];
  // to take a correction back is to change the fact that it corrected
  const seq = named?.node === 'fact.corrected' ? named.payload.fact : fact;
  const meant = c.record[seq - 1];
  if (meant === undefined) return undefined;
  const brought = new Set(
    introduced(meant)
      .filter((s) => c.subjects.get(s.id)?.seq === seq)
      .map((s) => s.id),
  );
  const dependents = c.facts.filter((f) => f.seq > seq && f.via !== 'system' && refersTo(f, seq, brought));
  return dependents.length === 0
    ? undefined
    : refuse(
        'has-dependents',
        '其后的记录以此项为依据，请先撤回它们',
        undefined,
        dependents.map((f) => ({ id: String(f.seq), zh: `${f.seq}：${nodeRow(f.node).zh}` })),
      );
};

function refersTo(fact: Fact, seq: number, brought: ReadonlySet<string>): boolean {
  if (fact.subject !== null && brought.has(fact.subject)) return true;
  const { deadline, exclusion } = fact.payload as { deadline?: string; exclusion?: number }; // whichever row has them
  return exclusion === seq || deadline?.endsWith(`@${seq}`) === true;
}

/** What the engine asks of facts about facts. */
export const correctionConditions = {
  'fact.withdrawn': { check: [correctable, withoutDependents, restorable] },
  'fact.corrected': { check: [correctable, correctedForm, withoutDependents] },
} satisfies Conditions;
