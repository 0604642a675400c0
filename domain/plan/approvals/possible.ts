import { type Approvable, approvalOf } from '../../nodes/approvals.ts';
import { type NodeId, nodeRow } from '../../nodes/index.ts';
import { recordKinds, standsIn } from '../../nodes/record-kinds.ts';
import type { Case } from '../../record/case.ts';
import type { Draft, DraftOf } from '../../record/fact.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import type { AskGuard, Condition, FactGuard } from '../guard.ts';
import { unknownReferences } from '../refers.ts';
import { closed, repeated } from '../still-open.ts';

/** What a decision asks for. */
export type ConditionOf = (node: Approvable) => Condition<NodeId>;

const { basis } = nodeRow('request.made');

/** Nobody in particular: of whoever will decide, what their person keeps them from is asked of them. */
const NOBODY = '';

/**
 * What can never be decided in the record as it stands is not asked for: it is closed, of another kind, or lacks what the
 * decision rests on. What the chain itself brings, the word of its panel, may still be missing.
 */
export const possibleAtAll =
  (conditionOf: ConditionOf): AskGuard<'request.made'> =>
  (c, { payload: { of } }, standing) => {
    if (standing.isRecorded === true) return undefined;
    const row = nodeRow(of);
    if (!standsIn(row.in, c.kind))
      return refuse('unknown-node', `${recordKinds[c.kind].zh}中不作“${approvalOf(of).zh}”，无须报批`, basis);
    const once = row.subject === undefined ? repeated(c, row, { node: of, subject: null }) : undefined;
    return once ?? closed(c, row) ?? nothingClosed(c, of) ?? first(of, conditionOf(of).when ?? [], (guard) => guard(c));
  };

/** The same of what looks at who asks, what about and what it would say: the decision's own guards, as if somebody decided it now. */
export const possible =
  (conditionOf: ConditionOf): FactGuard<'request.made'> =>
  (c, draft, standing) => {
    if (standing.isRecorded === true) return undefined;
    const { of, about, payload } = draft.payload;
    const row = nodeRow(of);
    const wanted = { ...draft, node: of, subject: about ?? null, payload, by: NOBODY, as: row.by } as unknown as Draft; // its form has been checked
    const again = about === undefined ? undefined : repeated(c, row, wanted);
    const { asks = [], check = [] } = (standing.conditionOf ?? conditionOf)(of);
    const asked = { ...standing, isAskedFor: true };
    const named: FactGuard = () => unknownReferences(c, row, wanted);
    return (
      again ??
      unknownReferences(c, row, wanted) ??
      ofClosing(c, draft) ??
      first(of, [...asks, named, ...check], (guard) => guard(c, wanted, asked))
    );
  };

function first<G>(of: Approvable, guards: readonly G[], ask: (guard: G) => Refusal | undefined): Refusal | undefined {
  for (const guard of guards) {
    const refusal = ask(guard);
    if (refusal !== undefined && !isYetToCome(of, refusal)) return refusal;
  }
  return undefined;
}

/** Whether it lacks nothing but the word of a panel that the request will come to. */
function isYetToCome(of: Approvable, { missing }: Refusal): boolean {
  const { passedBy, decidedBy } = approvalOf(of);
  const comesToPanel = decidedBy === 'panel' || passedBy.includes('panel');
  return comesToPanel && missing.length > 0 && missing.every(({ id }) => id === 'panel.decided');
}

const nothingClosed = (c: Case, of: Approvable): Refusal | undefined =>
  of === 'fact.withdrawn' && c.first('case.closed') === undefined
    ? refuse('node-missing', '本案尚未结案，没有可以撤销的结案', basis, [
        { id: 'case.closed', zh: nodeRow('case.closed').zh },
      ])
    : undefined;

/** A withdrawal is asked for of a closing alone, while its dossier is not archived; whoever asks is who asks for it. */
function ofClosing(c: Case, { by, payload: { of, payload } }: DraftOf<'request.made'>): Refusal | undefined {
  if (payload['askedBy'] !== undefined && payload['askedBy'] !== by)
    return refuse('form-differs', 'askedBy 应写报批人自己的编号', basis, [{ id: 'askedBy', zh: by }]);
  if (of !== 'fact.withdrawn') return undefined;
  const closing = c.first('case.closed');
  if (closing?.seq !== payload['fact'])
    return refuse(
      'unknown-fact',
      '报批撤回的只是结案（fact 写结案记录的序号）；其他记录由登记人或者内勤直接撤回',
      basis,
      [{ id: String(closing?.seq), zh: nodeRow('case.closed').zh }],
    );
  return c.first('dossier.archived') && refuse('not-correctable', '卷宗已经归档，不能撤销结案', basis);
}
