import type { Instant } from '../domain/time/instant.ts';

const SAME = 60_000; // a workflow task may have waited this long: more than that was skipped

/**
 * By how many milliseconds a record's time is ahead of its workflow's own: `known` once the workflow has been told, else
 * what the record says, less what this workflow itself has skipped so far. Nobody else's word counts (engine.md 16).
 */
export function clockOf(known: number | null, recordOffset: number, time: Instant, realNow = Date.now()): number {
  if (known !== null) return known;
  const skipped = time - realNow;
  const rest = skipped > SAME ? recordOffset - skipped : recordOffset;
  return rest > SAME ? rest : 0;
}
