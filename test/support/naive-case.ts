/** A case read the slow and obvious way: every question walks all facts. What the quick way has to agree with. */
import type { Case } from '../../domain/record/case.ts';
import type { Fact, FactOf } from '../../domain/record/fact.ts';
import type { NodeId } from '../../domain/nodes/index.ts';

/** The same case, without any index. */
export function naive({ filed, record, facts, subjects }: Case): Case {
  const all = <N extends NodeId>(node: N, subject?: string | null) =>
    facts.filter((f): f is FactOf<N> => f.node === node && (subject === undefined || f.subject === subject));
  return {
    filed,
    record,
    facts,
    subjects,
    all,
    first: (node, subject) => all(node, subject)[0],
    last: (node, subject) => all(node, subject).at(-1),
    fact: (seq) => facts.find((f) => f.seq === seq),
  };
}

/** Where the first round turned, by looking at everything that is held at each of its facts. */
export function naiveRound(c: Case): { readonly short: Fact | undefined; readonly end: Fact | undefined } {
  const holdings = new Map<string, { valueFen: number | null; effectiveFen: number; settled: boolean }>();
  const claim = c.filed.payload.claimFen;
  let [network, started, traditional] = [false, false, false];
  let short: Fact | undefined;
  let end: Fact | undefined;
  for (const fact of c.facts) {
    if (fact.node === 'query.returned' || fact.node === 'traditional-query.returned') {
      const { assets, complete } = fact.payload; // both returns share one schema
      for (const { id, valueFen } of assets) {
        if (holdings.get(id)?.settled !== true) {
          holdings.set(id, { valueFen, effectiveFen: valueFen ?? 0, settled: false });
        }
      }
      if (complete && fact.node === 'query.returned') network = true;
      if (complete && fact.node === 'traditional-query.returned') traditional = true;
    } else if (fact.node === 'query.failed') {
      const { round } = fact.payload; // of that node
      if (round === 'network') network = true;
      else traditional = true;
    } else if (fact.node === 'traditional-query.started') started = true;
    else if (['asset.frozen', 'asset.sealed', 'asset.skipped'].includes(fact.node)) {
      const { order, amountFen } = fact.payload as { order?: string; amountFen?: number }; // whichever of the three has them
      const valueFen = holdings.get(fact.subject ?? '')?.valueFen ?? null;
      const had = order === 'first' ? (amountFen ?? valueFen ?? 0) : 0;
      holdings.set(fact.subject ?? '', { valueFen, effectiveFen: had, settled: true });
    } else continue;
    const found = [...holdings.values()];
    if (network && claim !== null && found.reduce((sum, h) => sum + h.effectiveFen, 0) < claim) short ??= fact;
    const open = (short !== undefined || started) && !traditional;
    if (network && !open && found.every((h) => h.settled)) end ??= fact;
  }
  return { short, end };
}
