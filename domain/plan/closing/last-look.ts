import type { Case } from '../../record/case.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import type { Instant } from '../../time/instant.ts';

/** About whom a last look was begun, and in which categories it came back in time: what is begun once one has come back is another. */
export function lookedAt(c: Case, since: Instant): ReadonlyMap<string, ReadonlySet<string>> {
  const seen = new Map<string, Set<string>>();
  let [round, isBack] = [new Set<string>(), false];
  for (const fact of [...c.all('final-query.started'), ...c.all('final-query.done')].toSorted(inOrder)) {
    if (fact.node === 'final-query.started') {
      if (isBack) [round, isBack] = [new Set(), false];
      for (const id of fact.payload.respondents) {
        round.add(id);
        if (!seen.has(id)) seen.set(id, new Set());
      }
      continue;
    }
    isBack = true;
    if (fact.at < since) continue;
    for (const id of round) for (const { kind } of fact.payload.categories) seen.get(id)?.add(kind);
  }
  return seen;
}
