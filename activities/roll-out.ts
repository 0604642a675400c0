import { heartbeat } from '@temporalio/activity';
import { asFacts } from '../domain/case/advance.ts';
import { readCase } from '../domain/case/case.ts';
import { derive } from '../domain/case/derive.ts';
import { lawsMet, type LawVersions } from '../domain/case/law.ts';
import { shiftsOf } from '../domain/law/preview.ts';
import { lawInForce } from '../db/record.ts';
import { casesAfter, countOpen, type ReadCase } from '../db/rollout.ts';
import type { LawEffect } from '../workflows/messages.ts';
import type { Deps } from './deps.ts';

/** What came of a batch; `last` is null after the last one. */
export interface Batch {
  readonly looked: number;
  readonly moved: number;
  readonly skipped: number;
  readonly last: string | null;
}

const AT_ONCE = 8; // cases: completions by people go on meanwhile

/**
 * Looks at the next open cases and has those derive again in which the new law changes anything, each through its own
 * workflow, so that its timer re-arms. Cases it does not touch hear nothing of it.
 */
export const rollOut =
  ({ store, laws, caseLaw }: Deps) =>
  async ({ after, limit }: { readonly after: string; readonly limit: number }): Promise<Batch> => {
    const page = await casesAfter(store.db, after, limit);
    const inForce = await lawInForce(store.db);
    const effects: LawEffect[] = [];
    const waiting = [...page];
    const work = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        effects.push(await effectOn(next, inForce));
        heartbeat(effects.length);
      }
    };
    const effectOn = async (open: ReadCase, law: LawVersions): Promise<LawEffect> => {
      const library = await laws.load(store.db, [...lawsMet(open.record), law]);
      const met = lawsMet(open.record).at(-1);
      if (met?.rules === law.rules && met.calendar === law.calendar) return 'skipped';
      const now = Date.now() + open.clockOffset;
      const c = readCase([...open.record, ...asFacts(open.record, [], law, 'system', now)]);
      const shifts = shiftsOf({ ...open, now }, open.kept, derive(c, library));
      return shifts.length === 0 ? 'untouched' : caseLaw(open.caseId, open.clockOffset);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    const count = (effect: LawEffect) => effects.filter((e) => e === effect).length;
    const last = page.length < limit ? null : (page.at(-1)?.caseId ?? null);
    return { looked: page.length, moved: count('moved'), skipped: count('skipped'), last };
  };

/** How many cases a change of law could reach. */
export const countOpenCases =
  ({ store }: Deps) =>
  (): Promise<number> =>
    countOpen(store.db);
