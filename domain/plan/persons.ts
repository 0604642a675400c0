import { type NodeId, nodeRow } from '../nodes/index.ts';
import type { Case } from '../record/case.ts';
import type { DraftOf, Fact } from '../record/fact.ts';
import { refuse } from '../record/refusal.ts';
import type { AskGuard } from './guard.ts';

/** What a takeover brought stands under whoever filed it: nobody says who did it then, and it is believed (engine.md 5). */
export const isBrought = ({ founding }: Case, by: string, recordedAt: number): boolean =>
  by === founding.by && recordedAt === founding.recordedAt;

/**
 * Who asks never approves, who handles never confirms, who approves never carries out (engine.md 21): this is for somebody
 * else than recorded those facts. `did`: what they did, in a word.
 */
export const byAnother =
  <N extends NodeId>(
    did: string,
    earlier: (c: Case, draft: DraftOf<N>) => readonly (Fact | undefined)[],
  ): AskGuard<N> =>
  (c, draft, { believed }) => {
    if (believed === true) return undefined;
    const own = earlier(c, draft).find((f) => f?.by === draft.by && !isBrought(c, f.by, f.recordedAt));
    if (own === undefined) return undefined;
    const { zh, basis } = nodeRow(draft.node);
    return refuse('same-person', `${did}的人不能办理“${zh}”，须由另一人办理`, basis, [
      { id: String(own.seq), zh: `第${own.seq}号记录由你办理：${nodeRow(own.node).zh}` },
    ]);
  };
