import { introduced, type Case } from '../../case/case.ts';
import type { Fact, FactOf } from '../../case/fact.ts';
import { checkForm } from '../../case/form.ts';
import { refuse } from '../../case/refusal.ts';
import { parseInstant } from '../../time/instant.ts';
import type { FactGuard } from '../node.ts';
import { nodeRow } from '../nodes/index.ts';

type About = FactOf<'fact.withdrawn'>['payload'] & Partial<FactOf<'fact.corrected'>['payload']>;
const about = (payload: unknown): About => payload as About; // these guards stand on those two rows only

/** The fact meant: recorded, still holding, made by a person who may take it back (engine.md 3). */
export const correctable: FactGuard = (c, draft) => {
  const { fact: seq } = about(draft.payload);
  const meant = c.record[seq - 1];
  if (meant === undefined) return refuse('unknown-fact', `本案没有序号为${seq}的记录`);
  const withdrawn = c.record.some((f) => f.node === 'fact.withdrawn' && about(f.payload).fact === seq && holds(c, f));
  if (withdrawn) return refuse('unknown-fact', `序号为${seq}的记录已经撤回`);
  if (nodeRow(meant.node).final) return refuse('money-paid', '案款已经支付，不能撤回或更正；请通过退款、追缴另行记录');
  const fixed =
    draft.node === 'fact.withdrawn'
      ? ['case.filed', 'law.applied']
      : ['law.applied', 'fact.withdrawn', 'fact.corrected'];
  if (meant.via === 'system' || fixed.includes(meant.node))
    return refuse('not-correctable', '此项记录不能这样撤回或更正');
  return meant.by === draft.by || draft.as.includes('review')
    ? undefined
    : refuse('not-your-fact', '只有记录人或审批督办内勤可以撤回或更正');
};

/** A withdrawal that has not itself been withdrawn. */
const holds = (c: Case, withdrawal: Fact): boolean =>
  !c.record.some((f) => f.node === 'fact.withdrawn' && about(f.payload).fact === withdrawal.seq && holds(c, f));

/** The corrected form has to pass where the first one did. */
export const correctedForm: FactGuard = (c, draft) => {
  const { fact: seq, at, payload } = about(draft.payload);
  const meant = c.record[seq - 1];
  if (meant === undefined) return undefined;
  if (at === undefined && payload === undefined) return refuse('missing-field', '请写明更正后的时刻 at 或内容 payload');
  const instant = at === undefined ? meant.at : parseInstant(at);
  if (instant === undefined) return refuse('bad-instant', `不是带时区的时刻：${String(at)}`);
  if (instant > draft.now) return refuse('at-in-future', '更正后的时刻在将来');
  if (meant.node !== 'case.filed' && instant < c.filed.at) return refuse('at-before-filing', '更正后的时刻早于立案');
  if (payload === undefined) return undefined;
  if (meant.node === 'case.filed' && payload['caseNo'] !== c.filed.payload.caseNo) {
    return refuse('not-correctable', '案号是案件的身份，不能更正；请另立案件');
  }
  return checkForm(meant.node, payload);
};

/** Refused while a later fact refers to it; what the engine itself concluded follows by itself (engine.md 3). */
export const withoutDependents: FactGuard = (c, draft) => {
  const { fact: seq } = about(draft.payload);
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
