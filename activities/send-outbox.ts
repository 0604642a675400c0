import { readRecordHead } from '../db/cases/case.ts';
import type { Db } from '../db/client.ts';
import { readUnsent, type Unsent } from '../db/outbox/read.ts';
import { markSent } from '../db/outbox/write.ts';
import { namesOf } from '../db/people/names.ts';
import { readHolders } from '../db/people/read.ts';
import { keptFrom } from '../domain/engine/notice.ts';
import { roleIds } from '../domain/nodes/roles.ts';
import { personsIn, withNames } from '../domain/words/persons.ts';
import { numberedName } from '../domain/words/titles.ts';
import type { Deps, Delivery } from './deps.ts';

/**
 * Sends what of a case waits in the outbox, oldest first, and answers how much. An effect is marked only once its receiver
 * has it, and a receiver takes one id once: however often this runs, each arrives exactly once.
 */
export const sendOutbox =
  ({ store, sink }: Deps) =>
  async ({ caseId }: { readonly caseId: string }): Promise<number> => {
    const waiting = await readUnsent(store.db, caseId);
    const addressed = await addressedIn(store.db, caseId, waiting);
    const names = await namesIn(store.db, addressed);
    for (const effect of addressed) {
      await sink(named(effect, names));
      await markSent(store.db, effect.id);
    }
    return waiting.length;
  };

/** The effects as they go out: nobody hears of a record that is kept from them. */
async function addressedIn(db: Db, caseId: string, waiting: readonly Unsent[]): Promise<readonly Unsent[]> {
  const { barred = null } = waiting.length === 0 ? {} : ((await readRecordHead(db, caseId)) ?? {});
  if (barred === null) return waiting;
  const holders = await readHolders(db, roleIds);
  return waiting.map((effect) => ({ ...effect, to: keptFrom(effect.to, barred, (role) => holders.get(role) ?? []) }));
}

type Names = ReadonlyMap<string, string>;

/** The names of all whom effects go to or speak of. */
const namesIn = (db: Db, effects: readonly Unsent[]): Promise<Names> =>
  namesOf(
    db,
    effects.flatMap(({ to, body }) => [...to.map(({ person }) => person), ...personsIn(body.text)]),
  );

/** An effect as people read it: with the names of persons beside their ids, and the number of its record. */
function named({ to, body, ...effect }: Unsent, names: Names): Delivery {
  const caseNo = numberedName(body.caseNo, effect.caseId);
  const text = body.text.replace(body.caseNo, () => caseNo);
  return {
    ...effect,
    to: to.map((recipient) => ({ ...recipient, name: names.get(recipient.person ?? '') ?? null })),
    body: { ...body, caseNo, text: withNames(text, names) },
  };
}
