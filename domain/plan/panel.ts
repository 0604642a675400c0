import type { Basis } from '../nodes/basis.ts';
import type { PanelMatter } from '../nodes/closing.ts';
import type { Case } from '../record/case.ts';
import type { Fact, FactOf } from '../record/fact.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import { lacking } from './guard.ts';
import { panelOn } from './limits/readings.ts';

/** What stands in the way where the panel, asked last, did not agree; a decision stored before outcomes were asked for agreed. */
export const panelRefused = (
  decided: FactOf<'panel.decided'> | undefined,
  what: string,
  basis: Basis,
): Refusal | undefined =>
  decided?.payload.outcome === 'refused'
    ? refuse(
        'not-approved',
        `合议庭不同意${what}（第${decided.seq}号记录），不能办理；情况有变的，请合议庭重新研究，同意后再办理`,
        basis,
        [{ id: 'panel.decided', zh: `合议庭不同意：${decided.payload.decision}`, basis: basis.zh }],
      )
    : undefined;

interface Asked {
  readonly about: PanelMatter;
  /** What the panel agrees to, in a word. */
  readonly what: string;
  readonly basis: Basis;
  /** The last thing for which its word has been used up: the panel decides on each anew. */
  readonly used?: Fact | undefined;
}

/** What stands in the way until the panel has agreed, as it was asked last (plan §5). */
export function panelLacking(c: Case, { about, what, basis, used }: Asked): Refusal | undefined {
  const decided = panelOn(c, about).at(-1);
  return decided === undefined || decided.seq < (used?.seq ?? 0)
    ? lacking('panel.decided', `就${what}（about 写 ${about}）`)
    : panelRefused(decided, what, basis);
}
